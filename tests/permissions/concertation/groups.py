"""Groups and seats on the stage: O sits in G, P is offered a seat there, H sits there unseen; and the calls on them."""

from collections.abc import Iterator
from datetime import timedelta

from registry.concertation import actions
from registry.concertation.actions import loading
from registry.concertation.models import Group, Seat
from registry.core.dates import PartialDate, montreal_today
from tests.permissions.call import Act, Call
from tests.permissions.stage import Stage, Thing


def build(stage: Stage) -> None:
    made, group = stage.organizations, Group.objects.get(key="group")
    stage.things["group"] = Thing("group", "name", group.key, (group, made["c"]), kept=False)
    until = PartialDate.of(montreal_today() + timedelta(60))
    term = {"group": group, "role": "member", "since": PartialDate(2025), "until": until}
    people = (group, made["c"])
    for name, organization in (("seat", made["o"]), ("seat_h", made["h"])):
        row = Seat.objects.create(key=f"canari-cle-{name}", organization=organization, note=f"Canari {name}", **term)
        within = (stage.things["h"],) if name == "seat_h" else ()
        stage.things[name] = Thing("seat", "taken", row.key, (*people, organization), kept=False, within=within)
        stage.hide(stage.things[name], row.key, row.note.lower())
    offered = actions.offer_seat(stage.cast["lead_g"].actor, group.key, organization=made["p"].key, role="chair")
    Seat.objects.filter(pk=offered.pk).update(note="Canari siège offert")
    stage.things["seat_offered"] = Thing("seat", "offered", offered.key, (*people, made["p"]), kept=False)
    stage.hide(stage.things["seat_offered"], offered.key, "canari siège offert")


def calls(stage: Stage) -> Iterator[Call]:
    later = (montreal_today() + timedelta(400)).isoformat()
    for name in ("c", "d", "o", "h"):
        yield Call(
            "create_group",
            stage.things[name],
            lambda actor, key: actions.create_group(actor, key, kind="committee", name="Groupe neuf"),
        )
    on_groups: dict[str, Act] = {
        "edit_group": lambda actor, key: actions.edit_group(actor, key, values={"city": "Laval"}),
        "end_group": actions.end_group,
        "offer_seat": lambda actor, key: actions.offer_seat(actor, key, organization="organisme-u", role="member"),
    }
    for name in ("group", "group_h"):
        for action, act in on_groups.items():
            yield Call(action, stage.things[name], act)
    on_seats: dict[str, Act] = {
        "renew_seat": lambda actor, key: actions.renew_seat(actor, key, until=later),
        "confirm_seat": actions.confirm_seat,
        "end_seat": actions.end_seat,
    }
    for name in ("seat", "seat_h"):
        for action, act in on_seats.items():
            yield Call(action, stage.things[name], act)
    yield Call("accept_seat", stage.things["seat_offered"], actions.accept_seat)
    yield Call("decline_seat", stage.things["seat_offered"], actions.decline_seat)
    nothing = stage.things["o"]
    yield Call("load_rule_sets", nothing, lambda actor, _: loading.load_rule_sets(actor, []), keyed=False)
    yield Call("load_seats", nothing, lambda actor, _: loading.load_seats(actor, []), keyed=False)

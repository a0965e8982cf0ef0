"""Concerns on the stage: of G, where O sits, and of a group of D; and all that is done with them."""

from collections.abc import Iterator

from registry.concertation import actions
from registry.concertation.actions import loading
from registry.concertation.models import Concern, ConcernAnswer, ConcernRaiser, Group, Seat
from registry.core.dates import montreal_today
from registry.directory.models import Organization
from tests.permissions.call import Call
from tests.permissions.cast import Place
from tests.permissions.stage import Stage, Thing


def build(stage: Stage) -> None:
    made, group = stage.organizations, Group.objects.get(key="group")
    other = Group.objects.create(key="group-c", kind="committee", coalition=made["c"], name_fr="Autre groupe de C")
    apart = Group.objects.create(key="group-d", kind="committee", coalition=made["d"], name_fr="Groupe de D")
    Seat.objects.get_or_create(organization=made["o"], group=group, defaults={"role": "member"})
    people: tuple[Place, ...] = (made["o"], group, made["c"])
    first = _concern(stage, "concern_o", group, made["o"], people)
    second = _concern(stage, "concern_h", group, made["h"], people)
    _concern(stage, "concern_p", apart, made["p"], (made["p"], made["d"]))
    ConcernRaiser.objects.create(concern=first, organization=made["h"], on=montreal_today(), words="Canari mots de H")
    stage.hide(Thing("concern", "raised", first.key, people, within=(stage.things["h"],)), "canari mots de h")
    ConcernAnswer.objects.create(concern=second, kind="media", on=montreal_today(), note="Canari réponse")
    stage.hide(stage.things["concern_h"], "canari réponse")
    stage.links["other_group"] = other.key


def _concern(stage: Stage, name: str, group: Group, raiser: Organization, people: tuple[Place, ...]) -> Concern:
    row = Concern.objects.create(
        key=f"canari-cle-{name}", group=group, title=f"Canari enjeu {name}", description=f"Canari propos {name}",
        raised_on=montreal_today(),
    )  # fmt: skip
    ConcernRaiser.objects.create(concern=row, organization=raiser, on=montreal_today(), words=f"Canari mots {name}")
    thing = stage.things[name] = Thing("concern", "raised", row.key, people, kept=False)
    stage.hide(thing, row.key, row.title.lower(), row.description.lower())
    within = (stage.things["h"],) if raiser == stage.organizations["h"] else ()
    stage.hide(Thing("concern", "raised", row.key, people, kept=False, within=within), f"canari mots {name}")
    return row


def calls(stage: Stage) -> Iterator[Call]:
    o, p, elsewhere = stage.organizations["o"].key, stage.organizations["p"].key, stage.links["other_group"]
    for name in ("o", "h"):
        yield Call(
            "raise_concern",
            stage.things[name],
            lambda actor, key: actions.raise_concern(actor, "group", organization=key, title="Nouveau souci"),
        )
    supported, owned, of_p = (stage.things[name] for name in ("concern_h", "concern_o", "concern_p"))
    yield Call("support_concern", supported, lambda actor, key: actions.support_concern(actor, key, organization=o))
    for thing, organization in ((owned, o), (of_p, p)):
        yield Call(
            "withdraw_concern",
            thing,
            lambda actor, key, organization=organization: actions.withdraw_concern(  # type: ignore[misc]
                actor, key, organization=organization
            ),
        )
    for thing in (owned, of_p):
        yield Call(
            "edit_concern",
            thing,
            lambda actor, key: actions.edit_concern(actor, key, values={"description": "Autrement dit"}),
        )
    yield Call("join_concerns", owned, lambda actor, key: actions.join_concerns(actor, key, into=supported.key))
    for thing in (owned, of_p):
        yield Call("answer_concern", thing, lambda actor, key: actions.answer_concern(actor, key, kind="media"))
    yield Call("pass_on_concern", owned, lambda actor, key: actions.pass_on_concern(actor, key, group=elsewhere))
    nothing = stage.things["o"]
    yield Call("load_concerns", nothing, lambda actor, _: loading.load_concerns(actor, []), keyed=False)
    yield Call("load_answers", nothing, lambda actor, _: loading.load_answers(actor, []), keyed=False)

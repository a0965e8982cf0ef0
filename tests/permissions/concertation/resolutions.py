"""Resolutions on the stage: one adopted, that H moved; a draft and a proposal of G; and the calls on them."""

from collections.abc import Iterator
from typing import Any

from registry.concertation import actions
from registry.concertation.actions import loading
from registry.concertation.models import Clause, ClauseLink, Group, Meeting, Resolution, Seat
from registry.concertation.rules import stems
from registry.core.dates import PartialDate, montreal_today
from tests.permissions.call import Act, Call
from tests.permissions.cast import Place
from tests.permissions.stage import Stage, Thing

CLAUSE = "clause-adoptee"


def build(stage: Stage) -> None:
    made, group = stage.organizations, Group.objects.get(key="group")
    Seat.objects.get_or_create(organization=made["o"], group=group, defaults={"role": "member"})
    Meeting.objects.create(key="assemblee", coalition=made["c"], day=montreal_today(), mode="virtual")
    people: tuple[Place, ...] = (made["o"], group, made["c"])
    adopted = Resolution.objects.create(
        key="resolution", coalition=made["c"], subject_fr="Cours du soir", state="adopted", mover=made["h"],
        assembly_on=PartialDate(2024, 6),
    )  # fmt: skip
    followed = Clause.objects.create(key=CLAUSE, resolution=adopted, kind="clause", position=0, text_fr="Appuie")
    stage.things["resolution"] = Thing("resolution", "adopted", adopted.key, people, kept=False)
    draft = _resolution(stage, "resolution_draft", group, people, state="draft")
    ClauseLink.objects.create(clause=draft.clauses.get(kind="clause"), kind="amends", target=followed)
    mover = {"mover": made["o"], "seconder": made["u"]}
    _resolution(stage, "resolution_proposed", group, people, state="proposed", **mover)
    voted = {"votes_for": 0, "votes_against": 1, "decided_on": montreal_today()}
    _resolution(stage, "resolution_defeated", group, people, state="defeated", **mover, **voted)
    _resolution(stage, "resolution_withdrawn", group, people, state="withdrawn", **mover)


def _resolution(stage: Stage, name: str, group: Group, people: tuple[Place, ...], **columns: Any) -> Resolution:
    row = Resolution.objects.create(
        key=f"canari-cle-{name}", coalition=stage.organizations["c"], group=group, subject_fr=f"Canari sujet {name}",
        note=f"Canari remarque {name}", stems=stems.index([f"Canari sujet {name}"], []), **columns,
    )  # fmt: skip
    texts = {"recital": f"Canari attendu {name}", "clause": f"Canari dispositif {name}"}
    for kind, text in texts.items():
        Clause.objects.create(key=f"canari-{kind}-{name}", resolution=row, kind=kind, position=0, text_fr=text)
    thing = stage.things[name] = Thing("resolution", "before it is adopted", row.key, people, kept=False)
    keys = (row.key, *row.clauses.values_list("key", flat=True))
    stage.hide(thing, *keys, row.subject_fr.lower(), row.note.lower(), *(text.lower() for text in texts.values()))
    return row


def calls(stage: Stage) -> Iterator[Call]:
    draft, proposed = stage.things["resolution_draft"], stage.things["resolution_proposed"]
    place = Thing("group", "name", "group", draft.places, kept=False)
    yield Call(
        "draft_resolution",
        place,
        lambda actor, key: actions.draft_resolution(
            actor, "coalition-c", group=key, organization="organisme-o", subject="Lits"
        ),
    )
    acts: dict[str, Act] = {
        "edit_resolution": lambda actor, key: actions.edit_resolution(actor, key, values={"subject_fr": "Lits"}),
        "move_resolution": lambda actor, key: actions.move_resolution(actor, key, organization="organisme-o"),
        "second_resolution": lambda actor, key: actions.second_resolution(actor, key, organization="organisme-o"),
        "put_to_assembly": lambda actor, key: actions.put_to_assembly(actor, key, assembly="assemblee", number=1),
    }
    for action, act in acts.items():
        yield Call(action, draft, act)
    yield Call("withdraw_resolution", proposed, actions.withdraw_resolution)
    yield Call(
        "correct_vote",
        stage.things["resolution_defeated"],
        lambda actor, key: actions.correct_vote(actor, key, votes_for=1, votes_against=0),
    )
    yield Call(
        "record_vote", proposed, lambda actor, key: actions.record_vote(actor, key, votes_for=1, votes_against=0)
    )
    clause = Thing("resolution", draft.what, "canari-clause-resolution_draft", draft.places, kept=False)
    yield Call(
        "link_clause",
        clause,
        lambda actor, key: actions.link_clause(actor, key, kind="amends", target=stage.things["resolution"].key),
    )
    yield Call("unlink_clause", clause, lambda actor, key: actions.unlink_clause(actor, key, target=CLAUSE))
    everything = Thing("resolution", "adopted", "")
    yield Call("load_resolutions", everything, lambda actor, key: loading.load_resolutions(actor, []), keyed=False)

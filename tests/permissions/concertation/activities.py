"""Activities on the stage: published ones and drafts, of O, H and G, one with a hidden party; and the calls on them."""

from collections.abc import Iterator
from typing import Any

from registry.concertation import actions
from registry.concertation.actions import loading
from registry.concertation.models import Activity, Group, Impact
from registry.core.dates import PartialDate
from registry.core.models import Citation, Contradiction, SourceDocument, Statement
from tests.permissions.call import Act, Call
from tests.permissions.cast import Place
from tests.permissions.stage import Stage, Thing


def build(stage: Stage) -> None:
    made, group = stage.organizations, Group.objects.get(key="group")
    shown = _activity(stage, "activity", (made["o"],), recorded_for=made["o"])
    shown.parties.create(organization=made["o"], role="signatory")
    shown.parties.create(organization=made["p"], role="signatory")
    shown.parties.create(organization=made["h"], role="signatory")
    draft = _activity(stage, "activity_draft", (made["o"],), recorded_for=made["o"], published=False)
    draft.parties.create(organization=made["p"], role="organizer")
    _activity(stage, "activity_g", (group, made["c"]), group=group, published=False)
    _activity(stage, "activity_h", (made["h"],), within=(stage.things["h"],), recorded_for=made["h"])
    Impact.objects.create(key="canari-cle-effet", activity=draft, kind="government_practice", text="Canari effet")
    said = Contradiction.objects.create(
        key="canari-dit-activity", subject_type="activity", subject_key=draft.key, attribute="date", kind="conflict"
    )
    Statement.objects.create(contradiction=said, position=0, value="Canari dit de l'activité")
    document = SourceDocument.objects.create(type="named", reference="Canari source activity")
    Citation.objects.create(subject_type="activity", subject_key=draft.key, document=document)
    told = (
        "canari-cle-effet",
        "canari effet",
        "canari-dit-activity",
        "canari dit de l'activité",
        "canari source activity",
    )
    stage.hide(stage.things["activity_draft"], *told)


def _activity(
    stage: Stage, name: str, people: tuple[Place, ...], *, within: tuple[Thing, ...] = (), **columns: Any
) -> Activity:
    title = "Activité ouverte" if name == "activity" else f"Canari titre {name}"
    row = Activity(
        key=f"cle-{name}" if name == "activity" else f"canari-cle-{name}", kind="media", title_fr=title,
        date=PartialDate(2025), note="" if name == "activity" else f"Canari remarque {name}", **columns,
    )  # fmt: skip
    row.refold()
    row.save()
    what = "published" if row.published else "draft"
    thing = stage.things[name] = Thing("activity", what, row.key, people, kept=False, within=within)
    if name != "activity":
        stage.hide(thing, row.key, title.lower(), row.note.lower())
    return row


def calls(stage: Stage) -> Iterator[Call]:
    for name in ("o", "u", "h", "c"):
        yield Call(
            "record_activity",
            stage.things[name],
            lambda actor, key: actions.record_activity(actor, organization=key, kind="media", title="Nouveau récit"),
        )
    acts: dict[str, Act] = {
        "edit_activity": lambda actor, key: actions.edit_activity(actor, key, values={"title_fr": "Autre nom"}),
        "publish_activity": actions.publish_activity,
        "add_party": lambda actor, key: actions.add_party(actor, key, role="participant", organization="organisme-o"),
        "remove_party": lambda actor, key: actions.remove_party(
            actor, key, role="organizer", organization="organisme-p"
        ),
        "record_impact": lambda actor, key: actions.record_impact(
            actor, key, kind="government_practice", text="Le numéro a changé"
        ),
    }
    for name in ("activity_draft", "activity_g"):
        for action, act in acts.items():
            if (name, action) != ("activity_g", "remove_party"):
                yield Call(action, stage.things[name], act)
    yield Call(
        "remove_impact",
        stage.things["activity_draft"],
        lambda actor, key: actions.remove_impact(actor, key, impact="canari-cle-effet"),
    )
    for name in ("activity", "activity_h"):
        yield Call("unpublish_activity", stage.things[name], actions.unpublish_activity)
    yield Call("load_activities", stage.things["o"], lambda actor, _: loading.load_activities(actor, []), keyed=False)

"""Meetings on the stage: of G, where O and H sit, of an open group, of a hidden one, and an assembly of C."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.utils import timezone

from registry.concertation import actions
from registry.concertation.actions import loading
from registry.concertation.models import Group, Meeting, Minutes, Outcome
from registry.core.dates import montreal_today
from tests.permissions.call import Act, Call
from tests.permissions.cast import Place
from tests.permissions.stage import Stage, Thing


def build(stage: Stage) -> None:
    made, group = stage.organizations, Group.objects.get(key="group")
    o, h, c = made["o"], made["h"], made["c"]
    opened = Group.objects.create(
        key="groupe-ouvert", kind="committee", coalition=c, name_fr="Groupe ouvert", open_minutes=True
    )
    draft = _meeting(stage, "meeting", (group, c, o, h), group=group)
    _write(draft, "Canari procès-verbal", "draft")
    draft.attendance.create(organization=o, delegate_role="Canari délégation")
    draft.attendance.create(organization=h, delegate_role="Canari délégation de H")
    draft.agenda.create(key="canari-cle-point", position=1, title="Canari point")
    Outcome.objects.create(key="canari-cle-suite", meeting=draft, position=1, kind="decision", text="Canari suite")
    stage.hide(stage.things["meeting"], "canari procès-verbal", "canari délégation", "canari-cle-point", "canari point")
    stage.hide(stage.things["meeting"], "canari-cle-suite", "canari suite")
    for name, kept_on in (("promis", None), ("tenu", montreal_today())):
        told = {"kind": "commitment", "text": f"Canari {name}", "by": o, "kept_on": kept_on}
        Outcome.objects.create(key=f"canari-cle-{name}", meeting=draft, position=2, **told)
        stage.hide(stage.things["meeting"], f"canari-cle-{name}", f"canari {name}")
    by_h = Thing("meeting", "inside", draft.key, stage.things["meeting"].places, within=(stage.things["h"],))
    stage.hide(by_h, "canari délégation de h")
    _meeting(stage, "assembly", (c, o, h), coalition=c)
    _meeting(stage, "meeting_h", (), group=Group.objects.get(key="canari-cle-gh"))
    ahead = _meeting(stage, "meeting_ahead", (group, c, o, h), group=group, day=montreal_today() + timedelta(days=9))
    ahead.attendance.create(organization=o)
    unapproved = _meeting(stage, "meeting_unapproved", (opened, c), group=opened)
    _write(unapproved, "Canari remis", "submitted")
    stage.hide(stage.things["meeting_unapproved"], "canari remis")
    _opened(stage, opened)


def _opened(stage: Stage, group: Group) -> None:
    """Anyone reads approved minutes, and nothing else that is for the group's people."""
    made = stage.organizations
    row = Meeting.objects.create(
        key="rencontre-ouverte", group=group, day=montreal_today(), mode="virtual", state="held", place="Canari salle"
    )
    written = _write(row, "Procès-verbal ouvert", "approved")
    written.versions.create(number=1, state="submitted", text="Canari première version", made_at=timezone.now())
    row.attendance.create(organization=made["p"], state="present", delegate_role="Canari direction")
    stage.things["meeting_open"] = Thing("meeting", "of an open group, once approved", row.key, (group, made["c"]))
    inside = Thing("meeting", "inside", row.key, (group, made["c"]), kept=False)
    stage.hide(inside, "canari salle", "canari première version", "canari direction")


def _meeting(stage: Stage, name: str, people: tuple[Place, ...], **columns: Any) -> Meeting:
    told = {"day": montreal_today() - timedelta(days=2), "mode": "in_person", **columns}
    row = Meeting.objects.create(
        key=f"canari-{name}-cle", title=f"Canari titre {name}", place=f"Canari lieu {name}", **told
    )
    stage.things[name] = Thing("meeting", "inside", row.key, people, kept=False)
    stage.hide(stage.things[name], row.key, row.title.lower(), row.place.lower())
    return row


def _write(meeting: Meeting, text: str, state: str) -> Minutes:
    return Minutes.objects.create(meeting=meeting, text=text, revision=1, saved_at=timezone.now(), state=state)


def calls(stage: Stage) -> Iterator[Call]:
    draft, o, p = stage.things["meeting"], stage.organizations["o"].key, stage.organizations["p"].key
    soon = (montreal_today() + timedelta(days=30)).isoformat()
    for name in ("group", "group_h"):
        yield Call(
            "plan_meeting",
            stage.things[name],
            lambda actor, key: actions.plan_meeting(actor, key, day=soon, mode="virtual"),
        )
    for name in ("c", "h"):
        yield Call(
            "plan_assembly",
            stage.things[name],
            lambda actor, key: actions.plan_assembly(actor, key, day=soon, mode="virtual"),
        )
    attendance = [{"organization": o, "state": "present"}]
    acts: dict[str, Act] = {
        "change_meeting": lambda actor, key: actions.change_meeting(actor, key, values={"city": "Laval"}),
        "cancel_meeting": actions.cancel_meeting,
        "invite_organization": lambda actor, key: actions.invite_organization(actor, key, organization=p),
        "take_attendance": lambda actor, key: actions.take_attendance(actor, key, attendance=attendance),
        "add_agenda_item": lambda actor, key: actions.add_agenda_item(actor, key, title="Nouveau point"),
        "save_notes": lambda actor, key: actions.save_notes(actor, key, text="Nouveau texte", revision=1),
        "submit_minutes": actions.submit_minutes,
        "record_outcome": lambda actor, key: actions.record_outcome(actor, key, kind="decision", text="Nouveau pas"),
    }
    for name in ("meeting", "assembly", "meeting_h"):
        for action, act in acts.items():
            yield Call(action, stage.things[name], act)
    yield Call("approve_minutes", stage.things["meeting_unapproved"], actions.approve_minutes)
    yield Call("reopen_minutes", stage.things["meeting_unapproved"], actions.reopen_minutes)
    yield Call("reopen_minutes", stage.things["meeting_open"], actions.reopen_minutes)
    yield Call(
        "answer_invitation",
        stage.things["meeting_ahead"],
        lambda actor, key: actions.answer_invitation(actor, key, organization=o, answer="coming"),
    )
    yield from _on_parts(draft)
    yield Call("load_meetings", stage.things["o"], lambda actor, _: loading.load_meetings(actor, []), keyed=False)


def _on_parts(draft: Thing) -> Iterator[Call]:
    """Points and outcomes have keys of their own, and are seen with their meeting."""
    item, outcome = (
        Thing("meeting", "inside", key, draft.places, kept=False) for key in ("canari-cle-point", "canari-cle-suite")
    )
    yield Call("move_agenda_item", item, lambda actor, key: actions.move_agenda_item(actor, key, position=1))
    yield Call("remove_agenda_item", item, actions.remove_agenda_item)
    yield Call(
        "change_outcome", outcome, lambda actor, key: actions.change_outcome(actor, key, values={"text": "Nouveau mot"})
    )
    yield Call("remove_outcome", outcome, actions.remove_outcome)
    *places_of_o, _h = draft.places
    promised, kept = (
        Thing("meeting", "inside", key, tuple(places_of_o), kept=False)
        for key in ("canari-cle-promis", "canari-cle-tenu")
    )
    yield Call("keep_commitment", promised, actions.keep_commitment)
    yield Call("reopen_commitment", kept, actions.reopen_commitment)

"""What is written of activities: recorded as drafts, edited, published; their parties and their impact."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from registry.core.actor import Actor
from registry.core.dates import Basis, PartialDate, montreal_today
from registry.core.errors import ErrorCode, refuse
from registry.core.translations import LANGUAGES
from registry.core.validation import Checks
from registry.directory import queries as directory
from registry.directory.models import Organization
from registry.directory.queries import Vocabulary
from registry.journal.actions import action, expect_version, record

from .. import queries
from ..models import Activity, ActivityParty, Group, Impact
from ..rules import activities as rules

LINE, PROSE = 300, 4000
Values = Mapping[str, object]
Check = Callable[[Checks, Vocabulary, str, object], Any]
Party = Mapping[str, str | None]
"""{role, and organization or group}: the role's code, and the key of the one or the other."""


def _text(longest: int) -> Check:
    return lambda checks, _, field, value: checks.text(field, value, longest)


def _prose(longest: int) -> Check:
    return lambda checks, _, field, value: checks.prose(field, value, longest)


def _code(taxonomy: str) -> Check:
    return lambda checks, lists, field, value: checks.code(field, value, lists.codes(taxonomy), required=True)


def _when(checks: Checks, _: Vocabulary, field: str, value: object) -> PartialDate | None:
    return checks.partial_date(field, value)


def _quantities(checks: Checks, lists: Vocabulary, field: str, value: object) -> list[dict[str, Any]]:
    return rules.clean_quantities(checks, field, value, lists.codes("units"), lists.codes("approximations"))


FIELDS: dict[str, Check] = {
    "kind": _code("activity_kinds"),
    "nature": _code("activity_natures"),
    "status": _code("activity_statuses"),
    **{f"title_{language}": _prose(LINE) for language in LANGUAGES},
    "description": _prose(PROSE),
    **dict.fromkeys(("date", "since", "until", "within_since", "within_until"), _when),
    "ongoing": lambda checks, _, field, value: value if isinstance(value, bool) else None,
    "place": _text(120),
    "languages": lambda checks, lists, field, value: checks.codes(field, value, lists.codes("languages")),
    "quantities": _quantities,
    "note": _prose(PROSE),
}
"""What `edit_activity` may change."""


@action
def record_activity(
    actor: Actor,
    *,
    kind: str,
    title: str,
    language: str = "fr",
    organization: str | None = None,
    group: str | None = None,
    status: str = "done",
    date: PartialDate | str | None = None,
    since: PartialDate | str | None = None,
    until: PartialDate | str | None = None,
    parties: Sequence[Party] = (),
) -> Activity:
    """Record an activity as a draft, in the name of an organization, of a group, or of both.

    Whoever records it for an organization is one of its contributors, or coordinates it; for a group, runs it.
    Raises Refused: MISSING without either; NOT_FOUND, NOT_ALLOWED; DATE_AND_PERIOD, DATES_REVERSED, DATE_OUT_OF_RANGE
    (done, on a day to come) and whatever else is wrong with the fields; what `add_party` refuses.
    """
    if organization is None and group is None:
        raise refuse(ErrorCode.MISSING, "organization")
    owner = directory.organization(actor, organization).thing if organization is not None else None
    within = queries.group(actor, group) if group is not None else None
    queries.recording_allowed(actor, owner, within)
    checks = Checks()
    if checks.code("language", language, LANGUAGES, required=True):
        checks.settle()
    exercise = any(one.exercise for one in (owner, within) if one is not None)
    activity = Activity(recorded_for=owner, group=within, published=False, exercise=exercise)
    values = {"kind": kind, f"title_{language}": title, "status": status}
    _write(actor, activity, {**values, "date": date, "since": since, "until": until})
    for place, party in enumerate(parties):
        _join(actor, activity, place, party.get("role"), party.get("organization"), party.get("group"))
    names = [one.key for one in (owner, within) if one is not None]
    record(actor, "activity.recorded", activity, codes={"kind": activity.kind, "by": names})
    return activity


@action
def edit_activity(actor: Actor, key: str, *, values: Values, version: int | None = None) -> Activity:
    """Change the fields of `FIELDS` that are given. Raises Refused as `record_activity` does for its fields."""
    activity = _to_change(actor, key, "edit_activity", version)
    changed = _write(actor, activity, values)
    if changed:
        record(actor, "activity.edited", activity, fields=changed)
    return activity


@action
def publish_activity(actor: Actor, key: str, *, version: int | None = None) -> Activity:
    """Show the activity to anyone. Raises Refused (WRONG_STATE: it is published)."""
    return _set_published(actor, key, "publish_activity", True, version)


@action
def unpublish_activity(actor: Actor, key: str, *, version: int | None = None) -> Activity:
    """Make a draft of the activity again. Raises Refused (WRONG_STATE: it is one)."""
    return _set_published(actor, key, "unpublish_activity", False, version)


@action
def add_party(
    actor: Actor,
    key: str,
    *,
    role: str,
    organization: str | None = None,
    group: str | None = None,
    version: int | None = None,
) -> Activity:
    """Name an organization or a group as a party of the activity, in one role, or as what it is about (`about`).

    Raises Refused: UNKNOWN_CODE, NOT_FOUND, MISSING or TOO_MANY unless it is one of the two, ALREADY_EXISTS,
    EXERCISE_APART.
    """
    activity = _to_change(actor, key, "add_party", version)
    _join(actor, activity, activity.parties.count(), role, organization, group)
    record(actor, "activity.party_added", activity, fields=["parties"], codes={"role": role})
    return activity


@action
def remove_party(
    actor: Actor,
    key: str,
    *,
    role: str,
    organization: str | None = None,
    group: str | None = None,
    version: int | None = None,
) -> Activity:
    """Name a party of the activity no longer, in one role. Raises Refused (NOT_FOUND: it is none)."""
    activity = _to_change(actor, key, "remove_party", version)
    named, field = _named(actor, organization, group)
    party = activity.parties.filter(role=role, **{field: named})
    if not party.exists():
        raise refuse(ErrorCode.NOT_FOUND, field)
    party.delete()
    record(actor, "activity.party_removed", activity, fields=["parties"])
    return activity


@action
def record_impact(
    actor: Actor,
    key: str,
    *,
    kind: str,
    text: str,
    on: PartialDate | str | None = None,
    version: int | None = None,
) -> Activity:
    """Say what the activity changed, in one of the four kinds of impact.

    Raises Refused: UNKNOWN_CODE, MISSING, TOO_LONG, NOT_A_TEXT, PERSONAL_DETAIL, NOT_A_DATE, DATE_OUT_OF_RANGE.
    """
    activity = _to_change(actor, key, "record_impact", version)
    checks, lists = Checks(), directory.vocabulary(actor)
    impact = Impact(
        activity=activity,
        kind=checks.code("kind", kind, lists.codes("impact_kinds"), required=True),
        text=checks.prose("text", text, PROSE, required=True),
        on=checks.partial_date("on", on),
    )
    checks.settle()
    impact.save()
    record(actor, "activity.impact_recorded", activity, fields=["impacts"], codes={"kind": impact.kind})
    return activity


@action
def remove_impact(actor: Actor, key: str, *, impact: str, version: int | None = None) -> Activity:
    """Take back an impact that was recorded by mistake, given by its key. Raises Refused (NOT_FOUND: it has none)."""
    activity = _to_change(actor, key, "remove_impact", version)
    mistaken = activity.impacts.filter(key=impact).first()
    if mistaken is None:
        raise refuse(ErrorCode.NOT_FOUND, "impact")
    mistaken.delete()
    record(actor, "activity.impact_removed", activity, fields=["impacts"], codes={"kind": mistaken.kind})
    return activity


def _to_change(actor: Actor, key: str, verb: str, version: int | None) -> Activity:
    activity = queries.activity_for_change(actor, key, verb)
    expect_version(activity, version)
    return activity


def _set_published(actor: Actor, key: str, verb: str, published: bool, version: int | None) -> Activity:
    activity = _to_change(actor, key, verb, version)
    if activity.published is published:
        raise refuse(ErrorCode.WRONG_STATE)
    activity.published = published
    activity.save(update_fields=["published"])
    record(actor, "activity.published" if published else "activity.unpublished", activity, fields=["published"])
    return activity


def _write(actor: Actor, activity: Activity, values: Values) -> list[str]:
    """Set the given fields, clean, and save: the names of those that changed. Raises Refused for all that is wrong."""
    checks, lists = Checks(), directory.vocabulary(actor)
    changed = []
    for field, value in values.items():
        if field not in FIELDS:
            checks.refuse(ErrorCode.BAD_REQUEST, field, reason=field)
            continue
        clean = FIELDS[field](checks, lists, field, value)
        if getattr(activity, field) != clean:
            setattr(activity, field, clean)
            changed.append(field)
    if not checks.problems:
        if not any(activity.titles.values()):
            checks.refuse(ErrorCode.MISSING, next((field for field in values if field.startswith("title")), "title_fr"))
        rules.check_when(checks, activity.when)
        if {"status", "date", "since", "within_since"} & set(changed):
            rules.check_done(checks, activity.status, activity.when, montreal_today())
    checks.settle()
    if "date" in changed:
        activity.date_basis = Basis.STATED if activity.date else ""
    activity.since_basis = (activity.since_basis or Basis.STATED) if activity.since else ""
    activity.until_basis = (activity.until_basis or Basis.STATED) if activity.until else ""
    activity.refold()
    activity.save()
    return changed


def _join(
    actor: Actor, activity: Activity, place: int, role: str | None, organization: str | None, group: str | None
) -> None:
    checks = Checks()
    roles = {*directory.vocabulary(actor).codes("party_roles"), ActivityParty.ABOUT}
    code = checks.code("role", role, roles, required=True)
    checks.settle()
    named, field = _named(actor, organization, group)
    if named.exercise != activity.exercise:
        raise refuse(ErrorCode.EXERCISE_APART, field)
    if activity.parties.filter(role=code, **{field: named}).exists():
        raise refuse(ErrorCode.ALREADY_EXISTS, field)
    ActivityParty.objects.create(activity=activity, role=code, position=place, **{field: named})


def _named(actor: Actor, organization: str | None, group: str | None) -> tuple[Organization | Group, str]:
    """The one organization or group that is named, and which of the two it is."""
    if organization is not None and group is not None:
        raise refuse(ErrorCode.TOO_MANY, "group", max=1)
    if organization is not None:
        return directory.organization(actor, organization).thing, "organization"
    if group is not None:
        return queries.group(actor, group), "group"
    raise refuse(ErrorCode.MISSING, "organization")

"""What an organization says of itself: its profile, its names, and that it all still holds."""

from registry.core.actor import Actor
from registry.core.dates import Basis, PartialDate, montreal_today
from registry.core.errors import ErrorCode, refuse
from registry.core.logic import Truth
from registry.core.translations import LANGUAGES
from registry.journal.actions import action, expect_version, record

from .. import queries, rules
from ..models import Organization, OrganizationName
from .forms import PROFILE, Draft, Form, Values, _line


@action
def edit_organization(actor: Actor, key: str, *, values: Values, version: int | None = None) -> Organization:
    """Change the fields of `PROFILE` that are given. Names are changed by `rename_organization`.

    Raises Refused: what `Form` finds wrong; WRONG_STATE when a coalition that has members would cease to be one.
    """
    organization = queries.organization_for_change(actor, key, "edit_organization")
    expect_version(organization, version)
    form = Form(actor, front_door_only=organization.front_door_only)
    clean = form.clean(PROFILE, values)
    form.settle()
    stays_coalition = clean.get("kind", organization.kind) == rules.COALITION
    if organization.is_coalition and not stays_coalition and organization.members.exists():
        raise refuse(ErrorCode.WRONG_STATE, "kind")
    draft = Draft(organization)
    draft.set(**clean)
    if "founded" in draft.changed:
        draft.set(founded_basis=Basis.STATED if organization.founded else "")
    if draft.changed:
        _save_refolded(organization)
        record(actor, "organization.edited", organization, fields=draft.changed)
    return organization


@action
def rename_organization(
    actor: Actor,
    key: str,
    *,
    name: str,
    language: str,
    since: PartialDate | str | None = None,
    version: int | None = None,
) -> Organization:
    """Give it another name in one language from a day, month or year on: the one before becomes a former name.

    Without `since` the name in force is corrected, or given where there is none in that language.
    Raises Refused: ALREADY_EXISTS when it has that name then; UNKNOWN_CODE for a language other than fr, en, es.
    """
    organization = queries.organization_for_change(actor, key, "rename_organization")
    expect_version(organization, version)
    form = Form(actor, front_door_only=organization.front_door_only)
    text = form.clean({"name": _line(required=True)}, {"name": name}).get("name", "")
    form.checks.code("language", language, LANGUAGES, required=True)
    start = form.checks.partial_date("since", since)
    form.settle()
    day = start.first_day if start else montreal_today()
    if organization.names_on(day).get(language) == text:
        raise refuse(ErrorCode.ALREADY_EXISTS, "name")
    rows = [row for row in organization.names.filter(language=language) if _was_in_use(row)]
    if start is None:
        _correct_name(organization, rows, language, text)
    else:
        _begin_name(organization, rows, language, text, start)
    _save_refolded(organization)
    codes = {"language": language, "since": str(start) if start else None}
    record(actor, "organization.renamed", organization, fields=["names"], codes=codes)
    return organization


def _was_in_use(row: OrganizationName) -> bool:
    """Not a mere spelling, nor a former name whose time nobody knows."""
    return row.use == OrganizationName.Use.NAME or (row.use == OrganizationName.Use.FORMER and row.until is not None)


def _correct_name(organization: Organization, rows: list[OrganizationName], language: str, text: str) -> None:
    today = montreal_today()
    current = rules.names_on(rows, today).get(language)
    for row in rows:
        if row.text == current and row.holds_on(today) is not Truth.NO:
            row.text, row.descriptive = text, False
            row.save()
    if current is None:
        organization.names.create(use=OrganizationName.Use.NAME, language=language, text=text)


def _begin_name(
    organization: Organization, rows: list[OrganizationName], language: str, text: str, start: PartialDate
) -> None:
    """The names before it end where it begins; it lasts until the next one that is already written down."""
    following: PartialDate | None = None
    for row in rows:
        if row.since and row.since.first_day > start.first_day:
            following = min((day for day in (following, row.since) if day), key=lambda day: day.first_day)
        elif row.since == start:
            row.delete()
        elif row.period.over_on(start.first_day) is not Truth.YES:
            row.until, row.until_basis, row.use = start, Basis.STATED, OrganizationName.Use.FORMER
            row.save()
    organization.names.create(
        use=OrganizationName.Use.FORMER if following else OrganizationName.Use.NAME,
        language=language,
        text=text,
        since=start,
        since_basis=Basis.STATED,
        until=following,
        until_basis=Basis.STATED if following else "",
    )


def _save_refolded(organization: Organization) -> None:
    """Save it with what it is found by, from its names as they stand now."""
    organization.refold(OrganizationName.objects.filter(organization=organization), montreal_today())
    organization.save()

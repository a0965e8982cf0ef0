"""Members change, plan, back-date and confirm the intake of a service; yesterday's answer stays."""

from datetime import timedelta

import pytest

from registry.core.actor import SYSTEM
from registry.core.dates import PartialDate, montreal_today
from registry.core.errors import ErrorCode
from registry.core.logic import Truth
from registry.core.models import Citation, SourceDocument
from registry.directory import actions, queries
from registry.directory.models import Service
from tests.directory.helpers import events, refused, stored
from tests.factories import directory as make

pytestmark = pytest.mark.django_db
TODAY = montreal_today()
WEEK = timedelta(days=7)


@pytest.fixture
def service() -> Service:
    made = make.service()
    make.intake(made, "open", str(TODAY - 10 * WEEK), confirmed_on=TODAY)
    return made


def states(service: Service, *weeks: int) -> list[list[str]]:
    """The possible states so many weeks from today."""
    fresh = stored(service)
    return [[row.status for row in fresh.intake_on(TODAY + week * WEEK).possible] for week in weeks]


def test_a_change_takes_effect_today_and_leaves_yesterday(service: Service) -> None:
    actor = make.contributor(service.organization)
    actions.change_intake(actor, service.key, status="suspended", reason="Plus de places.")
    assert states(service, -1, 0, 5) == [["open"], ["suspended"], ["suspended"]]
    assert stored(service).intake_on(TODAY).accepts is Truth.NO
    assert (stored(service).version, events(service)) == (1, ["service.intake_changed"])


def test_a_change_is_planned_ahead_and_taken_back(service: Service) -> None:
    actions.change_intake(SYSTEM, service.key, status="closed", since=TODAY + 2 * WEEK, until=TODAY + 4 * WEEK)
    assert states(service, 0, 2, 3, 4, 9) == [["open"], ["closed"], ["closed"], ["open"], ["open"]]
    planned = stored(service).intake_periods.get(status="closed")
    actions.cancel_planned_intake(SYSTEM, service.key, period=planned.key)
    assert states(service, 0, 2, 3, 4, 9) == [["open"]] * 5
    assert stored(service).intake_periods.count() == 1


def test_a_back_dated_change_lasts_until_what_was_recorded_later(service: Service) -> None:
    actions.change_intake(SYSTEM, service.key, status="limited", since=TODAY - WEEK)
    actions.change_intake(SYSTEM, service.key, status="closed", since=TODAY - 3 * WEEK)
    assert states(service, -4, -3, -2, -1, 0) == [["open"], ["closed"], ["closed"], ["limited"], ["limited"]]


def test_a_second_change_for_the_same_day_is_written_over_the_first(service: Service) -> None:
    for status in ("suspended", "waitlist"):
        actions.change_intake(SYSTEM, service.key, status=status, wait_days=20)
    assert states(service, -1, 0) == [["open"], ["waitlist"]]
    rows = stored(service).intake_periods.all()
    assert [(row.status, row.wait_days, row.position) for row in rows] == [("open", None, 0), ("waitlist", 20, 1)]


def test_an_announced_end_may_not_pass_the_next_recorded_change(service: Service) -> None:
    actions.change_intake(SYSTEM, service.key, status="closed", since=TODAY + WEEK)
    with refused(ErrorCode.OVERLAP, "until", service):
        actions.change_intake(SYSTEM, service.key, status="limited", until=TODAY + 2 * WEEK)
    assert states(service, 0, 1) == [["open"], ["closed"]]


def test_a_state_that_goes_on_keeps_its_sources(service: Service) -> None:
    row = service.intake_periods.get()
    document = SourceDocument.objects.create(type="own", reference="Rapport")
    Citation.objects.create(subject_type="intakeperiod", subject_key=row.key, document=document)
    actions.change_intake(SYSTEM, service.key, status="closed", since=TODAY + WEEK, until=TODAY + 2 * WEEK)
    rows = list(stored(service).intake_periods.all())
    cited = queries.citations_of(SYSTEM, rows)
    assert [[citation.document for citation in cited.get(row.key, [])] for row in rows] == [[document], [], [document]]


def test_a_period_known_only_for_its_document_stays_unknown_after_it() -> None:
    service = make.service()
    period = {"since_basis": "period", "until_basis": "period", "confirmed_on": None, "first_confirmed_on": None}
    make.intake(service, "open", "2024-04", "2025-04-01", **period)
    between = make.day("2025-06-01")
    assert service.intake_on(between).accepts is Truth.UNKNOWN
    actions.change_intake(SYSTEM, service.key, status="closed", since=TODAY)
    assert stored(service).intake_on(between).accepts is Truth.UNKNOWN
    assert stored(service).intake_on(TODAY).accepts is Truth.NO


def test_confirming_brings_a_state_back_from_what_is_to_be_confirmed() -> None:
    service = make.service()
    service.confirmed_on = None
    service.save()
    make.intake(service, "open", None, as_of=PartialDate(2020))
    assert service.to_confirm_on(TODAY)
    assert service.intake_on(TODAY).accepts is Truth.UNKNOWN
    actions.confirm_service(make.contributor(service.organization), service.key)
    assert not stored(service).to_confirm_on(TODAY)
    assert stored(service).intake_on(TODAY).accepts is Truth.YES
    assert stored(service).intake_on(TODAY + 31 * timedelta(days=1)).accepts is Truth.UNKNOWN
    assert stored(service).first_confirmed_on == TODAY


def test_confirming_says_nothing_of_the_time_between_a_document_and_today() -> None:
    service = make.service()
    make.intake(service, "open", "2024-04", "2025-04-01", since_basis="period", until_basis="period")
    actions.confirm_service(SYSTEM, service.key)
    assert stored(service).intake_on(TODAY).accepts is Truth.YES
    assert stored(service).intake_on(make.day("2025-06-01")).accepts is Truth.UNKNOWN


def test_confirming_the_organization_confirms_all_that_is_not_over() -> None:
    organization = make.organization()
    kept, over = make.service(organization), make.service(organization)
    make.intake(kept, "limited", "2024-01-01")
    over.until, over.confirmed_on = PartialDate(2022), None
    over.save()
    actions.confirm_organization(make.contributor(organization), organization.key)
    assert stored(organization).confirmed_on == TODAY
    assert stored(kept).intake_on(TODAY).accepts is Truth.YES
    assert stored(over).confirmed_on is None
    assert (events(organization), events(kept), events(over)) == (["organization.confirmed"], ["service.confirmed"], [])


@pytest.mark.parametrize(
    ("values", "code", "field"),
    [
        ({"status": "ouvert"}, ErrorCode.UNKNOWN_CODE, "status"),
        ({"status": ""}, ErrorCode.MISSING, "status"),
        ({"status": "open", "since": "2024-02-30"}, ErrorCode.NOT_A_DAY, "since"),
        ({"status": "open", "since": "2024-02"}, ErrorCode.NOT_A_DAY, "since"),
        ({"status": "open", "since": "1850-01-01"}, ErrorCode.DATE_OUT_OF_RANGE, "since"),
        ({"status": "open", "since": "2500-01-01"}, ErrorCode.DATE_OUT_OF_RANGE, "since"),
        ({"status": "open", "until": "2020-01-01"}, ErrorCode.DATES_REVERSED, "until"),
        ({"status": "waitlist", "wait_days": -1}, ErrorCode.NUMBER_OUT_OF_RANGE, "wait_days"),
        ({"status": "open", "reason": "x" * 501}, ErrorCode.TOO_LONG, "reason"),
        ({"status": "open", "reason": "Appeler Ana au 514-555-0199"}, ErrorCode.PERSONAL_DETAIL, "reason"),
        ({"status": "open", "reason": "a\x00b"}, ErrorCode.NOT_A_TEXT, "reason"),
    ],
)
def test_a_wrong_change_is_refused_and_changes_nothing(
    values: dict[str, str], code: ErrorCode, field: str, service: Service
) -> None:
    with refused(code, field, service):
        actions.change_intake(SYSTEM, service.key, **values)  # type: ignore[arg-type]
    assert states(service, 0) == [["open"]]


def test_a_change_made_from_an_older_version_is_refused_with_the_service_as_it_stands(service: Service) -> None:
    actions.change_intake(SYSTEM, service.key, status="limited", version=0)
    with refused(ErrorCode.STALE_WRITE, "version", service):
        actions.change_intake(SYSTEM, service.key, status="closed", version=0)


def test_what_has_begun_is_not_taken_back(service: Service) -> None:
    begun = service.intake_periods.get()
    for key, code in ((begun.key, ErrorCode.WRONG_STATE), ("nothing", ErrorCode.NOT_FOUND)):
        with refused(code, "period", service):
            actions.cancel_planned_intake(SYSTEM, service.key, period=key)
    other = make.intake(make.service(), "open", str(TODAY + WEEK))
    with refused(ErrorCode.NOT_FOUND, "period", service):
        actions.cancel_planned_intake(SYSTEM, service.key, period=other.key)

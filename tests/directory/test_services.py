"""What people do with services: what they say of themselves, and dated terms."""

from datetime import timedelta

import pytest

from registry.core.actor import ANONYMOUS, SYSTEM
from registry.core.dates import montreal_today
from registry.core.errors import ErrorCode, Refused
from registry.core.logic import Truth
from registry.directory import actions, queries
from registry.directory.models import Service
from registry.journal.actions import once
from tests.directory.helpers import events, refused, stored
from tests.factories import directory as make

pytestmark = pytest.mark.django_db
TODAY = montreal_today()
TERMS = {"needs": ["food"], "door": "self", "areas": ["06", "QC"], "languages": ["fr", "es"]}


def doors(service: Service, *days: str) -> list[str | None]:
    fresh = stored(service)
    return [terms.door if (terms := fresh.terms_on(make.day(day))) else None for day in days]


def test_a_new_service_waits_to_be_published() -> None:
    organization = make.organization()
    service = actions.add_service(
        make.contributor(organization), organization.key, values={"name_fr": "Dépannage"}, terms=TERMS
    )
    assert not queries.services(ANONYMOUS).exists()
    assert service.holds_on(TODAY) is Truth.YES
    terms = stored(service).terms.get()
    assert terms.areas == [{"type": "region", "code": "06"}, {"type": "province", "code": "QC"}]
    assert (terms.area_codes, terms.languages_basis, terms.since) == (["06", "QC"], "stated", None)
    with refused(ErrorCode.NOT_ALLOWED, None, service):
        actions.publish_service(make.contributor(organization), service.key)
    actions.publish_service(make.administrator(organization), service.key)
    assert list(queries.services(ANONYMOUS)) == [service]
    assert events(service) == ["service.added", "service.published"]


@pytest.mark.parametrize(
    ("values", "terms", "code", "field"),
    [
        ({}, TERMS, ErrorCode.MISSING, "name_fr"),
        ({"name_fr": "x" * 301}, TERMS, ErrorCode.TOO_LONG, "name_fr"),
        ({"name_fr": "x"}, {}, ErrorCode.MISSING, "door"),
        ({"name_fr": "x"}, {**TERMS, "needs": []}, ErrorCode.MISSING, "needs"),
        ({"name_fr": "x"}, {**TERMS, "needs": ["food", "gold"]}, ErrorCode.UNKNOWN_CODE, "needs"),
        ({"name_fr": "x"}, {**TERMS, "needs": ["food"] * 100}, ErrorCode.TOO_MANY, "needs"),
        ({"name_fr": "x"}, {**TERMS, "areas": ["99"]}, ErrorCode.UNKNOWN_CODE, "areas"),
        ({"name_fr": "x"}, {**TERMS, "age_min": 30, "age_max": 20}, ErrorCode.NUMBER_OUT_OF_RANGE, "age_max"),
        ({"name_fr": "x"}, {**TERMS, "age_min": "trente"}, ErrorCode.NOT_A_NUMBER, "age_min"),
        ({"name_fr": "x", "fee": "cher"}, TERMS, ErrorCode.UNKNOWN_CODE, "fee"),
    ],
)
def test_a_wrong_service_is_not_added(
    values: dict[str, object], terms: dict[str, object], code: ErrorCode, field: str
) -> None:
    organization = make.organization()
    with refused(code, field, organization):
        actions.add_service(SYSTEM, organization.key, values=values, terms=terms)
    assert not Service.objects.exists()


def test_terms_change_from_a_day_on_ahead_or_back_dated() -> None:
    service = make.service(door="walk_in")
    later = str(TODAY + timedelta(days=60))
    actions.change_service_terms(SYSTEM, service.key, values={"door": "appointment"}, since=later)
    actions.change_service_terms(SYSTEM, service.key, values={"door": "self"}, since="2024-05-01")
    assert doors(service, "2020-01-01", "2024-04-30", "2024-05-01", str(TODAY), later) == [
        "walk_in",
        "walk_in",
        "self",
        "self",
        "appointment",
    ]
    assert stored(service).terms_on(TODAY).needs == ["legal_information"]
    actions.change_service_terms(SYSTEM, service.key, values={"door": "agreement_only"}, since="2024-05-01")
    assert doors(service, "2024-04-30", "2024-05-01") == ["walk_in", "agreement_only"]
    assert stored(service).terms.count() == 3
    assert queries.history_of(SYSTEM, service)[0].codes == {"since": "2024-05-01"}


def test_terms_that_stay_the_same_write_nothing() -> None:
    service = make.service(door="walk_in")
    actions.change_service_terms(SYSTEM, service.key, values={"door": "walk_in"}, since="2024-05-01")
    assert (stored(service).version, stored(service).terms.count()) == (0, 1)


def test_wrong_terms_change_nothing() -> None:
    service = make.service(age_min=18)
    for values, code, field in (
        ({"needs": []}, ErrorCode.MISSING, "needs"),
        ({"age_max": 12}, ErrorCode.NUMBER_OUT_OF_RANGE, "age_max"),
        ({"facts_all": ["rich"]}, ErrorCode.UNKNOWN_CODE, "facts_all"),
    ):
        with refused(code, field, service):
            actions.change_service_terms(SYSTEM, service.key, values=values)
    with refused(ErrorCode.NOT_A_DAY, "since", service):
        actions.change_service_terms(SYSTEM, service.key, values={"door": "self"}, since="2024")
    assert stored(service).terms.get().age_max is None


def test_editing_a_service_keeps_a_name_and_is_found_by_it() -> None:
    service = make.service(name="Clinique")
    actions.edit_service(SYSTEM, service.key, values={"name_fr": "Écoute", "schedule": "Le mardi, 9 h à 12 h"})
    assert list(queries.services(ANONYMOUS, text="ecoute")) == [service]
    assert stored(service).schedule == {"label_fr": "Le mardi, 9 h à 12 h"}
    with refused(ErrorCode.MISSING, "name_fr", service):
        actions.edit_service(SYSTEM, service.key, values={"name_fr": ""})


def test_two_tabs_editing_one_service() -> None:
    service = make.service()
    actions.edit_service(SYSTEM, service.key, values={"city": "Laval"}, version=0)
    with pytest.raises(Refused) as caught:
        actions.change_service_terms(SYSTEM, service.key, values={"door": "self"}, version=0)
    assert caught.value.code is ErrorCode.STALE_WRITE
    assert isinstance(caught.value.current, Service)
    assert caught.value.current.city == "Laval"


def test_a_service_ends_on_a_date_once() -> None:
    service = make.service()
    with refused(ErrorCode.DATES_REVERSED, "until", service):
        actions.end_service(SYSTEM, service.key, until="2019-12-31")
    actions.end_service(SYSTEM, service.key, until="2025-02")
    assert [stored(service).holds_on(make.day(day)).value for day in ("2025-01-31", "2025-02-10", "2025-03-01")] == [
        "yes",
        "unknown",
        "no",
    ]
    with refused(ErrorCode.WRONG_STATE, None, service):
        actions.end_service(SYSTEM, service.key)
    with refused(ErrorCode.WRONG_STATE, None, service):
        actions.confirm_service(SYSTEM, service.key)


def test_a_repeated_request_adds_one_service() -> None:
    organization = make.organization()
    values = {"name_fr": "Dépannage"}
    first, second = (
        once("key-1", actions.add_service, SYSTEM, organization.key, values=values, terms=TERMS) for _ in range(2)
    )
    assert first == second
    assert Service.objects.count() == 1

"""What the directory answers, as of a day, with its history and sources; and in how many statements."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from registry.core.actor import ANONYMOUS, SYSTEM
from registry.core.dates import PartialDate, montreal_today
from registry.core.models import Citation, Contradiction, SourceDocument
from registry.directory import actions, queries
from registry.directory.models import Organization, Service
from tests.directory.helpers import stored
from tests.factories import directory as make

pytestmark = pytest.mark.django_db
TODAY = montreal_today()


def keys(rows: object) -> set[str]:
    return {row.name_on(TODAY, "fr").text if isinstance(row, Organization) else row.name_fr for row in rows}  # type: ignore[attr-defined]


@pytest.fixture
def network() -> dict[str, Organization]:
    """Three organizations, two with a service, and one of the exercise."""
    law = make.organization("Clinique juridique", acronym="C.J.", region="06")
    roof = make.organization("Toit du nord", region="03", city="Québec")
    town = make.organization("Ville", kind="municipality")
    make.organization("Fictive", exercise=True)
    make.intake(
        make.service(law, "Conseil", needs=["legal_information"], languages=["fr", "es"], door="self"),
        "open",
        "2026-01-01",
    )
    beds = make.service(roof, "Lits", needs=["emergency_shelter"], areas=[{"type": "province", "code": "QC"}])
    make.intake(beds, "closed", "2026-01-01")
    return {"law": law, "roof": roof, "town": town}


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({}, {"Clinique juridique", "Toit du nord", "Ville"}),
        ({"exercise": True}, {"Clinique juridique", "Toit du nord", "Ville", "Fictive"}),
        ({"text": "TOÎT"}, {"Toit du nord"}),
        ({"text": "cj"}, {"Clinique juridique"}),
        ({"text": "juridique clinique"}, {"Clinique juridique"}),
        ({"text": "%"}, {"Clinique juridique", "Toit du nord", "Ville"}),
        ({"kinds": ["municipality"]}, {"Ville"}),
        ({"regions": ["03"]}, {"Toit du nord"}),
        ({"needs": ["legal"]}, {"Clinique juridique"}),
        ({"needs": ["housing"]}, {"Toit du nord"}),
        ({"languages": ["es"]}, {"Clinique juridique"}),
        ({"needs": ["housing"], "languages": ["es"]}, set()),
        ({"doors": ["self", "walk_in"]}, {"Clinique juridique", "Toit du nord"}),
        ({"intake": ["open"]}, {"Clinique juridique"}),
        ({"needs": ["nothing"]}, set()),
        ({"status": ["closed"]}, set()),
    ],
)
def test_organizations_are_found_by_what_they_are_and_offer(
    filters: dict[str, list[str]], found: set[str], network: dict[str, Organization]
) -> None:
    assert keys(queries.organizations(ANONYMOUS, **filters)) == found  # type: ignore[arg-type]


def test_organizations_are_found_as_of_a_day(network: dict[str, Organization]) -> None:
    coalition = make.coalition("Table")
    make.member(coalition, network["law"], since="2020", until=PartialDate(2024, 3))
    actions.close_organization(SYSTEM, network["town"].key, since="2024")

    def found(day: str, **filters: object) -> set[str]:
        return keys(queries.organizations(ANONYMOUS, on=make.day(day), **filters))  # type: ignore[arg-type]

    assert found("2024-03-15", coalition=coalition.key) == {"Clinique juridique"}
    assert found("2024-04-01", coalition=coalition.key) == set()
    assert found("2024-06-01", status=["closed"]) == {"Ville"}
    assert "Ville" in found("2024-06-01", status=["active"])
    assert "Ville" not in found("2025-06-01", status=["active"])
    assert found("2025-06-01", status=["closed"]) == {"Ville"}


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({}, {"Conseil", "Lits"}),
        ({"regions": ["06"]}, {"Conseil", "Lits"}),
        ({"regions": ["03"]}, {"Lits"}),
        ({"regions": ["QC"]}, {"Conseil", "Lits"}),
        ({"populations": ["everyone"]}, {"Conseil", "Lits"}),
        ({"populations": ["women"]}, set()),
        ({"intake": ["closed", "suspended"]}, {"Lits"}),
        ({"text": "lits"}, {"Lits"}),
    ],
)
def test_services_are_found_by_whom_they_take(
    filters: dict[str, list[str]], found: set[str], network: dict[str, Organization]
) -> None:
    assert keys(queries.services(ANONYMOUS, **filters)) == found  # type: ignore[arg-type]


def test_services_are_found_by_the_terms_of_the_day() -> None:
    service = make.service(needs=["food"])
    actions.change_service_terms(SYSTEM, service.key, values={"needs": ["legal"]}, since="2025-01-01")
    for day, need, there in (
        ("2024-12-31", "food", True),
        ("2025-01-01", "food", False),
        ("2025-01-01", "legal", True),
    ):
        assert queries.services(ANONYMOUS, needs=[need], on=make.day(day)).exists() is there


def test_a_service_that_is_over_is_still_read_by_its_key() -> None:
    service = make.service()
    actions.end_service(SYSTEM, service.key, until="2025-01-01")
    assert not queries.services(ANONYMOUS).exists()
    assert queries.services(ANONYMOUS, on=make.day("2024-12-31")).exists()
    assert queries.service(ANONYMOUS, service.key).thing == service


def test_history_tells_who_to_its_own_people_only() -> None:
    service = make.service()
    actions.change_intake(make.contributor(service.organization), service.key, status="closed")
    actions.edit_organization(SYSTEM, service.organization.key, values={"city": "Laval"})
    inside = queries.history_of(make.reader(service.organization), service.organization)
    outside = queries.history_of(ANONYMOUS, service.organization)
    assert [(entry.name, entry.actor_kind) for entry in outside] == [
        ("organization.edited", "system"),
        ("service.intake_changed", "person"),
    ]
    assert [entry.actor_id for entry in inside] == ["system", "contributor"]
    assert [entry.actor_id for entry in outside] == ["", ""]
    hidden = make.service(service.organization, published=False)
    actions.change_intake(SYSTEM, hidden.key, status="open")
    assert len(queries.history_of(ANONYMOUS, service.organization)) == 2


def test_what_grows_old_is_told_before_it_does() -> None:
    organization = make.organization()
    fresh, soon, late = (make.service(organization, name) for name in ("Frais", "Bientôt", "Vieux"))
    make.intake(fresh, "closed", "2020-01-01")
    make.intake(soon, "open", str(TODAY - timedelta(days=20)))
    make.intake(late, "open", str(TODAY - timedelta(days=60)))
    aging = queries.about_to_grow_old(make.contributor(organization), organization)
    assert [(one.service, one.intake is None, one.overdue_on(TODAY)) for one in aging] == [
        (late, False, True),
        (soon, False, False),
    ]
    assert queries.about_to_grow_old(SYSTEM, organization, TODAY + timedelta(days=77))[-1].due == TODAY + timedelta(
        days=90
    )


def test_a_desk_shows_what_is_planned_for_what_one_keeps_up() -> None:
    service, other = make.service(), make.service()
    for one in (service, other):
        actions.change_intake(SYSTEM, one.key, status="closed", since=TODAY + timedelta(days=9))
        actions.change_service_terms(SYSTEM, one.key, values={"door": "self"}, since=TODAY + timedelta(days=5))
    attention = queries.needs_attention(make.contributor(service.organization))
    assert [(one.service, one.intake is None) for one in attention.planned] == [(service, True), (service, False)]
    assert len(queries.needs_attention(make.person()).planned) == 0


def test_sources_and_contradictions_stand_beside_the_thing() -> None:
    organization, service = make.organization(), make.service()
    document = SourceDocument.objects.create(type="url", reference="https://rapport.example")
    for thing, kind in ((organization, "organization"), (service, "service")):
        Citation.objects.create(subject_type=kind, subject_key=thing.key, document=document, page=3)
    row = Contradiction.objects.create(
        subject_type="service", subject_key=service.key, attribute="since", kind="conflict"
    )
    for position, value in enumerate(("2019", "2021")):
        row.statements.create(position=position, value=value)
    cited = queries.citations_of(ANONYMOUS, [organization, service])
    assert {key: [one.page for one in rows] for key, rows in cited.items()} == {organization.key: [3], service.key: [3]}
    disputed = queries.contradictions_of(ANONYMOUS, [organization, service])
    assert [one.value for one in disputed[service.key][0].statements.all()] == ["2019", "2021"]


def _shown(organizations: list[Organization]) -> None:
    for organization in organizations:
        organization.name_on(TODAY, "fr")
        organization.standing_on(TODAY)
        for service in organization.seen_services:  # type: ignore[attr-defined]
            service.intake_on(TODAY)
            service.terms_on(TODAY)


def _one_more() -> None:
    coalition, organization = make.coalition(), make.organization(status="active")
    make.member(coalition, organization)
    service = make.service(organization)
    make.intake(service, "open", None)
    make.link(organization, make.organization(), accepted=False)
    actions.report_error(ANONYMOUS, organization.key, text="Une erreur.")


@pytest.mark.parametrize(
    "read",
    [
        lambda: _shown(list(queries.with_services(ANONYMOUS, queries.organizations(ANONYMOUS, exercise=True)))),
        lambda: [one.intake_on(TODAY) for one in queries.services(ANONYMOUS, needs=["legal"])],
        lambda: queries.needs_attention(SYSTEM),
        lambda: queries.needs_attention(make.coordinator(Organization.objects.filter(kind="coalition")[0])),
        lambda: [one.organization.name_on(TODAY, "fr") for one in queries.memberships(SYSTEM, _coalition())],
        lambda: queries.citations_of(SYSTEM, Service.objects.all()),
    ],
)
def test_statements_are_as_many_for_one_row_as_for_many(read: Callable[[], object]) -> None:
    _one_more()
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(
            connection,
        ) as statements:
            read()
        counts.append(len(statements))
        for _ in range(4):
            _one_more()
            make.member(_coalition(), make.organization())
    assert counts[0] == counts[1]


def _coalition() -> Organization:
    return Organization.objects.filter(kind="coalition").earliest("pk")


def test_a_list_of_ties_is_in_order_of_name_on_every_database() -> None:
    for name in ("Éclair du soir", "Eclair", "eclair-nord", "Zone", "École", "Abri 2", "Abri"):
        make.organization(name)
    found = [one.sort_name for one in queries.organizations(ANONYMOUS)]
    assert found == ["abri", "abri 2", "eclair", "eclair du soir", "eclair nord", "ecole", "zone"]
    assert stored(Organization.objects.get(sort_name="ecole")).name_on(TODAY, "es").language == "fr"

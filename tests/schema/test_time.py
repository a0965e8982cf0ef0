"""Any question can be asked as of a day, and a day that was asked about holds for all that hangs below it."""

import pytest

from registry.core.dates import PartialDate
from registry.directory.models import OrganizationName, OrganizationState
from tests.factories import directory as make
from tests.schema.asking import ask

pytestmark = pytest.mark.django_db
INTAKE = "intake { accepts status since reason toConfirm silent possible { status holds } }"


def test_a_door_and_its_intake_as_of_a_day() -> None:
    service = make.service(door="professional_referral")
    make.intake(service, "open", "2023-01-10", "2024-09-04", reason="pour les intervenants")
    make.intake(service, "closed", "2024-09-04", reason="fermeture prolongée")
    query = (
        f"query($k: String!, $d: Date) {{ service(key: $k, asOf: $d) {{ door {INTAKE} intakePeriods {{ status }} }} }}"
    )
    closed = ask(query, {"k": service.key, "d": "2024-10-01"}).data["service"]
    assert closed["door"] == "professional_referral"
    assert (closed["intake"]["accepts"], closed["intake"]["since"]) == ("no", "2024-09-04")
    assert [one["status"] for one in closed["intakePeriods"]] == ["open", "closed"]
    before = ask(query, {"k": service.key, "d": "2023-01-20"}).data["service"]["intake"]
    assert (before["accepts"], before["reason"]) == ("yes", "pour les intervenants")
    earlier = ask(query, {"k": service.key, "d": "2022-01-01"}).data["service"]["intake"]
    assert earlier == {
        "accepts": "unknown", "status": None, "since": None, "reason": None,
        "toConfirm": False, "silent": True, "possible": [],
    }  # fmt: skip


def test_inside_an_imprecise_date_it_is_unknown() -> None:
    coalition, member = make.coalition(), make.organization()
    make.member(coalition, member, since="2023-05", until=PartialDate(2024))
    query = """query($k: String!, $d: Date, $ever: Boolean) {
        organization(key: $k, asOf: $d) { members(ever: $ever) { edges { node { holds } } } } }"""

    def held(day: str | None, *, ever: bool = False) -> list[str]:
        edges = ask(query, {"k": coalition.key, "d": day, "ever": ever}).data["organization"]["members"]["edges"]
        return [edge["node"]["holds"] for edge in edges]

    days = ("2023-04-30", "2023-05-15", "2023-06-01", "2024-07-01", "2025-01-01")
    assert [held(day) for day in days] == [[], ["unknown"], ["yes"], ["unknown"], []]
    assert held(None, ever=True) == ["no"]


def test_names_and_states_are_those_of_the_day_unless_a_field_says_another() -> None:
    one, heir = make.organization("Nouveau nom"), make.organization("Héritier")
    turn = PartialDate(2020, 1, 1)
    one.names.update(since=turn)
    OrganizationName.objects.create(organization=one, use="former", language="fr", text="Ancien nom", until=turn)
    OrganizationState.objects.create(organization=one, status="merged", since=PartialDate(2024), successor=heir)
    query = """query($k: String!, $d: Date) { organization(key: $k, asOf: $d) {
        name status { status possible exists successor { name } } later: status(asOf: "2025-02-01") { status exists }
        nameIn(language: "en") { text language } } }"""
    then = ask(query, {"k": one.key, "d": "2019-06-01"}).data["organization"]
    assert (then["name"], then["status"]["exists"]) == ("Ancien nom", "yes")
    assert then["later"] == {"status": "merged", "exists": "no"}
    during = ask(query, {"k": one.key, "d": "2024-06-01"}).data["organization"]
    assert during["status"] == {
        "status": "merged", "possible": ["active", "merged"], "exists": "unknown", "successor": {"name": "Héritier"},
    }  # fmt: skip
    assert during["nameIn"] == {"text": "Nouveau nom", "language": "fr"}

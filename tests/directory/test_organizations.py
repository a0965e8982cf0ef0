"""What people do with organizations: the profile, names, the end of one, and who looks after it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from registry.core.actor import ANONYMOUS, SYSTEM
from registry.core.dates import montreal_today
from registry.core.errors import ErrorCode, Refused
from registry.core.logic import Truth
from registry.directory import actions, queries
from registry.directory.models import ErrorReport, Location, Organization
from tests.directory.helpers import events, refused, stored
from tests.factories import directory as make

pytestmark = pytest.mark.django_db
TODAY = montreal_today()


def names(organization: Organization, *days: str) -> list[str]:
    return [stored(organization).name_on(make.day(day), "fr").text for day in days]


def exists(organization: Organization, *days: str) -> list[str]:
    return [stored(organization).standing_on(make.day(day)).exists.value for day in days]


def test_editing_changes_what_is_given_and_nothing_else() -> None:
    organization = make.organization("Maison claire")
    values = {"city": " Laval ", "website": "https://maison.example", "description_en": "A house.\r\nOpen."}
    actions.edit_organization(make.contributor(organization), organization.key, values=values)
    after = stored(organization)
    assert (after.city, after.website, after.description_en) == ("Laval", "https://maison.example", "A house.\nOpen.")
    assert (after.kind, after.region) == (organization.kind, organization.region)
    assert (after.version, events(organization)) == (1, ["organization.edited"])
    assert list(queries.organizations(ANONYMOUS, text="laval")) == [organization]


def test_an_edit_that_changes_nothing_leaves_no_trace() -> None:
    organization = make.organization()
    actions.edit_organization(SYSTEM, organization.key, values={"city": organization.city})
    assert (stored(organization).version, events(organization)) == (0, [])


def test_everything_wrong_with_an_edit_is_said_at_once() -> None:
    organization = make.organization()
    values = {
        "kind": "club",
        "email": "accueil",
        "phone": "12",
        "website": "javascript:alert(1)",
        "region": "99",
        "founded": "2020-13",
        "secret": "x",
        "description_fr": "Écrire à ana@maison.example",
        "acronym": "A" * 41,
    }
    with pytest.raises(Refused) as caught:
        actions.edit_organization(SYSTEM, organization.key, values=values)
    assert {problem.field: problem.code for problem in caught.value.problems} == {
        "kind": ErrorCode.UNKNOWN_CODE,
        "email": ErrorCode.NOT_AN_EMAIL,
        "phone": ErrorCode.NOT_A_PHONE,
        "website": ErrorCode.NOT_A_WEB_ADDRESS,
        "region": ErrorCode.UNKNOWN_CODE,
        "founded": ErrorCode.NOT_A_DATE,
        "secret": ErrorCode.BAD_REQUEST,
        "description_fr": ErrorCode.PERSONAL_DETAIL,
        "acronym": ErrorCode.TOO_LONG,
    }
    assert stored(organization).version == 0


def test_two_tabs_editing_one_profile() -> None:
    organization = make.organization()
    actions.edit_organization(SYSTEM, organization.key, values={"city": "Laval"}, version=0)
    with pytest.raises(Refused) as caught:
        actions.edit_organization(SYSTEM, organization.key, values={"city": "Gatineau"}, version=0)
    assert caught.value.code is ErrorCode.STALE_WRITE
    assert isinstance(caught.value.current, Organization)
    assert caught.value.current.city == "Laval"


def test_a_region_brings_its_province_and_never_another() -> None:
    organization = make.organization(province="")
    actions.edit_organization(SYSTEM, organization.key, values={"region": "03"})
    assert stored(organization).province == "QC"
    with refused(ErrorCode.UNKNOWN_CODE, "province", organization):
        actions.edit_organization(SYSTEM, organization.key, values={"region": "03", "province": "ON"})


def test_a_new_name_leaves_the_former_one_to_its_time() -> None:
    organization = make.organization("Ancien nom")
    actor = make.contributor(organization)
    actions.rename_organization(actor, organization.key, name="Nouveau nom", language="fr", since="2024-03")
    assert names(organization, "2024-02-29", "2024-03-15", "2024-04-01") == ["Ancien nom", "Nouveau nom", "Nouveau nom"]
    found = queries.organizations(ANONYMOUS, text="ancien")
    assert [one.sort_name for one in found] == ["nouveau nom"]


def test_a_name_is_corrected_translated_or_announced() -> None:
    organization = make.organization("Maison clare")
    actions.rename_organization(SYSTEM, organization.key, name="Maison claire", language="fr")
    assert names(organization, "2000-01-01", str(TODAY)) == ["Maison claire"] * 2
    actions.rename_organization(SYSTEM, organization.key, name="Bright House", language="en")
    assert stored(organization).name_on(TODAY, "en").text == "Bright House"
    later = TODAY + timedelta(days=90)
    actions.rename_organization(SYSTEM, organization.key, name="Maison vive", language="fr", since=str(later))
    assert names(organization, str(TODAY), str(later)) == ["Maison claire", "Maison vive"]
    actions.rename_organization(SYSTEM, organization.key, name="Maison", language="fr", since=str(TODAY))
    assert names(organization, "2000-01-01", str(TODAY), str(later)) == ["Maison claire", "Maison", "Maison vive"]
    with refused(ErrorCode.ALREADY_EXISTS, "name", organization):
        actions.rename_organization(SYSTEM, organization.key, name="Maison", language="fr")
    with refused(ErrorCode.UNKNOWN_CODE, "language", organization):
        actions.rename_organization(SYSTEM, organization.key, name="Haus", language="de")


def test_a_coordinator_adds_an_organization_that_its_coalition_looks_after() -> None:
    coalition = make.coalition()
    actor = make.coordinator(coalition)
    values = {"kind": "community", "name_fr": "Foyer du nord", "region": "03"}
    added = actions.add_organization(actor, coalition=coalition.key, values=values)
    assert (added.steward, added.exercise, added.claimed, added.province) == (coalition, False, False, "QC")
    assert queries.organization(actor, added.key).verbs >= {"edit_organization", "close_organization"}
    assert events(added) == ["organization.added"]
    with refused(ErrorCode.ALREADY_EXISTS, "name_fr"):
        actions.add_organization(actor, coalition=coalition.key, values={**values, "name_fr": "FOYER du Nord"})
    with refused(ErrorCode.MISSING, "kind"):
        actions.add_organization(actor, coalition=coalition.key, values={"name_fr": "Autre"})
    with refused(ErrorCode.MISSING, "name_fr"):
        actions.add_organization(actor, coalition=coalition.key, values={"kind": "community"})
    with refused(ErrorCode.NOT_ALLOWED):
        actions.add_organization(actor, coalition=make.coalition().key, values=values)


def test_closing_is_dated_and_an_announced_one_is_taken_back() -> None:
    organization = make.organization(status="active")
    actions.close_organization(SYSTEM, organization.key, since="2024-05")
    assert exists(organization, "2024-04-30", "2024-05-10", "2024-06-01") == ["yes", "unknown", "no"]
    with refused(ErrorCode.WRONG_STATE, None, organization):
        actions.close_organization(SYSTEM, organization.key, since="2024-08-01")
    actions.reopen_organization(SYSTEM, organization.key, since="2025-01-01")
    assert exists(organization, "2024-06-01", "2025-01-01") == ["no", "yes"]
    with refused(ErrorCode.WRONG_STATE, None, organization):
        actions.reopen_organization(SYSTEM, organization.key)
    later = str(TODAY + timedelta(days=30))
    actions.close_organization(SYSTEM, organization.key, since=later)
    actions.reopen_organization(SYSTEM, organization.key)
    assert exists(organization, "2024-06-01", str(TODAY), later) == ["no", "yes", "yes"]


def test_merging_keeps_everything_where_it_was() -> None:
    gone, successor = make.organization("Petit groupe"), make.organization("Grand groupe")
    service = make.service(gone)
    actions.merge_organization(SYSTEM, gone.key, into=successor.key, since="2025-01-01")
    standing = stored(gone).standing_on(TODAY)
    assert (standing.status, standing.exists, standing.row.successor) == ("merged", Truth.NO, successor)
    assert stored(service).organization == gone
    assert names(gone, "2026-01-01") == ["Petit groupe"]
    assert events(gone) == ["organization.merged"]
    with refused(ErrorCode.LOOP, "into", successor):
        actions.merge_organization(SYSTEM, successor.key, into=gone.key)
    with refused(ErrorCode.SAME_THING, "into", successor):
        actions.merge_organization(SYSTEM, successor.key, into=successor.key)
    with refused(ErrorCode.EXERCISE_APART, "into", successor):
        actions.merge_organization(SYSTEM, successor.key, into=make.organization(exercise=True).key)
    with refused(ErrorCode.NOT_FOUND, "into", successor):
        actions.merge_organization(SYSTEM, successor.key, into="nothing")


def test_nobody_says_alone_that_another_organization_takes_theirs_over() -> None:
    coalition = make.coalition()
    gone, other = make.organization("Petit groupe", claimed=True), make.organization("Grand groupe", claimed=True)
    twin, kept = make.organization("Doublon", steward=coalition), make.organization("Gardé", steward=coalition)
    with refused(ErrorCode.NOT_ALLOWED, "into", gone, other):
        actions.merge_organization(make.administrator(gone), gone.key, into=other.key)
    with refused(ErrorCode.NOT_ALLOWED, "into", twin, other):
        actions.merge_organization(make.coordinator(coalition), twin.key, into=other.key)
    with refused(ErrorCode.NOT_ALLOWED, None, gone, other):
        actions.merge_organization(make.administrator(other), gone.key, into=other.key)
    actions.merge_organization(make.coordinator(coalition), twin.key, into=kept.key)
    both = make.person(*make.administrator(gone).grants, *make.administrator(other).grants)
    actions.merge_organization(both, gone.key, into=other.key)
    assert [stored(one).standing_on(TODAY).status for one in (gone, twin)] == ["merged", "merged"]


def test_publishing_shows_and_unpublishing_hides() -> None:
    organization = make.organization(published=False)
    actor = make.administrator(organization)
    actions.publish_organization(actor, organization.key)
    assert queries.organizations(ANONYMOUS).exists()
    with refused(ErrorCode.WRONG_STATE, None, organization):
        actions.publish_organization(actor, organization.key)
    actions.unpublish_organization(actor, organization.key)
    assert not queries.organizations(ANONYMOUS).exists()


def test_once_claimed_its_own_people_decide_until_it_is_released() -> None:
    coalition = make.coalition()
    organization = make.organization(steward=coalition)
    actor = make.coordinator(coalition)
    actions.claim_organization(SYSTEM, organization.key)
    with refused(ErrorCode.NOT_ALLOWED, None, organization):
        actions.edit_organization(actor, organization.key, values={"city": "Laval"})
    actions.release_organization(SYSTEM, organization.key)
    actions.edit_organization(actor, organization.key, values={"city": "Laval"})
    with refused(ErrorCode.NOT_ALLOWED, None, organization):
        actions.claim_organization(actor, organization.key)


def test_no_address_of_a_confidential_site_is_kept() -> None:
    organization = make.organization()
    actor = make.administrator(organization)
    service = make.service(organization)
    location = actions.add_location(
        actor, organization.key, values={"city": "Montréal", "address": "12, rue des Érables"}, services=[service.key]
    )
    assert list(location.services.all()) == [service]
    actions.change_confidentiality(actor, organization.key, confidential_site=True)
    assert stored(location).address == ""
    with refused(ErrorCode.ADDRESS_WITHHELD, "address", organization):
        actions.edit_location(actor, location.key, values={"address": "12, rue des Érables"})
    with refused(ErrorCode.ADDRESS_WITHHELD, "description_fr", organization):
        actions.edit_organization(actor, organization.key, values={"description_fr": "Au 12, rue des Érables."})
    with refused(ErrorCode.ADDRESS_WITHHELD, "description_fr", service):
        actions.edit_service(actor, service.key, values={"description_fr": "Code postal H2X 1Y4."})
    actions.edit_organization(actor, organization.key, values={"description_fr": "Ouvert depuis 1998, 24 heures."})


def test_an_address_in_a_text_is_rewritten_before_a_site_becomes_confidential() -> None:
    street = "Sonnez au 12, rue des Érables."
    organization = make.organization(description_fr=street, description_en="Open since 1998, 24 hours.")
    service = make.service(organization, criteria=street)
    type(service).objects.filter(pk=service.pk).update(note="H2X 1Y4", schedule={"label_fr": street})
    location = Location.objects.create(organization=organization, city="Laval", address="3, rue du Quai", note=street)
    actor = make.administrator(organization)
    with pytest.raises(Refused) as caught:
        actions.change_confidentiality(actor, organization.key, confidential_site=True)
    assert {problem.code for problem in caught.value.problems} == {ErrorCode.ADDRESS_WITHHELD}
    assert sorted(problem.field or "" for problem in caught.value.problems) == [
        *("description_fr", "location.note", "service.criteria", "service.note", "service.schedule")
    ]
    assert (stored(organization).confidential_site, stored(location).address) == (False, "3, rue du Quai")
    actions.change_confidentiality(actor, organization.key, confidential_site=False)
    assert events(organization) == []


def test_a_place_that_stays_as_it_is_changes_nothing() -> None:
    organization = make.organization()
    service = make.service(organization)
    location = actions.add_location(SYSTEM, organization.key, values={"city": "Laval"}, services=[service.key])
    before = events(organization)
    actions.edit_location(SYSTEM, location.key, values={"city": "Laval"}, services=[service.key])
    assert events(organization) == before
    actions.edit_location(SYSTEM, location.key, values={}, services=[])
    assert not location.services.exists()
    assert events(organization) == [*before, "organization.location_edited"]


def test_a_single_place_is_confidential_too() -> None:
    organization = make.organization()
    values = {"city": "Montréal", "address": "12, rue des Érables"}
    location = actions.add_location(SYSTEM, organization.key, values=values)
    actions.edit_location(SYSTEM, location.key, values={"confidential": True})
    assert (stored(location).confidential, stored(location).address) == (True, "")
    with refused(ErrorCode.ADDRESS_WITHHELD, "address", organization):
        actions.add_location(SYSTEM, organization.key, values={**values, "confidential": True})
    with refused(ErrorCode.MISSING, "city", organization):
        actions.add_location(SYSTEM, organization.key, values={})
    with refused(ErrorCode.NOT_FOUND, "services", organization):
        actions.add_location(SYSTEM, organization.key, values=values, services=[make.service().key])
    actions.remove_location(SYSTEM, location.key)
    assert not Location.objects.exists()


def test_an_error_is_reported_by_anyone_and_handled_once() -> None:
    organization = make.organization(claimed=True)
    report = actions.report_error(ANONYMOUS, organization.key, text="Le numéro a changé en 2024-2025.")
    assert stored(organization).version == 0
    with refused(ErrorCode.PERSONAL_DETAIL, "text"):
        actions.report_error(ANONYMOUS, organization.key, text="Mon dossier no 1234567 est perdu.")
    with refused(ErrorCode.MISSING, "text"):
        actions.report_error(ANONYMOUS, organization.key, text="  ")
    with refused(ErrorCode.NOT_FOUND, "service"):
        actions.report_error(ANONYMOUS, organization.key, text="Fermé.", service=make.service().key)
    actor = make.contributor(organization)
    actions.handle_error_report(actor, report.key)
    assert queries.needs_attention(actor).reports == []
    with refused(ErrorCode.WRONG_STATE, None, report):
        actions.handle_error_report(actor, report.key)
    assert events(report) == ["error_report.made", "error_report.handled"]


def test_nobody_anonymous_buries_an_organization_in_reports() -> None:
    organization, other = make.organization(), make.organization()
    reports = [actions.report_error(ANONYMOUS, organization.key, text=f"Erreur {number}.") for number in range(5)]
    with refused(ErrorCode.TOO_OFTEN, None, organization):
        actions.report_error(ANONYMOUS, organization.key, text="Une de plus.")
    actions.report_error(make.person(), organization.key, text="Une personne connue le dit.")
    actions.report_error(ANONYMOUS, other.key, text="Ailleurs.")
    ErrorReport.objects.filter(pk=reports[0].pk).update(made_at=timezone.now() - timedelta(hours=2))
    actions.handle_error_report(SYSTEM, reports[1].key)
    actions.report_error(ANONYMOUS, organization.key, text="Il y a de nouveau de la place.")

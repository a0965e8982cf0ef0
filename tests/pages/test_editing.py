"""Keeping the directory up on pages: what a press does, what is refused, and that nothing typed is lost."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pages.editing.hubs import ORGANIZATION_DEEDS
from pages.editing.organization_deeds import OF_LOCATION
from pages.editing.service_deeds import OF_SERVICE
from registry.core.actor import Role
from registry.core.dates import montreal_today
from registry.directory.models import ErrorReport, Location, Organization, OrganizationName, Relationship, Service
from registry.journal.models import Event
from tests.factories import accounts
from tests.factories import directory as make
from tests.pages.acting import at, done, fill, holder, send, sent_by, signed_in, words

pytestmark = pytest.mark.django_db
TODAY = montreal_today()
STATEMENTS, WEIGHT = 30, 150_000


@pytest.fixture(autouse=True)
def lists() -> None:
    make.vocabulary()


@pytest.fixture
def service() -> Service:
    made = make.service(make.organization("Halte du Vieux-Quai"), "Accueil de nuit")
    make.intake(made, "open", "2024-01-10", confirmed_on=TODAY)
    return made


def test_a_contributor_announces_a_change_of_intake_and_takes_it_back(service: Service) -> None:
    client = holder(Role.CONTRIBUTOR, service.organization)
    url = at("service_deed", service.key, "accueil")
    ahead = TODAY + timedelta(days=9)
    answer = send(client, url, status="closed", since=ahead.isoformat(), reason="travaux")
    assert done(answer)
    hub = client.get(answer["Location"])
    [planned] = hub.context["planned"]
    assert (planned.status, planned.reason, planned.since.first_day) == ("closed", "travaux", ahead)
    assert service.intake_on(TODAY).current.status == "open"  # type: ignore[union-attr]
    press = {"version": hub.context["subject"].version, "request_key": "k", "period": planned.key}
    assert done(client.post(at("service_deed", service.key, "accueil-annuler"), press))
    assert client.get(answer["Location"]).context["planned"] == []


def test_what_is_in_french_only_is_labelled_so_in_another_language(service: Service) -> None:
    service.intake_periods.update(reason="travaux")
    client = holder(Role.CONTRIBUTOR, service.organization)
    urls = [at("manage_service", service.key), at("manage_organization", service.organization.key)]
    of_service, of_organization = [client.get(f"/en{url}").content.decode() for url in urls]
    assert '<span lang="fr">travaux</span>' in of_service
    assert '<span class="visually-hidden">: <span lang="fr">Accueil de nuit</span>' in of_organization


def test_two_tabs_of_one_form_lose_nothing(service: Service) -> None:
    client = holder(Role.CONTRIBUTOR, service.organization)
    url = at("service_deed", service.key, "description")
    first = fill(client, url, description_fr="Le texte de l'une", capacity_note="douze lits")
    second = fill(client, url, description_fr="Le texte de l'autre", schedule="la nuit")
    assert done(client.post(url, first))
    both = client.post(url, second)
    assert both.status_code == 200
    shown = {row["name"]: (row["mine"], row["current"]) for row in both.context["texts"]}
    assert shown["description_fr"] == ("Le texte de l'autre", "Le texte de l'une")
    assert shown["capacity_note"] == ("–", "douze lits")
    assert "Quelqu'un a modifié cette fiche entre-temps" in words(both)
    kept = sent_by(both) | {"keep-description_fr": "mine", "keep-capacity_note": "current"}
    assert done(client.post(url, kept))
    service.refresh_from_db()
    assert service.description_fr == "Le texte de l'autre"
    assert service.capacity_note == "douze lits"
    assert service.schedule == {"label_fr": "la nuit"}


def test_a_form_sent_twice_is_done_once() -> None:
    one, other = make.organization(), make.organization()
    user = accounts.user()
    for place in (one, other):
        accounts.grant(user, Role.ADMINISTRATOR, place)
    client, url = signed_in(user), at("organization_deed", one.key, "lien")
    data = fill(client, url, type="partnership", target=other.key, subject="repas")
    assert [client.post(url, data).status_code for _ in range(2)] == [302, 302]
    assert Relationship.objects.count() == 1
    again = client.post(url, data | {"subject": "autre chose"})
    assert "Cela existe déjà" in words(again)


def test_each_problem_stands_beside_its_field(service: Service) -> None:
    client = holder(Role.CONTRIBUTOR, service.organization)
    url = at("organization_deed", service.organization.key, "profil")
    answer = send(client, url, phone="appelez-nous", email="pas une adresse", description_fr="écrire à a@b.example")
    assert answer.status_code == 200
    assert set(answer.context["form"].errors) == {"phone", "email", "description_fr"}
    assert answer.context["form"]["phone"].value() == "appelez-nous"
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"status": "ajar"}, "status"),
        ({"status": "open", "since": "2026-02-31"}, "since"),
        ({"status": "open", "since": "1492-01-01"}, "since"),
        ({"status": "waitlist", "wait_days": "-3"}, "wait_days"),
        ({"status": "open", "reason": "a" * 10_000}, "reason"),
        ({"status": "open", "reason": "nul \x00"}, "reason"),
        ({"status": "open", "until": TODAY.isoformat()}, "until"),
    ],
)
def test_bad_input_is_told_and_changes_nothing(service: Service, data: dict[str, str], field: str) -> None:
    client = holder(Role.CONTRIBUTOR, service.organization)
    answer = send(client, at("service_deed", service.key, "accueil"), **data)
    assert answer.status_code == 200
    assert field in answer.context["form"].errors
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    "broken", [{"version": "x"}, {"version": "-1"}, {"request_key": ""}, {"request_key": "a" * 99}]
)
def test_a_form_whose_plumbing_is_broken_is_shown_again(service: Service, broken: dict[str, str]) -> None:
    client = holder(Role.CONTRIBUTOR, service.organization)
    url = at("service_deed", service.key, "confirmer")
    assert client.post(url, {"version": "0", "request_key": "k"} | broken).status_code == 200
    assert not Event.objects.exists()


def test_denied_is_missing_and_shown_is_refused_in_words(service: Service) -> None:
    hidden = make.organization(published=False)
    client = holder(Role.READER, service.organization)
    missing = [client.get(at("manage_organization", key)) for key in (hidden.key, "nowhere")]
    assert {page.status_code for page in missing} == {404}
    assert words(missing[0]) == words(missing[1])
    refused = client.get(at("service_deed", service.key, "accueil"))
    assert refused.status_code == 403
    assert "Votre rôle ne le permet pas" in words(refused)
    contributor = holder(Role.CONTRIBUTOR, service.organization)
    assert contributor.get(at("organization_deed", service.organization.key, "fermer")).status_code == 403
    assert contributor.get(at("organization_deed", service.organization.key, "danser")).status_code == 404


def test_nobody_acts_without_a_session(service: Service) -> None:
    for key in (service.key, "nowhere"):
        url = at("service_deed", key, "accueil")
        for answer in (Client().get(url), Client().post(url, {})):
            assert answer["Location"] == f"{at('account_login')}?next={url}"


def test_a_button_is_there_when_the_verb_is(service: Service) -> None:
    url = at("manage_organization", service.organization.key)
    contributor = holder(Role.CONTRIBUTOR, service.organization).get(url).context["to"]
    administrator = holder(Role.ADMINISTRATOR, service.organization).get(url).context["to"]
    assert {"profil", "nom", "confirmer", "service", "entente_vers"} <= contributor.keys()
    assert not {"retirer", "fermer", "lieu", "fusionner"} & contributor.keys()
    assert {"retirer", "fermer", "lieu", "fusionner"} <= administrator.keys()
    assert not {"publier", "rouvrir", "organisme"} & administrator.keys()


OF_COALITIONS = {"organisme", "groupe", "assemblee", "resolution"}


def _pages(service: Service) -> list[str]:
    owner = service.organization
    place = make.location(owner)
    deeds = [at("organization_deed", owner.key, word) for word in ORGANIZATION_DEEDS if word not in OF_COALITIONS]
    deeds += [at("service_deed", service.key, word) for word in OF_SERVICE]
    deeds += [at("location_deed", owner.key, place.key, word) for word in OF_LOCATION]
    hubs = [
        at("manage_organization", owner.key),
        at("organization_history", owner.key),
        at("manage_service", service.key),
    ]
    return [*hubs, *deeds]


def test_every_page_is_light_and_asks_little(service: Service) -> None:
    for other in [make.organization() for _ in range(5)]:
        make.link(service.organization, other)
        make.service(other)
    make.member(make.coalition(), service.organization)
    client = holder(Role.ADMINISTRATOR, service.organization)
    for url in _pages(service):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            page = client.get(url)
        assert page.status_code == 200, url
        assert len(asked) <= STATEMENTS, (url, len(asked))
        assert len(page.content) < WEIGHT, url


def test_an_organization_is_named_anew_and_the_old_name_stays(service: Service) -> None:
    owner = service.organization
    client = holder(Role.CONTRIBUTOR, owner)
    url = at("organization_deed", owner.key, "nom")
    assert done(send(client, url, language="fr", name="Halte du Nouveau-Quai", since="2026-03"))
    names = dict(OrganizationName.objects.filter(organization=owner).values_list("text", "use"))
    assert names == {"Halte du Vieux-Quai": "former", "Halte du Nouveau-Quai": "name"}


def test_a_service_is_added_then_published(service: Service) -> None:
    client = holder(Role.ADMINISTRATOR, service.organization)
    url = at("organization_deed", service.organization.key, "service")
    lacking = send(client, url, name_fr="", door="walk_in")
    assert {"name_fr", "needs"} <= set(lacking.context["form"].errors)
    added = send(
        client, url, name_fr="Repas du midi", needs=["food"], door="walk_in", languages=["fr", "es"], areas=["06"]
    )
    made = Service.objects.get(name_fr="Repas du midi")
    assert added["Location"] == at("manage_service", made.key)
    assert not made.published
    assert made.terms.get().area_codes == ["06"]
    assert done(send(client, at("service_deed", made.key, "publier")))
    made.refresh_from_db()
    assert made.published


def test_terms_change_from_a_day_on(service: Service) -> None:
    client = holder(Role.CONTRIBUTOR, service.organization)
    ahead = TODAY + timedelta(days=20)
    url = at("service_deed", service.key, "conditions")
    assert done(send(client, url, door="professional_referral", facts_any=["urgent"], since=ahead.isoformat()))
    service.refresh_from_db()
    before, after = service.terms_on(TODAY), service.terms_on(ahead)
    assert before is not None
    assert after is not None
    assert (before.door, after.door, after.facts_any) == ("walk_in", "professional_referral", ["urgent"])
    assert after.needs == before.needs


def test_closing_is_checked_first_and_can_be_taken_back(service: Service) -> None:
    owner = service.organization
    client = holder(Role.ADMINISTRATOR, owner)
    url = at("organization_deed", owner.key, "fermer")
    data = fill(client, url, since="2026-10")
    check = client.post(url, data)
    assert check.context["answers"] == [("À partir du", "octobre 2026")]
    assert not Event.objects.exists()
    assert client.post(url, data | {"back": "1"}).context["form"]["since"].value() == "2026-10"
    assert done(client.post(url, data | {"sure": "1"}))
    assert "rouvrir" in client.get(at("manage_organization", owner.key)).context["to"]


def test_a_confidential_place_has_no_field_for_its_address(service: Service) -> None:
    owner = service.organization
    client = holder(Role.ADMINISTRATOR, owner)
    Location.objects.create(organization=owner, city="Montréal", address="12, rue des Saules")
    assert done(send(client, at("organization_deed", owner.key, "confidentialite"), confidential_site="on"))
    assert not Location.objects.exclude(address="").exists()
    form = client.get(at("organization_deed", owner.key, "lieu")).context["form"]
    assert "address" not in form.fields
    sent = send(client, at("organization_deed", owner.key, "lieu"), city="Laval", address="3, rue du Quai")
    assert done(sent)
    assert not Location.objects.exclude(address="").exists()
    assert "n'est gardée ni montrée nulle part" in words(client.get(at("manage_organization", owner.key)))


def test_a_text_with_an_address_is_shown_to_whoever_makes_the_place_confidential(service: Service) -> None:
    owner = service.organization
    Organization.objects.filter(pk=owner.pk).update(description_fr="Au 12, rue des Saules.")
    client = holder(Role.ADMINISTRATOR, owner)
    sent = send(client, at("organization_deed", owner.key, "confidentialite"), confidential_site="on")
    (told,) = sent.context["form"].non_field_errors()
    assert "Au 12, rue des Saules." in told
    owner.refresh_from_db()
    assert not owner.confidential_site


def test_a_merger_is_offered_with_what_one_decides_for_alone() -> None:
    coalition = make.coalition("La Ronde", claimed=True)
    old, kept = make.organization("Ancien", steward=coalition), make.organization("Gardé", steward=coalition)
    make.organization("Ailleurs", claimed=True)
    client = holder(Role.COORDINATOR, coalition)
    form = client.get(at("organization_deed", old.key, "fusionner")).context["form"]
    assert [key for key, _ in form.fields["into"].choices] == ["", kept.key]


def test_a_coordinator_adds_an_organization_once_and_merges_another_into_it() -> None:
    coalition = make.coalition("La Ronde")
    client = holder(Role.COORDINATOR, coalition)
    url = at("organization_deed", coalition.key, "organisme")
    added = send(client, url, name_fr="Maison neuve", kind="community", city="Québec", region="03")
    new = Organization.objects.get(city="Québec")
    assert added["Location"] == at("manage_organization", new.key)
    assert (new.steward, new.published) == (coalition, True)
    twin = send(client, url, name_fr="Maison Neuve", kind="community")
    assert "name_fr" in twin.context["form"].errors
    old = make.organization("Maison ancienne", steward=coalition)
    assert done(send(client, at("organization_deed", old.key, "fusionner"), into=new.key))
    old.refresh_from_db()
    assert old.standing_on(TODAY).row.successor == new  # type: ignore[union-attr]


def test_a_membership_is_proposed_by_one_side_and_accepted_by_the_other() -> None:
    coalition, one = make.coalition("La Ronde"), make.organization("La Porte", claimed=True)
    member, coordinator = holder(Role.ADMINISTRATOR, one), holder(Role.COORDINATOR, coalition)
    assert done(send(member, at("organization_deed", one.key, "adhesion"), coalition=coalition.key))
    link = one.memberships.get()
    assert not link.accepted
    assert member.get(at("membership_deed", link.key, "accepter")).status_code == 403
    assert done(send(coordinator, at("membership_deed", link.key, "accepter")))
    link.refresh_from_db()
    assert link.accepted


def test_a_coalition_offers_membership_to_an_organization() -> None:
    coalition, one = make.coalition("La Ronde"), make.organization("La Porte")
    client = holder(Role.COORDINATOR, coalition)
    assert done(send(client, at("organization_deed", coalition.key, "adhesion"), coalition=one.key, votes="on"))
    link = one.memberships.get()
    assert (link.coalition, link.accepted, link.votes) == (coalition, True, True)


def test_a_report_is_handled_and_leads_back_where_it_was_read(service: Service) -> None:
    report = ErrorReport.objects.create(organization=service.organization, text="C'est fermé.")
    client = holder(Role.CONTRIBUTOR, service.organization)
    url, desk = at("report_deed", report.key, "regle"), at("desk")
    press: dict[str, Any] = {"version": 0, "request_key": "k"}
    assert client.post(url, press | {"next": desk})["Location"] == desk
    report.refresh_from_db()
    assert report.handled_at is not None
    elsewhere = client.post(url, {"version": 1, "request_key": "l", "next": "https://ailleurs.example/"})
    assert elsewhere.status_code == 200
    assert "Cela ne se fait pas dans l'état actuel" in words(elsewhere)


def test_administrators_see_who_changed_what_and_others_only_what_kind_of_actor(service: Service) -> None:
    owner = service.organization
    administrator = holder(Role.ADMINISTRATOR, owner)
    contributor = accounts.holder(Role.CONTRIBUTOR, owner, "intervention@halte.example")
    assert done(send(signed_in(contributor), at("service_deed", service.key, "accueil"), status="limited"))
    url = at("organization_history", owner.key)
    assert "intervention@halte.example" in words(administrator.get(url))
    other = words(holder(Role.CONTRIBUTOR, owner).get(url))
    assert "L'accueil a changé" in other
    assert "intervention@halte.example" not in other

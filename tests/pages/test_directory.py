"""The page of an organization and of a service: what people rely on, on the day that they ask about."""

import html
import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from registry.core.actor import Role
from registry.core.dates import PartialDate
from registry.core.models import Citation, Contradiction, SourceDocument, Statement
from registry.directory.models import ErrorReport, IntakeInterruption, Organization, OrganizationName, Service
from registry.journal.models import Event
from registry.referrals.models import Agreement, AgreementTerms
from tests.factories import accounts, directory

pytestmark = pytest.mark.django_db

STATEMENTS, WEIGHT = 30, 150_000


@pytest.fixture(autouse=True)
def lists() -> None:
    directory.vocabulary()


def page(path: str, client: Client | None = None, status: int = 200) -> str:
    """The words of a page as one types them: without tags, plain apostrophes, single spaces, none before a stop."""
    response = (client or Client()).get(path)
    assert response.status_code == status, path
    words = html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).replace("’", "'")
    return re.sub(r" (?=[?:;!.,)])|(?<=\() ", "", re.sub(r"\s+", " ", words))


def clinic() -> Service:
    """A clinic whose intake, for professionals only, closed on 4 September 2024."""
    owner = directory.organization("Clinique des Érables", key="clinic", acronym="CDE")
    made = directory.service(owner, "Représentation juridique", door="professional_referral")
    Service.objects.filter(pk=made.pk).update(key="clinic-1")
    made.refresh_from_db()
    period = directory.intake(made, "open", "2023-01-10", "2024-09-04", reason="formulaire réservé aux intervenants")
    cite("intakeperiod", period.key)
    directory.intake(made, "closed", "2024-09-04", ongoing=True)
    return made


def cite(subject_type: str, key: str, reference: str = "seed 000 (Rapport d’activités)") -> None:
    document, _ = SourceDocument.objects.get_or_create(type="seed", reference=reference)
    Citation.objects.create(subject_type=subject_type, subject_key=key, document=document, page=21)


def agreement(origin: Organization | None, target: Organization, **terms: Any) -> Agreement:
    kind = "organization" if origin else "practitioners"
    made = Agreement.objects.create(
        origin_kind=kind, origin=origin, target=target, since=PartialDate(2020), confirmed_on=date.today()
    )
    AgreementTerms.objects.create(agreement=made, **{"needs": ["legal_information"], "formality": "formal"} | terms)
    return made


def test_a_service_says_that_it_is_closed_since_when_and_what_its_door_was_before() -> None:
    clinic()
    told = page("/services/clinic-1/?on=2024-10-01")
    assert "Le 1er octobre 2024" in told
    assert "Prend-on des gens? Non Fermé depuis le 4 septembre 2024 (27 jours plus tôt)" in told
    assert "Peut-on s'y adresser soi-même? Non professional_referral." in told
    assert "Avant cela Ouvert 10 janvier 2023 – 3 septembre 2024. Porte d'entrée: professional_referral." in told
    assert "Rapport d'activités, p. 21" in told


def test_the_day_asked_about_decides() -> None:
    clinic()
    assert "Prend-on des gens? Oui Ouvert" in page("/services/clinic-1/?on=2023-01-20")
    assert "Prend-on des gens? On ne sait pas" in page("/services/clinic-1/?on=2022-06-01")
    assert "n'est pas offert ce jour-là" in page("/services/clinic-1/?on=2010-06-01")


def test_an_open_intake_that_nobody_confirmed_lately_is_to_be_confirmed() -> None:
    made = directory.service()
    directory.intake(made, "open", "2023-01-10")
    told = page(f"/services/{made.key}/?on=2023-06-10")
    assert "Prend-on des gens? À confirmer À confirmer Dernier état connu: Ouvert depuis le 10 janvier 2023" in told
    assert "confirmé: 10 janvier 2023, 5 mois plus tôt" in told
    assert "Oui, si l'accueil est ouvert: à confirmer" in told


def test_an_open_door_that_somebody_confirmed_lately_is_said_to_be_open_to_oneself() -> None:
    made = directory.service()
    directory.intake(made, "open", str(date.today() - timedelta(days=5)))
    told = page(f"/services/{made.key}/")
    assert "Prend-on des gens? Oui Ouvert" in told
    assert "Peut-on s'y adresser soi-même? Oui walk_in." in told


def test_a_service_tells_every_condition_and_interruption() -> None:
    made = directory.service(
        populations=["women", "families"], populations_all=["claimant"], facts_all=["urgent"],
        facts_any=["homeless"], age_min=16, age_max=35, languages=["fr", "es"], criteria="triage",
    )  # fmt: skip
    IntakeInterruption.objects.create(
        service=made, status="suspended", within=PartialDate(2023), note="dates non écrites"
    )
    told = page(f"/services/{made.key}/")
    for words in (
        "women ou families", "Et à la fois: claimant", "Toutes celles-ci: urgent", "L'une de celles-ci: homeless",
        "De 16 à 35 ans", "fr, es", "Suspendu 2023", "dates non écrites", "triage",
    ):  # fmt: skip
        assert words in told


def test_an_organization_says_who_it_is_and_was() -> None:
    made = directory.organization("Nouveau nom", status="active", founded=PartialDate(1987, 3), note="remarque")
    OrganizationName.objects.create(
        organization=made, use="former", language="fr", text="Ancien nom", until=PartialDate(2020, 5, 1)
    )
    OrganizationName.objects.create(organization=made, use="name", language="en", text="New name")
    told = page(f"/organismes/{made.key}/")
    for words in (
        "Nouveau nom",
        "Ancien nom",
        "jusqu'au 30 avril 2020",
        "New name",
        "mars 1987",
        "En activité",
        "06 – Montréal",
    ):
        assert words in told
    assert "Ancien nom" in page(f"/organismes/{made.key}/?on=2019-01-01").split("Au jour du")[0]


def test_agreements_tell_their_conditions_and_an_unusable_one_shows_as_such() -> None:
    source, target = directory.organization("Collectif"), directory.organization("Clinique")
    agreement(source, target, conditions_all=["urgent"], conditions_any=["homeless", "urgent"])
    agreement(None, target, formality="in_development", usable=False)
    agreement(directory.organization("Maison"), target, usable=False)
    told = page(f"/organismes/{target.key}/")
    assert "Qui peut orienter ici Collectif Entente formelle" in told
    assert "À condition de réunir: urgent" in told
    assert "Et l'une de ces conditions: homeless ou urgent" in told
    assert "Tout intervenant En développement, pas encore utilisable" in told
    assert "Maison Suspendu" in told
    assert "Vers qui l'organisme oriente Clinique" in page(f"/organismes/{source.key}/")


def test_a_coalition_shows_who_was_a_member_on_the_day() -> None:
    group = directory.coalition("Table")
    directory.member(group, directory.organization("Première"), "2020", category="régulier")
    directory.member(group, directory.organization("Seconde"), "2024-05-01", votes=False, basis="participation")
    now = page(f"/organismes/{group.key}/")
    assert "2 membres connus" in now
    assert "régulier · avec droit de vote" in now
    assert "sans droit de vote connu" in now
    then = page(f"/organismes/{group.key}/?on=2022-01-01")
    assert "1 membre connu au 1er janvier 2022" in then
    assert "Seconde" not in then


def test_sources_that_disagree_stand_side_by_side_with_their_documents() -> None:
    made = directory.organization()
    row = Contradiction.objects.create(
        subject_type="organization", subject_key=made.key, attribute="members", kind="conflict"
    )
    for position, value in enumerate(("150", "près de 200")):
        Statement.objects.create(contradiction=row, position=position, value=value, period_label="2024-2025")
        cite("statement", f"{row.key}#{position}", f"seed 00{position} (Rapport {position})")
    told = page(f"/organismes/{made.key}/")
    assert "Les sources ne s'accordent pas: membres 150 2024-2025 Rapport 0, p. 21 près de 200" in told


def test_a_confidential_organization_has_no_address_anywhere() -> None:
    made = directory.organization("Refuge", confidential_site=True)
    directory.location(made, address="12, rue Cachée")
    offered = directory.service(made)
    for path in (f"/organismes/{made.key}/", f"/services/{offered.key}/"):
        told = page(path)
        assert "rue Cachée" not in told
        assert "pour la sécurité de qui y vit" in told


def test_the_contact_of_a_professional_door_is_for_those_who_signed_in() -> None:
    made = directory.service(door="professional_referral")
    Service.objects.filter(pk=made.pk).update(email="portes@clinique.example")
    assert "portes@clinique.example" not in page(f"/services/{made.key}/")
    signed_in = Client()
    signed_in.force_login(accounts.user())
    assert "portes@clinique.example" in page(f"/services/{made.key}/", signed_in)


@pytest.mark.parametrize("path", ["/organismes/{}/", "/services/{}/", "/organismes/{}/signaler/"])
def test_what_may_not_be_seen_looks_like_what_does_not_exist(path: str) -> None:
    owner = directory.organization("Cachée", key="unseen", published=False)
    made = directory.service(owner)
    Service.objects.filter(pk=made.pk).update(key="unseen")
    answers = [Client().get(path.format(key)) for key in ("unseen", "absent")]
    assert [answer.status_code for answer in answers] == [404, 404]
    bodies = [re.sub(rb'name="csrfmiddlewaretoken" value="\w+"', b"", answer.content) for answer in answers]
    assert bodies[0].replace(b"unseen", b"absent") == bodies[1]


def test_its_own_people_see_what_is_not_published() -> None:
    made = directory.organization("Cachée", published=False)
    client = Client()
    client.force_login(accounts.holder(Role.READER, made))
    assert "Non publié" in page(f"/organismes/{made.key}/", client)


def test_what_exists_in_french_only_is_labelled_so() -> None:
    made = directory.service(directory.organization("Clinique"), "Aide", criteria="triage selon l’urgence")
    told = Client().get(f"/en/services/{made.key}/").content.decode()
    assert '<span lang="fr">triage selon l’urgence</span> <span class="language">in French</span>' in told


def test_reporting_an_error_reaches_the_record_and_says_who_gets_it() -> None:
    made = directory.service(directory.organization("Halte", claimed=True))
    address = f"/organismes/{made.organization.key}/signaler/?service={made.key}"
    assert "dans l'organisme" in page(address)
    answer = Client().post(address, {"text": "L'accueil est fermé depuis lundi."}, follow=True)
    assert "verront sur leur bureau" in answer.content.decode()
    report = ErrorReport.objects.get()
    assert (report.service, report.text) == (made, "L'accueil est fermé depuis lundi.")


@pytest.mark.parametrize("text", ["", " ", "x" * 10_000, "appelez le 514 555-0199", "a\x00b"])
def test_a_report_that_cannot_be_kept_is_explained_and_keeps_nothing(text: str) -> None:
    made = directory.organization()
    answer = Client().post(f"/organismes/{made.key}/signaler/", {"text": text})
    assert answer.status_code == 200
    assert "Quelque chose est à corriger" in answer.content.decode()
    assert not ErrorReport.objects.exists()
    assert not Event.objects.exists()


@pytest.mark.parametrize("on", ["2024-02-30", "hier", "0001-01-01", "9999-12-31", "x" * 10_000, "%00", "-1"])
def test_a_day_that_does_not_exist_is_said_and_today_is_shown(on: str) -> None:
    made = directory.service()
    for path in (f"/organismes/{made.organization.key}/", f"/services/{made.key}/"):
        assert "Écrivez un jour réel" in page(f"{path}?on={on}")


@pytest.mark.parametrize(
    "path", ["/organismes/%00/", "/services/caf%C3%A9/", "/organismes/" + "x" * 500 + "/", "/services/a%20b/"]
)
def test_a_key_that_nothing_can_have_is_not_found(path: str) -> None:
    assert Client().get(path).status_code == 404


def crowd(owner: Organization, count: int) -> None:
    """As many of everything that an organization's page shows."""
    for _ in range(count):
        made = directory.service(owner)
        directory.intake(made, "open", "2023")
        directory.member(directory.coalition(), owner)
        directory.link(owner, directory.organization())
        agreement(directory.organization(), owner)
        agreement(owner, directory.organization())
        row = Contradiction.objects.create(
            subject_type="service", subject_key=made.key, attribute="name", kind="conflict"
        )
        Statement.objects.create(contradiction=row, position=0, value="1")


def measured(path: str, client: Client) -> tuple[int, int]:
    """How many statements a page asks, and how much it weighs."""
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(path)
    assert answer.status_code == 200
    return len(asked), len(answer.content)


def test_a_page_asks_as_little_for_many_as_for_one() -> None:
    one, many = directory.coalition(), directory.coalition()
    crowd(one, 1)
    crowd(many, 12)
    for group, count in ((one, 1), (many, 12)):
        for _ in range(count):
            directory.member(group, directory.organization())
    client = Client()
    client.force_login(accounts.holder(Role.COORDINATOR, directory.coalition()))
    few, _ = measured(f"/organismes/{one.key}/", client)
    lots, weight = measured(f"/organismes/{many.key}/", client)
    assert few == lots <= STATEMENTS
    assert weight < WEIGHT
    services = [measured(f"/services/{group.services.all()[0].key}/", client)[0] for group in (one, many)]
    assert services[0] == services[1] <= STATEMENTS

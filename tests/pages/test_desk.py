"""The desk: what needs somebody today, and that it can be done from there."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from registry.core.actor import Role
from registry.core.dates import PartialDate, montreal_today
from registry.directory.models import ErrorReport, Organization, Service
from registry.referrals.models import Agreement, AgreementTerms
from tests.factories import accounts
from tests.factories import directory as make
from tests.pages.acting import at, done, holder, send, signed_in, words

pytestmark = pytest.mark.django_db
TODAY = montreal_today()
STATEMENTS = 30


@pytest.fixture(autouse=True)
def lists() -> None:
    make.vocabulary()


def old_service(owner: Organization, name: str = "Accueil de nuit") -> Service:
    """A service that is confirmed, with an intake that nobody has confirmed for two months."""
    made = make.service(owner, name)
    make.intake(made, "open", "2024-01-10", confirmed_on=TODAY - timedelta(days=60))
    return made


def agreement(origin: Organization, target: Organization, **fields: object) -> Agreement:
    values = {"origin_kind": "organization", "since": PartialDate(2020)} | fields
    made = Agreement.objects.create(origin=origin, target=target, **values)
    AgreementTerms.objects.create(agreement=made, needs=["food"], formality="formal")
    return made


def test_what_grows_old_is_confirmed_with_one_press() -> None:
    owner = make.organization("La Halte")
    old_service(owner)
    client = holder(Role.CONTRIBUTOR, owner)
    page = client.get(at("desk"))
    [care] = page.context["cares"]
    assert [(one.service.name_fr, one.intake.status) for one in care.aging] == [("Accueil de nuit", "open")]
    assert "Tout est encore vrai" in words(page)
    press = {"version": owner.version, "request_key": "k", "next": at("desk")}
    answer = client.post(at("organization_deed", owner.key, "confirmer"), press, follow=True)
    assert answer.redirect_chain == [(at("desk"), 302)]
    assert "C'est confirmé en date d'aujourd'hui" in words(answer)
    assert answer.context["cares"][0].aging == []
    assert "Tout est à jour" in words(answer)


def test_one_service_is_confirmed_apart() -> None:
    owner = make.organization()
    first, second = old_service(owner, "Repas"), old_service(owner, "Lits")
    client = holder(Role.CONTRIBUTOR, owner)
    press = {"version": first.version, "request_key": "k", "next": at("desk")}
    assert client.post(at("service_deed", first.key, "confirmer"), press)["Location"] == at("desk")
    [care] = client.get(at("desk")).context["cares"]
    assert [one.service for one in care.aging] == [second]


def test_an_old_agreement_is_shown_to_both_ends_and_confirmed() -> None:
    one, other = make.organization("La Halte"), make.organization("La Clinique")
    made = agreement(one, other, confirmed_on=TODAY - timedelta(days=360))
    for end in (one, other):
        [care] = holder(Role.CONTRIBUTOR, end).get(at("desk")).context["cares"]
        assert care.agreements == [(made, "La Halte → La Clinique")]
    client = holder(Role.CONTRIBUTOR, one)
    assert done(send(client, at("agreement_deed", made.key, "confirmer")))
    assert client.get(at("desk")).context["cares"][0].agreements == []


def test_what_is_planned_reported_and_proposed_is_there() -> None:
    owner, other = make.organization("La Halte"), make.organization("La Porte")
    service = make.service(owner)
    make.intake(service, "closed", (TODAY + timedelta(days=3)).isoformat())
    ErrorReport.objects.create(organization=owner, service=service, text="Le numéro ne répond plus.")
    make.link(other, owner, accepted=False, proposed_by=other)
    agreement(other, owner, state="proposed", proposed_by=other)
    client = holder(Role.ADMINISTRATOR, owner)
    page = client.get(at("desk"))
    assert [one.intake.status for one in page.context["cares"][0].planned] == ["closed"]
    assert "Le numéro ne répond plus." in words(page)
    assert len(page.context["proposals"]) == 2
    [link] = [one for one in page.context["proposals"] if "link" in one]
    press = {"version": link["version"], "request_key": "k", "next": at("desk")}
    assert done(client.post(link["to"]["accepter"]["url"], press))
    assert len(client.get(at("desk")).context["proposals"]) == 1


def test_a_partner_is_told_what_they_can_do_here() -> None:
    page = signed_in(accounts.user()).get(at("desk"))
    assert "Vous êtes ici comme partenaire" in words(page)
    assert at("finder") in page.content.decode()


def test_a_reader_is_not_asked_to_confirm() -> None:
    owner = make.organization("La Halte")
    old_service(owner)
    page = holder(Role.READER, owner).get(at("desk"))
    assert page.context["cares"] == []
    assert "Tout est encore vrai" not in words(page)


def test_a_coordinator_sees_what_nobody_has_claimed_with_the_oldest_first() -> None:
    coalition = make.coalition("La Ronde", claimed=True)
    fresh, stale, claimed = (make.organization(name) for name in ("Ancre", "Bouée", "Cale"))
    for one in (fresh, stale, claimed):
        make.member(coalition, one)
    Organization.objects.filter(pk=claimed.pk).update(claimed=True)
    old_service(stale)
    old_service(claimed)
    client = holder(Role.COORDINATOR, coalition)
    page = client.get(at("desk"))
    assert [(row["organization"], row["old"]) for row in page.context["looked_after"]["rows"]] == [
        (stale, 1),
        (fresh, 0),
    ]
    members = client.get(at("coalition_members", coalition.key))
    assert [(row["row"].organization, row["old_services"]) for row in members.context["rows"]] == [
        (fresh, 0),
        (stale, 1),
        (claimed, 1),
    ]
    assert holder(Role.CONTRIBUTOR, claimed).get(at("coalition_members", coalition.key)).status_code == 403


def asked(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as statements:
        assert client.get(url).status_code == 200
    return len(statements)


def test_desks_ask_no_more_for_many_organizations_than_for_one() -> None:
    user = accounts.user()
    clients = [signed_in(user)]
    counts = []
    for size in (1, 6):
        for _ in range(size):
            owner = make.organization()
            accounts.grant(user, Role.ADMINISTRATOR, owner)
            old_service(owner)
            other = make.organization()
            make.link(other, owner, accepted=False, proposed_by=other)
            agreement(owner, other, confirmed_on=TODAY - timedelta(days=360))
            ErrorReport.objects.create(organization=owner, text="Erreur.")
        counts.append(asked(clients[0], at("desk")))
    assert counts[0] == counts[1]
    assert counts[1] <= STATEMENTS


def test_a_coordinator_s_pages_ask_little_too() -> None:
    coalition = make.coalition()
    for _ in range(8):
        member = make.organization()
        make.member(coalition, member)
        old_service(member)
    client = holder(Role.COORDINATOR, coalition)
    for url in (at("desk"), at("coalition_members", coalition.key), at("manage_organization", coalition.key)):
        assert asked(client, url) <= STATEMENTS, url


def test_an_old_membership_is_marked_wherever_members_are_listed() -> None:
    coalition, old, fresh = make.coalition("La Ronde"), make.organization("Ancre"), make.organization("Bouée")
    make.member(coalition, old, since="2015")
    make.member(coalition, fresh, since="2015", until=make.partial("2100"))
    client = holder(Role.COORDINATOR, coalition)
    marked = {"organization": ("Ancre", "Bouée"), "manage_organization": ("Ancre", "Bouée")}
    for address, (first, second) in marked.items():
        told = words(client.get(at(address, coalition.key)))
        assert "À confirmer" in told[told.rindex(first) : told.rindex(second)]
        assert "À confirmer" not in told[told.rindex(second) :]
    rows = client.get(at("coalition_members", coalition.key)).context["rows"]
    assert [row["to_confirm"] for row in rows] == [True, False]
    assert "À confirmer" in words(client.get(at("organization", old.key)))
    assert "À confirmer" not in words(client.get(at("organization", fresh.key)))

"""Agreements on pages: proposed, answered, changed, ended; and that every action has its page."""

import pytest

from pages.account import own, people
from pages.concertation import feeds
from pages.editing import (
    activity_deeds,
    agreement_deeds,
    concern_deeds,
    group_deeds,
    link_deeds,
    meeting_deeds,
    organization_deeds,
    resolution_deeds,
    seat_deeds,
)
from pages.editing.deeds import Deeds
from pages.editing.hubs import ORGANIZATION_DEEDS
from pages.editing.service_deeds import OF_SERVICE
from registry.accounts import actions as account_actions
from registry.concertation import actions as concertation_actions
from registry.core.actor import Role
from registry.core.dates import montreal_today
from registry.directory import actions as directory_actions
from registry.directory.models import Organization
from registry.referrals import actions as referral_actions
from registry.referrals.models import Agreement
from tests.factories import directory as make
from tests.pages.acting import at, done, holder, send, words

pytestmark = pytest.mark.django_db

# Actions that no page of deeds reaches, and why.
ELSEWHERE = {
    "report_error": "on the page of the organization (pages/directory/reports.py)",
    "save_notes": "on the page of a meeting's notes (pages/concertation/notes.py)",
    "accept_invitation": "on the page that an invitation leads to (pages/account/entering.py)",
    "set_password": "on allauth's own pages",
    "request_password_reset": "on allauth's own pages",
    "claim_organization": "the system does it when the first administrator accepts",
    "release_organization": "the system does it when the last administrator leaves",
    "found_coalition": "the operator's command",
    "invite_first_coordinator": "the operator's command",
    "load_demo_users": "the demonstration's command",
    "note_feed_use": "the feed itself does it",
    "note_token_use": "the API does it",
    "purge_invitations": "the worker does it",
}
OF_CONCERTATION: tuple[Deeds, ...] = (
    *(group_deeds.OF_GROUP, seat_deeds.OF_SEAT),
    *(meeting_deeds.OF_MEETING, meeting_deeds.OF_ITEM, meeting_deeds.OF_OUTCOME),
    *(concern_deeds.OF_CONCERN, activity_deeds.OF_ACTIVITY),
    *(resolution_deeds.OF_RESOLUTION, resolution_deeds.OF_CLAUSE),
)


@pytest.fixture(autouse=True)
def lists() -> None:
    make.vocabulary()


@pytest.fixture
def ends() -> tuple[Organization, Organization]:
    return make.organization("La Halte", claimed=True), make.organization("La Clinique", claimed=True)


def proposed(ends: tuple[Organization, Organization]) -> Agreement:
    halt, clinic = ends
    service = make.service(clinic, "Conseil")
    url = at("organization_deed", halt.key, "entente-vers")
    cover = {"needs": ["legal_information"], "conditions_any": ["urgent"], "formality": "formal", "promised_days": "3"}
    client = holder(Role.CONTRIBUTOR, halt)
    assert done(send(client, url, target=f"{clinic.key} {service.key}", audience="partners", **cover))
    made = Agreement.objects.get()
    assert (made.origin, made.target, made.service, made.audience) == (halt, clinic, service, "partners")
    assert made.terms.get().conditions_any == ["urgent"]
    return made


def test_the_other_end_accepts_and_either_changes_it(ends: tuple[Organization, Organization]) -> None:
    agreement = proposed(ends)
    inside, other = (holder(Role.ADMINISTRATOR, end) for end in ends)
    assert inside.get(at("agreement_deed", agreement.key, "accepter")).status_code == 403
    assert done(send(other, at("agreement_deed", agreement.key, "accepter")))
    hub = at("manage_agreement", agreement.key)
    assert {"confirmer", "modifier", "suspendre", "visibilite", "terminer"} == set(inside.get(hub).context["to"])
    assert done(send(inside, at("agreement_deed", agreement.key, "modifier"), needs=["legal_information", "food"]))
    assert done(send(inside, at("agreement_deed", agreement.key, "visibilite"), audience="public"))
    assert done(send(other, at("agreement_deed", agreement.key, "suspendre"), reason="équipe réduite"))
    page = other.get(hub)
    assert set(page.context["to"]) == {"confirmer", "modifier", "reprendre", "visibilite", "terminer"}
    assert "équipe réduite" in words(page)
    assert done(send(other, at("agreement_deed", agreement.key, "reprendre")))
    assert done(send(other, at("agreement_deed", agreement.key, "confirmer")))
    assert done(send(inside, at("agreement_deed", agreement.key, "terminer"), until="2027"))
    agreement.refresh_from_db()
    assert (str(agreement.until), agreement.audience) == ("2027", "public")
    assert [row.needs for row in agreement.terms.all()] == [["legal_information"], ["legal_information", "food"]]
    assert agreement.confirmed_on == montreal_today()


def test_any_practitioner_may_be_let_in(ends: tuple[Organization, Organization]) -> None:
    client = holder(Role.ADMINISTRATOR, ends[1])
    url = at("organization_deed", ends[1].key, "entente-depuis")
    assert done(send(client, url, origin="*", needs=["food"], formality="informal"))
    made = Agreement.objects.get()
    assert (made.origin_kind, made.origin, made.service) == ("practitioners", None, None)


def test_a_proposal_can_be_left_without_an_answer(ends: tuple[Organization, Organization]) -> None:
    agreement = proposed(ends)
    other = holder(Role.ADMINISTRATOR, ends[1])
    assert done(send(other, at("agreement_deed", agreement.key, "refuser")))
    page = other.get(at("manage_agreement", agreement.key))
    assert page.context["to"] == {}
    stranger = holder(Role.ADMINISTRATOR, make.organization())
    assert stranger.get(at("manage_agreement", agreement.key)).status_code == 404


def test_every_action_has_its_page() -> None:
    listed = [
        *ORGANIZATION_DEEDS.values(),
        *OF_SERVICE.values(),
        *(deed for deeds in (organization_deeds.OF_LOCATION, organization_deeds.OF_REPORT) for deed in deeds.values()),
        *(deed for deeds in (link_deeds.OF_MEMBERSHIP, link_deeds.OF_RELATIONSHIP) for deed in deeds.values()),
        *agreement_deeds.OF_AGREEMENT.values(),
        *(deed for deeds in (own.OF_MYSELF, own.OF_GRANT, own.OF_TOKEN) for deed in deeds.values()),
        *(deed for deeds in (feeds.OF_PLACE, feeds.OF_FEED) for deed in deeds.values()),
        *(deed for deeds in (people.OF_PLACE, people.OF_GRANT, people.OF_INVITATION) for deed in deeds.values()),
    ]
    listed += [deed for deeds in OF_CONCERTATION for deed in deeds.values()]
    actions = {
        *concertation_actions.__all__,
        *directory_actions.__all__,
        *referral_actions.__all__,
        *account_actions.__all__,
    }
    assert {deed.verb for deed in listed} | ELSEWHERE.keys() == actions
    assert not {deed.verb for deed in listed} & ELSEWHERE.keys()

"""An assembly on pages: what is put to it, its votes one after the other, and its book."""

import pytest

from registry.concertation.models import Meeting, Resolution
from registry.core.actor import Role
from registry.directory.models import Organization
from tests.factories import directory as make
from tests.factories import resolutions as make_resolutions
from tests.pages.acting import at, done, holder, send, sent_by, words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def lists() -> None:
    make.vocabulary()


@pytest.fixture
def coalition() -> Organization:
    return make.coalition("Le Conseil")


@pytest.fixture
def members(coalition: Organization) -> list[Organization]:
    found = [make.organization("La Halte", claimed=True), make.organization("La Clinique", claimed=True)]
    for one in found:
        make.member(coalition, one)
    return found


@pytest.fixture
def assembly(coalition: Organization) -> Meeting:
    return make_resolutions.assembly(coalition, title="Assemblée d'automne")


def proposed(assembly: Meeting, members: list[Organization], subject: str, number: int) -> Resolution:
    assert assembly.coalition is not None
    return make_resolutions.resolution(
        assembly.coalition,
        f"Demande {subject}.",
        subject=subject,
        on=str(assembly.day),
        state="proposed",
        assembly=assembly,
        number=number,
        mover=members[0],
        seconder=members[1],
    )


def test_members_see_what_is_put_to_it_and_others_nothing(assembly: Meeting, members: list[Organization]) -> None:
    proposed(assembly, members, "Des lits", 1)
    page = holder(Role.READER, members[0]).get(at("assembly", assembly.key))
    text = words(page)
    for told in ("Des lits", "La Halte", "La Clinique", "1 vote à prendre", "2 membres votent ce jour-là"):
        assert told in text
    assert not page.context["votable"]
    for ending in ("book_pdf", "book_docx"):
        assert at(ending, assembly.key) in page.content.decode()
    assert holder(Role.READER, make.organization()).get(at("assembly", assembly.key)).status_code == 404


def test_votes_are_taken_one_after_the_other(
    assembly: Meeting, coalition: Organization, members: list[Organization]
) -> None:
    first, second = (proposed(assembly, members, subject, number) for number, subject in enumerate(("A", "B"), 1))
    staff, url = holder(Role.COORDINATOR, coalition), at("assembly_votes", assembly.key)
    page = staff.get(url)
    assert page.context["resolution"] == first
    assert b"autofocus" in page.content
    data = sent_by(page) | {"votes_for": "2", "votes_against": "0", "next": url}
    answer = staff.post(page.context["url"], data, follow=True)
    assert answer.redirect_chain == [(url, 302)]
    assert answer.context["resolution"] == second
    assert "est adoptée" in words(answer)
    data = sent_by(answer) | {"votes_for": "0", "votes_against": "2", "next": url}
    answer = staff.post(answer.context["url"], data, follow=True)
    assert "Tous les votes sont pris." in words(answer)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == ("adopted", "defeated")


def test_another_one_can_be_taken_first(
    assembly: Meeting, coalition: Organization, members: list[Organization]
) -> None:
    _first, second = (proposed(assembly, members, subject, number) for number, subject in enumerate(("A", "B"), 1))
    page = holder(Role.COORDINATOR, coalition).get(f"{at('assembly_votes', assembly.key)}?resolution={second.key}")
    assert page.context["resolution"] == second


def test_more_votes_than_members_are_refused_with_their_number(
    assembly: Meeting, coalition: Organization, members: list[Organization]
) -> None:
    made = proposed(assembly, members, "A", 1)
    staff = holder(Role.COORDINATOR, coalition)
    page = send(staff, at("resolution_deed", made.key, "vote"), votes_for="3", votes_against="0")
    assert not done(page)
    assert "2 membres" in words(page)
    made.refresh_from_db()
    assert (made.state, made.votes_for) == ("proposed", None)


def test_a_member_is_offered_no_vote(assembly: Meeting, members: list[Organization]) -> None:
    proposed(assembly, members, "A", 1)
    page = holder(Role.ADMINISTRATOR, members[0]).get(at("assembly_votes", assembly.key))
    assert page.status_code == 403

"""Assemblies on pages: those of a coalition, what is put to one, its votes one after the other, and its book."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from registry.concertation.models import Meeting, Resolution
from registry.core.actor import Role
from registry.core.dates import montreal_today
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


def listed(client: Client, coalition: Organization) -> list[tuple[str, Meeting | None, int]]:
    page = client.get(at("assemblies", coalition.key))
    assert page.status_code == 200
    return [(str(each.on), each.meeting, each.adopted) for each in page.context["assemblies"]]


def test_assemblies_are_listed_with_what_each_adopted_to_those_who_see_them(
    coalition: Organization, members: list[Organization]
) -> None:
    past = make_resolutions.assembly(coalition, day=date(2024, 6, 4), city="Montréal", title="Assemblée d'été")
    ahead = make_resolutions.assembly(coalition, day=montreal_today() + timedelta(days=30))
    for subject in ("Lits", "Repas"):
        make_resolutions.resolution(coalition, subject=subject, on="2024-06-04", assembly=past)
    make_resolutions.resolution(coalition, subject="Rejetée", on="2024-06-04", assembly=past, state="defeated")
    for number in (1, 2, 3):
        make_resolutions.resolution(coalition, on="1994-06", number=number)
    make_resolutions.resolution(coalition, subject="Sans date", on=None)
    inside = holder(Role.READER, members[0])
    assert listed(inside, coalition) == [
        (str(ahead.day), ahead, 0),
        ("2024-06-04", past, 2),
        ("1994-06", None, 3),
    ]
    told = words(inside.get(at("assemblies", coalition.key)))
    for text in ("Assemblée d'été, 4 juin 2024", "Montréal", "à venir", "juin 1994"):
        assert text in told
    for outside in (Client(), holder(Role.READER, make.organization())):
        assert listed(outside, coalition) == [("2024-06-04", None, 2), ("1994-06", None, 3)]
        told = words(outside.get(at("assemblies", coalition.key)))
        assert "Montréal" not in told
        assert "Assemblée d'été" not in told


def test_a_reference_printed_with_the_day_of_an_assembly_is_counted_with_it(coalition: Organization) -> None:
    held = make_resolutions.assembly(coalition, day=date(2024, 6, 4))
    make_resolutions.resolution(coalition, on="2024-06-04", number=1)
    assert listed(holder(Role.COORDINATOR, coalition), coalition) == [("2024-06-04", held, 1)]


def test_the_coalition_and_its_resolutions_lead_to_its_assemblies(coalition: Organization) -> None:
    link = at("assemblies", coalition.key)
    for page in (at("organization", coalition.key), f"{at('resolutions')}?coalition={coalition.key}"):
        assert link in Client().get(page).content.decode()
    assert "Aucune assemblée connue" in words(Client().get(link))


def test_what_is_no_coalition_or_hidden_has_no_assemblies() -> None:
    for one in (make.organization(), make.coalition("Cachée", published=False)):
        assert Client().get(at("assemblies", one.key)).status_code == 404


def test_the_list_of_assemblies_asks_as_little_for_many_as_for_one(
    coalition: Organization, members: list[Organization]
) -> None:
    client, counts = holder(Role.READER, members[0]), []
    for year in range(2000, 2012):
        held = make_resolutions.assembly(coalition, day=date(year, 6, 4))
        make_resolutions.resolution(coalition, on=f"{year}-06-04", assembly=held)
        make_resolutions.resolution(coalition, on=f"{year - 20}-06")
        if year in (2000, 2011):
            with CaptureQueriesContext(connection) as asked:
                listed(client, coalition)
            counts.append(len(asked))
    assert counts[0] == counts[1] <= 30

"""Resolutions on pages: found in both languages, told with what is in force and why, written without a script."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from registry.concertation.models import Resolution
from registry.core.actor import Role
from registry.core.dates import PartialDate, montreal_today
from registry.directory.models import Organization
from tests.factories import concertation as make_groups
from tests.factories import directory as make
from tests.factories import resolutions as make_resolutions
from tests.factories.api import cite
from tests.pages.acting import at, done, fill, holder, send, words

pytestmark = pytest.mark.django_db
STATEMENTS = 30
TEXT = "Demande au gouvernement de financer des lits familiaux."


@pytest.fixture(autouse=True)
def lists() -> None:
    make.vocabulary()


@pytest.fixture
def coalition() -> Organization:
    return make.coalition("Le Conseil")


@pytest.fixture
def member(coalition: Organization) -> Organization:
    found = make.organization("La Halte", claimed=True)
    make.member(coalition, found)
    return found


def listed(query: str = "") -> list[str]:
    page = Client().get(f"{at('resolutions')}{query}")
    assert page.status_code == 200
    return [row["resolution"].subject_fr for row in page.context["rows"]]


def texts(draft: Resolution) -> list[tuple[str, str, str]]:
    return [(clause.kind, clause.text_fr, clause.text_en) for clause in draft.clauses.all()]


def test_they_are_found_by_words_coalition_group_state_and_day(coalition: Organization) -> None:
    group = make_groups.group(coalition=coalition)
    old = make_resolutions.resolution(coalition, TEXT, subject="Lits", on="2001-06", group=group)
    new = make_resolutions.resolution(coalition, "Demande des logements.", subject="Logements", on="2010-06")
    make_resolutions.follow("supersedes", new, old)
    assert listed() == ["Logements", "Lits"]
    assert listed("?text=familial") == ["Lits"]
    assert listed(f"?group={group.key}") == ["Lits"]
    assert listed(f"?coalition={coalition.key}&state=adopted") == ["Logements", "Lits"]
    assert listed("?in_force_on=2005-01-01") == ["Lits"]
    assert listed("?in_force_on=2020-01-01") == ["Logements"]
    assert listed("?text=rien") == []


def test_it_says_whether_it_is_in_force_on_the_day_and_why(coalition: Organization) -> None:
    old = make_resolutions.resolution(coalition, TEXT, subject="Lits", on="2001-06-04")
    new = make_resolutions.resolution(coalition, "Demande mieux.", subject="Mieux", on="2010-06")
    make_resolutions.follow("supersedes", new, old)
    page = at("resolution", old.key)
    assert "Remplacée (juin 2010)." in words(Client().get(page))
    assert "Adoptée (4 juin 2001)" in words(Client().get(f"{page}?on=2005-01-01"))
    assert "n'a été adoptée qu'ensuite" in words(Client().get(f"{page}?on=2000-01-01"))
    assert "Peut-être déjà remplacée" in words(Client().get(f"{page}?on=2010-06-15"))
    forward, back = Client().get(page).content.decode(), Client().get(at("resolution", new.key)).content.decode()
    assert f"{at('resolution', new.key)}#clause-{new.clauses.get().key}" in forward
    assert f"{at('resolution', old.key)}#clause-{old.clauses.get().key}" in back


def test_a_reference_says_that_its_text_is_not_held_and_what_is_missing(coalition: Organization) -> None:
    reference = make_resolutions.resolution(coalition, subject="Détention", on=None)
    assert "Elle n'en a pas." in words(Client().get(at("resolution", reference.key)))
    cite("resolution", reference.key)
    text = words(Client().get(at("resolution", reference.key)))
    for told in (
        "ne détient pas le texte",
        "Résolution sans numéro (assemblée sans date)",
        "Aucune source ne le donne.",
        "Aucune source ne la date.",
        "Aucune source ne dit quand elle a été adoptée.",
    ):
        assert told in text
    assert "texte non détenu" in words(Client().get(at("resolutions")))


def test_number_and_assembly_are_told_as_printed(coalition: Organization) -> None:
    made = make_resolutions.resolution(coalition, on="1994-06", number=36)
    text = words(Client().get(at("resolution", made.key)))
    assert "Résolution 36" in text
    assert "juin 1994" in text


def test_a_member_writes_a_draft_clause_by_clause(coalition: Organization, member: Organization) -> None:
    client = holder(Role.CONTRIBUTOR, member)
    assert done(send(client, at("organization_deed", coalition.key, "resolution"), subject="Lits familiaux"))
    draft = Resolution.objects.get()
    url = at("resolution_deed", draft.key, "texte")
    written = {
        "recital-new.0-fr": "Les familles attendent.",
        "clause-new.0-fr": TEXT,
        "clause-new.1-en": "Asks for family beds.",
    }
    assert done(send(client, url, **written))
    assert texts(draft) == [
        ("recital", "Les familles attendent.", ""),
        ("clause", TEXT, ""),
        ("clause", "", "Asks for family beds."),
    ]
    first, second = draft.clauses.filter(kind="clause")
    moved = {f"clause-{first.key}-place": "3", f"clause-{second.key}-fr": "Demande des lits."}
    assert done(send(client, url, **moved))
    assert [clause.key for clause in draft.clauses.filter(kind="clause")] == [second.key, first.key]
    assert done(send(client, url, **{f"clause-{first.key}-fr": ""}))
    assert [clause.text_fr for clause in draft.clauses.filter(kind="clause")] == ["Demande des lits."]
    assert Client().get(at("resolution", draft.key)).status_code == 404


def test_whoever_may_draft_finds_where_on_the_list_and_beside_their_seats(
    coalition: Organization, member: Organization
) -> None:
    make.coalition("Une autre")
    link = at("organization_deed", coalition.key, "resolution")
    coordinator, contributor = holder(Role.COORDINATOR, coalition), holder(Role.CONTRIBUTOR, member)
    for client in (coordinator, contributor):
        page = client.get(at("resolutions"))
        assert list(page.context["drafting"]) == [coalition]
        assert link in page.content.decode()
        assert client.get(link).status_code == 200
    desk = contributor.get(at("seats_desk"))
    assert link in desk.content.decode()
    assert "Proposer à nos regroupements" in words(desk)
    reader = holder(Role.READER, member)
    others = (Client(), reader, holder(Role.ADMINISTRATOR, make.organization()))
    assert not any("Rédiger une résolution" in words(client.get(at("resolutions"))) for client in others)
    assert "Proposer à nos regroupements" not in words(reader.get(at("seats_desk")))


def test_saving_to_go_on_comes_back_with_blank_rows(coalition: Organization, member: Organization) -> None:
    draft = make_resolutions.draft(coalition, TEXT)
    client, url = holder(Role.CONTRIBUTOR, member), at("resolution_deed", draft.key, "texte")
    answer = send(client, url, next=url, **{"clause-new.0-fr": "Une autre."})
    assert answer["Location"] == url
    assert len(client.get(url).context["form"].clauses()) == 2 + 3


def test_two_who_write_at_once_lose_nothing(coalition: Organization, member: Organization) -> None:
    draft = make_resolutions.draft(coalition, TEXT, "Demande une révision.")
    mine, other = (holder(Role.CONTRIBUTOR, member) for _each in range(2))
    url = at("resolution_deed", draft.key, "texte")
    first, second = draft.clauses.all()
    typed = fill(
        mine, url, **{f"clause-{second.key}-fr": "Demande une vraie révision.", f"clause-{first.key}-fr": "À moi."}
    )
    assert done(send(other, url, **{f"clause-{second.key}-fr": "", "clause-new.0-fr": "Ajout de l'autre."}))
    page = mine.post(url, typed)
    text = words(page)
    for told in ("Demande une vraie révision.", "Ajout de l'autre.", "À moi.", TEXT):
        assert told in text
    asked = {row["name"] for row in page.context["texts"]}
    assert asked == {f"clause-{first.key}-fr", f"clause-{second.key}-fr", f"clause-{second.key}-place"}
    answers = {field.name: page.context["form"][field.name].value() or "" for field in page.context["form"]}
    answers |= {f"keep-clause-{first.key}-fr": "current", f"keep-clause-{second.key}-fr": "current"}
    assert done(mine.post(url, answers))
    assert {clause.text_fr for clause in draft.clauses.all()} == {TEXT, "Ajout de l'autre."}


def test_what_is_wrong_with_a_clause_is_said_beside_it(coalition: Organization, member: Organization) -> None:
    draft = make_resolutions.draft(coalition, TEXT)
    url = at("resolution_deed", draft.key, "texte")
    page = send(holder(Role.CONTRIBUTOR, member), url, **{"clause-new.0-fr": "Écrire à jean@organisme.example."})
    assert set(page.context["form"].errors) == {"clause-new.0-fr"}
    assert len(texts(draft)) == 1


def test_a_draft_is_shown_beside_what_in_force_says_the_same_or_the_contrary(
    coalition: Organization, member: Organization
) -> None:
    kept = "Demande au gouvernement de maintenir le financement de l'hébergement d'urgence des familles."
    standing = make_resolutions.resolution(coalition, kept, subject="Hébergement d'urgence")
    same = make_resolutions.draft(coalition, kept, subject="Encore l'hébergement")
    against = make_resolutions.draft(coalition, kept.replace("maintenir", "abolir"), subject="Fin de l'hébergement")
    client = holder(Role.CONTRIBUTOR, member)
    page = client.get(at("resolution", same.key))
    assert [hit.resolution for hit in page.context["alike"]] == [standing]
    assert words(page).count(kept) == 3
    page = client.get(at("resolution", against.key))
    assert [hit.resolution for hit in page.context["against"]] == [standing]
    text = words(page)
    assert "abolir" in text
    assert kept in text


def test_what_is_only_related_is_folded_and_claims_nothing(coalition: Organization, member: Organization) -> None:
    make_resolutions.resolution(coalition, "Demande d'abolir les frais de la résidence permanente", subject="Frais")
    guide = "Salue la parution d'un guide pour artistes, qui explique aussi la résidence permanente et les contrats."
    draft = make_resolutions.draft(coalition, guide)
    page = holder(Role.CONTRIBUTOR, member).get(at("resolution", draft.key))
    (hit,) = page.context["related"]
    assert hit.resolution.subject_fr == "Frais"
    assert "résidence permanente" in hit.why
    assert "Contradictions possibles" not in words(page)


def test_two_members_carry_it_and_the_coordinator_records_the_vote(
    coalition: Organization, member: Organization
) -> None:
    other = make.organization("La Clinique", claimed=True)
    make.member(coalition, other)
    draft, assembly = make_resolutions.draft(coalition, TEXT), make_resolutions.assembly(coalition)
    assert done(send(holder(Role.ADMINISTRATOR, member), at("resolution_deed", draft.key, "proposer")))
    assert done(send(holder(Role.ADMINISTRATOR, other), at("resolution_deed", draft.key, "appuyer")))
    staff = holder(Role.COORDINATOR, coalition)
    put = send(staff, at("resolution_deed", draft.key, "soumettre"), assembly=assembly.key, number="1")
    assert done(put)
    url = at("resolution_deed", draft.key, "vote")
    page = send(staff, url, votes_for="5", votes_against="0")
    assert set(page.context["form"].errors) == {"votes_for"}
    assert done(send(staff, url, votes_for="2", votes_against="0"))
    draft.refresh_from_db()
    assert (draft.state, draft.votes_for, draft.abstentions) == ("adopted", 2, 0)
    text = words(Client().get(at("resolution", draft.key)))
    for told in ("La Halte", "La Clinique", "2 pour, 0 contre, 0 abstentions", "Adoptée"):
        assert told in text
    page, url = staff.get(at("resolution", draft.key)), at("resolution_deed", draft.key, "corriger-vote")
    assert url in page.content.decode()
    assert staff.get(url).context["form"]["votes_for"].value() == 2
    assert done(send(staff, url, votes_for="0", votes_against="2"))
    assert "0 pour, 2 contre, 0 abstentions" in words(staff.get(at("resolution", draft.key)))
    assert Client().get(at("resolution", draft.key)).status_code == 404


def test_who_moved_it_is_not_asked_to_second_it_and_what_comes_next_is_true(
    coalition: Organization, member: Organization
) -> None:
    other = make.organization("La Clinique", claimed=True)
    make.member(coalition, other)
    draft = make_resolutions.draft(coalition, TEXT, assembly=make_resolutions.assembly(coalition))
    mover = holder(Role.ADMINISTRATOR, member)
    assert done(send(mover, at("resolution_deed", draft.key, "proposer")))
    second = at("resolution_deed", draft.key, "appuyer")
    assert second not in mover.get(at("resolution", draft.key)).content.decode()
    seconder = holder(Role.ADMINISTRATOR, other)
    assert done(send(seconder, second))
    told = words(seconder.get(at("resolution", draft.key)))
    assert "l'assemblée à laquelle elle est soumise peut la voter" in told
    assert "elle peut être soumise" not in told


def test_only_assemblies_since_it_was_begun_are_offered(coalition: Organization, member: Organization) -> None:
    past, today = (make_resolutions.assembly(coalition, day=montreal_today() - timedelta(days=days)) for days in (1, 0))
    staff = holder(Role.COORDINATOR, coalition)
    assert done(send(staff, at("organization_deed", coalition.key, "resolution"), subject="Lits familiaux"))
    url = at("resolution_deed", Resolution.objects.get().key, "soumettre")
    page = staff.get(url).content.decode()
    assert (today.key in page, past.key in page) == (True, False)


def test_a_clause_is_linked_to_what_it_replaces_and_a_loop_is_refused(
    coalition: Organization, member: Organization
) -> None:
    old, draft = (
        make_resolutions.resolution(coalition, TEXT, subject="Lits"),
        make_resolutions.draft(coalition, "Mieux."),
    )
    reference = make_resolutions.resolution(coalition, subject="Sans texte")
    clause, client = draft.clauses.get(), holder(Role.CONTRIBUTOR, member)
    url = at("clause_deed", draft.key, clause.key, "lier")
    for target in (old.clauses.get().key, reference.key):
        assert done(send(client, url, kind="supersedes", target=target))
    text = words(client.get(at("resolution", draft.key)))
    assert text.count("Remplace ") == 2
    assert done(send(client, at("clause_deed", draft.key, clause.key, "delier"), target=reference.key))
    assert [link.target.resolution for link in clause.links.all() if link.target] == [old]


def test_a_draft_is_withdrawn(coalition: Organization) -> None:
    draft = make_resolutions.draft(coalition, TEXT)
    assert done(send(holder(Role.COORDINATOR, coalition), at("resolution_deed", draft.key, "retirer")))
    draft.refresh_from_db()
    assert draft.state == "withdrawn"


def test_pages_ask_few_statements(coalition: Organization) -> None:
    made = [
        make_resolutions.resolution(coalition, TEXT, "Autre.", on=str(PartialDate(2000 + number)), number=number)
        for number in range(1, 12)
    ]
    for later, earlier in zip(made[1:], made, strict=False):
        make_resolutions.follow("amends", later, earlier)
    draft = make_resolutions.draft(coalition, *(f"Demande {number} lits." for number in range(20)))
    client = holder(Role.COORDINATOR, coalition)
    urls = [at("resolutions"), *(at("resolution", one.key) for one in (made[5], draft))]
    for url in [*urls, at("resolution_deed", draft.key, "texte")]:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(url).status_code == 200
        assert len(asked) <= STATEMENTS, url

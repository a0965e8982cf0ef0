"""Whether what is said again or contradicted is found, in the same and in the other language, and why."""

import pytest

from registry.concertation import queries
from registry.concertation.rules.lexicon import meaning
from registry.concertation.rules.likeness import Document, Kind, Passage, likenesses
from registry.core.actor import SYSTEM
from registry.directory.models import Organization
from tests.factories import directory
from tests.factories import resolutions as make

FEES = "Demande au gouvernement fédéral d'abolir les frais de traitement des demandes de résidence permanente"
OTHERS = (
    "Appuie l'ouverture de cours de français le soir en région",
    "Dénonce la détention des enfants migrants",
    "Remercie les bénévoles de la campagne de vaccination",
    "Réclame des logements sociaux pour les familles de demandeurs d'asile",
)


def document(key: str, text: str, language: str = "fr") -> Document:
    return Document(key, [Passage(f"{key}.1", {language: text})])


def standing() -> list[Document]:
    return [document(f"r{place}", text) for place, text in enumerate((FEES, *OTHERS))]


@pytest.mark.parametrize(
    ("text", "language", "kind"),
    [
        ("Exige l'abolition des frais de traitement pour la résidence permanente", "fr", Kind.DUPLICATE),
        ("Calls on Ottawa to eliminate processing fees for permanent residence", "en", Kind.DUPLICATE),
        ("Appuie le maintien des frais de traitement de la résidence permanente", "fr", Kind.CONTRADICTION),
        ("Supports keeping processing fees for permanent residence applications", "en", Kind.CONTRADICTION),
    ],
)
def test_a_rewording_and_its_contrary_come_first(text: str, language: str, kind: Kind) -> None:
    first = likenesses(document("asked", text, language), standing())[0]
    assert (first.document, first.kind, first.other) == ("r0", kind, "r0.1")
    assert first.shared


def test_a_contradiction_names_the_words_that_oppose() -> None:
    asked = document("asked", "Supports detaining migrant children", "en")
    first = likenesses(asked, standing())[0]
    assert (first.document, first.opposed) == ("r2", (("supports",), ("dénonce",)))


def test_who_is_against_the_end_of_something_is_for_it() -> None:
    asked = document("asked", "S'oppose à l'abolition des cours de français du soir")
    first = likenesses(asked, standing())[0]
    assert (first.document, first.kind) == ("r1", Kind.DUPLICATE)


def test_what_is_about_something_else_is_no_hit() -> None:
    assert not likenesses(document("asked", "Modifie les règlements généraux sur la cotisation annuelle"), standing())


def test_a_term_of_several_words_means_the_same_in_both_languages() -> None:
    assert meaning("demandeurs d'asile", "fr").concepts.keys() == meaning("refugee claimants", "en").concepts.keys()


@pytest.fixture
def coalition() -> Organization:
    return directory.coalition()


@pytest.mark.django_db
class TestAmongResolutions:
    def test_a_draft_is_compared_with_what_is_in_force(self, coalition: Organization) -> None:
        standing, over = make.resolution(coalition, FEES), make.resolution(coalition, FEES, on="2020")
        make.follow("supersedes", make.resolution(coalition, "Remercie", on="2021"), over)
        make.resolution(directory.coalition(), FEES)
        draft = make.draft(coalition, FEES)
        (found,) = queries.similar(SYSTEM, draft)
        assert (found.resolution, found.hit.kind) == (standing, Kind.DUPLICATE)
        assert (found.clause, found.other_clause) == (draft.clauses.get(), standing.clauses.get())

    def test_a_reference_is_compared_by_its_subject(self, coalition: Organization) -> None:
        reference = make.resolution(coalition, subject="Détention des mineurs non accompagnés")
        draft = make.draft(coalition, "Condemns detaining unaccompanied minors", subject="")
        draft.clauses.update(text_fr="", text_en="Condemns detaining unaccompanied minors")
        (found,) = queries.similar(SYSTEM, draft)
        assert (found.resolution, found.other_clause) == (reference, None)

    def test_what_a_clause_follows_and_what_is_decided_are_left_out(self, coalition: Organization) -> None:
        standing, draft = make.resolution(coalition, FEES), make.draft(coalition, FEES)
        make.follow("reaffirms", draft, standing)
        assert queries.similar(SYSTEM, draft) == []
        assert queries.similar(SYSTEM, standing) == []

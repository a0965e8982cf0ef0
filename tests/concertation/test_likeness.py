"""Whether what is said again or contradicted is found, in the same and in the other language, and why."""

from collections import Counter
from itertools import chain, zip_longest
from pathlib import Path
from random import Random

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from registry.concertation import queries
from registry.concertation.rules.cognates import root
from registry.concertation.rules.lexicon import LANGUAGES, lines_of_concepts, lines_of_signs, silent
from registry.concertation.rules.likeness import Document, Kind, Passage, likenesses
from registry.concertation.rules.stance import meaning
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
WORDINGS: list[dict[str, str]] = yaml.safe_load(Path(__file__).with_name("wordings.yaml").read_text(encoding="utf-8"))


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


def test_of_what_is_on_the_same_matter_no_more_is_claimed() -> None:
    asked = document("asked", "Salue la parution d'un guide sur la résidence permanente des artistes étrangers")
    (hit,) = likenesses(asked, standing())
    assert (hit.document, hit.kind, hit.shared) == ("r0", Kind.RELATED, ("résidence permanente",))


def test_a_term_of_several_words_means_the_same_in_both_languages() -> None:
    french, english = meaning("demandeurs d'asile", "fr"), meaning("refugee claimants", "en")
    assert [code for code, said in french.items() if said.share == 1 and code in english]


@pytest.mark.parametrize(
    ("text", "language", "word", "stance"),
    [
        ("Demande des logements", "fr", "logements", 1),
        ("S'oppose à la fermeture des écoles", "fr", "écoles", 1),
        ("Que le Canada ne renvoie plus les familles", "fr", "familles", -1),
        ("Demande d'abolir les frais et d'augmenter les bourses", "fr", "frais", -1),
        ("Demande d'abolir les frais et d'augmenter les bourses", "fr", "bourses", 1),
        ("Que les frais soient abolis", "fr", "frais", -1),
        ("Demande des interprètes afin que cessent les erreurs", "fr", "erreurs", 0),
        ("Détention des mineurs", "fr", "mineurs", 0),
        ("Demande la régularisation des personnes sans statut", "fr", "sans statut", 1),
        ("Calls for work permits to be replaced with visas", "en", "work permits", -1),
        ("Calls for work permits to be replaced with visas", "en", "visas", 1),
        ("That schools no longer charge tuition", "en", "tuition", -1),
        ("Invest in shelters rather than hotels", "en", "hotels", -1),
        ("Asks the province to stop evictions", "en", "province", 0),
    ],
)
def test_a_text_is_for_or_against_what_it_names(text: str, language: str, word: str, stance: int) -> None:
    (said,) = [said for said in meaning(text, language).values() if said.words == word]
    assert said.stance == stance


def test_contraries_make_a_contradiction() -> None:
    asked = document("asked", "Demande que la formation des bénévoles soit facultative")
    (hit,) = likenesses(asked, [document("r", "Makes training mandatory for volunteers", "en")])
    assert (hit.kind, hit.opposed) == (Kind.CONTRADICTION, (("facultative",), ("mandatory",)))


def found(how: str) -> Counter[str]:
    """How many texts worded `how` have their pair in the first place, as what it is, and what is claimed besides."""
    registry = [document(str(place), row["standing"], row["language"]) for place, row in enumerate(WORDINGS)]
    counted: Counter[str] = Counter()
    for place, row in enumerate(WORDINGS):
        (other,) = set(LANGUAGES) - {row["language"]}
        asked = document("asked", row[how], row["language"] if how in ("again", "contrary") else other)
        hits = [hit for hit in likenesses(asked, registry) if hit.kind is not Kind.RELATED]
        counted["first"] += [hit.document for hit in hits[:1]] == [str(place)]
        counted[hits[0].kind.value if hits else "nothing"] += 1
        counted["besides"] += sum(hit.document != str(place) for hit in hits)
    return counted


@pytest.mark.parametrize("how", ["again", "again_other", "contrary", "contrary_other"])
def test_nearly_all_that_is_said_otherwise_comes_first_and_little_besides(how: str) -> None:
    counted = found(how)
    kind = Kind.CONTRADICTION if how.startswith("contrary") else Kind.DUPLICATE
    assert counted["first"] >= 0.9 * len(WORDINGS)
    assert counted[kind] >= 0.8 * len(WORDINGS)
    assert counted["besides"] <= 2


def test_another_request_on_the_same_theme_is_seldom_a_hit() -> None:
    assert found("neighbor")["nothing"] >= len(WORDINGS) - 2


def wordings() -> st.SearchStrategy[tuple[str, str]]:
    """Any of the texts, with its language."""
    return st.sampled_from(
        [
            (row[how], row["language"] if how in ("standing", "again", "contrary") else other)
            for row in WORDINGS
            for (other,) in [set(LANGUAGES) - {row["language"]}]
            for how in row
            if how != "language"
        ]
    )


@given(one=wordings(), other=wordings())
def test_likeness_is_the_same_both_ways(one: tuple[str, str], other: tuple[str, str]) -> None:
    first, second = document("a", *one), document("b", *other)
    for hit, back in zip_longest(likenesses(first, [second]), likenesses(second, [first])):
        assert (hit.kind, hit.score) == (back.kind, pytest.approx(back.score, abs=0.002))


@given(texts=st.lists(wordings(), min_size=2, max_size=8, unique=True), asked=wordings(), random=st.randoms())
def test_the_order_of_the_others_does_not_matter(
    texts: list[tuple[str, str]], asked: tuple[str, str], random: Random
) -> None:
    others = [document(str(place), *text) for place, text in enumerate(texts)]
    mixed = random.sample(others, len(others))
    assert likenesses(document("asked", *asked), others) == likenesses(document("asked", *asked), mixed)


@given(text=st.text(max_size=200), language=st.sampled_from(LANGUAGES))
def test_any_text_has_a_meaning(text: str, language: str) -> None:
    assert all(said.words for said in meaning(text, language).values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_of_the_word_lists_has_terms_that_no_other_has(language: str) -> None:
    for lines in (chain.from_iterable(lines_of_concepts()), lines_of_signs()):
        terms = [line.terms[language] for line in lines]
        assert all(terms)
        twice = [term for term, count in Counter(chain.from_iterable(terms)).items() if count > 1]
        assert not twice


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_concept_is_all_silence(language: str) -> None:
    for line in chain.from_iterable(lines_of_concepts()):
        assert [term for term in line.terms[language] if set(term.casefold().split()) - silent(language)]


@pytest.mark.parametrize(
    ("french", "english"), [("régionalisation", "regionalization"), ("prolifération", "proliferation")]
)
def test_words_of_one_origin_meet(french: str, english: str) -> None:
    assert root(french) == root(english)


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

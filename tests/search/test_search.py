"""One search: accents, case and word order don't matter, the best match comes first, nothing hidden is found."""

import pytest

from registry.core.actor import ANONYMOUS
from registry.directory import actions
from registry.search.queries import Found, search
from tests.factories import concertation
from tests.factories import directory as make

pytestmark = pytest.mark.django_db


def names(found: Found) -> list[str]:
    return [one.sort_name for one in found.organizations]


def test_the_whole_name_then_its_start_then_words_then_pieces() -> None:
    for name in ("Relais", "Maison du relais", "Relais du nord", "Interrelais", "Autre"):
        make.organization(name)
    assert names(search(ANONYMOUS, "RELAIS")) == ["relais", "relais du nord", "maison du relais", "interrelais"]
    assert names(search(ANONYMOUS, "nord relais")) == ["relais du nord"]


@pytest.mark.parametrize("text", ["cjm", "C.J.M.", "Cjm", "centre justice", "foi centre", "CENTRE JUSTICE ET FOI"])
def test_an_acronym_and_a_name_are_found_however_they_are_typed(text: str) -> None:
    make.organization("Centre Justice et Foi", acronym="C.J.M.")
    make.organization("Cjmania")
    assert names(search(ANONYMOUS, text))[0] == "centre justice et foi"


def test_services_needs_and_places_are_found_in_any_language() -> None:
    make.service(name="Œuvre du soir")
    assert [one.name_fr for one in search(ANONYMOUS, "oeuvre").services] == ["Œuvre du soir"]
    for text in ("hebergement", "shelter", "alojamiento"):
        assert [one.code for one in search(ANONYMOUS, text).needs] == ["emergency_shelter"]
    assert [one.code for one in search(ANONYMOUS, "québec").places] == ["03", "QC"]
    assert [one.code for one in search(ANONYMOUS, "capitale").places] == ["03"]


@pytest.mark.parametrize("text", ["adaq", "ADAQ", "demandeurs asile", "asile demandeurs québec"])
def test_a_group_is_found_by_its_acronym_and_its_name(text: str) -> None:
    group = concertation.group("Accueil des demandeurs d’asile au Québec", acronym="ADAQ")
    group.refold()
    group.save()
    concertation.group("Asile")
    assert search(ANONYMOUS, text).groups == [group]


def test_a_former_name_still_leads_to_the_organization() -> None:
    organization = make.organization("Ancien")
    actions.rename_organization(
        make.contributor(organization), organization.key, name="Neuf", language="fr", since="2020"
    )
    assert search(ANONYMOUS, "ancien").organizations == [organization]


def test_nothing_hidden_is_found_and_the_exercise_only_when_asked() -> None:
    hidden = make.organization("Cachette", published=False)
    make.service(hidden, "Cachette du soir")
    concertation.group("Comité de la cachette", folded="|comite de la cachette|", body=hidden)
    exercise = make.organization("Cachette fictive", exercise=True)
    assert len(search(ANONYMOUS, "cachette")) == 0
    assert search(ANONYMOUS, "cachette", exercise=True).organizations == [exercise]
    assert search(make.reader(hidden), "cachette").organizations == [hidden]


@pytest.mark.parametrize("text", ["", "   ", "%", "|", "'; --", "\x00", "x" * 100_000, "日本"])
def test_what_holds_no_word_or_a_senseless_one_finds_nothing(text: str) -> None:
    make.organization("Maison")
    assert len(search(ANONYMOUS, text)) == 0

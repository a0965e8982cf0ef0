"""One search: accents, case and word order don't matter, the best match comes first, nothing hidden is found."""

from typing import Any

import pytest

from registry.concertation.models import Activity
from registry.core.actor import ANONYMOUS
from registry.core.dates import PartialDate
from registry.directory import actions
from registry.search.queries import Found, search
from tests.factories import concertation, resolutions
from tests.factories import directory as make

pytestmark = pytest.mark.django_db


def activity(title: str, **columns: Any) -> Activity:
    made = Activity(kind="media", title_fr=title, **columns)
    made.refold()
    made.save()
    return made


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


@pytest.mark.parametrize("text", ["détention", "DETENTIONS", "lettre detention", "lettres sur la détention"])
def test_an_activity_is_found_by_its_title_whatever_its_accents_and_endings(text: str) -> None:
    activity("Une entrevue sur les permis de travail")
    letter = activity("Lettre ouverte sur la détention", date=PartialDate(2024, 10))
    assert search(ANONYMOUS, text).activities == [letter]


def test_of_activities_the_whole_title_comes_first_then_the_latest() -> None:
    old, new = activity("Lettre ouverte", date=PartialDate(2020)), activity("Lettre ouverte", date=PartialDate(2024))
    whole = activity("Lettre", date=PartialDate(1990))
    assert search(ANONYMOUS, "lettre").activities == [whole, new, old]


@pytest.mark.parametrize(
    "text", ["detention", "famille détenir", "36", "Résolution 36", "résolution nº 36", "number 36", "détention 36"]
)
def test_a_resolution_is_found_by_its_subject_its_text_and_its_printed_number(text: str) -> None:
    coalition = make.coalition("Le Conseil")
    found = resolutions.resolution(
        coalition, "Demande de ne plus détenir de familles.", subject="Détentions", number=36
    )
    resolutions.resolution(coalition, "Finance des lits.", subject="Lits", number=6)
    assert search(ANONYMOUS, text).resolutions == [found]


def test_a_printed_number_of_one_digit_leads_to_its_resolution_and_a_single_letter_to_none() -> None:
    coalition = make.coalition("Le Conseil")
    third = resolutions.resolution(coalition, "Finance des lits.", subject="Lits", number=3)
    resolutions.resolution(coalition, "Finance des repas.", subject="Repas", number=33)
    assert search(ANONYMOUS, "Résolution 3").resolutions == [third]
    assert search(ANONYMOUS, "l").resolutions == []


def test_what_is_numbered_so_comes_before_what_only_says_the_number() -> None:
    coalition = make.coalition("Le Conseil")
    resolutions.resolution(coalition, "Rappelle la résolution 36.", subject="Rappel", on="2025-06")
    numbered = resolutions.resolution(coalition, "Finance des lits.", subject="Lits", number=36)
    assert [one.subject_fr for one in search(ANONYMOUS, "36").resolutions] == [numbered.subject_fr, "Rappel"]


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
    draft = activity("Cachette ouverte", published=False, recorded_for=hidden)
    coalition = make.coalition("Le Conseil")
    make.member(coalition, hidden)
    unfinished = resolutions.draft(coalition, subject="Cachettes", mover=hidden)
    exercise = make.coalition("Cachette fictive", exercise=True)
    played = activity("Cachette fictive", exercise=True)
    adopted = resolutions.resolution(exercise, subject="Cachette fictive")
    assert len(search(ANONYMOUS, "cachette")) == 0
    shown = search(ANONYMOUS, "cachette", exercise=True)
    assert (shown.organizations, shown.activities, shown.resolutions) == ([exercise], [played], [adopted])
    own = search(make.reader(hidden), "cachette")
    assert (own.organizations, own.activities, own.resolutions) == ([hidden], [draft], [unfinished])


@pytest.mark.parametrize("text", ["", "   ", "%", "|", "'; --", "\x00", "x" * 100_000, "日本"])
def test_what_holds_no_word_or_a_senseless_one_finds_nothing(text: str) -> None:
    make.organization("Maison")
    activity("Maison ouverte")
    resolutions.resolution(make.coalition("Le Conseil"), "Finance des maisons.")
    assert len(search(ANONYMOUS, text)) == 0

"""The list of organizations, its table to take away, the search and the first page."""

import csv
import io
from datetime import date, timedelta
from urllib.parse import urlencode

import pytest
from django.test import Client

from pages.tables import cell
from registry.concertation.models import Activity
from registry.directory.models import Organization
from tests.factories import directory, resolutions
from tests.pages.test_directory import STATEMENTS, WEIGHT, measured, page

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def lists() -> None:
    directory.vocabulary()


def names(**filters: str) -> set[str]:
    """The names in the table with these filters."""
    rows = sheet(**filters)
    return {row["Nom"] for row in rows}


def sheet(**filters: str) -> list[dict[str, str]]:
    answer = Client().get(f"/organismes.csv?{urlencode(filters)}")
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def two() -> None:
    """A shelter in Québec City that takes people, and a clinic in Montréal that is closed."""
    shelter = directory.organization("Halte", region="03", city="Québec")
    bed = directory.service(shelter, needs=["emergency_shelter"], languages=["es"], door="self")
    directory.intake(bed, "open", str(date.today() - timedelta(days=3)))
    clinic = directory.organization("Clinique", kind="municipality", status="closed", since="2024-01-01")
    directory.intake(directory.service(clinic), "closed", "2023")
    directory.member(directory.coalition("Table", key="table"), shelter)


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"q": "halté"}, {"Halte"}),
        ({"q": "quebec"}, {"Halte"}),
        ({"need": "housing"}, {"Halte"}),
        ({"need": "legal"}, {"Clinique"}),
        ({"region": "03"}, {"Halte"}),
        ({"region": "QC"}, {"Halte", "Clinique", "Table"}),
        ({"language": "es"}, {"Halte"}),
        ({"door": "self"}, {"Halte"}),
        ({"intake": "accepting"}, {"Halte"}),
        ({"intake": "closed"}, {"Clinique"}),
        ({"kind": "municipality"}, {"Clinique"}),
        ({"coalition": "table"}, {"Halte"}),
        ({"coalition": "table", "on": "2010-01-01"}, set()),
        ({"need": "housing", "language": "fr"}, set()),
    ],
)
def test_each_filter_narrows_the_list_and_its_table_alike(filters: dict[str, str], found: set[str]) -> None:
    two()
    assert names(**filters) == found
    told = page(f"/organismes/?{urlencode(filters)}").split("Télécharger")[-1]
    assert {name for name in ("Halte", "Clinique") if name in told} == found - {"Table"}


def test_nothing_found_says_what_to_do() -> None:
    assert "Retirez-en un, ou choisissez une région voisine." in page("/organismes/?q=introuvable")


def test_the_table_says_as_of_when_it_is_and_how_old_its_sources_are() -> None:
    two()
    row = next(row for row in sheet(on="2026-01-01") if row["Nom"] == "Clinique")
    assert row["À la date du"] == "2026-01-01"
    assert row["Source la plus récente"] == date.today().isoformat()
    assert row["Accueil"] == "Fermé"


def test_the_table_leaves_out_what_the_reader_may_not_see() -> None:
    directory.organization("Cachée", published=False)
    directory.organization("Fictive", exercise=True)
    assert names() == set()


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@now", "\t=1", "  =1"])
def test_no_cell_can_act_as_a_formula(text: str) -> None:
    assert cell(text) == f"'{text}"
    made = directory.organization("Nom")
    Organization.objects.filter(pk=made.pk).update(acronym=text)
    assert sheet()[0]["Sigle"] == f"'{text}"


@pytest.mark.parametrize(
    "query",
    [
        "need=nothing",
        "region=99",
        "on=2024-02-30",
        "coalition=absent",
        "q=" + "x" * 10_000,
        "q=%00",
        "kind=%00",
        "door=caf%C3%A9",
    ],
)
def test_a_filter_that_is_wrong_is_named_and_left_out(query: str) -> None:
    directory.organization("Seule")
    told = page(f"/organismes/?{query}")
    assert "Quelque chose est à corriger" in told
    assert "1 organisme" in told
    answer = Client().get(f"/organismes.csv?{query}")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/organismes/?")


@pytest.mark.parametrize("number", ["-1", "0", "99", "abc", "1e9", "²", "%00", "9" * 5000])
def test_a_page_that_there_is_not_is_said(number: str) -> None:
    directory.organization("Seule")
    assert "Il n'y a pas de page de ce numéro" in page(f"/organismes/?page={number}")


def test_pages_follow_each_other_with_their_filters() -> None:
    for _ in range(30):
        directory.organization()
    first = Client().get("/organismes/?region=06").content.decode()
    assert "?region=06&amp;page=2" in first
    assert "Page 2 de 2" in page("/organismes/?region=06&page=2")


def test_search_finds_by_accent_acronym_need_and_place() -> None:
    directory.service(directory.organization("Clinique des Érables", acronym="CDE"), "Défense des droits")
    assert "Clinique des Érables" in page("/recherche/?q=erables")
    assert "Clinique des Érables" in page("/recherche/?q=c.d.e.")
    assert "Défense des droits" in page("/recherche/?q=DEFENSE")
    assert "qui y répond" in page("/recherche/?q=ayuda+legal")
    assert "03 – Capitale-Nationale" in page("/recherche/?q=capitale")


def test_search_finds_activities_and_resolutions() -> None:
    resolutions.resolution(
        directory.coalition(), "Demande de loger les familles.", subject="Hébergement", number=36, on="1994-06"
    )
    Activity.objects.create(kind="media", title_fr="Lettre aux familles", folded="|lettre aux familles|")
    found = page("/recherche/?q=famille")
    for told in ("Lettre aux familles", "date inconnue", "Hébergement", "Résolution 36 (assemblée: juin 1994)"):
        assert told in found


@pytest.mark.parametrize("asked", ["zzz", "%00", "x" * 10_000, "%F0%9F%8F%A0", "' OR 1=1 --", "%25"])
def test_a_search_that_finds_nothing_says_what_to_try(asked: str) -> None:
    directory.organization("Halte")
    assert "Essayez un seul mot" in page(f"/recherche/?q={asked}") or asked == "%00"


def test_the_first_page_leads_to_search_needs_and_coalitions() -> None:
    directory.coalition("Table de quartier")
    told = page("/")
    for words in ("Chercher un organisme", "Aide juridique", "Table de quartier", "données de démonstration"):
        assert words in told


def test_lists_ask_as_little_for_many_as_for_one() -> None:
    client = Client()
    for made in range(26):
        owner = directory.organization(f"Organisme commun {made}")
        directory.intake(directory.service(owner, f"Service commun {made}"), "open", "2023")
        coalition = directory.coalition(f"Table commune {made}")
        resolutions.resolution(coalition, "Demande un accueil commun.", subject=f"Accueil {made}", number=made)
        Activity.objects.create(kind="media", title_fr=f"Action {made}", folded=f"|action commune {made}|")
        if made in (0, 25):
            counts = [
                measured(path, client) for path in ("/organismes/", "/organismes.csv", "/recherche/?q=commun", "/")
            ]
            if made == 0:
                few = [count for count, _ in counts]
    assert [count for count, _ in counts] == few
    assert max(few) <= STATEMENTS
    assert max(weight for _, weight in counts) < WEIGHT

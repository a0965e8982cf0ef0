"""The pathway finder as people meet it: a question, its answer, what would open one, and the leaflet."""

import logging
import re
from html import unescape
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from registry.core.dates import montreal_today
from registry.directory.models import Term
from tests.factories.directory import intake, organization, service
from tests.factories.facts import content
from tests.factories.finder import town

pytestmark = pytest.mark.django_db
FINDER, LEAFLET = "/chemins/", "/chemins/imprimer/"
Data = dict[str, str | list[str]]
FAMILY: Data = {
    "needs": ["emergency_shelter", "legal_information"],
    "languages": "es",
    "populations": "claimant",
    "region": "03",
    "who": "organization",
    "origin": "hublot",
}


@pytest.fixture(autouse=True)
def _town() -> None:
    town()


def ask(client: Client, data: Data, address: str = FINDER, **more: str) -> str:
    response = client.post(address, data | more)
    assert response.status_code == 200
    return text_of(response.content)


def text_of(html: bytes) -> str:
    """The words of a page, without its markup."""
    body = html.decode().split("<main", 1)[1].split("</main>", 1)[0]
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", body)).split())


def test_the_steps_say_who_refers_who_receives_and_under_what(client: Client) -> None:
    said = ask(client, FAMILY, fact_urgent="yes")
    assert "Hublot vert réfère la personne" in said
    assert "Parapluie à pois la reçoit" in said
    assert "Entente formelle" in said
    assert "Certain environ" in said
    assert "accueil@parapluie.example" in said


def test_what_nobody_said_is_named_with_whom_to_ask_and_asked_at_once(client: Client) -> None:
    response = client.post(FINDER, FAMILY)
    assert "Demandez à la personne si cela s" in text_of(response.content)
    body = response.content.decode()
    assert 'name="fact_urgent" value="yes"' in body
    assert 'name="fact_homeless" value="no"' in body
    assert "Certain" not in text_of(response.content)


def test_an_answered_question_settles_it_either_way(client: Client) -> None:
    assert "Demandez" not in ask(client, FAMILY, fact_urgent="yes", fact_homeless="yes")
    closed = ask(client, FAMILY, fact_urgent="no", fact_homeless="no")
    assert "Aucun chemin trouvé" in closed
    assert "Les conditions d" in closed


def test_the_joint_plan_comes_before_the_lists(client: Client) -> None:
    said = ask(client, FAMILY)
    assert said.index("Le plus simple pour tout") < said.index("Précisez, si vous le savez")
    assert said.index("2 organismes à voir") < said.index("Imprimer ce chemin")


def test_services_of_the_government_stand_apart_with_their_organization(client: Client) -> None:
    said = ask(client, FAMILY)
    assert "Hôtel , Préfecture" in said[said.index("Sur décision du gouvernement seulement") :]


def test_a_professional_door_shows_its_contact_to_partners_only(client: Client) -> None:
    said = ask(client, FAMILY)
    assert "références@plume.example" not in said
    assert "references@plume.example" not in said
    assert "réservé aux partenaires" in said


def test_a_door_that_needs_a_practitioner_says_that_one_would_open_it(client: Client) -> None:
    alone: Data = {"needs": "legal_information", "region": "03", "who": "person"}
    response = client.post(FINDER, alone)
    assert "Si un intervenant fait la référence" in text_of(response.content)
    (change,) = re.findall(r'name="change" value="([^"]*)"', response.content.decode())
    assert "Avocate" in ask(client, alone, change=unescape(change))


def test_what_would_open_something_opens_it_when_pressed(client: Client) -> None:
    question: Data = {"needs": "food", "region": "03", "languages": "es"}
    response = client.post(FINDER, question)
    changes = [unescape(value) for value in re.findall(r'name="change" value="([^"]*)"', response.content.decode())]
    assert changes == ["languages=fr&region=06"]
    assert "Si le service peut se donner en fr et dans cette région" in text_of(response.content).replace("\u00a0", " ")
    assert "Dépannage" in ask(client, question, change=changes[0])


def test_the_funnel_ends_with_what_removed_the_last(client: Client) -> None:
    said = ask(client, {"needs": "food", "region": "03"})
    assert "Aucun des services restants ne sert cette région" in said
    assert "Répondent au besoin 1" in said
    assert "Servent la région 0" in said
    assert "Prennent des gens ce jour-là" not in said


def test_the_exercise_network_answers_only_when_it_is_switched_on(client: Client) -> None:
    question: Data = {"needs": "food", "region": "03"}
    assert "Festin" not in ask(client, question)
    client.post("/exercice/", {"on": "1", "next": "/"})
    assert "Festin" in ask(client, question)


def test_modifying_keeps_the_form_filled(client: Client) -> None:
    body = client.post(FINDER, FAMILY | {"edit": "1", "fact_urgent": "no", "age": "30"}).content.decode()
    for code in ("emergency_shelter", "legal_information", "es", "claimant"):
        assert re.search(rf'value="{code}"[^>]* checked', body)
    assert re.search(r'name="fact_urgent" value="no"[^>]* checked', body)
    assert re.search(r'<option value="hublot" selected', body)
    assert 'value="30"' in body


def test_the_hidden_fields_of_an_answer_ask_the_same_question_again(client: Client) -> None:
    response = client.post(FINDER, FAMILY | {"fact_urgent": "yes"})
    again: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', response.content.decode()):
        again.setdefault(name, []).append(unescape(value))
    again.pop("csrfmiddlewaretoken", None)
    again.pop("next", None)
    assert text_of(client.post(FINDER, again).content) == text_of(response.content)


@pytest.mark.parametrize(("besoin", "ticked"), [("food", 1), ("nowhere", 0), ("\x00", 0), ("x" * 10_000, 0)])
def test_an_address_may_tick_a_need_and_nothing_else(client: Client, besoin: str, ticked: int) -> None:
    body = client.get(FINDER, {"besoin": besoin, "populations": "claimant"}).content.decode()
    assert len(re.findall(r'type="checkbox"[^>]* checked', body)) == ticked


def test_the_leaflet_says_where_to_go_and_nothing_of_the_person(client: Client) -> None:
    Term.objects.filter(code="claimant").update(labels={"fr": "Demandeurs d’asile"})
    Term.objects.filter(code="urgent").update(labels={"fr": "Urgence"})
    said = ask(client, FAMILY, LEAFLET, fact_urgent="yes", fact_homeless="yes")
    assert "Parapluie à pois" in said
    assert "Dites que vous venez de la part de" in said
    assert "Capitale-Nationale" in said
    assert "Valable ce jour-là seulement" in said
    assert "Demandeurs" not in said
    assert "Urgence" not in said
    assert "espagnol" not in said


def test_the_leaflet_of_one_pathway_holds_that_one(client: Client) -> None:
    said = ask(client, FAMILY, LEAFLET, place="1-0")
    assert "Avocate" in said
    assert "Parapluie" not in said
    assert client.get(LEAFLET).headers["Location"] == FINDER


WRONG: list[tuple[Data, str]] = [
    ({"needs": []}, "Remplissez ce champ."),
    ({"needs": ["legal", "housing", "food", "legal_information", "emergency_shelter"] + ["a"] * 95}, "n’existe pas"),
    ({"needs": "x" * 10_000}, "n’existe pas"),
    ({"needs": "food\x00"}, "n’existe pas"),
    ({"needs": "food", "date": "2026-02-30"}, "Écrivez un jour réel"),
    ({"needs": "food", "date": "2026-02"}, "Écrivez un jour réel"),
    ({"needs": "food", "date": "0000-00-00"}, "Écrivez un jour réel"),
    ({"needs": "food", "age": "vieux"}, "Écrivez un nombre entier"),
    ({"needs": "food", "age": "9" * 5000}, "Écrivez un nombre entier"),
    ({"needs": "food", "age": "151"}, "entre 0 et 150"),
    ({"needs": "food", "k": "0"}, "entre 1 et 20"),
    ({"needs": "food", "max_hops": "-1"}, "entre 0 et 4"),
    ({"needs": "food", "region": "99"}, "n’existe pas"),
    ({"needs": "food", "languages": ["fr", "é" * 9000]}, "n’existe pas"),
    ({"needs": "food", "who": "nobody"}, "n’existe pas"),
    ({"needs": "food", "who": "organization"}, "Remplissez ce champ."),
    ({"needs": "food", "who": "organization", "origin": "nowhere"}, "n’existe pas"),
    ({"needs": "food", "who": "organization", "origin": "reve"}, "n’existe pas"),
    ({"needs": "food", "who": "organization", "origin": "\x00"}, "ne peut pas être gardé"),
    ({"needs": "food", "who": "organization", "origin": "x" * 10_000}, "rien trouvé"),
    ({"needs": "food", "populations": "everyone"}, "n’existe pas"),
    ({"needs": "food", "fact_nothing": "yes"}, "n’existe pas"),
    ({"needs": "food", "fact_urgent": "perhaps"}, "n’existe pas"),
    ({"needs": "food", "populations": "claimant", "fact_claimant": "no"}, "à la fois vrai et faux"),
    ({"needs": "food", "change": "region=99&date=x&populations=women"}, "n’existe pas"),
]


@pytest.mark.parametrize(("data", "sentence"), WRONG)
def test_a_wrong_question_gets_a_sentence(client: Client, data: Data, sentence: str) -> None:
    said = ask(client, data)
    summary = said[said.index("Quelque chose est à corriger") : said.index("Trouver un chemin")].replace("'", "’")
    assert sentence in summary
    assert len(summary) < 400


def test_a_leaflet_of_a_wrong_question_is_the_form_again(client: Client) -> None:
    assert "Quelque chose est à corriger" in ask(client, {"needs": "x"}, LEAFLET)


def test_a_question_leaves_no_trace(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    before = content()
    for address in (FINDER, LEAFLET):
        response = client.post(address, FAMILY | {"fact_urgent": "yes", "age": "37"})
        assert "no-store" in response.headers["Cache-Control"]
        assert set(response.cookies) <= {"csrftoken"}
        assert "claimant" not in response.headers.get("Location", "")
    assert content() == before
    logged = [
        record.getMessage() for record in caplog.records if not record.name.startswith(("django.db", "django.template"))
    ]
    assert not [line for line in logged if "claimant" in line or "emergency_shelter" in line]


def test_a_large_answer_stays_light(client: Client) -> None:
    needs = ["legal", "legal_information", "housing", "emergency_shelter", "food"]
    for number in range(6):
        made = service(organization(f"Organisme de taille ordinaire {number}"), needs=needs)
        intake(made, "open", "2026-01-01", confirmed_on=montreal_today())
    question: Data = {"needs": needs}
    client.post(FINDER, question)
    with CaptureQueriesContext(connection) as captured:
        response = client.post(FINDER, question)
    body = response.content.decode()
    assert body.count('<li id="way-') == 25
    assert len(captured) <= 30
    files = set(re.findall(r'(?:href|src)="/static/([^"#]+)', body))
    assert len(response.content) + sum(Path(str(finders.find(one))).stat().st_size for one in files) <= 150_000


@pytest.mark.parametrize(("prefix", "words"), [("/en", "Pathways found"), ("/es", "Caminos encontrados")])
def test_the_same_question_in_another_language(client: Client, prefix: str, words: str) -> None:
    response = client.post(prefix + FINDER, FAMILY)
    assert response.headers["Content-Language"] == prefix[1:]
    assert words in text_of(response.content)

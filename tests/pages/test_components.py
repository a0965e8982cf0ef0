"""The frame of every page and the parts that it is assembled from."""

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

from pages.context import exercise_shown
from pages.forms import DayField, PageForm, PartialDateField
from pages.states import STATES
from pages.templatetags.parts import dated, state, text
from registry.core.dates import PartialDate
from registry.core.errors import ErrorCode, Problem, Refused
from registry.core.translations import Text

ICONS = (Path(__file__).parents[2] / "pages/static/pages/icons.svg").read_text(encoding="utf-8")
PAGES = ["/", "/composants/", "/confidentialite/", "/nulle-part/"]


class Page(HTMLParser):
    """The elements of a page, each as (tag, attributes)."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def values(self, name: str) -> list[str]:
        return [attrs[name] for _, attrs in self.elements if name in attrs]

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attrs for name, attrs in self.elements if name == tag]


def shown(client: Client, address: str) -> Page:
    return Page(client.get(address).content.decode())


pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", PAGES)
def test_a_page_loads_nothing_inline_or_from_elsewhere(client: Client, address: str) -> None:
    response = client.get(address)
    assert "default-src 'self'" in response.headers["Content-Security-Policy"]
    page = Page(response.content.decode())
    assert not page.values("style")
    assert not page.all("style")
    assert not [name for _, attrs in page.elements for name in attrs if name.startswith("on")]
    loaded = [script.get("src", "") for script in page.all("script")] + [link["href"] for link in page.all("link")]
    assert loaded
    assert all(address.startswith("/static/") for address in loaded)


@pytest.mark.parametrize("address", PAGES)
def test_ids_are_single_and_what_points_to_them_finds_them(client: Client, address: str) -> None:
    page = shown(client, address)
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    pointed = [
        name
        for which in ("for", "aria-labelledby", "aria-describedby")
        for v in page.values(which)
        for name in v.split()
    ]
    pointed += [href[1:] for href in page.values("href") if href.startswith("#")]
    assert set(pointed) <= set(ids)
    assert len(page.all("h1")) == 1
    assert len(page.all("main")) == 1


@pytest.mark.parametrize("address", PAGES)
def test_a_page_weighs_at_most_150_kilobytes(client: Client, address: str) -> None:
    html = client.get(address).content
    page = Page(html.decode())
    drawings = {use["href"].split("#")[0] for use in page.all("use")}
    files = {link["href"] for link in page.all("link")} | {script["src"] for script in page.all("script")} | drawings
    weight = len(html) + sum(Path(str(finders.find(name.removeprefix("/static/")))).stat().st_size for name in files)
    assert weight <= 150_000


def test_the_language_switch_keeps_the_page_and_its_question(client: Client) -> None:
    page = shown(client, "/composants/?page=2")
    there = {link["hreflang"]: link["href"] for link in page.all("a") if "hreflang" in link}
    assert there == {"en": "/en/composants/?page=2", "es": "/es/composants/?page=2"}
    english = client.get(there["en"])
    assert english.headers["Content-Language"] == "en"
    back = {link["hreflang"]: link["href"] for link in Page(english.content.decode()).all("a") if "hreflang" in link}
    assert back == {"fr": "/composants/?page=2", "es": "/es/composants/?page=2"}


@pytest.mark.parametrize("address", ["/nulle-part/", "/en/nowhere/", "/es/ninguna/"])
def test_a_missing_page_is_404_and_leads_home_in_every_language(client: Client, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 404
    links = [link["href"] for link in Page(response.content.decode()).all("a") if "hreflang" in link]
    assert set(links) <= {"/", "/en/", "/es/"}


@pytest.mark.parametrize("name", ["500.html", "400.html"])
def test_an_error_page_needs_neither_request_nor_database(name: str, django_db_blocker: Any) -> None:
    with django_db_blocker.block():
        assert "<h1>" in render_to_string(name)


def test_the_exercise_switch_is_kept_in_the_session_and_goes_back(client: Client) -> None:
    response = client.post("/exercice/", {"on": "1", "next": "/composants/?page=2"})
    assert response.headers["Location"] == "/composants/?page=2"
    request = RequestFactory().get("/")
    request.session = client.session
    assert exercise_shown(request)
    assert "strip-exercise" in client.get("/").content.decode()

    client.post("/exercice/", {"on": "0", "next": "/"})
    request.session = client.session
    assert not exercise_shown(request)


@pytest.mark.parametrize("elsewhere", ["https://ailleurs.example/", "//ailleurs.example", "javascript:alert(1)", ""])
def test_the_exercise_switch_leads_to_no_other_site(client: Client, elsewhere: str) -> None:
    assert client.post("/exercice/", {"on": "1", "next": elsewhere}).headers["Location"] == "/"
    assert client.get("/exercice/").status_code == 405


@pytest.mark.parametrize("code", STATES)
def test_a_state_is_a_word_with_an_icon(code: str) -> None:
    html = state(code)
    found = re.search(r"icons\.svg#(\w+)", html)
    assert found
    assert f'id="{found[1]}"' in ICONS
    assert str(STATES[code].label) in html.replace("&#x27;", "'")


def test_a_text_in_another_language_is_labelled() -> None:
    assert text(Text("Intake", "en")) == '<span lang="en">Intake</span> <span class="language">en anglais</span>'
    assert text({"fr": "Accueil", "en": "Intake"}) == "Accueil"
    assert text(Text("<b>", None)) == "&lt;b&gt;"
    assert text(None) == ""


def test_a_date_shows_its_age_and_source() -> None:
    html = dated(PartialDate(2024, 9, 4), on=PartialDate(2024, 11, 21).first_day, source="rapport <2024>")
    assert '<time datetime="2024-09-04">' in html
    assert "2 mois plus tôt" in html
    assert "<cite>rapport &lt;2024&gt;</cite>" in html


class Sample(PageForm):
    name = forms.CharField(label="Nom", help_text="Comme les gens le connaissent.", max_length=5)
    door = forms.ChoiceField(label="Porte", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)
    since = PartialDateField(label="Depuis", required=False)
    on = DayField(label="Jour", required=False)


def test_each_error_stands_beside_its_field_and_in_the_summary() -> None:
    form = Sample({"door": "c", "since": "2024-13", "on": "31/12/2024"})
    page = Page(form.render())
    summary = [link["href"] for link in page.all("a")]
    assert summary == ["#id_name", "#id_door_0", "#id_since", "#id_on"]
    assert {href[1:] for href in summary} <= set(page.values("id"))
    described = next(attrs for attrs in page.all("input") if attrs.get("id") == "id_name")["aria-describedby"]
    assert described.split() == ["id_name_helptext", "id_name_error"]
    assert set(described.split()) <= set(page.values("id"))


def test_errors_carry_stable_codes() -> None:
    form = Sample({"door": "a", "name": "abc", "since": "hier"})
    assert not form.is_valid()
    assert [error.code for error in form.errors.as_data()["since"]] == [ErrorCode.NOT_A_DATE]


@pytest.mark.parametrize("written", ["2024", "2024-09", "2024-09-04"])
def test_a_partial_date_is_read_and_shown_as_written(written: str) -> None:
    form = Sample({"name": "abc", "door": "a", "since": written})
    assert form.is_valid()
    assert form.cleaned_data["since"] == PartialDate.parse(written)
    assert f'value="{written}"' in str(Sample(initial={"since": PartialDate.parse(written)})["since"])


def test_a_refusal_is_shown_where_it_belongs() -> None:
    form = Sample({"name": "abc", "door": "a"})
    assert form.is_valid()
    form.refuse(Refused(Problem(ErrorCode.MISSING, "since"), Problem(ErrorCode.STALE_WRITE)))
    assert list(form.errors) == ["since", "__all__"]
    html = form.render()
    assert html.index('class="error-summary"') < html.index('id="id_since_error"')

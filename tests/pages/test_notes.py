"""Notes of a meeting: saved by a plain form or by a script, told when they are, and never lost."""

import json
from typing import Any

import pytest
from django.test import Client

from registry.concertation.models import Meeting, Minutes
from registry.concertation.rules.meetings import LONGEST_MINUTES
from registry.core.actor import Role
from registry.core.dates import montreal_today
from tests.factories import concertation as make_groups
from tests.factories import directory as make
from tests.factories import meetings as make_meetings
from tests.pages.acting import at, done, fill, holder, sent_by, words

pytestmark = pytest.mark.django_db
SCRIPT = {"Accept": "application/json"}


@pytest.fixture(autouse=True)
def lists() -> None:
    make.vocabulary()


@pytest.fixture
def meeting() -> Meeting:
    coalition = make.coalition("La Ronde")
    return make_meetings.meeting(make_groups.group("Protection", coalition=coalition), montreal_today())


@pytest.fixture
def run(meeting: Meeting) -> Client:
    assert meeting.group is not None
    assert meeting.group.coalition is not None
    return holder(Role.COORDINATOR, meeting.group.coalition)


def saved(client: Client, meeting: Meeting, text: str, revision: int) -> Any:
    """What the script is told."""
    answer = client.post(at("meeting_notes", meeting.key), {"text": text, "revision": revision}, headers=SCRIPT)
    assert answer.status_code == 200
    return json.loads(answer.content)


def test_a_script_saves_and_is_told_when(run: Client, meeting: Meeting) -> None:
    first = saved(run, meeting, "Accueil\r\nTour de table", 0)
    assert first["saved"]
    assert first["message"].startswith("Enregistré à")
    second = saved(run, meeting, "Accueil\nTour de table\nLits", first["revision"])
    assert (second["saved"], second["revision"]) == (True, 2)
    assert Minutes.objects.get().text == "Accueil\nTour de table\nLits"


def test_a_save_whose_answer_was_lost_is_repeated_without_harm(run: Client, meeting: Meeting) -> None:
    first = saved(run, meeting, "Accueil", 0)
    assert saved(run, meeting, "Accueil", 0) == first


def test_two_people_who_note_the_same_meeting_see_both_texts(run: Client, meeting: Meeting) -> None:
    saved(run, meeting, "De l'une", 0)
    told = saved(run, meeting, "De l'autre", 0)
    assert (told["saved"], told["current"], told["revision"]) == (False, "De l'une", 1)
    assert "Rien n’est perdu" in told["message"] or "Rien n'est perdu" in told["message"]
    page = run.post(at("meeting_notes", meeting.key), {"text": "De l'autre", "revision": "0"})
    assert (page.context["other"], page.context["form"]["text"].value()) == ("De l'une", "De l'autre")
    kept = {"text": "De l'autre", "other": "De l'une", "revision": "1", "keep": "both"}
    assert done(run.post(at("meeting_notes", meeting.key), kept))
    assert Minutes.objects.get().text == "De l'une\nDe l'autre"


@pytest.mark.parametrize(("text", "whole"), [("Accueil\nLits", "Accueil\nLits"), ("", "Accueil")])
def test_a_text_with_all_the_lines_of_the_other_stands_and_nothing_is_asked(
    run: Client, meeting: Meeting, text: str, whole: str
) -> None:
    saved(run, meeting, "Accueil", 0)
    page = run.post(at("meeting_notes", meeting.key), {"text": text, "revision": "0"}, follow=True)
    assert "a toutes les lignes des deux" in words(page)
    assert Minutes.objects.get().text == whole


@pytest.mark.parametrize(("keep", "text"), [("mine", "Mien"), ("other", "Autre")])
def test_one_of_two_texts_is_kept(run: Client, meeting: Meeting, keep: str, text: str) -> None:
    saved(run, meeting, "Début", 0)
    sent = {"text": "Mien", "other": "Autre", "revision": "1", "keep": keep}
    page = run.post(at("meeting_notes", meeting.key), sent)
    assert Minutes.objects.get().text == page.context["form"]["text"].value() == text
    assert page.context["aside"] == ({"Mien", "Autre"} - {text}).pop()


def test_what_is_refused_says_why_and_stays_on_the_page(run: Client, meeting: Meeting) -> None:
    told = saved(run, meeting, "Accueil\nAppeler le 514 555-0100", 0)
    assert not told["saved"]
    assert "Retirez ce qui identifie une personne" in told["message"]
    assert "à la ligne 2" in told["message"]
    page = run.post(at("meeting_notes", meeting.key), {"text": "Appeler le 514 555-0100", "revision": "0"})
    assert "Retirez ce qui identifie une personne" in words(page)
    assert page.context["form"]["text"].value() == "Appeler le 514 555-0100"
    assert str(LONGEST_MINUTES) in saved(run, meeting, "a" * (LONGEST_MINUTES + 1), 0)["message"].replace("\xa0", "")
    assert not Minutes.objects.exists()


def test_a_session_that_is_over_is_told_to_the_script(meeting: Meeting) -> None:
    told = saved(Client(), meeting, "Accueil", 0)
    assert (told["saved"], told["again"]) == (False, True)
    assert "session est fermée" in told["message"]


def test_only_whoever_runs_the_meeting_writes_and_only_before_it_is_submitted(run: Client, meeting: Meeting) -> None:
    guest = make.organization()
    assert meeting.group is not None
    make_meetings.seat(meeting.group, guest)
    url = at("meeting_notes", meeting.key)
    assert holder(Role.ADMINISTRATOR, guest).get(url).status_code == 403
    assert holder(Role.ADMINISTRATOR, make.organization()).get(url).status_code == 404
    make_meetings.minutes(meeting, "Texte remis", "submitted")
    page = run.get(url)
    assert "Texte remis" in words(page)
    assert "<textarea" not in page.content.decode()
    assert "état actuel" in saved(run, meeting, "Autre", 1)["message"]


def test_leaving_makes_the_browser_forget_what_pages_kept(run: Client) -> None:
    assert run.post(at("account_logout"))["Clear-Site-Data"] == '"storage"'


def test_a_marked_line_is_offered_prefilled_and_recorded_only_once_it_is_confirmed(
    run: Client, meeting: Meeting
) -> None:
    point = meeting.agenda.create(position=1, title="Lits")
    told = saved(run, meeting, "## 1. Lits\nD: Ouvrir <dix> lits", 0)
    assert "Décision: Ouvrir &lt;dix&gt; lits" in told["marked"]
    notes = at("meeting_notes", meeting.key)
    page = run.get(notes)
    url = f"{page.context['record']}&line={page.context['marked'][0].line}"
    assert url.replace("&", "&amp;") in page.content.decode()
    sent = fill(run, url)
    assert (sent["kind"], sent["text"], sent["item"]) == (["decision"], ["Ouvrir <dix> lits"], [point.key])
    assert not meeting.outcomes.exists()
    shown = run.get(url)
    assert shown.context["next"] == notes
    answer = run.post(url, sent | {"next": shown.context["next"]})
    assert answer["Location"] == notes
    assert meeting.outcomes.get().item == point
    assert run.get(notes).context["marked"] == []


@pytest.mark.parametrize(
    "target", ["https://ailleurs.example/", "//ailleurs.example/", "/bureau/", "/rencontres/autre/notes/"]
)
def test_a_link_to_the_form_leads_back_to_the_notes_of_that_meeting_alone(
    run: Client, meeting: Meeting, target: str
) -> None:
    url = at("meeting_deed", meeting.key, "suite")
    page = run.get(url, {"next": target, "line": "9"})
    assert page.context["next"] == ""
    assert page.context["form"]["text"].value() is None
    answer = run.post(f"{url}?next={target}", sent_by(page) | {"kind": "decision", "text": "Ouvrir"})
    assert answer["Location"] == at("meeting", meeting.key)

"""Meetings on pages: planned, prepared, attended, decided, minuted; and how much of it others are told."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from registry.concertation.models import Attendance, Concern, Group, Meeting, Outcome
from registry.core.actor import Role
from registry.core.dates import montreal_today
from registry.directory.models import Organization
from tests.factories import concertation as make_groups
from tests.factories import directory as make
from tests.factories import meetings as make_meetings
from tests.pages.acting import at, done, fill, holder, send, words

pytestmark = pytest.mark.django_db
TODAY = montreal_today()
SOON = TODAY + timedelta(days=9)
STATEMENTS = 30


@pytest.fixture(autouse=True)
def lists() -> None:
    make.vocabulary()


@pytest.fixture
def coalition() -> Organization:
    return make.coalition("La Ronde")


@pytest.fixture
def group(coalition: Organization) -> Group:
    return make_groups.group("Protection", coalition=coalition)


@pytest.fixture
def members(coalition: Organization, group: Group) -> list[Organization]:
    made = [make.organization(name) for name in ("Ancre", "Bouée", "Cale")]
    for one in made:
        make.member(coalition, one)
        make_meetings.seat(group, one)
    return made


@pytest.fixture
def run(coalition: Organization) -> Client:
    return holder(Role.COORDINATOR, coalition)


def test_a_meeting_is_planned_prepared_and_answered(run: Client, group: Group, members: list[Organization]) -> None:
    told = {"day": SOON.isoformat(), "mode": "hybrid", "starts_at": "13:30", "ends_at": "16:00", "place": "Salle bleue"}
    answer = send(run, at("group_deed", group.key, "rencontre"), **told)
    meeting = Meeting.objects.get()
    url = at("meeting", meeting.key)
    assert answer["Location"] == url
    page = run.get(url)
    assert page.context["lacks"] == "aucun point à l’ordre du jour, des invitations sans réponse"
    assert "de 13 h 30 à 16 h 00" in words(page).replace("\xa0", " ")
    for title in ("Accueil", "Lits d'urgence"):
        assert done(send(run, at("meeting_deed", meeting.key, "point"), title=title))
    _, second = run.get(url).context["agenda"]
    assert done(run.post(second["to"]["deplacer"]["url"], {"version": 0, "request_key": "k", "position": 1}))
    assert [one["item"].title for one in run.get(url).context["agenda"]] == ["Lits d'urgence", "Accueil"]
    own = holder(Role.CONTRIBUTOR, members[0])
    told = {"answer": "excused", "delegate_role": "direction"}
    assert done(send(own, at("meeting_deed", meeting.key, "repondre"), **told))
    row = Attendance.objects.get(organization=members[0])
    assert (row.answer, row.delegate_role) == ("excused", "direction")
    assert "Salle bleue" in words(own.get(url))


def test_a_point_and_what_comes_of_it_lead_to_a_concern_and_back(run: Client, meeting: Meeting, group: Group) -> None:
    concern, settled = (
        Concern.objects.create(group=group, title=title, state=state, raised_on=TODAY)
        for title, state in (("Six mois d'attente", "raised"), ("Retiré", "withdrawn"))
    )
    url = at("meeting_deed", meeting.key, "point")
    offered = dict(run.get(url).context["form"].fields["concern"].choices)
    assert concern.key in offered
    assert settled.key not in offered
    assert done(send(run, url, title="Délais", concern=concern.key))
    item = meeting.agenda.get()
    told = {"kind": "decision", "text": "Écrire au ministère", "item": item.key}
    assert done(send(run, at("meeting_deed", meeting.key, "suite"), **told))
    assert at("concern", concern.key) in run.get(at("meeting", meeting.key)).text
    page = run.get(at("concern", concern.key))
    assert "Écrire au ministère" in words(page)
    assert at("meeting", meeting.key) in page.text

    outcome = meeting.outcomes.get()
    assert done(send(run, at("outcome_deed", meeting.key, outcome.key, "modifier"), text="Lui parler"))
    outcome.refresh_from_db()
    assert (outcome.text, outcome.concern, outcome.item) == ("Lui parler", concern, item)


def test_a_meeting_on_30_february_is_refused_beside_its_field(run: Client, group: Group) -> None:
    page = send(run, at("group_deed", group.key, "rencontre"), day="2026-02-30", mode="virtual")
    assert page.context["form"].errors["day"] == ["Écrivez un jour réel, sous la forme AAAA-MM-JJ."]
    assert not Meeting.objects.exists()


@pytest.fixture
def meeting(group: Group, members: list[Organization]) -> Meeting:
    made = make_meetings.meeting(group, TODAY, place="Salle bleue")
    for one in members:
        make_meetings.there(made, one, answer="coming")
    return made


def test_attendance_is_taken_at_once(run: Client, meeting: Meeting, members: list[Organization]) -> None:
    url = at("meeting_deed", meeting.key, "presences")
    there, left, away = (one.key for one in members)
    told = {f"state-{away}": "absent", f"whole-{left}": [], f"delegate-{there}": "intervention"}
    assert done(send(run, url, **told))
    rows = {row.organization.key: row for row in Attendance.objects.select_related("organization")}
    assert [rows[key].state for key in (there, left, away)] == ["present", "present", "absent"]
    assert (rows[left].whole, rows[there].delegate_role) == (False, "intervention")
    page = run.get(at("meeting", meeting.key))
    assert page.context["quorum"].present == 2
    assert "Présent en partie" in words(page)


def test_one_left_blank_is_not_noted(run: Client, meeting: Meeting, members: list[Organization]) -> None:
    url, (there, away, blank) = at("meeting_deed", meeting.key, "presences"), [one.key for one in members]
    nobody: dict[str, list[str]] = {f"state-{one.key}": [] for one in members}
    assert "Dites d'un organisme au moins s'il était là." in words(send(run, url, **nobody))
    told = {f"state-{away}": "absent", f"state-{blank}": [], f"whole-{away}": []}
    page = send(run, url, **told, **{f"delegate-{blank}": "direction"})
    assert page.context["form"].errors == {f"state-{blank}": ["Dites aussi si l’organisme était là."]}
    assert done(send(run, url, **told))
    rows = {row.organization.key: row for row in Attendance.objects.select_related("organization")}
    assert [rows[key].state for key in (there, away, blank)] == ["present", "absent", ""]
    assert rows[away].whole, "how long it stayed is asked of who came"


def test_notes_saved_meanwhile_do_not_make_an_attendance_stale(run: Client, meeting: Meeting) -> None:
    url = at("meeting_deed", meeting.key, "presences")
    filled = fill(run, url)
    assert done(run.post(at("meeting_notes", meeting.key), {"text": "Début", "revision": "0"}))
    assert done(run.post(url, filled))
    again = run.post(url, filled)
    assert done(again)  # sent twice, done once
    other = fill(run, url)
    Attendance.objects.update(state="excused")
    stale = run.post(url, other | {"version": "0"})
    assert "Quelqu'un a modifié cette fiche entre-temps" in words(stale)


def test_what_came_of_it_is_noted_corrected_and_taken_back(
    run: Client, meeting: Meeting, members: list[Organization]
) -> None:
    url = at("meeting_deed", meeting.key, "suite")
    due = (TODAY + timedelta(days=30)).isoformat()
    refused = send(run, url, kind="commitment", text="Écrire au ministre", due=due)
    assert "by" in refused.context["form"].errors
    assert done(send(run, url, kind="commitment", text="Écrire au ministre", by=members[0].key, due=due))
    made = Outcome.objects.get()
    assert (made.kind, made.by, made.due.isoformat()) == ("commitment", members[0], due)  # type: ignore[union-attr]
    assert done(send(run, at("outcome_deed", meeting.key, made.key, "modifier"), text="Écrire à la ministre"))
    assert "Écrire à la ministre" in words(run.get(at("meeting", meeting.key)))
    assert done(send(run, at("outcome_deed", meeting.key, made.key, "retirer")))
    assert not Outcome.objects.exists()


def test_minutes_are_submitted_approved_and_corrected(
    run: Client, meeting: Meeting, members: list[Organization]
) -> None:
    assert done(run.post(at("meeting_notes", meeting.key), {"text": "## 1. Accueil\nTous là.", "revision": "0"}))
    assert "Pendant la rencontre" in words(run.get(at("meeting", meeting.key)))
    assert done(send(run, at("meeting_deed", meeting.key, "remettre")))
    assert "Après la rencontre" in words(run.get(at("meeting", meeting.key)))
    own = holder(Role.READER, members[0])
    draft = own.get(at("meeting_minutes", meeting.key))
    assert "<h2>1. Accueil</h2><p>Tous là.</p>" in draft.content.decode()
    assert "remettre" not in run.get(at("meeting", meeting.key)).context["to"]
    assert done(send(run, at("meeting_deed", meeting.key, "approuver")))
    assert not {"point", "presences", "suite"} & run.get(at("meeting", meeting.key)).context["to"].keys()
    assert done(send(run, at("meeting_deed", meeting.key, "rouvrir")))
    assert done(run.post(at("meeting_notes", meeting.key), {"text": "Corrigé.", "revision": "1"}))
    versions = own.get(at("meeting_minutes", meeting.key))
    assert [one.state for one in versions.context["versions"]] == ["submitted", "approved"]
    assert "Tous là." in words(own.get(at("meeting_minutes", meeting.key) + "?version=2"))
    assert "Corrigé." in words(versions)


def test_outsiders_read_only_what_an_open_group_approved(meeting: Meeting, group: Group) -> None:
    urls = [at(name, meeting.key) for name in ("meeting", "meeting_minutes")]
    stranger = holder(Role.ADMINISTRATOR, make.organization())
    assert {client.get(url).status_code for url in urls for client in (Client(), stranger)} == {404}
    make_meetings.minutes(meeting, "Texte approuvé", "approved")
    Attendance.objects.filter(organization__sort_name="ancre").update(state="present", delegate_role="direction")
    group.open_minutes = True
    group.save()
    page = words(Client().get(urls[0]))
    assert "Ancre" in page
    for hidden in ("Salle bleue", "Bouée", "direction", "Quorum"):
        assert hidden not in page
    assert "Texte approuvé" in words(Client().get(urls[1]))


def test_a_large_meeting_asks_no_more_than_a_small_one(run: Client, meeting: Meeting) -> None:
    counts = []
    for size in (1, 9):
        for _ in range(size):
            one = make.organization()
            make_meetings.there(meeting, one, "present")
            make_meetings.outcome(meeting, by=one)
        with CaptureQueriesContext(connection) as asked:
            assert run.get(at("meeting", meeting.key)).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1] <= STATEMENTS
    with CaptureQueriesContext(connection) as asked:
        assert run.get(at("meeting_deed", meeting.key, "presences")).status_code == 200
    assert len(asked) <= STATEMENTS

"""Lines of the notes that are marked as outcomes: which they are, and whom and when they are offered to."""

from datetime import timedelta
from typing import Any

import pytest

from registry.concertation import queries
from registry.concertation.models import Group
from registry.concertation.rules.notes import identifying_lines, marked, merged
from registry.core.actor import ANONYMOUS
from registry.core.dates import montreal_today
from tests.factories import concertation, directory
from tests.factories import meetings as make
from tests.schema.asking import ask

TODAY = montreal_today()
NOTES = """Accueil
D: Ouvrir dix lits
## 2. Lits d'urgence
- i : Le budget est connu
 e:\N{NO-BREAK SPACE}Écrire au ministère
c: Call the city
## Varia
D: Se revoir en mai
Delta: rien
D:
Idée: aucune"""


@pytest.mark.parametrize(
    ("line", "kind", "text"),
    [
        (2, "decision", "Ouvrir dix lits"),
        (4, "information", "Le budget est connu"),
        (5, "commitment", "Écrire au ministère"),
        (6, "commitment", "Call the city"),
        (8, "decision", "Se revoir en mai"),
    ],
)
def test_a_letter_and_a_colon_mark_a_line(line: int, kind: str, text: str) -> None:
    found = {one.line: one for one in marked(NOTES, {"Lits d’urgence": "lits"})}
    assert (found[line].kind, found[line].text) == (kind, text)


def test_a_line_belongs_to_the_point_whose_heading_is_above_it_and_nothing_else_is_marked() -> None:
    found = marked(NOTES, {"Lits d'urgence": "lits"})
    assert [(one.line, one.item) for one in found] == [(2, None), (4, "lits"), (5, "lits"), (6, "lits"), (8, None)]


@pytest.fixture
def group() -> Group:
    return concertation.group("Protection", coalition=directory.coalition("Table", claimed=True))


@pytest.mark.django_db
def test_what_is_an_outcome_already_is_offered_no_more(group: Group) -> None:
    assert group.coalition is not None
    actor, meeting = directory.coordinator(group.coalition), make.meeting(group)
    make.minutes(meeting, "D: Ouvrir dix lits\nI: Ouvrir dix lits")
    make.outcome(meeting, "ouvrir dix lits")
    assert [one.kind for one in queries.marked_lines(actor, [meeting])[meeting.key]] == ["information"]
    assert queries.marked_lines(ANONYMOUS, [meeting])[meeting.key] == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("columns", "state"),
    [({"day": TODAY + timedelta(days=1)}, "draft"), ({"state": "cancelled"}, "draft"), ({}, "submitted")],
)
def test_nothing_is_offered_before_its_day_nor_once_it_is_settled(
    group: Group, columns: dict[str, Any], state: str
) -> None:
    assert group.coalition is not None
    actor, meeting = directory.coordinator(group.coalition), make.meeting(group, **columns)
    make.minutes(meeting, "D: Ouvrir dix lits", state)
    assert not queries.marked_lines(actor, [meeting]).get(meeting.key)


@pytest.mark.django_db
def test_the_api_tells_them_to_whoever_reads_the_draft(group: Group) -> None:
    assert group.coalition is not None
    actor, meeting = directory.coordinator(group.coalition), make.meeting(group)
    point = meeting.agenda.create(position=1, title="Lits")
    make.minutes(meeting, "## 1. Lits\nE: Écrire")
    query = "query($key: String!) { meeting(key: $key) { markedLines { line kind text itemKey } } }"
    told = ask(query, {"key": meeting.key}, actor=actor).data["meeting"]["markedLines"]
    assert told == [{"line": 2, "kind": "commitment", "text": "Écrire", "itemKey": point.key}]


def test_two_texts_become_one_in_which_common_lines_stand_once() -> None:
    assert merged("## 1\nmoi\n## 2\nmoi aussi", "## 1\neux\n## 2\neux aussi") == (
        "## 1\neux\nmoi\n## 2\neux aussi\nmoi aussi"
    )
    assert merged("a\nb\nc", "a\nc\n") == "a\nb\nc"
    long = "\n".join(str(number) for number in range(1_500))
    assert merged(f"{long}\nmoi", long) == f"{long}\nmoi"
    assert merged(f"{long}\nmoi", f"eux\n{long}").startswith(f"eux\n{long}\n0\n")


def test_lines_that_identify_a_person_are_told_by_their_number() -> None:
    assert identifying_lines("Accueil\n514 555-0100\n\nécrire à accueil@organisme.example") == [2, 4]

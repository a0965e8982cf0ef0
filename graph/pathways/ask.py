"""From the question to the answer (docs/pathways.md)."""

from itertools import islice

from graph.pathways.answer import Answer, NothingFound, Pathway
from graph.pathways.circumstances import Circumstances
from graph.pathways.nothing import nothing_found
from graph.pathways.person import Person
from graph.pathways.plan import DEPTH, joint_plan
from graph.pathways.question import Question, accepted
from graph.pathways.sought import Sought
from graph.pathways.standing import Day
from graph.pathways.view import View


def ask(view: View, question: Question, position: int = 0) -> Answer:
    """The answer to a question from what the asker sees, as of a position of the journal.

    Raises:
        QuestionRefused: the question is none.
    """
    asked = accepted(question, view)
    person = Person(asked, view.network.taxonomies)
    circumstances = Circumstances(Day(view, asked.date), person, asked.origin)
    depth = max(asked.k, DEPTH) if len(asked.needs) > 1 else asked.k
    listed: dict[str, list[Pathway]] = {}
    none: dict[str, NothingFound] = {}
    apart: dict[str, tuple[str, ...]] = {}
    for need in asked.needs:
        sought = Sought(circumstances, asked, need)
        listed[need] = list(islice(sought.pathways(), depth))
        if not listed[need]:
            none[need] = nothing_found(view, asked, need, sought)
        if unreached := sought.apart():
            apart[need] = unreached
    return Answer(
        question=asked,
        needs={need: tuple(found[: asked.k]) for need, found in listed.items() if found},
        none=none,
        apart=apart,
        joint=joint_plan(listed, asked.origin),
        position=position,
    )

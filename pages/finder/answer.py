"""The answer to a pathway question as its page shows it: for each need its pathways, or why there is none."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from graph.pathways import Answer, JointPlan, NothingFound, Pathway, Question, Relaxation, Tier
from registry.core.actor import Actor

from .cards import Card, Offered, Teller
from .follow_up import FollowUps, follow_ups
from .rows import Rows
from .wording import STEPS, Lists, change_of, delay, relaxed, removed


@dataclass(frozen=True)
class Opening:
    """What would open something: the change in words and as a field's value, and what comes of it."""

    words: str
    change: str
    opens: int
    tier: Tier
    delay: str


@dataclass(frozen=True)
class Nothing:
    """Why there is no pathway: what removed the last service, the funnel down to it, what would open one."""

    removed: str
    funnel: list[dict[str, Any]]
    total: int
    openings: list[Opening]


@dataclass(frozen=True)
class NeedAnswer:
    """What one need gets; `apart` are services that only the government refers to."""

    label: str
    index: int
    cards: list[Card]
    nothing: Nothing | None
    apart: list[Offered]


@dataclass(frozen=True)
class Plan:
    """The best pathways together. `beyond` are those of its cards that stand in no need's list."""

    organizations: int
    cards: list[Card]
    beyond: list[Card]
    left_out: list[str]


@dataclass(frozen=True)
class ShownAnswer:
    """`origin` is the name of the organization that asks, empty if none does."""

    origin: str
    needs: list[NeedAnswer]
    plan: Plan | None
    follow_ups: FollowUps

    @property
    def found(self) -> bool:
        """Whether some need has a pathway."""
        return any(need.cards for need in self.needs)

    def handed_over(self, place: str) -> list[Card]:
        """The pathways to hand over: the one at `place`, else the joint plan's, else the first of each need."""
        cards = [card for need in self.needs for card in need.cards]
        chosen = [card for card in cards if card.place == place]
        planned = self.plan.cards if self.plan else []
        planned_needs = {card.need for card in planned}
        return chosen or planned + [
            need.cards[0] for need in self.needs if need.cards and need.label not in planned_needs
        ]


def shown_answer(actor: Actor, answer: Answer, lists: Lists, *, to_person: bool = False) -> ShownAnswer:
    """The answer in words, as far as this actor may see it; `to_person`: as it is said to the person."""
    rows, question = Rows.of(actor, answer), answer.question
    teller = Teller(rows, question, lists, to_person or not question.practitioner)
    unknown = (
        one for pathways in answer.needs.values() for each in pathways if rows.know(each) for one in each.unknown
    )
    return ShownAnswer(
        origin=rows.name(question.origin) if question.origin in rows.organizations else "",
        needs=[_need(answer, index, teller) for index in range(len(question.needs))],
        plan=_plan(answer.joint, question, teller) if answer.joint else None,
        follow_ups=follow_ups(unknown, question, rows, lists),
    )


def _need(answer: Answer, index: int, teller: Teller) -> NeedAnswer:
    need = answer.question.needs[index]
    nothing = answer.none.get(need)
    known = (key for key in answer.apart.get(need, ()) if key in teller.rows.services)
    return NeedAnswer(
        label=teller.lists.label("needs", need),
        index=index,
        cards=list(_cards(answer.needs.get(need, ()), need, index, teller)),
        nothing=_nothing(nothing, answer.question, teller.lists) if nothing else None,
        apart=[teller.offered(key) for key in known],
    )


def _cards(pathways: tuple[Pathway, ...], need: str, index: int, teller: Teller) -> Iterator[Card]:
    for place, pathway in enumerate(pathways):
        if teller.rows.know(pathway):
            yield teller.card(pathway, need, f"{index}-{place}")


def _plan(joint: JointPlan, question: Question, teller: Teller) -> Plan | None:
    """The plan, unless a part of it was hidden since."""
    if not all(teller.rows.know(place.pathway) for place in joint.places):
        return None
    cards = [
        teller.card(place.pathway, place.need, f"{question.needs.index(place.need)}-{place.place}")
        for place in joint.places
    ]
    beyond = [card for card, place in zip(cards, joint.places, strict=True) if place.place >= question.k]
    return Plan(joint.organizations, cards, beyond, teller.lists.labels("needs", joint.left_out))


def _nothing(nothing: NothingFound, question: Question, lists: Lists) -> Nothing:
    last = [step for step, _left in nothing.funnel].index(nothing.removed_by)
    return Nothing(
        removed=removed(nothing, question, lists),
        funnel=[{"label": STEPS[step], "left": left} for step, left in nothing.funnel[: last + 1]],
        total=nothing.funnel[0][1],
        openings=[_opening(one, question, lists) for one in nothing.relaxations],
    )


def _opening(relaxation: Relaxation, question: Question, lists: Lists) -> Opening:
    return Opening(
        words=relaxed(relaxation, question, lists),
        change=urlencode(change_of(relaxation.change, question)),
        opens=relaxation.opens,
        tier=relaxation.tier,
        delay=delay(relaxation.cost),
    )

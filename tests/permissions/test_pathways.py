"""Pathways lead through what one sees: nothing hidden is an answer, a step, or a reason why there is none."""

import pytest

from graph import service as graph
from graph.pathways import Answer, Question
from registry.core.dates import montreal_today
from registry.core.errors import Refused
from tests.permissions.cast import Member
from tests.permissions.stage import Stage

pytestmark = pytest.mark.django_db
NEED = "legal_information"


def asked(member: Member, origin: str | None = None) -> Answer:
    return graph.ask(member.actor, Question(needs=(NEED,), date=montreal_today(), origin=origin, k=20))


def found(answer: Answer, part: str) -> set[str]:
    """The keys that the pathways of an answer name: of services, or of agreements."""
    pathways = answer.needs.get(NEED, ())
    if part == "agreements":
        return {key for pathway in pathways for key in pathway.agreements}
    return {pathway.service for pathway in pathways}


def test_a_service_is_an_answer_for_those_who_see_it(stage: Stage) -> None:
    hidden = {name: stage.things[name] for name in ("draft", "service_h")}
    for member in stage.cast.values():
        services = found(asked(member), "services")
        assert stage.things["service"].key in services
        exercise = stage.things["service_x"].key in services
        assert exercise is member.actor.is_system, "the exercise network was not asked for"
        for name, thing in hidden.items():
            assert (thing.key in services) is thing.seen_by(member), (member.name, name)


def test_an_agreement_is_a_step_for_those_who_see_it(stage: Stage) -> None:
    """From U the only agreement is for its parties: to anybody else the door behind it is not an answer."""
    parties, behind = stage.things["agreement_parties"], stage.things["service_p"].key
    for member in stage.cast.values():
        answer = asked(member, stage.organizations["u"].key)
        assert (parties.key in found(answer, "agreements")) is parties.seen_by(member), member.name
        assert (behind in found(answer, "services")) is parties.seen_by(member), member.name


def test_no_canary_is_anywhere_in_an_answer(stage: Stage) -> None:
    for member in stage.cast.values():
        told = "".join(repr(asked(member, origin)).lower() for origin in (None, "organisme-u", "organisme-o"))
        leaked = [canary.text for canary in stage.canaries if canary.text in told and not canary.may_reach(member)]
        assert leaked == [], member.name


def test_a_hidden_origin_is_refused_like_one_that_does_not_exist(stage: Stage) -> None:
    for member in stage.cast.values():
        if not stage.things["h"].seen_by(member):
            refusals = set()
            for origin in (stage.things["h"].key, "rien-de-tel"):
                with pytest.raises(Refused) as refused:
                    asked(member, origin)
                refusals.add(repr(refused.value.problems).replace(origin, "KEY"))
            assert len(refusals) == 1, member.name

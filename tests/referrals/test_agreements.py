"""A referral agreement's life, who may move it, and what yesterday's question still gets."""

import dataclasses
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from graph import service as graph
from graph.pathways import Question
from registry.core.actor import ANONYMOUS, SYSTEM, Actor, ActorKind, Grant, Role, Scope
from registry.core.dates import PartialDate, montreal_today
from registry.core.errors import ErrorCode, Refused
from registry.directory.models import IntakePeriod, Organization, Service, ServiceTerms, Term
from registry.journal.models import Event
from registry.referrals import actions, queries
from registry.referrals.models import Agreement
from registry.referrals.rules import Cover

pytestmark = pytest.mark.django_db
TODAY = montreal_today()
FOOD = Cover(needs=["food"])


@pytest.fixture(autouse=True)
def network() -> None:
    """Organization a; b with a door that opens through an agreement only; c, which has nothing to do with them."""
    graph.forget()
    Term.objects.bulk_create(
        [Term(taxonomy="needs", code=code) for code in ("food", "legal")]
        + [Term(taxonomy="condition_facts", code="urgent"), Term(taxonomy="populations", code="everyone")]
    )
    for key in ("a", "b", "c"):
        Organization.objects.create(key=key, kind="community")
    Organization.objects.create(key="fictional", kind="community", exercise=True)
    dated = {"since": PartialDate.of(TODAY - timedelta(days=900)), "since_basis": "stated", "confirmed_on": TODAY}
    service = Service.objects.create(key="s", organization=organization("b"), ongoing=True, **dated)
    ServiceTerms.objects.create(
        service=service, needs=["food"], populations=["everyone"], door="agreement_only",
        languages=["fr"], areas=[{"type": "country", "code": "CA"}],
    )  # fmt: skip
    IntakePeriod.objects.create(service=service, status="open", ongoing=True, **dated)


def organization(key: str) -> Organization:
    return Organization.objects.get(key=key)


def person(key: str, role: Role) -> Actor:
    grant = Grant(role, Scope.ORGANIZATION, organization(key).pk)
    return Actor(id=f"{role}-{key}", kind=ActorKind.PERSON, grants=frozenset([grant]))


def agreed(**options: object) -> Agreement:
    proposal = actions.propose_agreement(
        person("a", Role.CONTRIBUTOR), "a", origin="a", target="b", cover=FOOD, **options,  # type: ignore[arg-type]
    )  # fmt: skip
    return actions.accept_agreement(person("b", Role.ADMINISTRATOR), proposal.key)


def opens(day: date = TODAY, actor: Actor = SYSTEM, facts: dict[str, bool] | None = None) -> bool:
    question = Question(needs=("food",), date=day, origin="a", facts=facts or {})
    return bool(graph.ask(actor, question).needs.get("food"))


def test_a_proposal_opens_nothing_before_the_other_end_accepts_it() -> None:
    proposal = actions.propose_agreement(person("a", Role.CONTRIBUTOR), "a", origin="a", target="b", cover=FOOD)
    assert not opens()
    assert not queries.agreements(ANONYMOUS, exercise=True).exists()
    assert list(queries.awaiting_answer(person("b", Role.ADMINISTRATOR))) == [proposal]
    assert not queries.awaiting_answer(person("a", Role.ADMINISTRATOR))
    actions.accept_agreement(person("b", Role.ADMINISTRATOR), proposal.key)
    assert opens()
    assert [event.name for event in Event.objects.filter(aggregate_key=proposal.key)] == [
        "agreement.proposed",
        "agreement.accepted",
    ]


def test_who_proposed_does_not_accept_in_the_place_of_the_other() -> None:
    proposal = actions.propose_agreement(person("a", Role.CONTRIBUTOR), "a", origin="a", target="b", cover=FOOD)
    for actor in (person("a", Role.ADMINISTRATOR), person("b", Role.CONTRIBUTOR)):
        with pytest.raises(Refused) as refusal:
            actions.accept_agreement(actor, proposal.key)
        assert refusal.value.code is ErrorCode.NOT_ALLOWED
    with pytest.raises(Refused) as refusal:
        actions.accept_agreement(person("c", Role.ADMINISTRATOR), proposal.key)
    assert refusal.value.code is ErrorCode.NOT_FOUND, "a proposal of others doesn't exist for c"


def test_whoever_proposed_may_take_it_back_and_it_can_be_answered_once() -> None:
    proposal = actions.propose_agreement(person("a", Role.CONTRIBUTOR), "a", origin="a", target="b", cover=FOOD)
    actions.decline_agreement(person("a", Role.ADMINISTRATOR), proposal.key)
    with pytest.raises(Refused) as refusal:
        actions.accept_agreement(person("b", Role.ADMINISTRATOR), proposal.key)
    assert refusal.value.code is ErrorCode.WRONG_STATE


def test_any_practitioner_may_be_the_origin_and_the_organization_answers_for_itself() -> None:
    proposal = actions.propose_agreement(person("b", Role.CONTRIBUTOR), "b", origin=None, target="b", cover=FOOD)
    actions.accept_agreement(person("b", Role.ADMINISTRATOR), proposal.key)
    question = Question(needs=("food",), date=TODAY, practitioner=True)
    assert graph.ask(ANONYMOUS, question).needs["food"][0].agreements == (proposal.key,)


def test_an_amendment_holds_from_its_day_and_yesterday_keeps_its_answer() -> None:
    agreement = agreed(since=PartialDate.of(TODAY - timedelta(days=30)))
    urgent = Cover(needs=["food"], conditions_all=["urgent"])
    actions.amend_agreement(person("a", Role.ADMINISTRATOR), agreement.key, cover=urgent)
    assert not opens(facts={"urgent": False})
    assert opens(facts={"urgent": True})
    assert opens(TODAY - timedelta(days=1), facts={"urgent": False})
    assert agreement.terms.count() == 2


def test_suspended_resumed_ended() -> None:
    agreement = agreed(since=PartialDate.of(TODAY - timedelta(days=30)))
    administrator = person("b", Role.ADMINISTRATOR)
    actions.suspend_agreement(administrator, agreement.key, since=TODAY - timedelta(days=10), reason="équipe réduite")
    assert (opens(TODAY - timedelta(days=11)), opens(TODAY - timedelta(days=10)), opens()) == (True, False, False)
    with pytest.raises(Refused) as refusal:
        actions.suspend_agreement(administrator, agreement.key)
    assert refusal.value.code is ErrorCode.WRONG_STATE
    actions.resume_agreement(administrator, agreement.key, since=TODAY - timedelta(days=5))
    assert (opens(TODAY - timedelta(days=6)), opens()) == (False, True)
    actions.end_agreement(administrator, agreement.key, until=PartialDate.of(TODAY + timedelta(days=2)))
    assert (opens(TODAY + timedelta(days=1)), opens(TODAY + timedelta(days=2))) == (True, False)


def test_a_change_from_a_past_day_leaves_what_was_recorded_since() -> None:
    agreement = agreed(since=PartialDate.of(TODAY - timedelta(days=30)))
    administrator = person("b", Role.ADMINISTRATOR)
    days = [TODAY + timedelta(days=days) for days in (-20, -10, -7, -5, -3, 5, 6)]
    amended, suspended, closed, resumed, reopened, planned, later = days
    actions.suspend_agreement(administrator, agreement.key, since=suspended)
    actions.resume_agreement(administrator, agreement.key, since=resumed)
    actions.amend_agreement(administrator, agreement.key, cover=Cover(needs=["food", "legal"]), since=planned)
    urgent = Cover(needs=["food"], conditions_all=["urgent"])
    actions.amend_agreement(administrator, agreement.key, cover=urgent, since=amended)
    calm = {"urgent": False}
    assert not opens(closed, facts={"urgent": True}), "the suspension stays"
    assert opens(reopened, facts={"urgent": True})
    assert not opens(reopened, facts=calm), "the amendment holds after the suspension too"
    assert opens(amended - timedelta(days=1), facts=calm)
    assert not opens(TODAY, facts=calm)
    assert opens(later, facts=calm), "the amendment planned before stays"


def test_an_agreement_of_parties_or_partners_is_missing_for_the_others() -> None:
    agreement = agreed(audience="parties")
    partner = Actor(id="p", kind=ActorKind.PERSON)
    seen: Callable[[Actor], bool] = lambda actor: queries.agreements(actor, exercise=True).exists()  # noqa: E731
    assert (seen(ANONYMOUS), seen(partner), seen(person("a", Role.READER))) == (False, False, True)
    assert (opens(actor=ANONYMOUS), opens(actor=partner), opens(actor=person("b", Role.READER))) == (False, False, True)
    actions.show_agreement(person("b", Role.ADMINISTRATOR), agreement.key, audience="partners")
    assert (seen(ANONYMOUS), seen(partner)) == (False, True)
    assert (opens(actor=ANONYMOUS), opens(actor=partner)) == (False, True)


def test_an_agreement_grows_old_until_it_is_confirmed() -> None:
    agreement = agreed()
    Agreement.objects.update(confirmed_on=TODAY - timedelta(days=360), first_confirmed_on=TODAY - timedelta(days=360))
    reader = person("a", Role.READER)
    assert queries.about_to_grow_old(reader, [organization("a")]) == [agreement]
    actions.confirm_agreement(person("a", Role.CONTRIBUTOR), agreement.key)
    assert queries.about_to_grow_old(reader, [organization("a")]) == []
    agreement.refresh_from_db()
    assert agreement.first_confirmed_on == TODAY - timedelta(days=360)


@pytest.mark.parametrize(
    ("options", "code", "field"),
    [
        ({"target": "a"}, ErrorCode.SAME_THING, "target"),
        ({"target": "nowhere"}, ErrorCode.NOT_FOUND, "organization"),
        ({"origin": "c", "target": "b"}, ErrorCode.NOT_ALLOWED, "proposed_by"),
        ({"cover": Cover(needs=[])}, ErrorCode.MISSING, "needs"),
        ({"cover": Cover(needs=["fod"])}, ErrorCode.UNKNOWN_CODE, "needs"),
        ({"cover": Cover(needs=["food"] * 2 + [str(n) for n in range(40)])}, ErrorCode.TOO_MANY, "needs"),
        ({"cover": Cover(needs=["food"], formality="maybe")}, ErrorCode.UNKNOWN_CODE, "formality"),
        ({"cover": Cover(needs=["food"], conditions_any=["x"])}, ErrorCode.UNKNOWN_CODE, "conditions_any"),
        ({"cover": Cover(needs=["food"], promised_days=Decimal(-1))}, ErrorCode.NUMBER_OUT_OF_RANGE, "promised_days"),
        (
            {"cover": Cover(needs=["food"], promised_days=Decimal("NaN"))},
            ErrorCode.NUMBER_OUT_OF_RANGE,
            "promised_days",
        ),
        ({"since": PartialDate.parse("1020")}, ErrorCode.DATE_OUT_OF_RANGE, "since"),
        ({"since": PartialDate.parse("9999")}, ErrorCode.DATE_OUT_OF_RANGE, "since"),
        ({"target": "fictional"}, ErrorCode.EXERCISE_APART, "target"),
        ({"service": "nothing"}, ErrorCode.NOT_FOUND, "service"),
        ({"origin": None, "target": "a", "service": "s"}, ErrorCode.NOT_FOUND, "service"),
        ({"audience": "everyone"}, ErrorCode.UNKNOWN_CODE, "audience"),
    ],
)
def test_a_wrong_proposal_is_refused_and_leaves_nothing(
    options: dict[str, object], code: ErrorCode, field: str
) -> None:
    given: dict[str, object] = {"origin": "a", "target": "b", "cover": FOOD, **options}
    with pytest.raises(Refused) as refusal:
        actions.propose_agreement(person("a", Role.CONTRIBUTOR), "a", **given)  # type: ignore[arg-type]
    assert (refusal.value.code, refusal.value.problems[0].field) == (code, field)
    assert not Agreement.objects.exists()
    assert not Event.objects.exists()


def test_a_reader_proposes_nothing_and_an_end_comes_after_the_start() -> None:
    with pytest.raises(Refused) as refusal:
        actions.propose_agreement(person("a", Role.READER), "a", origin="a", target="b", cover=FOOD)
    assert refusal.value.code is ErrorCode.NOT_ALLOWED
    agreement = agreed()
    administrator = person("a", Role.ADMINISTRATOR)
    with pytest.raises(Refused) as refusal:
        actions.end_agreement(administrator, agreement.key, until=PartialDate.parse("2020"))
    assert refusal.value.code is ErrorCode.DATES_REVERSED
    with pytest.raises(Refused) as refusal:
        actions.suspend_agreement(administrator, agreement.key, since=date(2020, 1, 1))
    assert refusal.value.code is ErrorCode.DATES_REVERSED


def test_what_is_over_is_neither_ended_again_nor_confirmed() -> None:
    agreement = agreed(since=PartialDate.of(TODAY - timedelta(days=30)))
    administrator = person("a", Role.ADMINISTRATOR)
    actions.end_agreement(administrator, agreement.key, until=PartialDate.of(TODAY - timedelta(days=5)))
    with pytest.raises(Refused) as refusal:
        actions.end_agreement(administrator, agreement.key, until=PartialDate.of(TODAY))
    assert refusal.value.code is ErrorCode.WRONG_STATE
    with pytest.raises(Refused) as refusal:
        actions.confirm_agreement(administrator, agreement.key)
    assert refusal.value.code is ErrorCode.WRONG_STATE
    assert not opens(TODAY - timedelta(days=5))


def test_a_token_for_reading_only_is_given_no_verb() -> None:
    agreement = agreed()
    reading = dataclasses.replace(person("a", Role.ADMINISTRATOR), kind=ActorKind.TOKEN, may_write=False)
    assert queries.agreement(reading, agreement.key).verbs == frozenset()


def test_a_stale_amendment_is_refused_with_the_agreement_as_it_stands() -> None:
    agreement = agreed()
    administrator = person("a", Role.ADMINISTRATOR)
    with pytest.raises(Refused) as refusal:
        actions.amend_agreement(administrator, agreement.key, cover=FOOD, version=agreement.version - 1)
    assert refusal.value.code is ErrorCode.STALE_WRITE
    assert refusal.value.current == agreement


def test_the_list_costs_the_same_for_one_and_for_many() -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as captured:
            for agreement in queries.agreements(SYSTEM, exercise=True):
                assert agreement.target
                assert list(agreement.terms.all())
                assert list(agreement.target.names.all()) == []
        return len(captured)

    agreed()
    one = statements()
    for _ in range(3):
        agreed()
    assert statements() == one

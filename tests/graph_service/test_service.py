"""The projection follows the journal, says who may see what, and costs the same whatever the size."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from graph import content, projection, service
from graph.pathways import Question
from registry.core.actor import ANONYMOUS, SYSTEM, Actor, ActorKind, Grant, Role, Scope
from registry.core.dates import PartialDate, montreal_today
from registry.core.errors import ErrorCode, Refused
from registry.directory import actions
from registry.directory.models import IntakePeriod, Organization, Service, ServiceTerms, Term

pytestmark = pytest.mark.django_db
TODAY = montreal_today()
QUESTION = Question(needs=("food",), date=TODAY)


@pytest.fixture(autouse=True)
def taxonomy() -> None:
    service.forget()
    codes = {"needs": ["food"], "populations": ["everyone"], "intake_statuses": ["open", "waitlist", "closed"]}
    Term.objects.bulk_create(Term(taxonomy=name, code=code) for name, listed in codes.items() for code in listed)


def add(key: str, *, exercise: bool = False, published: bool = True, shown: bool = True) -> Organization:
    """An organization with one open walk-in service of the same key."""
    organization = Organization.objects.create(key=key, kind="community", exercise=exercise, published=published)
    dated = {"since": PartialDate.of(TODAY - timedelta(days=9)), "since_basis": "stated", "confirmed_on": TODAY}
    row = Service.objects.create(key=f"s-{key}", organization=organization, published=shown, ongoing=True, **dated)
    ServiceTerms.objects.create(service=row, needs=["food"], populations=["everyone"], door="walk_in", languages=["fr"])
    IntakePeriod.objects.create(service=row, status="open", ongoing=True, **dated)
    return organization


def found(actor: Actor = ANONYMOUS, *, exercise: bool = False) -> list[str]:
    answer = service.ask(actor, QUESTION, exercise=exercise)
    return [pathway.organizations[0] for pathway in answer.needs.get("food", ())]


def reader(organization: Organization) -> Actor:
    grant = Grant(Role.READER, Scope.ORGANIZATION, organization.pk)
    return Actor(id="r", kind=ActorKind.PERSON, grants=frozenset([grant]))


def test_everyone_sees_what_is_published_and_its_own_people_the_rest() -> None:
    add("public")
    hidden, drafted = add("hidden", published=False), add("drafted", shown=False)
    add("fiction", exercise=True)
    assert found() == ["public"]
    assert found(exercise=True) == ["fiction", "public"]
    assert found(reader(hidden)) == ["hidden", "public"]
    assert found(reader(drafted)) == ["drafted", "public"]
    assert found(SYSTEM, exercise=True) == ["drafted", "fiction", "hidden", "public"]


def test_a_hidden_origin_is_refused_like_one_that_does_not_exist() -> None:
    add("hidden", published=False)
    refusals = []
    for origin in ("hidden", "nowhere"):
        with pytest.raises(Refused) as refusal:
            service.ask(ANONYMOUS, Question(needs=("food",), date=TODAY, origin=origin))
        refusals.append((refusal.value.code, refusal.value.problems[0].field))
    assert refusals == [(ErrorCode.UNKNOWN_CODE, "origin")] * 2


def test_an_answer_follows_what_was_just_written_and_yesterday_keeps_its_own() -> None:
    add("a")
    assert found() == ["a"]
    position = service.catch_up()
    actions.change_intake(SYSTEM, "s-a", status="closed")
    assert found() == []
    assert service.catch_up() > position
    yesterday = Question(needs=("food",), date=TODAY - timedelta(days=1))
    assert service.ask(ANONYMOUS, yesterday).needs["food"][0].service == "s-a"


def test_what_the_engine_holds_equals_a_projection_made_anew() -> None:
    add("a")
    service.catch_up()
    actions.change_intake(SYSTEM, "s-a", status="waitlist", wait_days=12)
    service.catch_up()
    assert service.content_hash() == content.content_hash(projection.network())


def test_a_question_asks_the_database_for_the_head_of_the_journal_only() -> None:
    add("a")
    found()
    with CaptureQueriesContext(connection) as captured:
        found()
    assert len(captured) == 1


def test_a_projection_takes_as_many_statements_for_one_as_for_many() -> None:
    add("a")
    with CaptureQueriesContext(connection) as one:
        projection.network()
    for number in range(5):
        add(f"b{number}")
    with CaptureQueriesContext(connection) as many:
        projection.network()
    assert len(one) == len(many)

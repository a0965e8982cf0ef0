"""An action is all or nothing, leaves one event for each aggregate, and has one effect however often it is sent."""

import pytest
from django.db import DatabaseError, transaction

from registry.core.actor import SYSTEM, Actor, ActorKind
from registry.core.errors import ErrorCode, Refused, refuse
from registry.directory.models import Organization
from registry.journal import queries
from registry.journal.actions import action, advance_cursor, expect_version, once, record
from registry.journal.models import Event, Receipt

pytestmark = pytest.mark.django_db


@action
def rename(actor: Actor, organization: Organization, acronym: str) -> Organization:
    organization.acronym = acronym
    organization.save(update_fields=["acronym"])
    record(actor, "organization.edited", organization, fields=["acronym"], codes={"kind": organization.kind})
    if acronym == "refused":
        raise refuse(ErrorCode.TOO_LONG, "acronym", max=3)
    return organization


@action
def rename_both(actor: Actor, first: Organization, second: Organization) -> None:
    rename(actor, first, "A")
    rename(actor, second, "B")
    record(actor, "organization.edited", first, fields=["city"], codes={"other": second.key})


@pytest.fixture
def organization() -> Organization:
    return Organization.objects.create(kind="community")


def test_an_action_leaves_one_event_and_raises_the_version(organization: Organization) -> None:
    rename(SYSTEM, organization, "A")
    event = Event.objects.get()
    assert (event.name, event.aggregate_type, event.aggregate_key) == (
        "organization.edited",
        "organization",
        organization.key,
    )
    assert (event.actor_kind, event.actor_id, event.fields) == ("system", "system", ["acronym"])
    organization.refresh_from_db()
    assert event.version == organization.version == 1


def test_a_refused_action_changes_nothing(organization: Organization) -> None:
    with pytest.raises(Refused):
        rename(SYSTEM, organization, "refused")
    organization.refresh_from_db()
    assert (organization.acronym, organization.version) == ("", 0)
    assert not Event.objects.exists()


def test_an_action_within_another_shares_its_correlation_and_each_aggregate_has_one_event(
    organization: Organization,
) -> None:
    other = Organization.objects.create(kind="community")
    rename_both(SYSTEM, organization, other)
    events = list(Event.objects.order_by("position"))
    assert [event.aggregate_key for event in events] == [organization.key, other.key]
    assert len({event.correlation for event in events}) == 1
    assert events[0].fields == ["acronym", "city"]
    assert events[0].codes == {"kind": "community", "other": other.key}


def test_nothing_is_recorded_outside_an_action(organization: Organization) -> None:
    with pytest.raises(RuntimeError):
        record(SYSTEM, "organization.edited", organization)


def test_a_reading_token_writes_nothing(organization: Organization) -> None:
    reader = Actor(id="t", kind=ActorKind.TOKEN, may_write=False)
    with pytest.raises(Refused) as refusal:
        rename(reader, organization, "A")
    assert refusal.value.code is ErrorCode.READ_ONLY_TOKEN


def test_a_stale_write_is_refused_with_the_current_state(organization: Organization) -> None:
    rename(SYSTEM, organization, "A")
    expect_version(organization, None)
    expect_version(organization, 1)
    with pytest.raises(Refused) as refusal:
        expect_version(organization, 0)
    assert refusal.value.code is ErrorCode.STALE_WRITE
    assert refusal.value.current is organization


def test_the_same_request_with_the_same_key_has_one_effect(organization: Organization) -> None:
    for _ in range(3):
        assert once("k1", rename, SYSTEM, organization, "A") == organization
    assert Event.objects.count() == 1
    assert once(None, rename, SYSTEM, organization, "A").version == 2


def test_another_request_with_the_same_key_is_refused(organization: Organization) -> None:
    once("k1", rename, SYSTEM, organization, "A")
    with pytest.raises(Refused) as refusal:
        once("k1", rename, SYSTEM, organization, "B")
    assert refusal.value.code is ErrorCode.KEY_REUSED
    assert Event.objects.count() == 1


def test_a_key_belongs_to_its_actor_and_a_refused_request_leaves_it_unused(organization: Organization) -> None:
    with pytest.raises(Refused):
        once("k1", rename, SYSTEM, organization, "refused")
    assert not Receipt.objects.exists()
    once("k1", rename, SYSTEM, organization, "A")
    once("k1", rename, Actor(id="p", kind=ActorKind.PERSON), organization, "A")
    assert Event.objects.count() == 2


@pytest.mark.parametrize("key", ["", "k" * 81])
def test_a_key_has_a_length(organization: Organization, key: str) -> None:
    with pytest.raises(Refused):
        once(key, rename, SYSTEM, organization, "A")


@pytest.mark.parametrize("statement", ["UPDATE journal_event SET name = 'x'", "DELETE FROM journal_event"])
def test_the_database_refuses_to_change_the_journal(organization: Organization, statement: str) -> None:
    rename(SYSTEM, organization, "A")
    from django.db import connection

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Event.objects.get().name == "organization.edited"


def test_a_reader_follows_by_position_and_never_goes_back(organization: Organization) -> None:
    rename(SYSTEM, organization, "A")
    first = queries.head(SYSTEM)
    rename(SYSTEM, organization, "B")
    assert [event.version for event in queries.after(SYSTEM, first)] == [2]
    assert queries.cursor_of(SYSTEM, "mails") == 0
    advance_cursor(SYSTEM, "mails", first)
    advance_cursor(SYSTEM, "mails", first - 1)
    assert queries.cursor_of(SYSTEM, "mails") == first


def test_the_last_of_what_happened_to_each_comes_first(organization: Organization) -> None:
    for name in ("A", "B", "C"):
        rename(SYSTEM, organization, name)
    found = queries.last_of_each(SYSTEM, organization, [organization.key], limit=2)
    assert [event.version for event in found] == [3, 2]

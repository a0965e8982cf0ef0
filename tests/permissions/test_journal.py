"""The journal holds ids, codes and names of fields: no text that anybody wrote, and no address of a person."""

import pytest

from registry.core.actor import SYSTEM
from registry.core.errors import Refused
from registry.directory import queries as directory
from registry.directory.models import Organization
from registry.journal.models import Event
from tests.permissions.calls import calls
from tests.permissions.stage import Stage

pytestmark = pytest.mark.django_db
WRITTEN = ("autre nom", "nouveau", "nouvel organisme", "le numéro a changé", "cinq corneilles", "nouvelle@", "canari.")


def test_whatever_is_done_no_event_holds_a_text(stage: Stage) -> None:
    """Every action by the system, one after the other: each that can be done writes what it did."""
    for call in calls(stage):
        try:
            call.act(SYSTEM, call.thing.key)
        except Refused:
            continue
    events = list(Event.objects.values_list("name", "fields", "codes"))
    assert len({name for name, _, _ in events}) > 40
    told = repr(events).lower()
    texts = [canary.text for canary in stage.canaries if " " in canary.text or "@" in canary.text]
    assert [text for text in (*texts, *WRITTEN) if text in told] == []


def test_a_history_tells_who_did_it_to_its_own_people_only(stage: Stage) -> None:
    o = Organization.objects.get(key=stage.things["o"].key)
    inside = {"reader_o", "contributor_o", "administrator_o", "reader_o_and_h", "system"}
    inside |= {"token_to_read_of_administrator_o", "token_for_o_of_reader_o_and_h"}
    for member in stage.cast.values():
        entries = directory.history_of(member.actor, o)
        assert entries or member.name not in inside
        assert any(entry.actor_id for entry in entries) is (member.name in inside), member.name
        assert any("proposed" in entry.name for entry in entries) is (member.name in inside), member.name
        named = {entry.codes.get("with") for entry in entries}
        assert (stage.things["h"].key in named) is (member.name in inside and stage.things["h"].seen_by(member)), (
            member.name
        )

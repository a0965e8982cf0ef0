"""A query that the database needs too long for is stopped, and says so; what was not stopped is answered."""

import pytest
from django.db import connection

from schema import execution
from tests.factories import directory as make
from tests.schema.asking import ask

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def test_a_statement_that_takes_too_long_is_told_and_leaves_nothing_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    make.organization()
    monkeypatch.setattr(execution, "READ_TIMEOUT_MS", 200)
    query = "{ regions { code } organizations { totalCount } services { totalCount } }"
    with connection.get_new_connection(connection.get_connection_params()) as other:
        other.execute("LOCK TABLE directory_organization IN ACCESS EXCLUSIVE MODE")
        reply = ask(query)
    assert set(reply.codes) == {"TIMED_OUT"}
    assert reply.body["data"]["regions"]
    assert reply.body["data"]["organizations"] is None
    assert ask(query).data["organizations"]["totalCount"] == 1

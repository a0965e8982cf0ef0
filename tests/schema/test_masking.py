"""What goes wrong inside stays inside: no word of it in the answer, and none of the question in the log."""

import logging

import pytest

from registry.directory import queries
from tests.factories import directory as make
from tests.schema.asking import ask

pytestmark = pytest.mark.django_db
SECRET = "a-profile-that-nobody-may-read"


def test_an_unexpected_error_is_masked_and_logged_without_the_question(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError(f"division by zero with {SECRET}")

    make.organization()
    monkeypatch.setattr(queries, "organizations", broken)
    with caplog.at_level(logging.DEBUG):
        reply = ask("query($t: String) { organizations(text: $t) { totalCount } regions { code } }", {"t": SECRET})
    assert reply.codes == ["INTERNAL"]
    assert reply.body["data"]["organizations"] is None
    assert reply.body["data"]["regions"]
    for word in ("zero", SECRET, "Traceback", ".py"):
        assert word not in reply.response.content.decode()
    assert "ZeroDivisionError" in caplog.text
    assert SECRET not in caplog.text


def test_a_pathway_question_is_in_no_log(caplog: pytest.LogCaptureFixture) -> None:
    query = 'query($a: Int) { pathways(question: {needs: ["legal", "%s"], age: $a}) { position } }'
    with caplog.at_level(logging.DEBUG):
        reply = ask(query % SECRET, {"a": 43})
    assert reply.codes == ["UNKNOWN_CODE"]
    assert SECRET not in "".join(record.getMessage() for record in caplog.records if "django.db" not in record.name)

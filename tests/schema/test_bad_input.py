"""Whatever comes in: a sentence, a stable code, and nothing of the inside."""

from base64 import b64encode
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from registry.core.errors import ErrorCode
from registry.journal.models import Event
from tests.factories import directory as make
from tests.schema.asking import Reply, ask, send

pytestmark = pytest.mark.django_db
PATHWAYS = "query($q: PathwayQuestion!) { pathways(question: $q) { position } }"


def extensions(reply: Reply) -> list[dict[str, Any]]:
    for error in reply.errors:
        assert error["message"]
        assert error["message"] != error["extensions"]["code"]
    return [error["extensions"] for error in reply.errors]


@pytest.mark.parametrize(
    ("query", "code", "field"),
    [
        ('{ organization(key: "rien") { name } }', "NOT_FOUND", "key"),
        ('{ organization(key: "é") { name } }', "NOT_FOUND", "key"),
        ('{ organization(key: "") { name } }', "NOT_FOUND", "key"),
        ('{ organization(key: "\\u0000") { name } }', "NOT_A_TEXT", None),
        ('{ organization(key: "\\uD800") { name } }', "BAD_REQUEST", None),
        ('{ service(key: "rien") { name } }', "NOT_FOUND", "key"),
        ('{ agreement(key: "rien") { state } }', "NOT_FOUND", "key"),
        ('{ group(key: "rien") { name } }', "NOT_FOUND", "key"),
        ('{ taxonomy(name: "rien") { name } }', "NOT_FOUND", "name"),
        ('{ node(id: "é") { id } }', "NOT_FOUND", "id"),
        ('{ node(id: "====") { id } }', "NOT_FOUND", "id"),
        (f'{{ node(id: "{b64encode(b"Query:x").decode()}") {{ id }} }}', "NOT_FOUND", "id"),
        (f'{{ node(id: "{b64encode(b"User:x").decode()}") {{ id }} }}', "NOT_FOUND", "id"),
        ('{ organizations(needs: ["rien"]) { totalCount } }', "UNKNOWN_CODE", "needs"),
        ('{ organizations(regions: ["99"]) { totalCount } }', "UNKNOWN_CODE", "regions"),
        ('{ services(doors: ["é"]) { totalCount } }', "UNKNOWN_CODE", "doors"),
        ('{ services(asOf: "2026-02-30") { totalCount } }', "NOT_A_DAY", None),
        ('{ services(asOf: "2026-02") { totalCount } }', "NOT_A_DAY", None),
        ('{ services(asOf: "0001-01-01") { totalCount } }', "NOT_A_DAY", None),
        ('{ services(asOf: "1066-10-14") { totalCount } }', "DATE_OUT_OF_RANGE", None),
        ('{ services(asOf: "9999-12-31") { totalCount } }', "DATE_OUT_OF_RANGE", None),
        ("{ services(asOf: 3) { totalCount } }", "NOT_A_DAY", None),
        ('{ services(first: "vingt") { totalCount } }', "BAD_REQUEST", None),
        ("{ services(first: 99999999999999) { totalCount } }", "BAD_REQUEST", None),
        (f'{{ search(text: "{"a" * 10_000}") {{ services {{ key }} }} }}', "TOO_LONG", "text"),
        ('{ agreements(organization: "rien") { totalCount } }', "NOT_FOUND", "organization"),
        ("{ desk { aging { due } } }", "SIGN_IN_NEEDED", None),
        ("{ rien }", "BAD_REQUEST", None),
        ("query A { __typename } query B { __typename }", "BAD_REQUEST", None),
        ("subscription { x }", "BAD_REQUEST", None),
        ("{", "BAD_REQUEST", None),
        ("", "BAD_REQUEST", None),
    ],
)
def test_a_query_that_cannot_be_answered_says_why(query: str, code: str, field: str | None) -> None:
    reply = ask(query)
    assert extensions(reply)[0] == {"code": code} | ({"field": field} if field else {})
    assert reply.response.status_code == 200


@pytest.mark.parametrize(
    ("question", "code", "field"),
    [
        ({"needs": []}, "MISSING", "needs"),
        ({"needs": ["rien"]}, "UNKNOWN_CODE", "needs"),
        ({"needs": [f"besoin{n}" for n in range(100)]}, "TOO_MANY", "needs"),
        ({"needs": ["x" * 10_000]}, "UNKNOWN_CODE", "needs"),
        ({"needs": ["legal\0"]}, "NOT_A_TEXT", None),
        ({"needs": ["legal"], "languages": ["xx"]}, "UNKNOWN_CODE", "languages"),
        ({"needs": ["legal"], "populations": ["everyone"]}, "NEVER_ASKED", "populations"),
        ({"needs": ["legal"], "region": "99"}, "UNKNOWN_CODE", "region"),
        ({"needs": ["legal"], "origin": "rien"}, "UNKNOWN_CODE", "origin"),
        ({"needs": ["legal"], "age": -1}, "NUMBER_OUT_OF_RANGE", "age"),
        ({"needs": ["legal"], "age": "douze"}, "BAD_REQUEST", "age"),
        ({"needs": ["legal"], "k": 0}, "NUMBER_OUT_OF_RANGE", "k"),
        ({"needs": ["legal"], "maxHops": 5}, "NUMBER_OUT_OF_RANGE", "maxHops"),
        ({"needs": ["legal"], "date": "2026-02-30"}, "NOT_A_DAY", "date"),
        ({"needs": ["legal"], "date": "hier"}, "NOT_A_DAY", "date"),
        ({"needs": ["legal"], "relax": ["rien"]}, "BAD_REQUEST", "relax"),
        ({"needs": ["legal"], "rien": 1}, "BAD_REQUEST", "q"),
        ({"needs": "legal", "facts": [{"code": "urgent", "holds": True}, {"code": "urgent", "holds": False}]},
         "CONTRADICTORY_FACT", "facts"),
        ({}, "BAD_REQUEST", "q"),
    ],
)  # fmt: skip
def test_a_question_that_is_none_says_why(question: dict[str, Any], code: str, field: str | None) -> None:
    reply = ask(PATHWAYS, {"q": question})
    assert extensions(reply)[0] == {"code": code} | ({"field": field} if field else {})


QUERIES = [
    "query($x: String!) { organization(key: $x) { name } }",
    "query($x: ID!) { node(id: $x) { id } }",
    "query($x: String!) { search(text: $x) { organizations { key } services { key } } }",
    "query($x: String!) { organizations(text: $x, after: $x) { totalCount } }",
    "query($x: String!) { services(needs: [$x], organization: $x) { totalCount } }",
    "query($x: String!) { organizations(coalition: $x) { totalCount } people(organization: $x) { totalCount } }",
    "query($x: Date) { services(asOf: $x) { totalCount } }",
    "query($x: Int) { services(first: $x, last: $x) { totalCount } }",
    "query($x: String!) { pathways(question: {needs: [$x], region: $x, origin: $x}) { position } }",
    "mutation($x: String!) { changeIntake(input: {key: $x, status: $x, idempotencyKey: $x}) { errors { message } } }",
    "mutation($x: String!) { reportError(input: {key: $x, text: $x, service: $x}) { errors { code message } } }",
    "mutation($x: String!) { acceptInvitation(input: {token: $x, password: $x}) { errors { code message } } }",
    'mutation($x: PartialDate) { endService(input: {key: "a", until: $x}) { errors { code message } } }',
]
ANYTHING = (
    st.text(max_size=60)
    | st.sampled_from(["\0", "\ud800", "' OR 1=1 --", "%s%n{}", "é" * 300, "row:1", "2026-02-30", "9999-12-31"])
    | st.integers(-(10**12), 10**12) | st.none() | st.booleans() | st.floats(allow_nan=False)
    | st.lists(st.text(max_size=5), max_size=3) | st.dictionaries(st.text(max_size=5), st.none(), max_size=2)
)  # fmt: skip


@pytest.mark.parametrize("query", QUERIES)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(value=ANYTHING)
def test_whatever_comes_in_the_answer_is_one(query: str, value: object) -> None:
    events = Event.objects.count()
    reply = ask(query, {"x": value})
    assert reply.response.status_code == 200
    assert ErrorCode.INTERNAL not in reply.codes
    assert set(reply.codes) <= set(ErrorCode)
    assert Event.objects.count() == events


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=st.recursive(ANYTHING, lambda inner: st.dictionaries(
    st.sampled_from(["query", "variables", "operationName", "extensions"]) | st.text(max_size=3), inner, max_size=4
)) | st.binary(max_size=40))  # fmt: skip
def test_whatever_body_comes_in_it_is_refused_or_answered(body: Any) -> None:
    make.organization()
    reply = send(body)
    assert reply.response.status_code in (200, 400, 413, 415)
    assert ErrorCode.INTERNAL not in reply.codes

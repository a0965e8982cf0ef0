"""How much one request may ask."""

import pytest

from schema import limits
from tests.factories import directory as make
from tests.schema.asking import ask

pytestmark = pytest.mark.django_db
BOMB = "{ ...F0 } " + " ".join(f"fragment F{n} on Query {{ ...F{n + 1} ...F{n + 1} }}" for n in range(60))
BOMB += " fragment F60 on Query { a: __typename }"


def nested(depth: int) -> str:
    inner = "name"
    for _ in range(depth):
        inner = f"members {{ edges {{ node {{ organization {{ {inner} }} }} }} }}"
    return f'{{ organization(key: "a") {{ {inner} }} }}'


@pytest.mark.parametrize(
    "query",
    [
        nested(4),
        "{" * 900,
        '{ organization(key: "a") { ' + "name " * 11 + "} }",
        "{ " + " ".join(f"a{n}: __typename" for n in range(31)) + " }",
        "{ " + " ".join(["regions { code }"] * 21) + " }",
        "{ __typename " + "@include(if: true) " * 21 + "}",
        "{ __typename " * 700 + "}" * 700,
        BOMB,
        '{ organization(key: "a") { ' + "... { key } " * 41 + "} }",
        "{ organizations(first: 100) { edges { node { members(first: 100) { edges { node { organization { "
        "services(first: 10) { edges { node { name } } } } } } } } } } }",
        "query($n: Int = 100) { organizations(first: $n) { edges { node { members(last: $n) { edges { node { "
        "sources { page } organization { status { since } } } } } } } } }",
    ],
    ids=[
        "depth",
        "tokens",
        "repeats",
        "aliases",
        "roots",
        "directives",
        "nesting",
        "bomb",
        "fragments",
        "cost",
        "cost by variable",
    ],
)
def test_too_much_is_refused_before_anything_is_read(query: str) -> None:
    reply = ask(query)
    assert set(reply.codes) <= {"TOO_COMPLEX", "BAD_REQUEST"}
    assert "data" not in reply.body
    assert reply.statements <= 1  # the time-out that PostgreSQL is given


@pytest.mark.parametrize("query", [nested(4), BOMB, "{ " + " ".join(f"a{n}: __typename" for n in range(31)) + " }"])
def test_what_is_too_much_is_said(query: str) -> None:
    assert ask(query).codes == ["TOO_COMPLEX"]


def test_the_cost_is_told() -> None:
    make.organization()
    reply = ask("{ organizations(first: 10) { totalCount edges { node { name services(first: 5) { totalCount } } } } }")
    # the page, then for each of ten places an edge, its node and a page
    assert reply.body["extensions"]["cost"] == {"requested": 31, "maximum": limits.MOST_COST}


def test_an_honest_introspection_is_no_excess() -> None:
    from graphql import get_introspection_query

    assert ask(get_introspection_query()).data["__schema"]


def test_a_hundred_organizations_with_services_and_members_fit() -> None:
    query = """{ organizations(first: 100) { edges { node { name memberships { edges { node { coalition { name } } } }
        services { edges { node { name terms { languages { code } } } } } } } } }"""
    assert ask(query).data

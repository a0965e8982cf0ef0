"""Pages of lists, at the root and under many parents alike, are the slices that Relay says."""

from base64 import b64encode
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from registry.directory.models import Organization
from tests.factories import directory as make
from tests.schema.asking import ask

pytestmark = pytest.mark.django_db
LENGTH = 7
PAGE = "totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { cursor node { name } }"
VARIABLES = "($key: String!, $first: Int, $last: Int, $after: String, $before: String)"
SPAN = "first: $first, last: $last, after: $after, before: $before"
ROOT = f"query{VARIABLES} {{ page: services(organization: $key, {SPAN}) {{ {PAGE} }} }}"
NESTED = f"query{VARIABLES} {{ organization(key: $key) {{ page: services({SPAN}) {{ {PAGE} }} }} }}"
sizes = st.none() | st.integers(0, LENGTH + 2)


def cursor(place: int) -> str:
    return b64encode(f"row:{place}".encode()).decode()


def sliced(first: int | None, last: int | None, after: int | None, before: int | None) -> list[int]:
    """The places that Relay's algorithm leaves."""
    places = list(range(LENGTH))
    places = [one for one in places if (after is None or one > after) and (before is None or one < before)]
    if first is not None:
        places = places[:first]
    return places[max(0, len(places) - last) :] if last is not None else places


@pytest.fixture
def owner() -> Organization:
    one = make.organization()
    for number in range(LENGTH):
        make.service(one, f"Service {number}")
        make.service(make.organization(), f"Autre {number}")
    return one


def pages(owner: Organization, **arguments: Any) -> list[Any]:
    variables = {"key": owner.key, **arguments}
    return [ask(ROOT, variables).data["page"], ask(NESTED, variables).data["organization"]["page"]]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sizes, sizes, sizes, sizes)
def test_a_page_is_the_slice_that_was_asked_for(
    owner: Organization, first: int | None, last: int | None, after: int | None, before: int | None
) -> None:
    places = sliced(first, last, after, before)
    given = {"after": None if after is None else cursor(after), "before": None if before is None else cursor(before)}
    for page in pages(owner, first=first, last=last, **given):
        assert [edge["node"]["name"] for edge in page["edges"]] == [f"Service {place}" for place in places]
        assert [edge["cursor"] for edge in page["edges"]] == [cursor(place) for place in places]
        assert page["totalCount"] == LENGTH
        if places:
            info = page["pageInfo"]
            assert info["hasNextPage"] == (places[-1] < LENGTH - 1)
            assert info["hasPreviousPage"] == (places[0] > 0)
            assert (info["startCursor"], info["endCursor"]) == (cursor(places[0]), cursor(places[-1]))


@pytest.mark.parametrize(
    ("arguments", "code", "field"),
    [
        ({"first": -1}, "NUMBER_OUT_OF_RANGE", "first"),
        ({"first": -277989}, "NUMBER_OUT_OF_RANGE", "first"),
        ({"last": 101}, "NUMBER_OUT_OF_RANGE", "last"),
        ({"after": "é"}, "BAD_REQUEST", "after"),
        ({"after": "cm93Oi0x"}, "BAD_REQUEST", "after"),
        ({"before": b64encode(b"row:99999999999").decode()}, "BAD_REQUEST", "before"),
        ({"before": b64encode("row:²".encode()).decode()}, "BAD_REQUEST", "before"),
    ],
)
@pytest.mark.parametrize("query", [ROOT, NESTED])
def test_a_page_that_there_cannot_be_is_refused(
    owner: Organization, query: str, arguments: dict[str, Any], code: str, field: str
) -> None:
    reply = ask(query, {"key": owner.key, **arguments})
    assert [error["extensions"] for error in reply.errors] == [{"code": code, "field": field}]


@pytest.mark.parametrize("order", ["NAME", "NAME_DESC", "CITY", "LEAST_RECENTLY_CONFIRMED"])
def test_every_order_is_total(order: str) -> None:
    for _ in range(4):
        make.organization("Même nom")
    query = (
        "query($after: String, $order: OrganizationOrder) { organizations(first: 1, after: $after, orderBy: $order) \
        { pageInfo { endCursor } edges { node { key } } } }"
    )
    seen, after = [], None
    for _ in range(4):
        page = ask(query, {"after": after, "order": order}).data["organizations"]
        seen.append(page["edges"][0]["node"]["key"])
        after = page["pageInfo"]["endCursor"]
    assert len(set(seen)) == 4

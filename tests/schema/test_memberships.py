"""A membership that nobody vouched for lately is told as such, on the day that is asked about."""

import pytest

from tests.factories import directory as make
from tests.schema.asking import ask

pytestmark = pytest.mark.django_db


def test_an_old_membership_is_to_confirm_on_the_day_that_is_asked_about() -> None:
    coalition, old, fresh = make.coalition(), make.organization("Ancre"), make.organization("Bouée")
    make.member(coalition, old, since="2015")
    make.member(coalition, fresh, since="2015", until=make.partial("2100"))
    query = f"""{{ organization(key: "{coalition.key}") {{ members {{ edges {{ node {{
      toConfirm then: toConfirm(asOf: "2016-01-01")
    }} }} }} }} }}"""
    edges = ask(query).data["organization"]["members"]["edges"]
    assert [edge["node"] for edge in edges] == [
        {"toConfirm": True, "then": False},
        {"toConfirm": False, "then": False},
    ]

"""One statement a level: every connection of the schema costs as many statements for one row as for several."""

import pytest

from registry.core.actor import Actor, Role
from registry.directory.models import Organization
from tests.factories import accounts, api
from tests.factories import directory as make
from tests.schema.asking import Reply, ask
from tests.schema.documents import TYPES, connections, page

pytestmark = pytest.mark.django_db
ROOT = "Query"
WAYS = {
    "Organization": "organizations(first: 50) { edges { node { %s } } }",
    "Group": "groups(first: 50) { edges { node { %s } } }",
    "Activity": "activities(first: 50) { edges { node { %s } } }",
}
"""How one comes to many things of the types that have connections of their own."""


@pytest.fixture
def coalition() -> Organization:
    return make.coalition("Table de concertation", claimed=True)


@pytest.fixture
def coordinator(coalition: Organization) -> Actor:
    """Somebody who also administers the coalition, so that nothing of it is hidden."""
    user = accounts.holder(Role.COORDINATOR, coalition)
    accounts.grant(user, Role.ADMINISTRATOR, coalition)
    return accounts.actor(user)


def grow(coalition: Organization) -> None:
    """One more of everything."""
    one = api.complete(coalition)
    accounts.holder(Role.READER, coalition)
    accounts.holder(Role.COORDINATOR, coalition)
    accounts.invitation(coalition, Role.COORDINATOR)
    accounts.invitation(one, Role.ADMINISTRATOR)
    accounts.token(accounts.holder(Role.CONTRIBUTOR, one), organization=coalition)


def document(parent: str, name: str, coalition: Organization) -> str:
    field = TYPES[parent].fields[name]
    given = next((f'{arg}: "{coalition.key}"' for arg, one in field.args.items() if str(one.type) == "String!"), "")
    whole = page(name, field, given)
    return f"{{ {whole} }}" if parent == ROOT else f"{{ {WAYS[parent] % whole} }}"


@pytest.mark.parametrize(("parent", "name"), connections())
def test_as_many_statements_for_one_as_for_several(
    parent: str, name: str, coalition: Organization, coordinator: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("schema.limits.MOST_COST", 10**9)
    monkeypatch.setattr("schema.limits.MOST_DEPTH", 99)
    monkeypatch.setattr("schema.limits.MOST_TOKENS", 10**6)
    monkeypatch.setattr("schema.execution.MOST_TOKENS", 10**6)
    query = document(parent, name, coalition)
    grow(coalition)
    few: Reply = ask(query, actor=coordinator)
    assert few.data
    grow(coalition)
    grow(coalition)
    many: Reply = ask(query, actor=coordinator)
    assert len(many.response.content) > len(few.response.content)
    assert many.statements == few.statements


DEEP = """{ organizations(first: 50) { edges { node {
  status { successor { name history { name } contradictions { statements { sources { reference } } } } }
  members { edges { node { organization { name viewerMay sources { page } } } } }
  services { edges { node { locations { address organization { name } } intake { period { sources { page } } }
    intakePeriods { sources { page } } contact { email } viewerMay history { name } } } }
  agreementsIn { edges { node { terms { needs { label } } viewerMay history { name } service { organization { name } }
    origin { name } proposedBy { names { fr } } } } }
  seats { edges { node { role { label } viewerMay group { history { name } ruleSet { seats { role { label } } }
    vacancies { organization { name } }
    compliance { holds parts { missing { sentence organization { name } } } } } } } }
  satWith { holds organization { name } group { name viewerMay } }
} } } }"""


def test_as_many_statements_further_down(coalition: Organization, coordinator: Actor) -> None:
    grow(coalition)
    few = ask(DEEP, actor=coordinator)
    grow(coalition)
    grow(coalition)
    many = ask(DEEP, actor=coordinator)
    assert len(many.data["organizations"]["edges"]) > len(few.data["organizations"]["edges"])
    assert many.statements == few.statements

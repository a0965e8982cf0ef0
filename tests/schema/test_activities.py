"""Activities and concerns through the API: written, asked for from any side, and in as few statements for many."""

import pytest

from registry.concertation.models import Activity, Concern
from registry.core.actor import Actor, Role
from registry.core.dates import PartialDate, montreal_today
from registry.directory.models import Organization
from tests.factories import accounts, api
from tests.factories import concertation as make_groups
from tests.factories import directory as make
from tests.schema.asking import ask

pytestmark = pytest.mark.django_db
RECORD = """mutation ($input: RecordActivityInput!) { recordActivity(input: $input) {
  done errors { code field message }
  activity { title published date parties { edges { node { role { code } organization { key } } } } viewerMay }
} }"""
EDIT = """mutation ($input: EditActivityInput!) { editActivity(input: $input) {
  done errors { code field } activity { quantities { value unit approx } languages { code } since holds }
} }"""
RAISE = """mutation ($input: RaiseConcernInput!) { raiseConcern(input: $input) {
  done errors { code field } concern { state raisers { organization { key } } viewerMay }
} }"""
DEEP = """{ organizations(first: 50) { edges { node {
  signsWith { times organization { name } activities { title viewerMay history { name } sources { page }
    parties { edges { node { organization { name } group { name } } } }
    answers { concern { title viewerMay raisers { organization { name } } history { name } } } } }
  acts { edges { node { role { label } activity { impacts { text } group { name concerns { totalCount } } } } } }
} } } }"""


@pytest.fixture
def owner() -> Organization:
    return make.organization("Organisme", claimed=True)


@pytest.fixture
def contributor(owner: Organization) -> Actor:
    return accounts.acting(Role.CONTRIBUTOR, owner)


def test_a_draft_is_recorded_with_its_parties_and_edited(owner: Organization, contributor: Actor) -> None:
    other = make.organization()
    given = {
        "organization": owner.key,
        "kind": "media",
        "title": "Lettre ouverte",
        "date": "2026-03",
        "parties": [{"role": "signatory", "organization": other.key}],
    }
    told = ask(RECORD, {"input": given}, actor=contributor).data["recordActivity"]
    parties = [edge["node"] for edge in told["activity"].pop("parties")["edges"]]
    assert parties == [{"role": {"code": "signatory"}, "organization": {"key": other.key}}]
    verbs = ["addParty", "editActivity", "recordImpact", "removeImpact", "removeParty"]
    draft = {"title": "Lettre ouverte", "published": False, "date": "2026-03", "viewerMay": verbs}
    assert (told["done"], told["activity"]) == (True, draft)
    figure = {"code": "copies", "value": 300, "unit": "person", "approx": "about"}
    values = {"date": None, "since": str(montreal_today().year), "languages": ["es"], "quantities": [figure]}
    edited = ask(EDIT, {"input": {"key": Activity.objects.get().key, "values": values}}, actor=contributor).data
    assert edited["editActivity"]["activity"] == {
        "quantities": [{"value": 300.0, "unit": "person", "approx": "about"}],
        "languages": [{"code": "es"}],
        "since": str(montreal_today().year),
        "holds": "unknown",
    }


def test_a_refusal_names_the_field(owner: Organization, contributor: Actor) -> None:
    given = {"organization": owner.key, "kind": "media", "title": "Lettre", "date": "2026", "since": "2026"}
    told = ask(RECORD, {"input": given}, actor=contributor).data["recordActivity"]
    assert [(one["code"], one["field"]) for one in told["errors"]] == [("DATE_AND_PERIOD", "since")]
    assert "une date ou une période" in told["errors"][0]["message"]
    assert not Activity.objects.exists()


def test_activities_are_found_by_role_group_and_time() -> None:
    group = make_groups.group(coalition=make.coalition(key="table"))
    old = Activity.objects.create(
        kind="media", title_fr="Ancienne", date=PartialDate(2019), group=group, folded="|ancienne|"
    )
    new = Activity.objects.create(kind="media", title_fr="Récente", date=PartialDate(2025), group=group)
    new.parties.create(organization=make.organization(key="signe"), role="signatory")
    query = "query { activities(%s) { edges { node { key } } } }"
    for filters, found in (
        (f'group: "{group.key}"', [new, old]),
        ('coalition: "table"', [new, old]),
        ('organization: "signe", roles: ["signatory"]', [new]),
        ('since: "2018-06-01", until: "2020-01-01"', [old]),
        ('text: "ancienne"', [old]),
    ):
        told = ask(query % filters).data["activities"]["edges"]
        assert [edge["node"]["key"] for edge in told] == [one.key for one in found], filters
    searched = ask('{ search(text: "anciennes") { activities { key } resolutions { key } } }').data
    assert searched == {"search": {"activities": [{"key": old.key}], "resolutions": []}}
    assert ask(query % 'roles: ["spectator"]').codes == ["UNKNOWN_CODE"]


def test_a_member_raises_a_concern_which_others_do_not_see(owner: Organization, contributor: Actor) -> None:
    coalition = make.coalition()
    make.member(coalition, owner)
    group = make_groups.group(coalition=coalition)
    given = {"group": group.key, "organization": owner.key, "title": "Places en garderie"}
    told = ask(RAISE, {"input": given}, actor=contributor).data["raiseConcern"]
    assert told["concern"] == {
        "state": "raised",
        "raisers": [{"organization": {"key": owner.key}}],
        "viewerMay": ["editConcern", "supportConcern"],
    }
    like = f'{{ likeConcerns(group: "{group.key}", title: "places, garderie") {{ key }} concerns {{ totalCount }} }}'
    assert ask(like, actor=contributor).data == {
        "likeConcerns": [{"key": Concern.objects.get().key}], "concerns": {"totalCount": 1}
    }  # fmt: skip
    assert ask(like).data == {"likeConcerns": [], "concerns": {"totalCount": 0}}
    found = ask(
        '{ search(text: "garderie", exercise: true) { organizations { key } services { key } } }', actor=contributor
    )
    assert found.data == {"search": {"organizations": [], "services": []}}


def test_who_signs_with_whom_takes_as_many_statements_for_one_as_for_several() -> None:
    coalition = make.coalition(claimed=True)
    actor = accounts.acting(Role.COORDINATOR, coalition)
    api.complete(coalition)
    few = ask(DEEP, actor=actor)
    api.complete(coalition)
    api.complete(coalition)
    many = ask(DEEP, actor=actor)
    assert len(many.data["organizations"]["edges"]) > len(few.data["organizations"]["edges"])
    assert [edge["node"]["signsWith"] for edge in many.data["organizations"]["edges"] if edge["node"]["signsWith"]]
    assert many.statements == few.statements

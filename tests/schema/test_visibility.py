"""What one may not see is like what does not exist, byte for byte and by every way to it."""

from base64 import b64encode

import pytest

from registry.core.actor import ANONYMOUS, Actor, Role
from registry.directory.models import Organization, Service
from tests.factories import accounts as people
from tests.factories import api
from tests.factories import directory as make
from tests.schema.asking import ask

pytestmark = pytest.mark.django_db


def identifier(kind: str, key: str) -> str:
    return b64encode(f"{kind}:{key}".encode()).decode()


@pytest.fixture
def hidden() -> Organization:
    """An unpublished organization, tied to published ones in every way."""
    coalition = make.coalition("Table")
    one = api.complete(coalition)
    Organization.objects.filter(pk=one.pk).update(published=False, claimed=True)
    return one


def test_denied_equals_missing(hidden: Organization) -> None:
    service = Service.objects.get(organization=hidden)
    agreement = hidden.agreements_out.get()
    membership = hidden.memberships.filter(coalition__kind="coalition").get()
    things = [("organization", hidden), ("service", service), ("agreement", agreement)]
    nodes = [("Organization", hidden), ("Service", service), ("Agreement", agreement), ("Membership", membership)]
    queries = [(f'{{ {field}(key: "%s") {{ key }} }}', thing.key) for field, thing in things]
    queries += [('{ node(id: "%s") { id } }', identifier(kind, thing.key)) for kind, thing in nodes]
    for query, key in queries:
        denied = ask(query % key)
        missing = ask(query % (identifier("Organization", "x" * 12) if "node" in query else "x" * 12))
        assert denied.codes == ["NOT_FOUND"]
        assert denied.response.content == missing.response.content


def test_nothing_of_it_shows_by_any_way_round(hidden: Organization) -> None:
    service = Service.objects.get(organization=hidden)
    query = """{
        organizations(first: 100) { totalCount edges { node { key status { successor { key } }
            members(ever: true) { totalCount edges { node { key organization { key } } } }
            memberships(ever: true) { totalCount edges { node { coalition { key } } } }
            relationshipsOut(ever: true) { totalCount edges { node { key target { key } } } }
            relationshipsIn(ever: true) { totalCount edges { node { key origin { key } } } }
            agreementsOut(ever: true) { totalCount edges { node { key target { key } } } }
            agreementsIn(ever: true) { totalCount edges { node { key origin { key } } } } } } }
        services(first: 100) { totalCount edges { node { key } } }
        agreements(ever: true) { totalCount edges { node { key } } }
        groups { totalCount edges { node { key body { key } listings(ever: true) { totalCount } } } }
        contradictions { totalCount edges { node { subjectKey } } }
        search(text: "organisme") { organizations { key } services { key } } }"""
    seen = ask(query).response.content.decode()
    own = {
        link.key for link in (*hidden.memberships.all(), *hidden.relationships_out.all(), *hidden.agreements_in.all())
    }
    for key in {hidden.key, service.key, *own}:
        assert key not in seen
    inside = ask(query, actor=people.acting(Role.READER, hidden)).response.content.decode()
    assert hidden.key in inside
    assert service.key in inside


def test_a_confidential_site_has_no_address_whatever_comes_from_elsewhere() -> None:
    shelter = make.organization("Refuge", claimed=True)
    make.location(shelter, address="12, rue Secrète")
    Organization.objects.filter(pk=shelter.pk).update(address_withheld=True)
    query = "query($k: String!) { organization(key: $k) { frontDoorOnly locations { city address } } }"
    for actor in (ANONYMOUS, people.acting(Role.ADMINISTRATOR, shelter)):
        data = ask(query, {"k": shelter.key}, actor=actor).data["organization"]
        assert data == {"frontDoorOnly": True, "locations": [{"city": "Montréal", "address": None}]}


def test_the_contact_of_a_professional_door_is_for_partners() -> None:
    service = make.service(door="professional_referral")
    service.phone = "514 555-0100"
    service.save()
    query, key = "query($k: String!) { service(key: $k) { contact { phone withheld } } }", {"k": service.key}
    partner = people.acting(Role.READER, make.organization())
    assert ask(query, key).data["service"]["contact"] == {"phone": None, "withheld": True}
    assert ask(query, key, actor=partner).data["service"]["contact"] == {"phone": "514 555-0100", "withheld": False}


def test_the_exercise_network_comes_only_when_asked_for() -> None:
    fictional = make.service(make.organization("Fictive", exercise=True))
    query = 'query($x: Boolean) { organizations(exercise: $x) { totalCount } services(exercise: $x) { totalCount } \
        search(text: "fictive", exercise: $x) { organizations { key } } }'
    assert ask(query, {"x": False}).data["organizations"] == {"totalCount": 0}
    shown = ask(query, {"x": True}).data
    assert (shown["organizations"], shown["services"]) == ({"totalCount": 1}, {"totalCount": 1})
    assert shown["search"]["organizations"] == [{"key": fictional.organization.key}]


@pytest.mark.parametrize("query", ["people(organization: $k)", "staff(coalition: $k)", "apiTokens(organization: $k)"])
def test_people_are_for_those_who_manage_them(query: str) -> None:
    place = make.coalition("Table", claimed=True)
    reader = people.acting(Role.READER, place)
    people.holder(Role.COORDINATOR, place)
    people.token(people.holder(Role.CONTRIBUTOR, place), organization=place)

    def total(actor: Actor) -> int:
        reply = ask(f"query($k: String!) {{ page: {query} {{ totalCount }} }}", {"k": place.key}, actor=actor)
        found: int = reply.data["page"]["totalCount"]
        return found

    assert total(ANONYMOUS) == total(people.acting(Role.READER, make.organization())) == 0
    assert total(reader) <= 1
    manager = people.holder(Role.COORDINATOR, place)
    people.grant(manager, Role.ADMINISTRATOR, place)
    assert total(people.actor(manager)) > 0


def test_history_tells_who_did_it_to_the_organization_s_own_people() -> None:
    owner = make.organization(claimed=True)
    api.happened(owner)
    query, key = "query($k: String!) { organization(key: $k) { history { name actorId } } }", {"k": owner.key}
    assert ask(query, key).data["organization"]["history"] == [{"name": "organization.loaded", "actorId": None}]
    inside = ask(query, key, actor=people.acting(Role.READER, owner)).data["organization"]["history"]
    assert inside == [{"name": "organization.loaded", "actorId": "system"}]

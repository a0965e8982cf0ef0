"""Every action is a mutation of its name, with one shape; what it refuses comes in the payload."""

import importlib
import pkgutil
from datetime import timedelta
from types import ModuleType
from typing import Any

import pytest

from registry import accounts as accounts_subject
from registry import concertation as concertation_subject
from registry import directory as directory_subject
from registry import referrals as referrals_subject
from registry.accounts.models import Invitation
from registry.concertation.actions.groups import GROUP
from registry.concertation.rules.meetings import MEETING
from registry.core.actor import Actor, ActorKind, Role
from registry.core.dates import montreal_today
from registry.directory.actions import forms
from registry.directory.models import ErrorReport, Organization, Service
from registry.journal.models import Event
from schema import accounts, referrals
from schema.concertation.groups import GroupInput
from schema.concertation.meeting_changes import MeetingInput
from schema.directory import changes, inputs
from schema.errors import camel
from tests.factories import accounts as people
from tests.factories import api
from tests.factories import directory as make
from tests.schema.asking import Reply, ask
from tests.schema.documents import TYPES

pytestmark = pytest.mark.django_db
SUBJECTS = [
    (directory_subject, changes.NOT_OFFERED),
    (concertation_subject, {}),
    (referrals_subject, referrals.NOT_OFFERED),
    (accounts_subject, accounts.NOT_OFFERED),
]
PAYLOAD = "done errors { code field message }"


def actions_of(subject: ModuleType) -> set[str]:
    """The public actions of a subject, those of loading files aside: the loader calls them as the system."""
    package = importlib.import_module(f"{subject.__name__}.actions")
    found: set[str] = set()
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        name = module.name.removeprefix(f"{package.__name__}.")
        if name.split(".")[0] not in ("loading", "_holding"):
            loaded = importlib.import_module(module.name)
            own = {key: value for key, value in vars(loaded).items() if getattr(value, "__module__", "") == module.name}
            found |= {key for key, value in own.items() if hasattr(value, "__wrapped__") and not key.startswith("_")}
    return found


@pytest.mark.parametrize(("subject", "not_offered"), SUBJECTS, ids=lambda one: getattr(one, "__name__", ""))
def test_every_action_is_a_mutation_or_has_a_reason_not_to_be(subject: ModuleType, not_offered: dict[str, str]) -> None:
    offered = set(TYPES["Mutation"].fields)
    actions = actions_of(subject)
    assert {camel(name) for name in actions - set(not_offered)} <= offered
    assert set(not_offered) <= actions
    assert not {camel(name) for name in not_offered} & offered
    assert all(not_offered.values())


def test_every_mutation_is_an_action() -> None:
    known = {camel(name) for subject, _ in SUBJECTS for name in actions_of(subject)}
    assert set(TYPES["Mutation"].fields) <= known


@pytest.mark.parametrize(
    ("kind", "table"),
    [
        (inputs.OrganizationProfileInput, forms.PROFILE),
        (inputs.NewOrganizationInput, forms.PROFILE | forms.NAMES),
        (inputs.ServiceInput, forms.SERVICE),
        (inputs.ServiceTermsInput, forms.TERMS),
        (inputs.LocationInput, forms.LOCATION),
        (GroupInput, GROUP | dict.fromkeys(("parent", "rule_set"))),
        (MeetingInput, MEETING),
    ],
)
def test_what_may_be_written_is_what_the_action_takes(kind: Any, table: dict[str, Any]) -> None:
    assert set(kind._meta.fields) == set(table)


@pytest.fixture
def owner() -> Organization:
    return make.organization(claimed=True)


@pytest.fixture
def service(owner: Organization) -> Service:
    return make.service(owner)


@pytest.fixture
def contributor(owner: Organization) -> Actor:
    return people.acting(Role.CONTRIBUTOR, owner)


def change(actor: Actor, service: Service, **given: Any) -> Reply:
    query = f"mutation($input: ChangeIntakeInput!) {{ changeIntake(input: $input) {{ {PAYLOAD} service {{ key version \
        intake {{ status since until }} }} }} }}"
    return ask(query, {"input": {"key": service.key, "status": "waitlist", **given}}, actor=actor)


def test_a_change_is_made_and_shown(contributor: Actor, service: Service) -> None:
    until = (montreal_today() + timedelta(days=20)).isoformat()
    payload = change(contributor, service, until=until, reason="congé", waitDays=3, version=0).data["changeIntake"]
    shown = {"status": "waitlist", "since": montreal_today().isoformat(), "until": until}
    assert payload == {"done": True, "errors": [], "service": {"key": service.key, "version": 1, "intake": shown}}
    assert Event.objects.get().name == "service.intake_changed"


def test_a_stale_write_is_given_the_thing_as_it_stands(contributor: Actor, service: Service) -> None:
    change(contributor, service, version=0)
    payload = change(contributor, service, status="closed", version=0).data["changeIntake"]
    assert [error["code"] for error in payload["errors"]] == ["STALE_WRITE"]
    assert (payload["done"], payload["service"]["version"]) == (False, 1)
    assert payload["service"]["intake"]["status"] == "waitlist"


def test_a_repeated_request_has_one_effect(contributor: Actor, service: Service) -> None:
    first, again = (change(contributor, service, idempotencyKey="k1").data["changeIntake"] for _ in range(2))
    assert first == again
    assert Event.objects.count() == 1
    other = change(contributor, service, status="closed", idempotencyKey="k1").data["changeIntake"]
    assert other["errors"][0] | {"message": ""} == {"code": "KEY_REUSED", "field": "idempotencyKey", "message": ""}


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"status": "rien"}, "UNKNOWN_CODE", "status"),
        ({"until": "2020-01-01"}, "DATES_REVERSED", "until"),
        ({"since": "2024-01-01", "until": "2024-01-01"}, "DATES_REVERSED", "until"),
        ({"since": "1950-01-01"}, "DATE_OUT_OF_RANGE", "since"),
        ({"waitDays": -1}, "NUMBER_OUT_OF_RANGE", "waitDays"),
        ({"reason": "appelez le 514 555-0199"}, "PERSONAL_DETAIL", "reason"),
        ({"reason": "x" * 10_000}, "TOO_LONG", "reason"),
        ({"key": "rien"}, "NOT_FOUND", None),
        ({"idempotencyKey": ""}, "TOO_LONG", "idempotencyKey"),
    ],
)
def test_what_is_wrong_comes_in_the_payload(
    contributor: Actor, service: Service, given: dict[str, Any], code: str, field: str | None
) -> None:
    payload = change(contributor, service, **given).data["changeIntake"]
    error = payload["errors"][0]
    assert (payload["done"], payload["service"], error["code"]) == (False, None, code)
    assert error["message"]
    if field:
        assert error["field"] == field
    assert not Event.objects.exists()


def test_all_that_is_wrong_is_said_at_once(owner: Organization) -> None:
    administrator = people.acting(Role.ADMINISTRATOR, owner)
    query = f"mutation($input: AddServiceInput!) {{ addService(input: $input) {{ {PAYLOAD} }} }}"
    given = {"organization": owner.key, "values": {"email": "x", "website": "y"}, "terms": {"door": "rien"}}
    errors = ask(query, {"input": given}, actor=administrator).data["addService"]["errors"]
    assert {error["field"] for error in errors} == {"email", "website", "door", "nameFr", "needs"}


def test_who_may_not_is_told_so_and_a_reader_s_token_writes_nothing(owner: Organization, service: Service) -> None:
    reader = people.acting(Role.READER, owner)
    read_only = Actor("x", ActorKind.TOKEN, people.acting(Role.ADMINISTRATOR, owner).grants, may_write=False)
    codes = [change(actor, service).data["changeIntake"]["errors"][0]["code"] for actor in (reader, read_only)]
    assert codes == ["NOT_ALLOWED", "READ_ONLY_TOKEN"]
    asked = ask("query($k: String!) { service(key: $k) { viewerMay } }", {"k": service.key}, actor=read_only)
    assert asked.data["service"]["viewerMay"] == []


def test_a_null_field_is_emptied_and_one_that_is_left_out_stays(contributor: Actor, service: Service) -> None:
    query = f"mutation($input: EditServiceInput!) {{ editService(input: $input) {{ {PAYLOAD} service {{ city \
        contact {{ website }} }} }} }}"
    for values in ({"city": "Laval", "website": "https://a.example"}, {"city": None}):
        reply = ask(query, {"input": {"key": service.key, "values": values}}, actor=contributor)
    assert reply.data["editService"]["service"] == {"city": None, "contact": {"website": "https://a.example"}}


def test_whoever_reports_an_error_is_not_shown_the_reports(owner: Organization) -> None:
    query = (
        f"mutation($input: ReportErrorInput!) {{ reportError(input: $input) {{ {PAYLOAD} errorReport {{ key }} }} }}"
    )
    reply = ask(query, {"input": {"key": owner.key, "text": "Le numéro a changé"}})
    assert reply.data["reportError"] == {"done": True, "errors": [], "errorReport": None}
    assert ErrorReport.objects.get().organization == owner


def test_an_agreement_is_proposed_and_accepted() -> None:
    one, other = make.organization(claimed=True), make.organization(claimed=True)
    propose = f"mutation($input: ProposeAgreementInput!) {{ proposeAgreement(input: $input) {{ {PAYLOAD} \
        agreement {{ key version state terms {{ promisedDays needs {{ code }} }} }} }} }}"
    cover = {"needs": ["legal_information"], "promisedDays": "2.5"}
    given = {"proposedBy": one.key, "origin": one.key, "target": other.key, "cover": cover}
    made = ask(propose, {"input": given}, actor=people.acting(Role.CONTRIBUTOR, one)).data["proposeAgreement"]
    assert made["agreement"]["terms"] == {"promisedDays": 2.5, "needs": [{"code": "legal_information"}]}
    accept = f"mutation($input: AcceptAgreementInput!) {{ acceptAgreement(input: $input) {{ {PAYLOAD} \
        agreement {{ state viewerMay }} }} }}"
    given = {"key": made["agreement"]["key"], "version": made["agreement"]["version"]}
    done = ask(accept, {"input": given}, actor=people.acting(Role.ADMINISTRATOR, other)).data["acceptAgreement"]
    assert done["agreement"]["state"] == "accepted"
    assert "endAgreement" in done["agreement"]["viewerMay"]


def test_a_token_is_shown_whole_once(owner: Organization) -> None:
    query = f"mutation($input: CreateApiTokenInput!) {{ createApiToken(input: $input) {{ {PAYLOAD} plain \
        apiToken {{ name access }} }} }}"
    given = {"input": {"name": "tableur", "idempotencyKey": "un"}}
    actor = people.acting(Role.READER, owner)
    first = ask(query, given, actor=actor).data["createApiToken"]
    again = ask(query, given, actor=actor).data["createApiToken"]
    assert first["plain"].startswith("registre_")
    assert again == {**first, "plain": None}


def test_an_invitation_is_taken_up_by_whoever_holds_the_link(owner: Organization) -> None:
    from registry.accounts.queries import invitation_token
    from registry.core.actor import SYSTEM

    link = invitation_token(SYSTEM, people.invitation(owner))
    query = f"mutation($input: AcceptInvitationInput!) {{ acceptInvitation(input: $input) {{ {PAYLOAD} }} }}"
    weak = ask(query, {"input": {"token": link, "password": "court"}}).data["acceptInvitation"]
    assert [error["code"] for error in weak["errors"]] == ["WEAK_PASSWORD"]
    done = ask(query, {"input": {"token": link, "password": people.PASSWORD}}).data["acceptInvitation"]
    assert done == {"done": True, "errors": []}
    assert Invitation.objects.get().accepted_by is not None


def test_what_waits_is_on_the_desk(owner: Organization, service: Service, contributor: Actor) -> None:
    make.intake(service, "open", "2020-01-01")
    api.agreement(make.organization(), owner)
    query = "{ desk { keepsUp { key } aging { service { key } intake { status } due } agreements { key } } me { grants \
        { role organization { key } user { email } viewerMay } viewerMay } }"
    data = ask(query, actor=contributor).data
    assert data["desk"]["keepsUp"] == [{"key": owner.key}]
    assert {"status": "open"} in [one["intake"] for one in data["desk"]["aging"]]
    assert data["me"]["grants"][0]["viewerMay"] == ["leave"]
    assert "changeLanguage" in data["me"]["viewerMay"]

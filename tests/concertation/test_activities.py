"""Activities: drafts that become public, parties with roles, time of three sorts, and who signs with whom."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.concertation import actions, queries
from registry.concertation.models import Activity
from registry.concertation.rules.activities import When
from registry.core.actor import ANONYMOUS, SYSTEM, Actor, Role
from registry.core.dates import PartialDate, Period, montreal_today
from registry.core.errors import ErrorCode
from registry.core.logic import Truth
from registry.directory.models import Organization
from tests.directory.helpers import events, refused, stored
from tests.factories import accounts, directory
from tests.factories import concertation as make

pytestmark = pytest.mark.django_db
TOMORROW = montreal_today() + timedelta(days=1)
parse = PartialDate.parse


@pytest.fixture
def owner() -> Organization:
    directory.vocabulary()
    return directory.organization("Organisme", claimed=True)


@pytest.fixture
def contributor(owner: Organization) -> Actor:
    return accounts.acting(Role.CONTRIBUTOR, owner)


def activity(title: str = "Acte", **columns: Any) -> Activity:
    """A published activity."""
    made = Activity(kind="public_campaign", title_fr=title, **columns)
    made.refold()
    made.save()
    return made


def party(of: Activity, organization: Organization, role: str = "signatory") -> None:
    of.parties.create(organization=organization, role=role, position=of.parties.count())


def test_a_draft_is_its_organization_s_until_an_administrator_publishes_it(
    owner: Organization, contributor: Actor
) -> None:
    other = directory.organization()
    parties = [{"role": "signatory", "organization": other.key}, {"role": "organizer", "organization": owner.key}]
    made = actions.record_activity(
        contributor, organization=owner.key, kind="media", title="Lettre ouverte", date="2026-03", parties=parties
    )
    assert not queries.activities(ANONYMOUS).exists()
    assert queries.activities(contributor).get() == made
    with refused(ErrorCode.NOT_ALLOWED, None, made):
        actions.publish_activity(contributor, made.key)
    administrator = accounts.acting(Role.ADMINISTRATOR, owner)
    actions.publish_activity(administrator, made.key)
    assert [one.role for one in queries.acts_of(ANONYMOUS, organization=other)] == ["signatory"]
    with refused(ErrorCode.NOT_ALLOWED, None, made):
        actions.edit_activity(contributor, made.key, values={"title_fr": "Autre titre"})
    with refused(ErrorCode.WRONG_STATE, None, made):
        actions.publish_activity(administrator, made.key)
    actions.unpublish_activity(administrator, made.key)
    actions.edit_activity(contributor, made.key, values={"title_fr": "Autre titre"})
    assert events(made) == [
        *("activity.recorded", "activity.published", "activity.unpublished", "activity.edited"),
    ]


def test_a_group_s_activities_are_kept_by_whoever_runs_it(owner: Organization, contributor: Actor) -> None:
    group = make.group(coalition=directory.coalition())
    lead = accounts.acting(Role.LEAD, group)
    made = actions.record_activity(lead, group=group.key, kind="media", title="Conférence")
    assert queries.activity(lead, made.key).verbs >= {"edit_activity", "publish_activity"}
    with refused(ErrorCode.NOT_ALLOWED):
        actions.record_activity(contributor, group=group.key, kind="media", title="Conférence")
    with refused(ErrorCode.MISSING, "organization"):
        actions.record_activity(lead, kind="media", title="De personne")


@pytest.mark.parametrize(
    ("values", "code", "field"),
    [
        ({"date": "2026-02-30"}, ErrorCode.NOT_A_DATE, "date"),
        ({"date": "2026-02", "since": "2026-01"}, ErrorCode.DATE_AND_PERIOD, "since"),
        ({"since": "2026-01", "within_since": "2026"}, ErrorCode.DATE_AND_PERIOD, "within_since"),
        ({"since": "2026-05", "until": "2026-04"}, ErrorCode.DATES_REVERSED, "until"),
        ({"within_since": "2026-05-02", "within_until": "2026-05-02"}, ErrorCode.DATES_REVERSED, "within_until"),
        ({"kind": "party"}, ErrorCode.UNKNOWN_CODE, "kind"),
        ({"title_fr": ""}, ErrorCode.MISSING, "title_fr"),
        ({"note": "514 555-0100"}, ErrorCode.PERSONAL_DETAIL, "note"),
        ({"published": True}, ErrorCode.BAD_REQUEST, "published"),
        ({"quantities": [{"code": "people", "value": "many", "unit": "person"}]}, ErrorCode.NOT_A_NUMBER, "quantities"),
        ({"quantities": [{"code": "people", "value": 3, "unit": "elephant"}]}, ErrorCode.UNKNOWN_CODE, "quantities"),
        (
            {"quantities": [{"code": "people", "value": -5, "unit": "person"}]},
            ErrorCode.NUMBER_OUT_OF_RANGE,
            "quantities",
        ),
        ({"quantities": [{"code": "people", "value": 4.5, "unit": "person"}]}, ErrorCode.NOT_A_NUMBER, "quantities"),
        ({"date": str(TOMORROW)}, ErrorCode.DATE_OUT_OF_RANGE, "date"),
        ({"since": str(TOMORROW.year + 1)}, ErrorCode.DATE_OUT_OF_RANGE, "since"),
        ({"languages": ["fr", "tlh"]}, ErrorCode.UNKNOWN_CODE, "languages"),
    ],
)
def test_what_is_wrong_with_an_activity_is_said(
    values: dict[str, Any], code: ErrorCode, field: str, owner: Organization, contributor: Actor
) -> None:
    made = actions.record_activity(contributor, organization=owner.key, kind="media", title="Lettre")
    with refused(code, field, made):
        actions.edit_activity(contributor, made.key, values=values)
    assert stored(made).title_fr == "Lettre"


def test_what_is_planned_may_be_to_come_and_is_done_once_it_was(owner: Organization, contributor: Actor) -> None:
    told: dict[str, Any] = {"organization": owner.key, "kind": "media", "title": "Lettre", "date": str(TOMORROW)}
    with refused(ErrorCode.DATE_OUT_OF_RANGE, "date"):
        actions.record_activity(contributor, **told)
    made = actions.record_activity(contributor, **told, status="planned")
    with refused(ErrorCode.DATE_OUT_OF_RANGE, "date", made):
        actions.edit_activity(contributor, made.key, values={"status": "done"})
    actions.edit_activity(contributor, made.key, values={"status": "done", "date": str(montreal_today())})
    assert stored(made).status == "done"


def test_all_that_an_activity_tells_is_kept(owner: Organization, contributor: Actor) -> None:
    made = actions.record_activity(contributor, organization=owner.key, kind="media", title="Letter", language="en")
    values = {
        "title_fr": "Lettre",
        "since": "2026-01",
        "until": "2026-03",
        "languages": ["fr", "es"],
        "quantities": [{"code": "people", "value": 12.5, "unit": "hour", "approx": "about"}],
    }
    actions.edit_activity(contributor, made.key, values=values, version=made.version)
    actions.record_impact(contributor, made.key, kind="members_knowledge", text="Guide repris.", on="2026-04")
    kept = stored(made)
    assert kept.titles == {"fr": "Lettre", "en": "Letter", "es": ""}
    assert kept.quantities == [{"code": "people", "value": 12.5, "unit": "hour", "approx": "about"}]
    assert [(one.kind, str(one.on)) for one in kept.impacts.all()] == [("members_knowledge", "2026-04")]
    assert queries.activities(contributor, text="LETTRE").get() == made
    with refused(ErrorCode.MISSING, "text", made):
        actions.record_impact(contributor, made.key, kind="members_knowledge", text=" ")


def test_a_party_is_one_organization_or_group_of_the_same_world(owner: Organization, contributor: Actor) -> None:
    made = actions.record_activity(contributor, organization=owner.key, kind="media", title="Lettre")
    group = make.group()
    actions.add_party(contributor, made.key, role="participant", group=group.key)
    invented = directory.organization(exercise=True)
    wrong: list[tuple[dict[str, Any], ErrorCode, str]] = [
        ({}, ErrorCode.MISSING, "organization"),
        ({"organization": owner.key, "group": group.key}, ErrorCode.TOO_MANY, "group"),
        ({"group": group.key}, ErrorCode.ALREADY_EXISTS, "group"),
        ({"organization": invented.key}, ErrorCode.EXERCISE_APART, "organization"),
        ({"organization": "rien-de-tel"}, ErrorCode.NOT_FOUND, "organization"),
    ]
    for given_, code, field in wrong:
        with refused(code, field, made):
            actions.add_party(contributor, made.key, role="participant", **given_)
    actions.remove_party(contributor, made.key, role="participant", group=group.key)
    assert not made.parties.exists()
    with refused(ErrorCode.NOT_FOUND, "group", made):
        actions.remove_party(contributor, made.key, role="participant", group=group.key)


def test_a_party_that_may_not_be_seen_is_as_if_it_were_not_there() -> None:
    shown, hidden = directory.organization(), directory.organization(published=False)
    act = activity()
    for one in (shown, hidden):
        party(act, one)
    assert [one.organization for one in queries.acts_of(ANONYMOUS)] == [shown]
    assert queries.signs_with(ANONYMOUS, shown) == []
    assert [one.organization for one in queries.signs_with(SYSTEM, shown)] == [hidden]
    assert not queries.activities(ANONYMOUS, organization=hidden).exists()


def test_an_activity_in_the_name_of_who_may_not_be_seen_is_missing() -> None:
    activity(recorded_for=directory.organization(published=False))
    activity(group=make.group(body=directory.organization(published=False)))
    assert not queries.activities(ANONYMOUS).exists()
    assert queries.activities(SYSTEM).count() == 2


def test_who_signs_with_whom_comes_with_the_acts() -> None:
    one, two, three = (directory.organization(name) for name in ("Un", "Deux", "Trois"))
    letter, petition, meeting = (
        activity("Lettre", date=parse("2025-02")),
        activity("Pétition", date=parse("2026")),
        activity("Rencontre"),
    )
    for act, organization, role in (
        (letter, one, "organizer"),
        (letter, two, "signatory"),
        (petition, one, "signatory"),
        (petition, two, "signatory"),
        (petition, three, "organizer"),
        (meeting, one, "organizer"),
        (meeting, three, "organizer"),
    ):
        party(act, organization, role)
    found = [(pair.organization, list(pair.activities)) for pair in queries.signs_with(ANONYMOUS, one)]
    assert found == [(two, [petition, letter]), (three, [petition])], "who only organizes together doesn't sign"
    in_2025 = queries.signs_with(ANONYMOUS, one, since=date(2025, 1, 1), until=date(2026, 1, 1))
    assert [(pair.organization, list(pair.activities)) for pair in in_2025] == [(two, [letter])]


TIMES = (
    {"date": "2025-03-15"},
    {"date": "2025-03"},
    {"date": "2025"},
    {"since": "2024-11", "until": "2025-02"},
    {"since": "2025-03-10", "until": "2025-03-15"},
    {"since": "2025-06"},
    {"within_since": "2024-04", "within_until": "2025-05"},
    {"within_since": "2025-03-01", "within_until": "2025-03-15"},
)


@pytest.mark.parametrize("times", TIMES)
def test_what_happened_between_two_days_is_what_happened_on_one_of_them(times: dict[str, str]) -> None:
    columns: dict[str, Any] = {name: parse(value) for name, value in times.items()}
    made = activity(**columns)
    for first, days in ((date(2025, 3, 14), 1), (date(2025, 3, 15), 1), (date(2025, 1, 1), 31), (date(2024, 3, 1), 31)):
        until = first + timedelta(days=days)
        some = any(made.holds_on(first + timedelta(days=day)) is not Truth.NO for day in range(days))
        assert queries.activities(ANONYMOUS, since=first, until=until).exists() is some, (first, until)


def test_what_has_no_known_time_is_in_no_period() -> None:
    activity()
    assert queries.activities(ANONYMOUS).exists()
    assert not queries.activities(ANONYMOUS, since=date(2000, 1, 1)).exists()


def test_activities_come_latest_first_and_by_role_group_and_kind() -> None:
    group, organization = make.group(), directory.organization()
    old = activity("Ancienne", date=parse("2020"), group=group)
    new = activity("Récente", date=parse("2025-01-02"))
    undated = activity("Sans date")
    party(new, organization, "organizer")
    new.parties.create(group=group, role="participant")
    undated.parties.create(organization=organization, role="about")
    assert list(queries.activities(ANONYMOUS)) == [new, old, undated]
    assert list(queries.activities(ANONYMOUS, group=group)) == [new, old]
    assert list(queries.activities(ANONYMOUS, organization=organization)) == [new], "what it is about is no party"
    assert list(queries.activities(ANONYMOUS, organization=organization, roles=["about"])) == [undated]
    assert not queries.activities(ANONYMOUS, kinds=["media"]).exists()


@given(day=st.dates(date(2023, 1, 1), date(2026, 12, 31)), month=st.integers(1, 12))
def test_a_month_never_says_on_which_day(day: date, month: int) -> None:
    told = PartialDate(2025, month)
    inside = told.first_day <= day <= told.last_day
    assert When(told, Period(), Period()).on(day) is (Truth.UNKNOWN if inside else Truth.NO)
    assert When(None, Period(), Period(since=told, until=PartialDate(2026))).on(day) is not Truth.YES


def test_an_impact_recorded_by_mistake_is_taken_back(owner: Organization, contributor: Actor) -> None:
    made = actions.record_activity(contributor, organization=owner.key, kind="media", title="Lettre")
    for text in ("On sait.", "Par erreur."):
        actions.record_impact(contributor, made.key, kind="members_knowledge", text=text)
    mistaken = made.impacts.get(text="Par erreur.")
    stranger = accounts.acting(Role.CONTRIBUTOR, directory.organization(claimed=True))
    with refused(ErrorCode.NOT_FOUND):
        actions.remove_impact(stranger, made.key, impact=mistaken.key)
    with refused(ErrorCode.STALE_WRITE, "version", made):
        actions.remove_impact(contributor, made.key, impact=mistaken.key, version=1)
    actions.remove_impact(contributor, made.key, impact=mistaken.key)
    assert [one.text for one in made.impacts.all()] == ["On sait."]
    assert events(made)[-1] == "activity.impact_removed"
    with refused(ErrorCode.NOT_FOUND, "impact", made):
        actions.remove_impact(contributor, made.key, impact=mistaken.key)

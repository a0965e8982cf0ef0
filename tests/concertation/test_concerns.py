"""Concerns: raised once and joined, answered by what the coalition did, and seen by the group's people alone."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from registry.concertation import actions, queries
from registry.concertation.models import Activity, Concern, Group, Seat
from registry.concertation.rules import concerns as rules
from registry.core.actor import ANONYMOUS, Actor, Role
from registry.core.dates import PartialDate, montreal_today
from registry.core.errors import ErrorCode, Refused
from registry.directory.models import Organization
from tests.directory.helpers import events, refused, stored
from tests.factories import accounts, directory
from tests.factories import concertation as make

pytestmark = pytest.mark.django_db
TITLE = "Délais d'accès aux places en garderie"


@pytest.fixture
def coalition() -> Organization:
    directory.vocabulary()
    return directory.coalition("Table", claimed=True)


@pytest.fixture
def group(coalition: Organization) -> Group:
    return make.group("Comité des familles", coalition=coalition)


def member(coalition: Organization, **fields: Any) -> tuple[Organization, Actor]:
    """A member of the coalition, and its administrator."""
    organization = directory.organization(**{"claimed": True} | fields)
    directory.member(coalition, organization)
    return organization, accounts.acting(Role.ADMINISTRATOR, organization)


def raised(group: Group, title: str = TITLE) -> tuple[Concern, Organization, Actor]:
    """A concern that a new member has raised, the member, and its administrator."""
    assert group.coalition is not None
    organization, actor = member(group.coalition)
    return actions.raise_concern(actor, group.key, organization=organization.key, title=title), organization, actor


def seated(group: Group, organization: Organization) -> None:
    Seat.objects.create(group=group, organization=organization, role="member")


def test_a_member_raises_a_concern_and_the_group_answers_it(group: Group) -> None:
    concern, organization, _ = raised(group)
    lead = accounts.acting(Role.LEAD, group)
    act = Activity.objects.create(kind="media", title_fr="Lettre ouverte", group=group)
    actions.answer_concern(lead, concern.key, kind="media", activity=act.key, note="Publiée.", version=concern.version)
    actions.answer_concern(lead, concern.key, kind="public_campaign")
    assert stored(concern).state == "answered"
    assert [(one.kind, one.activity) for one in concern.answers.all()] == [("media", act), ("public_campaign", None)]
    assert [one.organization for one in concern.raisers.all()] == [organization]
    assert events(concern) == ["concern.raised", "concern.answered", "concern.answered"]


def test_only_who_sits_in_the_group_or_belongs_to_its_coalition_raises(group: Group) -> None:
    outsider = directory.organization(claimed=True)
    actor = accounts.acting(Role.CONTRIBUTOR, outsider)
    with refused(ErrorCode.NOT_OF_THE_GROUP, "organization"):
        actions.raise_concern(actor, group.key, organization=outsider.key, title=TITLE)
    seated(group, outsider)
    assert actions.raise_concern(actor, group.key, organization=outsider.key, title=TITLE).state == "raised"
    reader = accounts.acting(Role.READER, outsider)
    with refused(ErrorCode.NOT_ALLOWED, "organization"):
        actions.raise_concern(reader, group.key, organization=outsider.key, title="Autre chose")


def test_nothing_is_raised_or_passed_on_to_a_group_that_is_over(group: Group, coalition: Organization) -> None:
    concern, organization, actor = raised(group)
    over = make.group("Ancien comité", coalition=coalition, until=PartialDate(2020))
    with refused(ErrorCode.WRONG_STATE, "group"):
        actions.raise_concern(actor, over.key, organization=organization.key, title=TITLE)
    with refused(ErrorCode.WRONG_STATE, "group", concern):
        actions.pass_on_concern(accounts.acting(Role.COORDINATOR, coalition), concern.key, group=over.key)


@pytest.mark.parametrize(
    ("values", "code", "field"),
    [
        ({"title": "  "}, ErrorCode.MISSING, "title"),
        ({"title": "x" * 201}, ErrorCode.TOO_LONG, "title"),
        ({"description": "écrire à quelqu.un@ailleurs.example"}, ErrorCode.PERSONAL_DETAIL, "description"),
        ({"language": "de"}, ErrorCode.UNKNOWN_CODE, "language"),
    ],
)
def test_what_is_wrong_with_a_concern_is_said(
    values: dict[str, str], code: ErrorCode, field: str, group: Group
) -> None:
    assert group.coalition is not None
    organization, actor = member(group.coalition)
    with refused(code, field):
        actions.raise_concern(actor, group.key, organization=organization.key, **{"title": TITLE} | values)


def test_the_same_concern_is_offered_then_supported_rather_than_repeated(group: Group) -> None:
    concern, _, _ = raised(group)
    assert group.coalition is not None
    other, actor = member(group.coalition)
    seated(group, other)
    assert queries.like_concern(actor, group, "accès aux garderies: délais") == [concern]
    assert queries.like_concern(actor, group, "logement des étudiants") == []
    with refused(ErrorCode.ALREADY_EXISTS, "title", concern):
        actions.raise_concern(actor, group.key, organization=other.key, title=TITLE.upper())
    actions.support_concern(actor, concern.key, organization=other.key, words="Chez nous aussi.")
    assert concern.raisers.get(organization=other).words == "Chez nous aussi."
    with refused(ErrorCode.ALREADY_EXISTS, "organization"):
        actions.support_concern(actor, concern.key, organization=other.key)


def test_what_the_actor_does_not_see_is_not_offered(group: Group) -> None:
    raised(group)
    stranger = accounts.acting(Role.READER, directory.organization(claimed=True))
    for actor in (ANONYMOUS, stranger):
        assert queries.like_concern(actor, group, TITLE) == []
        assert not queries.concerns(actor, group=group).exists()


def test_whoever_raised_it_corrects_its_words_until_somebody_else_relies_on_them(group: Group) -> None:
    concern, organization, _ = raised(group)
    contributor = accounts.acting(Role.CONTRIBUTOR, organization)
    version = concern.version
    actions.edit_concern(contributor, concern.key, values={"title": "Attente en garderie"}, version=version)
    assert (stored(concern).title, stored(concern).language) == ("Attente en garderie", "fr")
    assert events(concern) == ["concern.raised", "concern.edited"]
    with refused(ErrorCode.STALE_WRITE, "version", concern):
        actions.edit_concern(contributor, concern.key, values={"title": "Autrement"}, version=version)
    actions.edit_concern(contributor, concern.key, values={"title": "Attente en garderie"})
    assert len(events(concern)) == 2
    assert group.coalition is not None
    other, joining = member(group.coalition)
    seated(group, other)
    actions.support_concern(joining, concern.key, organization=other.key)
    for actor in (contributor, joining):
        with refused(ErrorCode.WRONG_STATE, None, concern):
            actions.edit_concern(actor, concern.key, values={"title": "Autrement"})
    coordinator = accounts.acting(Role.COORDINATOR, group.coalition)
    actions.edit_concern(coordinator, concern.key, values={"description": "Six mois d'attente."})
    assert stored(concern).description == "Six mois d'attente."


def test_what_was_answered_or_withdrawn_keeps_its_words(group: Group) -> None:
    concern, organization, actor = raised(group)
    actions.answer_concern(accounts.acting(Role.LEAD, group), concern.key, kind="media")
    with refused(ErrorCode.WRONG_STATE, None, concern):
        actions.edit_concern(actor, concern.key, values={"title": "Autrement"})
    actions.withdraw_concern(actor, concern.key, organization=organization.key)
    assert group.coalition is not None
    with refused(ErrorCode.WRONG_STATE, None, concern):
        coordinator = accounts.acting(Role.COORDINATOR, group.coalition)
        actions.edit_concern(coordinator, concern.key, values={"title": "Autrement"})


@pytest.mark.parametrize(
    ("values", "code", "field"),
    [
        ({"title": ""}, ErrorCode.MISSING, "title"),
        ({"description": "écrire à quelqu.un@ailleurs.example"}, ErrorCode.PERSONAL_DETAIL, "description"),
        ({"state": "answered"}, ErrorCode.BAD_REQUEST, "state"),
        ({"title": "manque DE PLACES"}, ErrorCode.ALREADY_EXISTS, "title"),
    ],
)
def test_words_that_are_wrong_change_nothing(values: dict[str, str], code: ErrorCode, field: str, group: Group) -> None:
    concern, organization, actor = raised(group)
    seated(group, organization)
    raised(group, "Manque de places")
    with refused(code, field, concern):
        actions.edit_concern(actor, concern.key, values=values)


def test_another_member_and_a_lead_do_not_change_its_words(group: Group) -> None:
    concern, _, _ = raised(group)
    assert group.coalition is not None
    other, neighbor = member(group.coalition)
    seated(group, other)
    for actor in (neighbor, accounts.acting(Role.LEAD, group)):
        with refused(ErrorCode.NOT_ALLOWED, None, concern):
            actions.edit_concern(actor, concern.key, values={"title": "Autrement"})


def test_the_last_name_that_is_taken_off_withdraws_the_concern(group: Group) -> None:
    concern, first, actor = raised(group)
    assert group.coalition is not None
    second, other = member(group.coalition)
    seated(group, second)
    actions.support_concern(other, concern.key, organization=second.key)
    actions.withdraw_concern(actor, concern.key, organization=first.key)
    assert stored(concern).state == "raised"
    actions.withdraw_concern(other, concern.key, organization=second.key)
    assert stored(concern).state == "withdrawn"
    with refused(ErrorCode.WRONG_STATE, None, concern):
        actions.answer_concern(accounts.acting(Role.LEAD, group), concern.key, kind="media")


def test_a_contributor_does_not_withdraw(group: Group) -> None:
    concern, organization, _ = raised(group)
    with refused(ErrorCode.NOT_ALLOWED, None, concern):
        contributor = accounts.acting(Role.CONTRIBUTOR, organization)
        actions.withdraw_concern(contributor, concern.key, organization=organization.key)


def test_joined_concerns_keep_who_raised_them_and_how_they_were_answered(group: Group) -> None:
    one, first, _ = raised(group)
    other, second, _ = raised(group, "Manque de places")
    lead = accounts.acting(Role.LEAD, group)
    actions.answer_concern(lead, one.key, kind="media")
    assert actions.join_concerns(lead, one.key, into=other.key) == other
    assert {raiser.organization for raiser in other.raisers.all()} == {first, second}
    assert (stored(one).state, stored(one).joined_to, stored(other).state) == ("joined", other, "answered")
    assert other.answers.count() == 1
    for key, into in ((other.key, one.key), (one.key, other.key)):
        with refused(ErrorCode.WRONG_STATE):
            actions.join_concerns(lead, key, into=into)
    with refused(ErrorCode.SAME_THING, "into"):
        actions.join_concerns(lead, other.key, into=other.key)


def test_concerns_of_two_groups_are_not_joined(group: Group) -> None:
    one, _, _ = raised(group)
    apart, _, _ = raised(make.group("Autre comité", coalition=group.coalition))
    assert group.coalition is not None
    coordinator = accounts.acting(Role.COORDINATOR, group.coalition)
    with refused(ErrorCode.WRONG_STATE, "into", one, apart):
        actions.join_concerns(coordinator, one.key, into=apart.key)


def test_an_answer_is_by_something_of_the_coalition_and_not_before_the_concern(group: Group) -> None:
    concern, _, _ = raised(group)
    lead = accounts.acting(Role.LEAD, group)
    elsewhere = Activity.objects.create(kind="media", title_fr="Ailleurs", group=make.group("Comité d'ailleurs"))
    with refused(ErrorCode.NOT_FOUND, "activity", concern):
        actions.answer_concern(lead, concern.key, kind="media", activity=elsewhere.key)
    with refused(ErrorCode.UNKNOWN_CODE, "kind", concern):
        actions.answer_concern(lead, concern.key, kind="other")
    for day in (montreal_today() - timedelta(days=1), montreal_today() + timedelta(days=1)):
        with refused(ErrorCode.DATE_OUT_OF_RANGE, "on", concern):
            actions.answer_concern(lead, concern.key, kind="media", on=day)
    with refused(ErrorCode.STALE_WRITE, "version", concern):
        actions.answer_concern(lead, concern.key, kind="media", version=99)


def test_an_act_of_a_member_answers_too(group: Group) -> None:
    concern, organization, _ = raised(group)
    act = Activity.objects.create(kind="media", title_fr="Article")
    act.parties.create(organization=organization, role="organizer")
    actions.answer_concern(accounts.acting(Role.LEAD, group), concern.key, kind="media", activity=act.key)
    assert stored(concern).state == "answered"


def test_a_coordinator_passes_a_concern_on_within_the_coalition(group: Group) -> None:
    concern, _, _ = raised(group)
    assert group.coalition is not None
    other = make.group("Comité logement", coalition=group.coalition)
    coordinator = accounts.acting(Role.COORDINATOR, group.coalition)
    with refused(ErrorCode.NOT_ALLOWED, None, concern):
        actions.pass_on_concern(accounts.acting(Role.LEAD, group), concern.key, group=other.key)
    with refused(ErrorCode.NOT_FOUND, "group", concern):
        actions.pass_on_concern(coordinator, concern.key, group=make.group("Ailleurs").key)
    with refused(ErrorCode.SAME_THING, "group", concern):
        actions.pass_on_concern(coordinator, concern.key, group=group.key)
    moved = actions.pass_on_concern(coordinator, concern.key, group=other.key)
    assert (moved.group, moved.passed_from, moved.passed_on) == (other, group, montreal_today())
    assert queries.concerns(accounts.acting(Role.LEAD, other)).get() == concern
    assert not queries.concerns(accounts.acting(Role.LEAD, group)).exists()


def test_a_concern_that_waits_long_is_seen_until_it_is_answered(group: Group, settings: Settings) -> None:
    settings.CONCERN_WAITS_DAYS = 60
    concern, _, actor = raised(group)
    Concern.objects.filter(pk=concern.pk).update(raised_on=date(2026, 1, 1))
    assert not queries.unanswered(actor, date(2026, 3, 1)).exists()
    assert queries.unanswered(actor, date(2026, 3, 2)).get() == concern
    actions.answer_concern(accounts.acting(Role.LEAD, group), concern.key, kind="media", on=date(2026, 4, 1))
    assert queries.unanswered(actor, date(2026, 3, 31)).get() == concern, "as of a day before the answer"
    assert not queries.unanswered(actor, date(2026, 4, 1)).exists()
    assert not queries.unanswered(ANONYMOUS, date(2026, 3, 31)).exists()


def test_a_raiser_that_may_not_be_seen_is_left_out(group: Group) -> None:
    assert group.coalition is not None
    hidden, actor = member(group.coalition, published=False)
    concern = actions.raise_concern(actor, group.key, organization=hidden.key, title=TITLE)
    lead = accounts.acting(Role.LEAD, group)
    assert queries.concern(lead, concern.key).thing == concern
    assert not queries.visible_raisers(lead).exists()
    assert queries.visible_raisers(actor).get().organization == hidden
    [entry] = queries.histories_of_concerns(lead, [concern])[concern.key]
    assert hidden.key not in str(entry.codes)


def test_verbs_of_many_take_as_many_statements_as_those_of_one(
    group: Group, django_assert_num_queries: Any, coalition: Organization
) -> None:
    organization, _ = member(coalition)
    user = accounts.holder(Role.COORDINATOR, coalition)
    accounts.grant(user, Role.ADMINISTRATOR, organization)
    actor = accounts.actor(user)
    keys = [raised(group, title)[0].key for title in ("Un", "Deux", "Trois")]
    actions.support_concern(actor, keys[0], organization=organization.key)
    for some in (keys[:1], keys):
        found = list(Concern.objects.filter(key__in=some))
        with django_assert_num_queries(4):
            verbs = queries.verbs_of_concerns(actor, found)
    every = frozenset({"answer_concern", "edit_concern", "join_concerns", "pass_on_concern", "support_concern"})
    assert verbs == {keys[0]: every | {"withdraw_concern"}, keys[1]: every, keys[2]: every}


def test_a_hidden_concern_is_refused_like_a_missing_one(group: Group) -> None:
    concern, organization, _ = raised(group)
    stranger = accounts.acting(Role.ADMINISTRATOR, directory.organization(claimed=True))
    refusals = []
    for key in (concern.key, "rien-de-tel"):
        with pytest.raises(Refused) as caught:
            actions.support_concern(stranger, key, organization=organization.key)
        refusals.append(caught.value.problems)
    assert refusals[0] == refusals[1]
    assert refusals[0][0].code is ErrorCode.NOT_FOUND


@given(words=st.lists(st.sampled_from(["garderie", "délais", "logement", "travail"]), min_size=1, unique=True))
def test_word_order_accents_and_case_do_not_make_another_concern(words: list[str]) -> None:
    told = " ".join(words)
    turned = " ".join(reversed(words)).upper().replace("É", "E")
    assert rules.alike(turned, {"same": told, "other": "zzz yyy"}) == ["same"]

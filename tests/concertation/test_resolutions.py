"""A resolution's life up to the vote, who sees it when, and how it is found."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from registry.concertation import actions, queries
from registry.concertation.models import Clause, Resolution, RuleSet, Seat
from registry.concertation.rules import stems
from registry.core.actor import ANONYMOUS, SYSTEM, Actor
from registry.core.dates import PartialDate, montreal_today
from registry.core.day_words import date_words
from registry.core.errors import ErrorCode, Refused
from registry.core.messages import sentence
from registry.directory.models import Organization
from registry.journal.models import Event
from tests.factories import concertation as make_groups
from tests.factories import directory
from tests.factories import resolutions as make

pytestmark = pytest.mark.django_db
TEXT = "Demande au gouvernement de financer des lits familiaux."


@pytest.fixture
def coalition() -> Organization:
    return directory.coalition()


def member(coalition: Organization, **fields: Any) -> Organization:
    found = directory.organization()
    directory.member(coalition, found, **fields)
    return found


def sits(organization: Organization, coalition: Organization) -> Seat:
    group = make_groups.group(coalition=coalition)
    return Seat.objects.create(organization=organization, group=group, role="member", since=PartialDate(2020))


def refused(code: ErrorCode, act: Any, *args: Any, **kwargs: Any) -> Refused:
    with pytest.raises(Refused) as caught:
        act(*args, **kwargs)
    assert caught.value.code is code
    return caught.value


def seen(actor: Actor, resolution: Resolution) -> bool:
    return queries.visible_resolutions(actor).filter(pk=resolution.pk).exists()


def test_a_member_drafts_and_two_members_make_it_a_proposal(coalition: Organization) -> None:
    one, other = member(coalition), member(coalition)
    writer = directory.contributor(one)
    made = actions.draft_resolution(writer, coalition.key, organization=one.key, subject="Lits familiaux")
    actions.edit_resolution(writer, made.key, values={"clauses": [{"kind": "clause", "text_fr": TEXT}]})
    actions.move_resolution(directory.administrator(one), made.key, organization=one.key)
    made = actions.second_resolution(directory.administrator(other), made.key, organization=other.key)
    assert (made.state, made.mover, made.seconder) == ("proposed", one, other)
    names = Event.objects.filter(aggregate_key=made.key).order_by("position").values_list("name", flat=True)
    assert list(names) == [f"resolution.{what}" for what in ("drafted", "edited", "moved", "seconded")]


def test_one_member_does_not_move_and_second(coalition: Organization) -> None:
    one = member(coalition)
    draft = make.draft(coalition, TEXT)
    actions.move_resolution(directory.administrator(one), draft.key, organization=one.key)
    refused(
        ErrorCode.SAME_THING, actions.second_resolution, directory.administrator(one), draft.key, organization=one.key
    )
    draft.refresh_from_db()
    assert (draft.state, draft.seconder) == ("draft", None)


@pytest.mark.parametrize("fields", [{"votes": False}, {"accepted": False}, {"until": PartialDate(2021)}])
def test_who_has_no_vote_today_moves_nothing(coalition: Organization, fields: dict[str, Any]) -> None:
    draft, one = make.draft(coalition, TEXT), member(coalition, **fields)
    refused(ErrorCode.NOT_A_MEMBER, actions.move_resolution, SYSTEM, draft.key, organization=one.key)


def test_without_an_operative_clause_there_is_nothing_to_move(coalition: Organization) -> None:
    draft, one = make.draft(coalition), member(coalition)
    refused(ErrorCode.MISSING, actions.move_resolution, SYSTEM, draft.key, organization=one.key)


def test_clauses_that_stay_keep_their_keys_in_a_new_order(coalition: Organization) -> None:
    draft = make.draft(coalition, "Premier", "Deuxième", "Troisième")
    first, _, third = draft.clauses.all()
    told = [
        {"kind": "clause", "key": third.key, "text_fr": "Troisième", "text_en": "Third"},
        {"kind": "recital", "text_fr": "Considérant"},
        {"kind": "clause", "key": first.key, "text_fr": "Premier, récrit"},
    ]
    actions.edit_resolution(SYSTEM, draft.key, values={"clauses": told})
    recital, one, two = draft.clauses.all()
    assert (recital.kind, recital.text_fr) == ("recital", "Considérant")
    assert [(row.key, row.texts) for row in (one, two)] == [
        (third.key, {"fr": "Troisième", "en": "Third"}),
        (first.key, {"fr": "Premier, récrit", "en": ""}),
    ]


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"subject_fr": " "}, ErrorCode.MISSING),
        ({"title": "x"}, ErrorCode.UNKNOWN_CODE),
        ({"clauses": "texte"}, ErrorCode.MISSING),
        ({"clauses": [{"kind": "clause"}]}, ErrorCode.MISSING),
        ({"clauses": [{"kind": "wish", "text_fr": "x"}]}, ErrorCode.UNKNOWN_CODE),
        ({"clauses": [{"kind": "clause", "text_fr": "x" * 4001}]}, ErrorCode.TOO_LONG),
        ({"clauses": [{"kind": "clause", "text_fr": "Appelez le 514 555-0100"}]}, ErrorCode.PERSONAL_DETAIL),
        ({"clauses": [{"kind": "clause", "text_fr": "x", "key": "nobody"}]}, ErrorCode.NOT_FOUND),
        ({"clauses": [{"kind": "clause", "text_fr": "x"}] * 61}, ErrorCode.TOO_MANY),
    ],
)
def test_what_cannot_be_written_changes_nothing(
    coalition: Organization, values: dict[str, Any], code: ErrorCode
) -> None:
    draft = make.draft(coalition, TEXT)
    refused(code, actions.edit_resolution, SYSTEM, draft.key, values=values)
    draft.refresh_from_db()
    assert (draft.subject_fr, draft.version, draft.clauses.get().text_fr) == ("Hébergement", 0, TEXT)


@pytest.mark.parametrize("state", ["proposed", "adopted", "defeated", "withdrawn"])
def test_only_a_draft_is_edited(coalition: Organization, state: str) -> None:
    made = make.resolution(coalition, TEXT, state=state)
    refused(ErrorCode.WRONG_STATE, actions.edit_resolution, SYSTEM, made.key, values={"subject_fr": "Autre"})


def test_a_stale_edit_is_refused_with_what_stands(coalition: Organization) -> None:
    draft = make.draft(coalition, TEXT)
    actions.edit_resolution(SYSTEM, draft.key, values={"subject_fr": "Le premier"}, version=0)
    refusal = refused(
        ErrorCode.STALE_WRITE, actions.edit_resolution, SYSTEM, draft.key, values={"subject_fr": "Autre"}, version=0
    )
    assert isinstance(refusal.current, Resolution)
    assert refusal.current.subject_fr == "Le premier"


def test_a_number_is_used_once_at_an_assembly_and_again_at_the_next(coalition: Organization) -> None:
    held, later = make.assembly(coalition), make.assembly(coalition)
    first, second = make.draft(coalition, TEXT), make.draft(coalition, TEXT)
    actions.put_to_assembly(SYSTEM, first.key, assembly=held.key, number=1)
    refused(ErrorCode.NUMBER_TAKEN, actions.put_to_assembly, SYSTEM, second.key, assembly=held.key, number=1)
    made = actions.put_to_assembly(SYSTEM, second.key, assembly=later.key, number=1)
    assert (made.number, made.assembly_on) == (1, PartialDate.of(later.day))


def test_what_the_rules_of_the_coalition_ask_for_comes_before_the_assembly(coalition: Organization) -> None:
    fields = {"required_fields": ["mover", "seconder", "source_group"]}
    RuleSet.objects.create(key="rules", kind="resolution", applies_to=[coalition.key], data=fields)
    held, one, other = make.assembly(coalition), member(coalition), member(coalition)
    bare = make.draft(coalition, TEXT, mover=one)
    refusal = refused(ErrorCode.NO_SECONDER, actions.put_to_assembly, SYSTEM, bare.key, assembly=held.key)
    assert [problem.code for problem in refusal.problems] == [ErrorCode.NO_SECONDER, ErrorCode.NO_SOURCE_GROUP]
    bare.refresh_from_db()
    assert bare.assembly is None
    group = make_groups.group(coalition=coalition)
    whole = make.draft(coalition, TEXT, mover=one, seconder=other, group=group, state="proposed")
    assert actions.put_to_assembly(SYSTEM, whole.key, assembly=held.key).assembly == held


def test_an_assembly_votes_on_no_text_that_was_begun_after_it(coalition: Organization) -> None:
    past, today = (make.assembly(coalition, day=montreal_today() - timedelta(days=days)) for days in (1, 0))
    drafted = actions.draft_resolution(SYSTEM, coalition.key, subject="Lits familiaux")
    refusal = refused(
        ErrorCode.ASSEMBLY_TOO_EARLY, actions.put_to_assembly, SYSTEM, drafted.key, assembly=past.key, number=1
    )
    assert date_words(montreal_today()) in sentence(refusal.problems[0])
    drafted.refresh_from_db()
    assert (drafted.assembly, drafted.assembly_on) == (None, None)
    assert actions.put_to_assembly(SYSTEM, drafted.key, assembly=today.key, number=1).assembly == today
    loaded = make.draft(coalition, TEXT)
    assert actions.put_to_assembly(SYSTEM, loaded.key, assembly=past.key).assembly == past


def test_an_assembly_of_another_coalition_or_a_cancelled_one_takes_none(coalition: Organization) -> None:
    draft = make.draft(coalition, TEXT)
    elsewhere, cancelled = make.assembly(directory.coalition()), make.assembly(coalition, state="cancelled")
    refused(ErrorCode.NOT_FOUND, actions.put_to_assembly, SYSTEM, draft.key, assembly=elsewhere.key)
    refused(ErrorCode.WRONG_STATE, actions.put_to_assembly, SYSTEM, draft.key, assembly=cancelled.key)


def test_who_sees_a_draft_of_a_group_a_proposal_and_what_is_adopted(coalition: Organization) -> None:
    sitting, joined, other = member(coalition), member(coalition), directory.organization()
    seat = sits(sitting, coalition)
    made = make.draft(coalition, TEXT, group=seat.group)
    inside, beside, outside = (directory.reader(one) for one in (sitting, joined, other))
    assert [seen(one, made) for one in (inside, beside, outside, ANONYMOUS)] == [True, False, False, False]
    made.state = "proposed"
    made.save()
    assert [seen(one, made) for one in (inside, beside, outside, ANONYMOUS)] == [True, True, False, False]
    made.state = "withdrawn"
    made.save()
    assert [seen(one, made) for one in (inside, beside, outside, ANONYMOUS)] == [True, False, False, False]
    made.state = "adopted"
    made.save()
    assert all(seen(one, made) for one in (inside, beside, outside, ANONYMOUS))


def test_whoever_sits_elsewhere_drafts_nothing_here(coalition: Organization) -> None:
    joined = member(coalition)
    seat = sits(member(coalition), coalition)
    writer = directory.contributor(joined)
    drafting = {"organization": joined.key, "group": seat.group.key, "subject": "Lits"}
    refused(ErrorCode.NOT_ALLOWED, actions.draft_resolution, writer, coalition.key, **drafting)
    elsewhere = make_groups.group(coalition=directory.coalition())
    refused(ErrorCode.NOT_FOUND, actions.draft_resolution, SYSTEM, coalition.key, group=elsewhere.key, subject="Lits")


def test_words_are_found_in_both_languages_without_accents_or_endings(coalition: Organization) -> None:
    made = make.resolution(coalition, "Réclame la fin des détentions d'enfants réfugiés", subject="Droits")
    clause = made.clauses.get()
    clause.text_en = "Calls for an end to detaining refugee children"
    clause.save()
    made.stems = stems.index(made.subjects.values(), clause.texts.values())
    made.save()
    other = make.resolution(coalition, "Remercie les bénévoles", subject="Enfants")
    for text in ("refugie", "RÉFUGIÉES", "detention", "children", "detained", "enfant réfugié", "d'enfants réfugiés"):
        assert list(queries.find_resolutions(ANONYMOUS, text)) == [made], text
    assert list(queries.find_resolutions(ANONYMOUS, "enfant")) == [other, made], "a subject comes first"
    assert not queries.find_resolutions(ANONYMOUS, "enfant dragon").exists()


def test_what_is_written_is_found_at_once(coalition: Organization) -> None:
    made = actions.draft_resolution(SYSTEM, coalition.key, subject="Apatridie")
    assert list(queries.find_resolutions(SYSTEM, "apatrides")) == [made]
    assert not queries.find_resolutions(SYSTEM, "bed").exists()
    actions.edit_resolution(SYSTEM, made.key, values={"clauses": [{"kind": "clause", "text_en": "Demands beds"}]})
    assert list(queries.find_resolutions(SYSTEM, "bed")) == [made]
    actions.edit_resolution(SYSTEM, made.key, values={"clauses": []})
    assert list(queries.find_resolutions(SYSTEM, "bed")) == []


def test_verbs_of_many_take_as_many_statements_as_of_one(coalition: Organization) -> None:
    actor = directory.administrator(member(coalition))
    rows = [make.draft(coalition, TEXT) for _ in range(4)]
    counts = []
    for some in (rows[:1], rows):
        found = list(Resolution.objects.filter(pk__in=[row.pk for row in some]).select_related("group"))
        with CaptureQueriesContext(
            connection,
        ) as captured:
            verbs = queries.verbs_of_resolutions(actor, found)
        counts.append(len(captured))
        assert all({"edit_resolution", "move_resolution"} <= one for one in verbs.values())
    assert counts[0] == counts[1]


def test_clauses_come_recitals_first(coalition: Organization) -> None:
    made = make.draft(coalition, TEXT)
    Clause.objects.create(resolution=made, kind="recital", position=0, text_fr="Considérant")
    assert [one.kind for one in made.clauses.all()] == ["recital", "clause"]

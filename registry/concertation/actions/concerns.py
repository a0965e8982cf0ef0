"""A concern's life: raised and supported by members, joined, passed on, answered, or withdrawn."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date

from registry.core.actor import Actor
from registry.core.dates import Period, montreal_today
from registry.core.errors import ErrorCode, refuse
from registry.core.logic import Truth
from registry.core.text import fold
from registry.journal.actions import action, expect_version, record

from .. import queries
from ..models import Concern, ConcernAnswer, ConcernRaiser, Group
from ..rules import concerns as rules


@action
def raise_concern(
    actor: Actor, group: str, *, organization: str, title: str, description: str = "", language: str = "fr"
) -> Concern:
    """Raise a concern to a group, in the name of an organization that sits in it or is a member of its coalition.

    Raises Refused: NOT_FOUND, NOT_ALLOWED, NOT_OF_THE_GROUP; ALREADY_EXISTS where a concern with this title stands,
    which is to be supported instead; WRONG_STATE where the group is over; MISSING, TOO_LONG, NOT_A_TEXT,
    PERSONAL_DETAIL, UNKNOWN_CODE.
    """
    addressed = _addressed(actor, group)
    raiser = queries.raising_organization(actor, organization, addressed)
    wording = rules.Wording.checked(title, description, language)
    _refuse_repeated(actor, addressed, wording.title)
    today = montreal_today()
    concern = Concern.objects.create(
        group=addressed,
        title=wording.title,
        description=wording.description,
        language=wording.language,
        raised_on=today,
    )
    ConcernRaiser.objects.create(concern=concern, organization=raiser, on=today)
    record(actor, "concern.raised", concern, codes={"group": addressed.key, "organizations": [raiser.key]})
    return concern


@action
def edit_concern(actor: Actor, key: str, *, values: Mapping[str, object], version: int | None = None) -> Concern:
    """Change what is given of a concern's words: title, description, language.

    Raises Refused: WRONG_STATE, also for who raised it once somebody else joined or the group answered; BAD_REQUEST
    for a field that there isn't; ALREADY_EXISTS and what is wrong with the words, as `raise_concern`.
    """
    concern = queries.concern_for_change(actor, key, "edit_concern")
    expect_version(concern, version)
    _refuse_over(concern)
    if not queries.may_reword(actor, concern):
        raise refuse(ErrorCode.WRONG_STATE)
    standing: dict[str, object] = {name: getattr(concern, name) for name in ("title", "description", "language")}
    unknown = next((name for name in values if name not in standing), None)
    if unknown is not None:
        raise refuse(ErrorCode.BAD_REQUEST, unknown, reason=unknown)
    wording = asdict(rules.Wording.checked(**{**standing, **values}))
    changed = [name for name in standing if wording[name] != standing[name]]
    if "title" in changed:
        _refuse_repeated(actor, concern.group, wording["title"], apart_from=concern)
    for name in changed:
        setattr(concern, name, wording[name])
    if changed:
        concern.save(update_fields=changed)
        record(actor, "concern.edited", concern, fields=changed)
    return concern


@action
def support_concern(actor: Actor, key: str, *, organization: str, words: str = "") -> Concern:
    """Raise the same concern in the name of another organization, with what it adds in its own words.

    Raises Refused: NOT_OF_THE_GROUP, ALREADY_EXISTS (it raised it before), WRONG_STATE, and what `words` has wrong.
    """
    concern = queries.concern_for_change(actor, key, "support_concern")
    raiser = queries.raising_organization(actor, organization, concern.group)
    _refuse_over(concern)
    if concern.raisers.filter(organization=raiser).exists():
        raise refuse(ErrorCode.ALREADY_EXISTS, "organization")
    ConcernRaiser.objects.create(
        concern=concern, organization=raiser, on=montreal_today(), words=rules.checked_words(words)
    )
    record(actor, "concern.supported", concern, fields=["raisers"], codes={"organizations": [raiser.key]})
    return concern


@action
def withdraw_concern(actor: Actor, key: str, *, organization: str) -> Concern:
    """Take an organization's name off a concern; with the last one the concern is withdrawn.

    Raises Refused: WRONG_STATE, also where the organization did not raise it.
    """
    concern = queries.concern_for_change(actor, key, "withdraw_concern")
    leaving = queries.withdrawing_organization(actor, organization)
    _refuse_over(concern)
    raised = concern.raisers.filter(organization=leaving)
    if not raised.exists():
        raise refuse(ErrorCode.WRONG_STATE, "organization")
    fields = ["raisers"]
    if concern.raisers.exclude(organization=leaving).exists():
        raised.delete()
    else:
        concern.state = Concern.State.WITHDRAWN
        concern.save(update_fields=["state"])
        fields = ["state"]
    record(actor, "concern.withdrawn", concern, fields=fields, codes={"organizations": [leaving.key]})
    return concern


@action
def join_concerns(actor: Actor, key: str, *, into: str, version: int | None = None) -> Concern:
    """Join a concern into another one of the same group, which takes over who raised it and how it was answered.

    Returns the one that stays. Raises Refused: SAME_THING, WRONG_STATE where one of the two stands no more or is of
    another group.
    """
    named = {into: "into", key: "concern"}
    both = {one: queries.concern_for_change(actor, one, "join_concerns", named[one]) for one in sorted(named)}
    concern, target = both[key], both[into]
    expect_version(concern, version)
    if target == concern:
        raise refuse(ErrorCode.SAME_THING, "into")
    _refuse_over(concern)
    if target.state not in rules.LIVE or target.group_id != concern.group_id:
        raise refuse(ErrorCode.WRONG_STATE, "into")
    known = set(target.raisers.values_list("organization", flat=True))
    concern.raisers.exclude(organization__in=known).update(concern=target)
    concern.answers.update(concern=target)
    if concern.state == Concern.State.ANSWERED:
        target.state = Concern.State.ANSWERED
        target.save(update_fields=["state"])
    concern.state, concern.joined_to = Concern.State.JOINED, target
    concern.save(update_fields=["state", "joined_to"])
    record(actor, "concern.joined", concern, fields=["state", "raisers"], codes={"concern": target.key})
    record(actor, "concern.extended", target, fields=["raisers"], codes={"concern": concern.key})
    return target


@action
def answer_concern(
    actor: Actor,
    key: str,
    *,
    kind: str,
    on: date | None = None,
    note: str = "",
    activity: str | None = None,
    resolution: str | None = None,
    outcome: str | None = None,
    version: int | None = None,
) -> Concern:
    """Say how the group answers the concern, in one of the seven ways, and by what; it may be answered several times.

    What answers it belongs to the same coalition. Raises Refused: WRONG_STATE, NOT_FOUND, and as
    `rules.checked_answer`.
    """
    concern = queries.concern_for_change(actor, key, "answer_concern")
    expect_version(concern, version)
    _refuse_over(concern)
    answer = ConcernAnswer(
        concern=concern,
        activity=queries.answering_activity(actor, concern.group, activity) if activity else None,
        resolution=queries.answering_resolution(actor, concern.group, resolution) if resolution else None,
        outcome=queries.answering_outcome(actor, concern.group, outcome) if outcome else None,
        **rules.checked_answer(kind, on, note, concern.raised_on, montreal_today()),
    )
    answer.save()
    concern.state = Concern.State.ANSWERED
    concern.save(update_fields=["state"])
    by = [key for key in (activity, resolution, outcome) if key]
    codes = {"kind": answer.kind, "on": str(answer.on), "by": by}
    record(actor, "concern.answered", concern, fields=["answers", "state"], codes=codes)
    return concern


@action
def pass_on_concern(actor: Actor, key: str, *, group: str, version: int | None = None) -> Concern:
    """Pass the concern on to another group of the same coalition, from today on.

    Raises Refused: NOT_FOUND, SAME_THING for the group that has it, WRONG_STATE, also where the other group is over.
    """
    concern = queries.concern_for_change(actor, key, "pass_on_concern")
    expect_version(concern, version)
    _refuse_over(concern)
    before, after = concern.group, _addressed(actor, group)
    if before == after:
        raise refuse(ErrorCode.SAME_THING, "group")
    if before.work_of_id is None or after.work_of_id != before.work_of_id:
        raise refuse(ErrorCode.NOT_FOUND, "group")
    concern.group, concern.passed_from, concern.passed_on = after, before, montreal_today()
    concern.save(update_fields=["group", "passed_from", "passed_on"])
    record(actor, "concern.passed_on", concern, fields=["group"], codes={"from": before.key, "group": after.key})
    return concern


def _addressed(actor: Actor, key: str) -> Group:
    """The group that is to take something up. Raises Refused: NOT_FOUND; WRONG_STATE for one that is over."""
    group = queries.group(actor, key)
    if Period(until=group.until).over_on(montreal_today()) is Truth.YES:
        raise refuse(ErrorCode.WRONG_STATE, "group")
    return group


def _refuse_repeated(actor: Actor, group: Group, title: str, apart_from: Concern | None = None) -> None:
    """Raises Refused (ALREADY_EXISTS) where another concern of the group stands with this title, to be supported."""
    standing = queries.visible_concerns(actor).filter(group=group, state__in=rules.LIVE)
    if fold(title) in {fold(one.title) for one in standing if one != apart_from}:
        raise refuse(ErrorCode.ALREADY_EXISTS, "title")


def _refuse_over(concern: Concern) -> None:
    """Raises Refused (WRONG_STATE) for a concern that was withdrawn, or joined to another one."""
    if concern.state not in rules.LIVE:
        raise refuse(ErrorCode.WRONG_STATE)

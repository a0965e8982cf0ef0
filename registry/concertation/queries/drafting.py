"""In whose name a resolution is drafted, moved or seconded; since when, and what the coalition's rules ask of it."""

from datetime import date

from registry.core.actor import Actor, Role
from registry.core.dates import montreal_day
from registry.core.errors import ErrorCode, Refused, refuse
from registry.directory import queries as directory
from registry.directory.models import Organization
from registry.directory.rules import COALITION
from registry.journal import queries as journal

from ..models import Group, Resolution, RuleSet
from ..policy import resolutions as policy
from ..rules.resolutions import WITHOUT
from .groups import group as visible_group


def drafting_place(
    actor: Actor, coalition: str, group: str | None, organization: str | None
) -> tuple[Organization, Group | None]:
    """The coalition, and the group of it if one is named, in which the actor may draft a resolution.

    Raises Refused: NOT_FOUND, NOT_A_COALITION, MISSING (an organization, where the actor does not run the place),
    NOT_ALLOWED, SIGN_IN_NEEDED.
    """
    within = directory.organization(actor, coalition, "coalition").thing
    if within.kind != COALITION:
        raise refuse(ErrorCode.NOT_A_COALITION, "coalition")
    of = visible_group(actor, group) if group is not None else None
    if of is not None and within.pk not in (of.coalition_id, of.body_id if of.coalition_id is None else None):
        raise refuse(ErrorCode.NOT_FOUND, "group")
    runs = policy.may_run(actor, within, of)
    if organization is not None:
        drafter = directory.organization(actor, organization).thing
        if not runs and not (
            policy.acts_for(actor, drafter, Role.CONTRIBUTOR) and policy.takes_part(drafter, within, of)
        ):
            raise _not_allowed(actor)
    elif not runs:
        raise refuse(ErrorCode.MISSING, "organization") if actor.is_signed_in else _not_allowed(actor)
    return within, of


def required_of_resolutions(actor: Actor, coalition: Organization) -> list[str]:
    """What the coalition's rules ask of a resolution: of `mover`, `seconder` and `source_group`."""
    told = RuleSet.objects.filter(kind="resolution").order_by("key")
    asked = [name for one in told if coalition.key in one.applies_to for name in one.data.get("required_fields") or ()]
    return [name for name in dict.fromkeys(asked) if name in WITHOUT]


def drafted_on(actor: Actor, resolution: Resolution) -> date | None:
    """The day on which the resolution was begun here; None for one that was loaded."""
    begun = journal.first_time(actor, "resolution.drafted", resolution)
    return montreal_day(begun) if begun else None


def deciding_organization(actor: Actor, key: str, role: Role) -> Organization:
    """The organization in whose name the actor acts with at least this role.

    Raises Refused: NOT_FOUND, NOT_ALLOWED, SIGN_IN_NEEDED.
    """
    found = directory.organization(actor, key).thing
    if not policy.acts_for(actor, found, role):
        raise _not_allowed(actor)
    return found


def _not_allowed(actor: Actor) -> Refused:
    return refuse(ErrorCode.NOT_ALLOWED if actor.is_signed_in else ErrorCode.SIGN_IN_NEEDED, "organization")

"""Who may see a referral agreement, and do what with it: the people of its two ends, each for their own."""

from django.db.models import Q

from registry.core.actor import Actor, Role
from registry.core.models import DatedQuerySet
from registry.directory import policy as directory
from registry.directory.models import Organization, Service

from .models import Agreement

ANSWERS = frozenset({"accept_agreement", "decline_agreement"})
CONTRIBUTOR = frozenset({"confirm_agreement"})
ADMINISTRATOR = CONTRIBUTOR | {
    *("amend_agreement", "suspend_agreement", "resume_agreement"),
    *("end_agreement", "show_agreement"),
}


def visible_to(actor: Actor, agreements: DatedQuerySet[Agreement]) -> DatedQuerySet[Agreement]:
    """Those of the actor's organizations, and the accepted ones that are marked for such an actor.

    An agreement with an end or a service that the actor may not see doesn't exist for that actor.
    """
    if actor.is_system:
        return agreements
    audiences = [Agreement.Audience.PUBLIC]
    if actor.is_signed_in:
        audiences.append(Agreement.Audience.PARTNERS)
    own = actor.organizations(Role.READER)
    shown = Q(state=Agreement.State.ACCEPTED, audience__in=audiences)
    organizations = directory.visible_organizations_to(actor, Organization.objects.all())
    services = directory.visible_services_to(actor, Service.objects.all())
    return agreements.filter(
        shown | Q(origin__in=own) | Q(target__in=own),
        Q(origin=None) | Q(origin__in=organizations),
        Q(target=None) | Q(target__in=organizations),
        Q(service=None) | Q(service__in=services),
    )


def may_propose(actor: Actor, organization: Organization) -> bool:
    """A contributor of an organization proposes its agreements, whichever end it is."""
    return actor.is_system or organization.pk in actor.organizations(Role.CONTRIBUTOR)


def may(actor: Actor, verb: str, agreement: Agreement) -> bool:
    """Whether this actor may call the action `verb` on the agreement. Asks nothing about seeing it."""
    return verb in verbs(actor, agreement)


def verbs(actor: Actor, agreement: Agreement) -> frozenset[str]:
    """The names of all the actions that this actor may call on the agreement, whatever its state.

    A token for reading only may do nothing.
    """
    if not actor.may_write:
        return frozenset()
    if actor.is_system:
        return ANSWERS | ADMINISTRATOR
    parties = {pk for pk in (agreement.origin_id, agreement.target_id) if pk is not None}
    allowed: set[str] = set()
    if parties & actor.organizations(Role.CONTRIBUTOR):
        allowed |= CONTRIBUTOR
    administered = parties & actor.organizations(Role.ADMINISTRATOR)
    if administered:
        allowed |= ADMINISTRATOR | {"decline_agreement"}
    # The end that did not propose it accepts; an agreement with a single organization has that one only.
    if administered - {agreement.proposed_by_id} or (administered and len(parties) == 1):
        allowed.add("accept_agreement")
    return frozenset(allowed)

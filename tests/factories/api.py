"""Worlds in which every list of the API has something in it, in any number of copies."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from registry.concertation.models import Activity, Concern, Group, Listing, Resolution, Seat
from registry.core.dates import PartialDate, montreal_today
from registry.core.models import Aggregate, Citation, Contradiction, SourceDocument, Statement
from registry.directory.models import IntakeInterruption, Organization, OrganizationState, Service, ServiceAtLocation
from registry.journal.models import Event
from registry.referrals.models import Agreement, AgreementTerms

from . import concertation, meetings, resolutions
from . import directory as make


def complete(coalition: Organization) -> Organization:
    """One more organization with a service, a place, and at least one of everything that hangs on them."""
    one, other = make.organization(), make.organization()
    OrganizationState.objects.create(organization=one, status="active", since=PartialDate(2019), successor=other)
    service = make.service(one, facts_all=["urgent"])
    service.schedule, service.fee = {"times": 1, "per": "week", "label_fr": "une fois"}, "free"
    service.save()
    period = make.intake(service, "open", montreal_today().isoformat())
    IntakeInterruption.objects.create(service=service, status="suspended", within=PartialDate(2024))
    place = make.location(one, name="Accueil", address="ici")
    ServiceAtLocation.objects.create(service=service, location=place)
    links = [make.member(coalition, one), make.member(one, other), make.link(one, other), make.link(other, one)]
    agreements = [agreement(one, other), agreement(other, one, service)]
    group = Group.objects.create(kind="committee", name_fr="Groupe", body=one, coalition=coalition, sort_name="groupe")
    Group.objects.create(kind="committee", name_fr="Sous-groupe", body=one, parent=group, sort_name="sous groupe")
    seats = seats_of(group, one, other)
    listing = Listing.objects.create(organization=one, group=group)
    deed = act(group, service, one, other)
    concerns = concerns_of(group, deed, one, other)
    met = meetings.with_everything(group, coalition, one, other)
    adopted = resolutions_of(group, coalition, one, other)
    for thing in (one, service, period, group, listing, *seats, *links, *agreements, deed, *adopted):
        cite(thing._meta.model_name or "", thing.key)
    for subject in (one, service, deed):
        contradict(subject)
    changed: list[Aggregate] = [one, service, deed, *concerns, *agreements, *met, *adopted]
    for aggregate in changed:
        happened(aggregate)
    return one


def seats_of(group: Group, *organizations: Organization) -> list[Seat]:
    """A seat for each of them, which ends soon, in a group whose rules nobody keeps."""
    group.rule_set = concertation.rule_set({"role": "member", "min": 9, "term_years": 1}, composition="members_only")
    group.save()
    cite("ruleset", group.rule_set.key)
    ends = str(PartialDate.of(montreal_today() + timedelta(30)))
    return [concertation.seat(group, organization, until=ends) for organization in organizations]


def agreement(origin: Organization, target: Organization, service: Service | None = None) -> Agreement:
    made = Agreement.objects.create(
        origin_kind="organization", origin=origin, target=target, service=service, proposed_by=origin,
        since=PartialDate(2020), confirmed_on=montreal_today(), volumes=[{"code": "sent", "value": 3}],
    )  # fmt: skip
    AgreementTerms.objects.create(
        agreement=made, needs=["legal_information"], formality="formal", conditions_all=["urgent"]
    )
    return made


def act(group: Group, service: Service, one: Organization, other: Organization) -> Activity:
    """An activity on the group's timeline that both organizations sign."""
    made = Activity.objects.create(
        kind="media", title_fr="Lettre", group=group, service=service, recorded_for=one, date=PartialDate(2025),
        languages=["fr"], quantities=[{"code": "copies", "value": 3}],
    )  # fmt: skip
    for party in (one, other):
        made.parties.create(organization=party, role="signatory")
    made.parties.create(group=group, role="organizer")
    made.impacts.create(kind="members_knowledge", text="Repris")
    return made


def concerns_of(group: Group, deed: Activity, one: Organization, other: Organization) -> list[Concern]:
    """A concern of both organizations, which the activity answers, and one joined to it; another waits."""
    long_ago, columns = date(2025, 1, 1), {"group": group, "passed_from": group}
    answered, joined, waiting = (
        Concern.objects.create(title=title, raised_on=long_ago, **columns) for title in ("Un", "Deux", "Trois")
    )
    Concern.objects.filter(pk=joined.pk).update(state=Concern.State.JOINED, joined_to=answered)
    for raiser in (one, other):
        answered.raisers.create(organization=raiser, on=long_ago)
    answered.answers.create(kind="media", on=long_ago, activity=deed)
    return [answered, joined, waiting]


def resolutions_of(
    group: Group, coalition: Organization, one: Organization, other: Organization
) -> tuple[Resolution, Resolution]:
    """Two resolutions that the two organizations moved and seconded; the first amends the second."""
    columns: dict[str, Any] = {"group": group, "mover": one, "seconder": other, "votes_for": 2, "votes_against": 0}
    first, second = (resolutions.resolution(coalition, "Demande un toit.", **columns) for _ in range(2))
    resolutions.follow("amends", first, second)
    return first, second


def cite(kind: str, key: str) -> None:
    document, _ = SourceDocument.objects.get_or_create(type="named", reference="Rapport annuel")
    Citation.objects.create(subject_type=kind, subject_key=key, document=document, page=3)


def contradict(thing: Aggregate) -> None:
    made = Contradiction.objects.create(
        subject_type=thing._meta.model_name or "", subject_key=thing.key, attribute="capacity", kind="conflict"
    )
    cite("contradiction", made.key)
    for position, value in enumerate(("7", "6")):
        Statement.objects.create(contradiction=made, position=position, value=value)
        cite("statement", f"{made.key}#{position}")


def happened(thing: Aggregate) -> None:
    Event.objects.create(
        correlation="00000000-0000-0000-0000-000000000000", occurred_at=timezone.now(), actor_kind="system",
        actor_id="system", name=f"{thing._meta.model_name}.loaded", aggregate_type=thing._meta.model_name or "",
        aggregate_key=thing.key, version=1,
    )  # fmt: skip

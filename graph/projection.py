"""Fills the network from the registry's rows, with who may see each node and edge.

Audience labels: `public` for anyone; `exercise` for whoever has the exercise network switched on; `partners`
for whoever is signed in; `organization:<pk>` for the readers of one organization, `coalition:<pk>` for the
coordinators of the coalition that looks after it. `service.labels_of` gives an actor the same labels.
"""

from collections.abc import Iterable

from django.conf import settings
from django.db.models import QuerySet

from graph import model
from graph.vocabulary import COUNTRY, Area, Regions, Taxonomies, Tree
from registry.directory.models import IntakePeriod, Organization, Region, Service, ServiceTerms, Term
from registry.referrals.models import Agreement, AgreementTerms, AnsweredReferral

PUBLIC, EXERCISE, PARTNERS, SYSTEM_LABEL = "public", "exercise", "partners", "system"


def of_organization(pk: int | None) -> str:
    """The label of those who read one organization's unpublished things."""
    return f"organization:{pk}"


def of_coalition(pk: int | None) -> str:
    """The label of those who coordinate one coalition."""
    return f"coalition:{pk}"


def network() -> model.Network:
    """Everything in the registry that a pathway question can meet; the same number of statements at any size."""
    return model.Network(
        organizations=tuple(_organization(row) for row in Organization.objects.prefetch_related("states")),
        services=tuple(_service(row) for row in _services()),
        agreements=tuple(_agreement(row) for row in _agreements()),
        taxonomies=_taxonomies(),
        regions=_regions(),
        limits=model.Limits(
            service=settings.CONFIRM_SERVICE_DAYS,
            intake=settings.CONFIRM_INTAKE_DAYS,
            agreement=settings.CONFIRM_AGREEMENT_DAYS,
        ),
    )


def _services() -> QuerySet[Service]:
    return Service.objects.select_related("organization").prefetch_related("terms", "intake_periods").order_by("pk")


def _agreements() -> QuerySet[Agreement]:
    """The accepted ones between two organizations, or from any practitioner to one; the rest is shown, never used."""
    used = Agreement.objects.filter(state=Agreement.State.ACCEPTED, target__isnull=False)
    rows = used.exclude(origin_kind=Agreement.Origin.GROUP).select_related("origin", "target", "service")
    return rows.prefetch_related("terms", "answered_referrals").order_by("pk")


def _organization(row: Organization) -> model.OrganizationNode:
    shown = EXERCISE if row.exercise else PUBLIC
    audience = shown if row.published else None
    states = tuple(model.OrganizationState(state.status, state.since) for state in row.states.all())
    return model.OrganizationNode(row.key, _audience(audience, row), states)


def _service(row: Service) -> model.ServiceNode:
    organization = row.organization
    return model.ServiceNode(
        key=row.key,
        organization=organization.key,
        audience=_audience(PUBLIC if row.published else None, organization),
        period=row.period,
        terms=tuple(_service_terms(terms) for terms in row.terms.all()),
        intake=tuple(_intake(period) for period in row.intake_periods.all()),
    )


def _audience(shown: str | None, organization: Organization) -> frozenset[str]:
    """A published thing is everyone's (of an exercise: everyone's who looks at it); else its own people's."""
    labels = {SYSTEM_LABEL, of_organization(organization.pk), of_coalition(organization.pk)}
    steward = organization.steward_id
    if steward is not None and not organization.claimed:
        labels.add(of_coalition(steward))
    if shown is not None:
        labels.add(shown)
    return frozenset(labels)


def _service_terms(row: ServiceTerms) -> model.ServiceTerms:
    return model.ServiceTerms(
        door=row.door,
        needs=tuple(row.needs),
        audiences=frozenset([row.audience, *row.audience_also]),
        populations=frozenset(row.populations),
        populations_all=frozenset(row.populations_all),
        age_min=row.age_min,
        age_max=row.age_max,
        all_facts=frozenset(row.facts_all),
        any_facts=frozenset(row.facts_any),
        languages=frozenset(row.languages),
        areas=frozenset(Area(area["type"], area["code"]) for area in row.areas),
        since=row.since,
    )


def _intake(row: IntakePeriod) -> model.IntakePeriod:
    return model.IntakePeriod(row.status, row.period, row.wait_days)


def _agreement(row: Agreement) -> model.AgreementEdge:
    assert row.target is not None  # of those that are used
    parties = [pk for pk in (row.origin_id, row.target_id) if pk is not None]
    labels = {SYSTEM_LABEL, *(of_organization(pk) for pk in parties)}
    if row.audience == Agreement.Audience.PUBLIC:
        labels |= {PUBLIC, PARTNERS}
    elif row.audience == Agreement.Audience.PARTNERS:
        labels.add(PARTNERS)
    return model.AgreementEdge(
        key=row.key,
        giver=row.origin.key if row.origin else model.PRACTITIONERS,
        receiver=row.target.key,
        audience=frozenset(labels),
        period=row.period,
        terms=tuple(_agreement_terms(terms) for terms in row.terms.all()),
        service=row.service.key if row.service else None,
        observed=tuple(_answered(one) for one in row.answered_referrals.all()),
    )


def _agreement_terms(row: AgreementTerms) -> model.AgreementTerms:
    return model.AgreementTerms(
        needs=frozenset(row.needs),
        populations=frozenset(row.populations),
        all_facts=frozenset(row.conditions_all),
        any_facts=frozenset(row.conditions_any),
        in_development=row.formality == "in_development",
        usable=row.usable,
        promised_days=row.promised_days,
        since=row.since,
    )


def _answered(row: AnsweredReferral) -> model.Answered:
    return model.Answered(row.date, row.days, row.accepted)


def _taxonomies() -> Taxonomies:
    rows: dict[str, list[Term]] = {}
    for term in Term.objects.filter(taxonomy__in=["needs", "populations", "languages", "condition_facts"]):
        rows.setdefault(term.taxonomy, []).append(term)
    populations = rows.get("populations", [])
    return Taxonomies(
        needs=_tree(rows.get("needs", [])),
        populations=_tree(populations),
        dimensions={term.code: term.dimension or None for term in populations},
        vague=frozenset(term.code for term in populations if term.vague),
        languages=frozenset(term.code for term in rows.get("languages", [])),
        facts=frozenset(term.code for term in rows.get("condition_facts", [])),
    )


def _tree(terms: Iterable[Term]) -> Tree:
    return Tree({term.code: term.broader or None for term in terms})


def _regions() -> Regions:
    rows = [row for row in Region.objects.all() if row.code != COUNTRY]
    return Regions(
        province_of={row.code: row.province for row in rows if row.type == Region.Type.REGION},
        provinces=frozenset(row.code for row in rows if row.type == Region.Type.PROVINCE),
        borders={row.code: frozenset(row.adjacent) for row in rows},
    )

"""A small town for the pathway finder: each of its services has another door, and one need has none that opens."""

from typing import Any

from graph import service as graph
from registry.core.dates import PartialDate, montreal_today
from registry.directory.models import Region, Service
from registry.referrals.models import Agreement, AgreementTerms

from .directory import intake, organization, service, vocabulary

TODAY = montreal_today()


def town() -> None:
    """Quebec City: Hublot refers to Parapluie in urgency; Plume takes practitioners' referrals; a hotel, the State's.

    Food is had in Montréal only, from an organization of the exercise network too.
    """
    graph.forget()
    vocabulary()
    Region.objects.filter(code="03").update(adjacent=["06"])
    Region.objects.filter(code="06").update(adjacent=["03"])
    here: dict[str, Any] = {"areas": [{"type": "region", "code": "03"}]}
    hublot = organization("Hublot vert", key="hublot", city="Québec")
    parapluie = organization("Parapluie à pois", key="parapluie", city="Québec", email="accueil@parapluie.example")
    plume, state = organization("Plume", key="plume"), organization("Préfecture", key="state")
    beds = {"needs": ["emergency_shelter"], "languages": ["es"], "populations": ["claimant"], **here}
    _open(service(parapluie, "Lits d'urgence", door="agreement_only", **beds))
    _open(service(state, "Hôtel", door="government_referral", **beds))
    lawyer = service(plume, "Avocate", door="professional_referral", languages=["es"], facts_any=["homeless"], **here)
    Service.objects.filter(pk=lawyer.pk).update(email="references@plume.example")
    _open(lawyer)
    _open(service(organization("Panier", key="panier"), "Dépannage", needs=["food"]))
    _open(service(organization("Panier rêvé", key="reve", exercise=True), "Festin", needs=["food"], **here))
    agreement = Agreement.objects.create(
        key="entente", origin_kind="organization", origin=hublot, target=parapluie, since=PartialDate(2020),
        since_basis="stated", confirmed_on=TODAY, first_confirmed_on=TODAY,
    )  # fmt: skip
    AgreementTerms.objects.create(
        agreement=agreement, needs=["emergency_shelter"], conditions_all=["urgent"], formality="formal", promised_days=2
    )


def _open(of: Service) -> None:
    intake(of, "open", "2026-01-01", confirmed_on=TODAY)

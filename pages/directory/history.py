"""Who changed what, and when, in words: kinds of people, never names."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from registry.core.actor import ActorKind
from registry.directory.queries import HistoryEntry

HAPPENED = {
    "activity.edited": _("L'activité a été modifiée"),
    "activity.impact_recorded": _("Ce que l'activité a changé a été inscrit"),
    "activity.impact_removed": _("Un changement inscrit par erreur a été retiré"),
    "activity.loaded": _("L'activité a été reprise d'un document"),
    "activity.party_added": _("Quelqu'un qui prend part à l'activité a été ajouté"),
    "activity.party_removed": _("Quelqu'un qui n'y prend pas part a été retiré"),
    "activity.published": _("L'activité a été publiée"),
    "activity.recorded": _("L'activité a été inscrite"),
    "activity.unpublished": _("L'activité n'a plus été publiée"),
    "agreement.accepted": _("L'entente a été acceptée"),
    "agreement.amended": _("L'entente a été modifiée"),
    "agreement.confirmed": _("L'entente a été confirmée"),
    "agreement.declined": _("L'entente proposée n'a pas eu de suite"),
    "agreement.ended": _("L'entente a pris fin"),
    "agreement.loaded": _("L'entente a été reprise d'un document"),
    "agreement.proposed": _("L'entente a été proposée"),
    "agreement.resumed": _("L'entente a repris"),
    "agreement.shown": _("Qui peut voir l'entente a changé"),
    "agreement.suspended": _("L'entente a été suspendue"),
    "concern.answer_loaded": _("Une réponse a été reprise d'un document"),
    "concern.answered": _("L'enjeu a reçu une réponse"),
    "concern.edited": _("Le texte de l'enjeu a été corrigé"),
    "concern.extended": _("Un enjeu semblable y a été joint"),
    "concern.joined": _("L'enjeu a été joint à un autre"),
    "concern.loaded": _("L'enjeu a été repris d'un document"),
    "concern.passed_on": _("L'enjeu a été transmis à un autre groupe"),
    "concern.raised": _("L'enjeu a été soulevé"),
    "concern.supported": _("Un autre organisme a soulevé le même enjeu"),
    "concern.withdrawn": _("Un organisme a retiré son nom"),
    "group.created": _("Le groupe a été créé"),
    "group.edited": _("Le groupe a été modifié"),
    "group.ended": _("Le groupe a pris fin"),
    "group.listing_loaded": _("Des noms de la liste ont été repris d'un document"),
    "group.loaded": _("Le groupe a été repris d'un document"),
    "group.seat_accepted": _("Un siège a été accepté"),
    "group.seat_confirmed": _("Un siège a été confirmé"),
    "group.seat_declined": _("Un siège offert a été décliné"),
    "group.seat_ended": _("Un siège a pris fin"),
    "group.seat_loaded": _("Des sièges ont été repris d'un document"),
    "group.seat_offered": _("Un siège a été offert"),
    "group.seat_renewed": _("Un mandat a été renouvelé"),
    "meeting.agenda_changed": _("L'ordre du jour a changé"),
    "meeting.answered": _("Un organisme a répondu à l'invitation"),
    "meeting.attendance_taken": _("Les présences ont été prises"),
    "meeting.cancelled": _("La rencontre a été annulée"),
    "meeting.commitment_kept": _("Un engagement a été tenu"),
    "meeting.commitment_reopened": _("Un engagement n'est plus marqué comme tenu"),
    "meeting.changed": _("La rencontre a été modifiée"),
    "meeting.invited": _("Un autre organisme a été invité"),
    "meeting.loaded": _("La rencontre a été reprise d'un document"),
    "meeting.minutes_approved": _("Le procès-verbal a été approuvé"),
    "meeting.minutes_reopened": _("Le procès-verbal a été rouvert"),
    "meeting.minutes_submitted": _("Le procès-verbal a été remis"),
    "meeting.notes_saved": _("Des notes ont été enregistrées"),
    "meeting.outcome_changed": _("Une suite a été corrigée"),
    "meeting.outcome_recorded": _("Une suite a été consignée"),
    "meeting.outcome_removed": _("Une suite a été retirée"),
    "meeting.planned": _("La rencontre a été inscrite"),
    "organization.added": _("L'organisme a été ajouté"),
    "organization.claimed": _("L'organisme a pris sa fiche en charge"),
    "organization.closed": _("L'organisme a fermé"),
    "organization.confidentiality_changed": _("La confidentialité du lieu a changé"),
    "organization.confirmed": _("Toute la fiche a été confirmée"),
    "organization.contradiction_loaded": _("Des sources qui ne s'accordent pas ont été inscrites"),
    "organization.edited": _("Le profil a été modifié"),
    "organization.loaded": _("La fiche a été reprise d'un document"),
    "organization.location_added": _("Un lieu a été ajouté"),
    "organization.location_edited": _("Un lieu a été modifié"),
    "organization.location_removed": _("Un lieu a été retiré"),
    "organization.membership_accepted": _("Une adhésion a commencé"),
    "organization.membership_declined": _("Une adhésion proposée n'a pas été acceptée"),
    "organization.membership_ended": _("Une adhésion a pris fin"),
    "organization.membership_proposed": _("Une adhésion a été proposée"),
    "organization.membership_loaded": _("Une adhésion a été reprise d'un document"),
    "organization.merged": _("L'organisme a fusionné avec un autre"),
    "organization.published": _("La fiche a été publiée"),
    "organization.relationship_accepted": _("Un lien avec un autre organisme a commencé"),
    "organization.relationship_declined": _("Un lien proposé n'a pas été accepté"),
    "organization.relationship_ended": _("Un lien avec un autre organisme a pris fin"),
    "organization.relationship_proposed": _("Un lien avec un autre organisme a été proposé"),
    "organization.relationship_loaded": _("Un lien avec un autre organisme a été repris d'un document"),
    "organization.released": _("L'organisme a remis sa fiche à son regroupement"),
    "organization.renamed": _("Le nom a changé"),
    "organization.reopened": _("L'organisme a rouvert"),
    "organization.unpublished": _("La fiche a été retirée"),
    "resolution.clause_linked": _("Une clause a été liée à une autre"),
    "resolution.clause_unlinked": _("Une clause n'a plus été liée à une autre"),
    "resolution.drafted": _("Le projet a été commencé"),
    "resolution.edited": _("Le texte a été modifié"),
    "resolution.loaded": _("La résolution a été reprise d'un document"),
    "resolution.moved": _("Un membre a proposé la résolution"),
    "resolution.put_to_assembly": _("La résolution a été soumise à une assemblée"),
    "resolution.seconded": _("Un membre a appuyé la résolution"),
    "resolution.vote_corrected": _("Le vote a été corrigé"),
    "resolution.vote_recorded": _("Le vote a été inscrit"),
    "resolution.withdrawn": _("La résolution a été retirée"),
    "service.added": _("Un service a été ajouté"),
    "service.confirmed": _("Le service a été confirmé"),
    "service.contradiction_loaded": _("Des sources qui ne s'accordent pas ont été inscrites"),
    "service.edited": _("La description du service a été modifiée"),
    "service.ended": _("Le service a pris fin"),
    "service.intake_cancelled": _("Un changement d'accueil prévu a été annulé"),
    "service.intake_changed": _("L'accueil a changé"),
    "service.loaded": _("Le service a été repris d'un document"),
    "service.published": _("Le service a été publié"),
    "service.terms_changed": _("Les conditions du service ont changé"),
    "service.unpublished": _("Le service a été retiré"),
}
BY = {
    ActorKind.PERSON: _("une personne autorisée"),
    ActorKind.TOKEN: _("un logiciel autorisé"),
    ActorKind.SYSTEM: _("le registre, à partir de ses sources"),
    ActorKind.ANONYMOUS: _("un visiteur"),
}
OTHER = _("La fiche a changé")


@dataclass(frozen=True)
class Happening:
    """One change: `service` names the service that it was about, if it was not the organization itself."""

    at: datetime
    what: str | Promise
    by: str | Promise
    service: str


def happenings(entries: Iterable[HistoryEntry], services: dict[str, str]) -> list[Happening]:
    """Changes in words; `services` are names by key."""
    return [
        Happening(
            entry.at,
            HAPPENED.get(entry.name, OTHER),
            BY[ActorKind(entry.actor_kind)],
            services.get(entry.aggregate_key, ""),
        )
        for entry in entries
    ]

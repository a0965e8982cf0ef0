"""What the directory's codes are called on pages, where no list of the registry names them."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from registry.directory.models import Location, Organization, Region, Service
from registry.directory.queries import Vocabulary

SELF_DOORS = ("walk_in", "self", "appointment")
DOORS = {
    "walk_in": _("On s'y présente sans rendez-vous."),
    "self": _("La personne s'y adresse elle-même."),
    "appointment": _("La personne prend rendez-vous."),
    "professional_referral": _("Il faut la référence d'un intervenant: on ne s'y adresse pas soi-même."),
    "agreement_only": _("On y entre par une entente entre organismes: on ne s'y adresse pas soi-même."),
    "government_referral": _("Le gouvernement y envoie les gens: on ne s'y adresse pas soi-même."),
}
SCOPES = {
    "canada": _("partout au Canada"),
    "cross_border": _("des deux côtés de la frontière"),
    "international": _("international"),
}
FIGURES = {
    "amount": _("Montant, en dollars canadiens"),
    "average_per_session": _("Participants par séance, en moyenne"),
    "cases_reported": _("Cas rapportés"),
    "cities": _("Villes"),
    "copies_distributed": _("Exemplaires distribués"),
    "directly_affected": _("Personnes directement touchées"),
    "events": _("Événements"),
    "exploratory_stays": _("Séjours exploratoires"),
    "fda_forms_reviewed": _("Formulaires de fondement révisés"),
    "files": _("Dossiers"),
    "interns": _("Stagiaires"),
    "languages": _("Langues"),
    "modules": _("Modules"),
    "multipurpose_rooms_rented": _("Salles polyvalentes louées"),
    "narratives_reviewed": _("Récits révisés"),
    "new_files": _("Nouveaux dossiers"),
    "offices_rented": _("Bureaux loués"),
    "participants": _("Participants"),
    "partners": _("Partenaires"),
    "people": _("Personnes"),
    "people_referred": _("Personnes orientées"),
    "psychiatric_follow_up": _("Suivis psychiatriques"),
    "psychological_assessment": _("Évaluations psychologiques"),
    "psychological_follow_up": _("Suivis psychologiques"),
    "recommendations": _("Recommandations"),
    "registrations": _("Inscriptions"),
    "requests": _("Demandes"),
    "requests_received": _("Demandes reçues"),
    "sessions": _("Séances"),
    "signatories": _("Signataires"),
    "signatures": _("Signatures"),
    "students": _("Étudiants"),
    "times_per_week": _("Fois par semaine"),
    "total": _("En tout"),
    "volunteers": _("Bénévoles"),
    "ways_to_claim": _("Façons de faire la demande"),
    "workshops": _("Ateliers"),
}
APPROXIMATIONS = {
    "about": _("environ %(value)s"),
    "nearly": _("près de %(value)s"),
    "more_than": _("plus de %(value)s"),
    "at_most": _("jusqu'à %(value)s"),
}
ATTRIBUTES = {
    "age": _("âge"),
    "closing_date": _("date de fermeture"),
    "coordination": _("coordination"),
    "cut_off_date": _("date limite"),
    "door": _("porte d'entrée"),
    "files_opened": _("dossiers ouverts"),
    "founded": _("année de fondation"),
    "housing_support": _("soutien au logement"),
    "interventions_pandemic_year": _("interventions pendant l'année de pandémie"),
    "kind": _("genre d'activité"),
    "languages": _("langues"),
    "medical_care_support": _("accompagnement aux soins"),
    "member_label": _("nom d'un membre"),
    "members": _("membres"),
    "name": _("nom"),
    "participants": _("participants"),
    "people_reached": _("personnes jointes"),
    "people_supported": _("personnes accompagnées"),
    "premises_shared_with": _("avec qui les locaux sont partagés"),
    "professionals_trained": _("professionnels formés"),
    "region": _("région"),
    "size": _("nombre de membres"),
    "spanish_speakers": _("hispanophones"),
    "superior_court_judgment_date": _("date du jugement de la Cour supérieure"),
    "tribunal_hearing_heading": _("intitulé des audiences"),
    "years_in_borough": _("années dans l'arrondissement"),
}


def listed(labels: Sequence[str]) -> str:
    """`A, b, c`: without an *and*, which many labels hold themselves."""
    return ", ".join(label if place == 0 else _inside(label) for place, label in enumerate(labels))


def joined(labels: Sequence[str], *, any: bool = False) -> str:  # noqa: A002 -- the word that rules use
    """`A, b et c`; with `any`, `A, b ou c`."""
    if len(labels) < 2:
        return listed(labels)
    both = gettext("%(first)s ou %(last)s") if any else gettext("%(first)s et %(last)s")
    return both % {"first": listed(labels[:-1]), "last": _inside(labels[-1])}


def _inside(label: str) -> str:
    """A label inside a phrase: without its capital, in the languages in which only names keep theirs."""
    if get_language() == "en" or not label[1:2].islower():
        return label
    return label[0].lower() + label[1:]


def region(vocabulary: Vocabulary, code: str) -> str:
    """`06 – Montréal`, or the name of a province or country; the code itself where no list has it."""
    row = vocabulary.regions.get(code)
    name = vocabulary.region_name(code, get_language() or "fr")
    return f"{code} – {name}" if row and row.type == Region.Type.REGION else name


def place_of(vocabulary: Vocabulary, thing: Organization | Service | Location) -> str:
    """Its city and region (`Gatineau, 07 – Outaouais`; one name only once), else its province; or nothing."""
    area = thing.region or thing.province
    name = vocabulary.region_name(area, "fr") if area else ""
    city = thing.city if thing.city != name or not thing.region else ""
    return ", ".join(part for part in (city, region(vocabulary, area) if area else "") if part)


def descriptions(thing: Organization | Service) -> dict[str, str]:
    """What a thing says of itself, by language."""
    return {"fr": thing.description_fr, "en": thing.description_en, "es": thing.description_es}


def attribute(code: str) -> str:
    """What sources disagree about; a code that is not listed is shown as it is."""
    return str(ATTRIBUTES.get(code, code.replace("_", " ")))


def amount(value: Mapping[str, Any]) -> str:
    """`près de 200`: a number as exactly as it is told."""
    number = number_format(value["value"], force_grouping=True) if value.get("value") is not None else "?"
    approximately = APPROXIMATIONS.get(str(value.get("approx")))
    return str(approximately % {"value": number} if approximately else number)


def counted(code: str) -> str:
    """What a figure counts: `Personnes orientées`; a code that is not listed is shown as it is."""
    return str(FIGURES.get(code, code.replace("_", " ")))


def figure(value: Mapping[str, Any]) -> str:
    """`Personnes orientées: environ 5 (2024-2025)`."""
    label = counted(value["code"])
    when = (value.get("period") or {}).get("label_fr")
    told = gettext("%(label)s: %(value)s") % {"label": label, "value": amount(value)}
    return f"{told} ({when})" if when else told

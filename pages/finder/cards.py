"""The pathways of an answer as cards: each step with who refers and who receives, and what is left to confirm."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from graph.model import PRACTITIONERS
from graph.pathways import Hop, Pathway, Question, Tier, Unknown
from pages.directory.offers import Offer, offer
from pages.directory.words import DOORS, joined
from registry.core.translations import Text
from registry.directory import queries as directory
from registry.directory.models import Organization
from registry.directory.queries import Contact

from .rows import Rows
from .wording import OF_PERSON, UNKNOWN, Lists, ages, ask_whom, delay


@dataclass(frozen=True)
class Agreed:
    """An agreement in words: how firm it is, what it is for, and under which conditions."""

    formality: str
    needs: str
    conditions: list[str]
    delay: str


@dataclass(frozen=True)
class Step:
    """One organization on the way: who refers to it (nobody: one comes by oneself), under what, and what comes next."""

    organization: Organization
    name: str
    giver: str
    agreed: Agreed | None
    is_last: bool


@dataclass(frozen=True)
class Offered:
    """The service at the end, as this actor sees it on that day."""

    offer: Offer
    name: Text
    organization: str
    door: str
    door_words: str
    languages: str
    fee: str
    hours: Text
    place: str
    contact: Contact
    wait: int | None


@dataclass(frozen=True)
class Card:
    """A pathway for one need. `place` (`0-2`) names it by the places of the need and of the pathway, from 0."""

    place: str
    need: str
    tier: Tier
    delay: str
    steps: list[Step]
    service: Offered
    to_confirm: list[str]

    @property
    def organization(self) -> str:
        return self.steps[-1].name

    @property
    def referrals(self) -> int:
        return sum(1 for step in self.steps if step.agreed)


@dataclass(frozen=True)
class Teller:
    """Tells the pathways of one question, to the person herself or to whoever helps her."""

    rows: Rows
    question: Question
    lists: Lists
    to_person: bool

    def card(self, pathway: Pathway, need: str, place: str) -> Card:
        """A pathway whose rows are all known."""
        return Card(
            place=place,
            need=self.lists.label("needs", need),
            tier=pathway.tier,
            delay=delay(pathway.cost),
            steps=list(self._steps(pathway)),
            service=self.offered(pathway.service),
            to_confirm=list(dict.fromkeys(self.sentence(one, need) for one in pathway.unknown)),
        )

    def offered(self, key: str) -> Offered:
        """A service on the day of the question."""
        service = self.rows.services[key]
        shown = offer(service, self.rows.day, self.rows.citations)
        terms, row = shown.terms, shown.intake.row
        door = terms.door if terms else ""
        own = directory.contact_of(self.rows.actor, service, self.rows.day)
        return Offered(
            offer=shown,
            name=service.name_in(self.lists.language),
            organization=service.organization.name_on(self.rows.day, self.lists.language).text,
            door=self.lists.label("doors", door),
            door_words=str(DOORS.get(door, "")),
            languages=joined(self.lists.labels("languages", terms.languages if terms else [])),
            fee=self.lists.label("fees", service.fee) if service.fee else "",
            hours=Text((service.schedule or {}).get("label_fr") or "", "fr"),
            place=service.city or service.organization.city,
            contact=own if own != Contact() else directory.contact_of(self.rows.actor, service.organization),
            wait=int(row.wait_days) if row is not None and row.wait_days is not None else None,
        )

    def sentence(self, unknown: Unknown, need: str) -> str:
        """Something to confirm, as a sentence that says whom to ask."""
        whom = None if unknown.whom_to_ask is None else self.rows.name(unknown.whom_to_ask)
        if unknown.condition.of_person:
            what = str(OF_PERSON[unknown.condition.name]) % self._of_person(unknown)
        else:
            what = str(UNKNOWN[unknown.subject_kind, unknown.condition.name]) % self._about(unknown, need)
        return ask_whom(what, whom, to_person=self.to_person)

    def _steps(self, pathway: Pathway) -> Iterator[Step]:
        hops = pathway.steps
        for index, hop in enumerate(hops):
            yield self._step(hop.receiver, hop, index == len(hops) - 1)
        if not hops:
            yield self._step(pathway.organizations[-1], None, True)

    def _step(self, key: str, hop: Hop | None, is_last: bool) -> Step:
        return Step(
            organization=self.rows.organizations[key],
            name=self.rows.name(key),
            giver=self._giver(hop.giver) if hop else "",
            agreed=self._agreed(hop.agreement) if hop else None,
            is_last=is_last,
        )

    def _giver(self, key: str) -> str:
        return gettext("un intervenant") if key == PRACTITIONERS else self.rows.name(key)

    def _agreed(self, key: str) -> Agreed | None:
        terms = self.rows.terms(key)
        if terms is None:
            return None
        asked = [code for code in terms.conditions_all if code != "practitioner_refers"]
        conditions = self.lists.facts(asked)
        if terms.conditions_any:
            conditions.append(joined(self.lists.facts(terms.conditions_any), any=True))
        if terms.populations:
            conditions.append(joined(self.lists.labels("populations", terms.populations), any=True))
        promised = terms.promised_days
        return Agreed(
            formality=terms.formality,
            needs=joined(self.lists.labels("needs", terms.needs)),
            conditions=list(dict.fromkeys(conditions)),
            delay="" if promised is None else delay(int(promised * 1000)),
        )

    def _of_person(self, unknown: Unknown) -> dict[str, str]:
        terms = (
            self.rows.services[unknown.subject].terms_on(self.rows.day) if unknown.subject_kind == "service" else None
        )
        return {
            "groups": joined(self.lists.labels("populations", self.rows.populations(unknown)), any=True),
            "ages": ages(terms.age_min, terms.age_max) if terms else "",
            "facts": joined(self.lists.facts(unknown.condition.facts), any=True),
        }

    def _about(self, unknown: Unknown, need: str) -> dict[str, Any]:
        about: dict[str, Any] = {
            "need": self.lists.label("needs", need),
            "languages": joined(self.lists.labels("languages", self.question.languages), any=True),
            "region": self.lists.region(self.question.region) if self.question.region else "",
        }
        if unknown.subject_kind == "service":
            about["service"] = self.rows.services[unknown.subject].name_in(self.lists.language).text
        elif unknown.subject_kind == "agreement":
            giver = self.rows.agreements[unknown.subject].origin
            about["giver"] = self.rows.name(giver.key) if giver else gettext("les intervenants")
        return about

"""How to reach an organization or a service, as far as the actor may know."""

from dataclasses import dataclass
from datetime import date

from registry.core.actor import Actor
from registry.core.dates import montreal_today

from .. import rules
from ..models import Organization, Service


@dataclass(frozen=True)
class Contact:
    """Channels, never a place. `withheld`: there are some, shown to partners who have signed in."""

    website: str = ""
    email: str = ""
    phone: str = ""
    withheld: bool = False


def contact_of(actor: Actor, thing: Organization | Service, on: date | None = None) -> Contact:
    """The contact of a professional door is for signed-in partners; every other one is public.

    It is the contact as it stands today, whatever the day asked about: so the door of both days must be public.
    """
    contact = Contact(thing.website, thing.email, thing.phone)
    if isinstance(thing, Organization) or actor.is_signed_in or contact == Contact():
        return contact
    today = montreal_today()
    terms = [thing.terms_on(day) for day in (today, on or today)]
    public = all(each is not None and each.door not in rules.PROFESSIONAL_DOORS for each in terms)
    return contact if public else Contact(withheld=True)

"""Calendars to follow: the address that a calendar program asks, and the pages that make and revoke it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import conditional_page, require_safe

from exchange.calendar import write_feed
from pages.editing.deeds import Deed, deed_view
from pages.editing.forms import DeedForm, Subject
from pages.editing.subjects import name_of, one_of
from pages.found import found_or_404
from registry.accounts import actions
from registry.accounts import queries as accounts
from registry.accounts.models import CalendarFeed
from registry.accounts.sign_in import calendar_feed_at
from registry.concertation import queries as concertation
from registry.concertation.models import Group
from registry.core.actor import Actor
from registry.core.translations import Text
from registry.directory import queries as directory
from registry.directory.models import Organization

from .group_words import group_name

FOLLOW = "abonnement"


@require_safe
@cache_control(private=True, no_cache=True)
@conditional_page
def calendar_feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The meetings, for a program that asks every few hours: nothing is sent again where nothing has changed."""
    feed = found_or_404(lambda: calendar_feed_at(secret))
    written = write_feed(feed, lambda one: request.build_absolute_uri(reverse("meeting", args=[one.key])))
    return HttpResponse(written, content_type="text/calendar; charset=utf-8")


def calendar_of(actor: Actor, place: Group | Organization) -> dict[str, Any]:
    """What `concertation/parts/calendar.html` shows: {feeds: one's own of it, follow: where one makes another}."""
    kind = "group" if isinstance(place, Group) else "organization"
    may = accounts.feed_verbs(actor, place)
    return {
        "feeds": [feed_row(feed) for feed in accounts.my_calendar_feeds(actor, place)] if may else [],
        "follow": reverse(f"{kind}_calendar_deed", args=[place.key, FOLLOW]) if may else "",
    }


def feed_row(feed: CalendarFeed) -> dict[str, Any]:
    """A feed, and whose meetings it has."""
    return {"feed": feed, "place": _name(feed.place)}


class FollowForm(DeedForm):
    """Asks nothing: what is followed is in the address of the page."""

    def aim(self) -> tuple[str, ...]:
        return ()

    def arguments(self) -> dict[str, Any]:
        place = self.asked.subject.thing
        return {"group" if isinstance(place, Group) else "organization": place.key}


def group(actor: Actor, key: str) -> Subject:
    """A group whose meetings one may follow."""
    found = concertation.group(actor, key)
    back = reverse("group", args=[key])
    return Subject(found, _name(found), accounts.feed_verbs(actor, found), 0, back, ((str(_name(found)), back),))


def organization(actor: Actor, key: str) -> Subject:
    """An organization whose meetings one may follow."""
    found = directory.organization(actor, key).thing
    back, crumbs = _account()
    return Subject(found, _name(found), accounts.feed_verbs(actor, found), 0, back, crumbs)


def feed(actor: Actor, key: str) -> Subject:
    """A feed of one's own."""
    found = one_of(accounts.my_calendar_feeds(actor), key)
    back, crumbs = _account()
    return Subject(found, _name(found.place), accounts.permitted(actor, found).verbs, 0, back, crumbs)


def _name(place: Group | Organization) -> Text:
    return group_name(place) if isinstance(place, Group) else name_of(place)


def _account() -> tuple[str, tuple[tuple[str, str], ...]]:
    here = reverse("account") + "#calendriers"
    return here, ((gettext("Mon compte"), here),)


OF_PLACE = {
    FOLLOW: Deed(
        actions.create_calendar_feed,
        _("Suivre le calendrier"),
        _("Obtenir l'adresse"),
        _("L'adresse est prête."),
        FollowForm,
        lead=_(
            "Vous recevrez une adresse secrète à donner à votre calendrier (Outlook, Google, Apple, Thunderbird). "
            "Il y lira les rencontres que vous pouvez voir, et les changements à mesure."
        ),
        versioned=False,
        shown="concertation/calendar_address.html",
    ),
}
OF_FEED = {
    "revoquer": Deed(
        actions.revoke_calendar_feed,
        _("Révoquer l'adresse du calendrier"),
        _("Révoquer"),
        _("L'adresse ne mène plus à rien: les calendriers qui la suivaient ne recevront plus de rencontres."),
        lead=_("Les calendriers qui suivent cette adresse ne recevront plus rien, dès leur prochaine lecture."),
        grave=True,
        versioned=False,
    ),
}

group_calendar_deed = never_cache(deed_view(group, OF_PLACE))
organization_calendar_deed = never_cache(deed_view(organization, OF_PLACE))
feed_deed = deed_view(feed, OF_FEED)

"""Calendar feeds, which people make for themselves."""

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from registry.core.actions import require_system
from registry.core.actor import Actor, Scope
from registry.core.errors import ErrorCode, refuse
from registry.journal.actions import action, record

from .. import queries, rules
from ..models import CalendarFeed
from ._holding import end_calendar_feeds


@action
def create_calendar_feed(actor: Actor, *, group: str | None = None, organization: str | None = None) -> CalendarFeed:
    """An address that gives a calendar program the meetings of a group, or of an organization, as one sees them.

    The secret that the address holds is in `plain` of what is returned, this once; only a digest is kept.
    Raises Refused (SIGN_IN_NEEDED; MISSING: neither; BAD_REQUEST: both; NOT_FOUND; NOT_ALLOWED: one has no role
    there, or asks with a token, which makes nothing that outlives it; TOO_MANY).
    """
    if group and organization:
        raise refuse(ErrorCode.BAD_REQUEST, "group", reason=_("choisissez un groupe ou un organisme, pas les deux."))
    if not group and not organization:
        raise refuse(ErrorCode.MISSING, "group")
    place = queries.place(actor, Scope.GROUP if group else Scope.ORGANIZATION, group or organization or "")
    user = queries.user_for_change(actor, queries.me(actor).thing.key)
    if "create_calendar_feed" not in queries.feed_verbs(actor, place):
        raise refuse(ErrorCode.NOT_ALLOWED)
    if user.calendar_feeds.filter(revoked_at=None).count() >= rules.FEEDS_MAX:
        raise refuse(ErrorCode.TOO_MANY, max=rules.FEEDS_MAX)
    secret = rules.new_secret()
    where = {"group": place} if group else {"organization": place}
    feed = CalendarFeed.objects.create(user=user, digest=rules.digest_of(secret), **where)
    codes = {"feed": feed.key, "scope": "group" if group else "organization", "scope_key": place.key}
    record(actor, "user.calendar_feed_created", user, fields=["calendar_feeds"], codes=codes)
    feed.plain = secret
    return feed


@action
def revoke_calendar_feed(actor: Actor, key: str) -> CalendarFeed:
    """Make the address of a feed lead nowhere from now on. Doing it twice changes nothing more.

    Raises Refused (NOT_FOUND, NOT_ALLOWED).
    """
    feed = queries.for_change(actor, queries.visible_calendar_feeds(actor), key, "revoke_calendar_feed")
    if feed.revoked_at is None:
        end_calendar_feeds(actor, CalendarFeed.objects.filter(pk=feed.pk))
        record(actor, "user.calendar_feed_revoked", feed.user, fields=["calendar_feeds"], codes={"feed": key})
    feed.refresh_from_db()
    return feed


@action
def note_feed_use(actor: Actor, key: str) -> None:
    """Remember that a feed was read, at most once an hour; the journal need not know. System only (NOT_ALLOWED)."""
    require_system(actor)
    now = timezone.now()
    long_ago = Q(last_used_at=None) | Q(last_used_at__lte=now - rules.USE_NOTED_EVERY)
    CalendarFeed.objects.filter(long_ago, key=key).update(last_used_at=now)

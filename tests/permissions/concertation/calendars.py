"""A group that O sits in, whose calendar its people may follow, and a feed of somebody's."""

from collections.abc import Iterator
from dataclasses import replace

from registry.accounts import actions as accounts
from registry.concertation.models import Group, Seat
from tests.permissions.call import Call
from tests.permissions.stage import Stage, Thing


def build(stage: Stage) -> None:
    o, c = stage.organizations["o"], stage.organizations["c"]
    group = Group.objects.create(
        key="groupe-suivi", kind="committee", coalition=c, name_fr="Groupe suivi", sort_name="groupe suivi"
    )
    Seat.objects.create(organization=o, group=group, role="member", ongoing=True)
    stage.things["followed"] = Thing("group", "name", group.key, (group, c, o), kept=False)
    stage.things["not_followed"] = replace(stage.things["group_h"], places=())  # nobody sits in it
    reader = stage.cast["reader_o"]
    feed = accounts.create_calendar_feed(reader.actor, group=group.key)
    stage.things["feed"] = Thing("calendar feed", "one's own", feed.key, of=reader.user)
    stage.hide(stage.things["feed"], feed.key)
    stage.hide(Thing("calendar feed", "secret", feed.key), feed.digest, feed.plain or "")


def calls(stage: Stage) -> Iterator[Call]:
    for name in ("followed", "not_followed"):
        yield Call(
            "create_calendar_feed",
            stage.things[name],
            lambda actor, key: accounts.create_calendar_feed(actor, group=key),
            person=True,
        )
    for name in ("o", "u"):
        yield Call(
            "create_calendar_feed",
            stage.things[name],
            lambda actor, key: accounts.create_calendar_feed(actor, organization=key),
            person=True,
        )
    yield Call("revoke_calendar_feed", stage.things["feed"], accounts.revoke_calendar_feed)
    nothing = Thing("organization", "published", "")
    yield Call(
        "note_feed_use", nothing, lambda actor, _: accounts.note_feed_use(actor, stage.things["feed"].key), keyed=False
    )

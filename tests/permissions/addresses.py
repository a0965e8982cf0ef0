"""Every address of the site, and what the table says of it: who gets what."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils.translation import override

from pages.account import own, people
from pages.concertation import feeds
from pages.editing import (
    activity_deeds,
    agreement_deeds,
    concern_deeds,
    group_deeds,
    link_deeds,
    meeting_deeds,
    organization_deeds,
    resolution_deeds,
    seat_deeds,
    service_deeds,
)
from pages.editing.deeds import Deeds
from pages.editing.hubs import ORGANIZATION_DEEDS
from tests.permissions.cast import Member
from tests.permissions.stage import Stage, Thing
from tests.permissions.table import table

DEEDS: Mapping[str, Deeds] = {
    "organization_deed": ORGANIZATION_DEEDS,
    "location_deed": organization_deeds.OF_LOCATION,
    "report_deed": organization_deeds.OF_REPORT,
    "service_deed": service_deeds.OF_SERVICE,
    "membership_deed": link_deeds.OF_MEMBERSHIP,
    "relationship_deed": link_deeds.OF_RELATIONSHIP,
    "agreement_deed": agreement_deeds.OF_AGREEMENT,
    "group_deed": group_deeds.OF_GROUP,
    "seat_deed": seat_deeds.OF_SEAT,
    "meeting_deed": meeting_deeds.OF_MEETING,
    "agenda_deed": meeting_deeds.OF_ITEM,
    "outcome_deed": meeting_deeds.OF_OUTCOME,
    "concern_deed": concern_deeds.OF_CONCERN,
    "activity_deed": activity_deeds.OF_ACTIVITY,
    "resolution_deed": resolution_deeds.OF_RESOLUTION,
    "clause_deed": resolution_deeds.OF_CLAUSE,
    "place_deed": people.OF_PLACE,
    "person_deed": people.OF_GRANT,
    "grant_deed": own.OF_GRANT,
    "own_deed": own.OF_MYSELF,
    "token_deed": own.OF_TOKEN,
    "feed_deed": feeds.OF_FEED,
    "group_calendar_deed": feeds.OF_PLACE,
    "organization_calendar_deed": feeds.OF_PLACE,
    "invitation_deed": people.OF_INVITATION,
}
# Parts with keys of their own, found below the thing that they are part of.
PART_OF = {"agenda_deed": "meeting", "outcome_deed": "meeting", "clause_deed": "resolution_draft"}
# Addresses about a thing and another one, which everybody sees.
WITH = {"common_groups": ("p",)}
# Deeds that need a thing of another sort, or in another state, than the one chosen here: `calls` tries their actions.
NEED_ANOTHER = {("organization_deed", "resolution"), ("group_deed", "activite"), ("resolution_deed", "retirer")}
OK, SIGN_IN, FORBIDDEN, MISSING = 200, 302, 403, 404


@dataclass(frozen=True)
class Address:
    """One address: `thing` is what it is about, `keys` what its path is made of, `action` what it takes to get it."""

    name: str
    keys: tuple[str, ...] = ()
    thing: Thing | None = None
    action: str = ""
    outside: bool = True

    def path(self, language: str = "fr") -> str:
        with override(language):
            return reverse(self.name, args=self.keys)

    @property
    def level(self) -> str:
        return table().actions[self.action][1] if self.action else ""

    def elsewhere(self, key: str) -> "Address":
        """The same about a thing that doesn't exist."""
        assert self.thing is not None
        return Address(self.name, tuple(key if one == self.thing.key else one for one in self.keys))

    def status_for(self, member: Member) -> int:
        if not self.outside and member.user is None:
            return SIGN_IN
        if not self.outside and not member.actor.is_signed_in:
            return SIGN_IN
        if self.thing is None:
            return OK
        if not self.thing.seen_by(member):
            return MISSING
        if not self.action:
            return OK
        row, level = table().actions[self.action]
        acted_on = replace(self.thing, kept=self.thing.kept and row.name != "agreement")
        return OK if table().includes(level, acted_on.columns(member)) else FORBIDDEN


def names() -> Iterator[tuple[str, str]]:
    """The name and the pattern of every address."""
    yield from _walk(get_resolver(), "")


def _walk(resolver: URLResolver, before: str) -> Iterator[tuple[str, str]]:
    for one in resolver.url_patterns:
        path = before + str(one.pattern)
        if isinstance(one, URLPattern):
            yield one.name or "", path
        else:
            yield from _walk(one, path)


def classified() -> list[str]:
    return [name for listed in table().urls.values() for name in listed]


def addresses(stage: Stage) -> Iterator[Address]:
    """All that answer a GET with a page, about things that everybody sees and others."""
    things, urls = _things(stage), table().urls
    yield from (Address(name) for name in urls["open"])
    yield from (Address(name, outside=False) for name in urls["signed in"])
    for name, row in urls["sees"].items():
        beside = tuple(stage.things[other].key for other in WITH.get(name, ()))
        yield from (Address(name, (one.key, *beside), one) for one in things[row])
    for name, row in urls["inside sees"].items():
        yield from (Address(name, (one.key,), one, outside=False) for one in things[row])
    for name, needed in urls["may"].items():
        for row, action in needed.items():
            yield from (Address(name, (one.key,), one, action, outside=False) for one in things[row])
    for name, row in urls["deeds"].items():
        first, *others = things[row]
        deeds = [(word, deed) for word, deed in DEEDS[name].items() if (name, word) not in NEED_ANOTHER]
        yield from (_deed(stage, name, word, deed.verb, first) for word, deed in deeds)
        # What is hidden is hidden whatever the deed: one is enough.
        word, deed = deeds[-1]
        yield from (_deed(stage, name, word, deed.verb, one) for one in others)


def _deed(stage: Stage, name: str, word: str, action: str, thing: Thing) -> Address:
    if name == "own_deed":
        return Address(name, (word,), outside=False)
    keys: tuple[str, ...] = (thing.key, word)
    if name == "location_deed":
        owner = stage.organizations["h" if thing == stage.things["place_h"] else "o"].key
        keys = (owner, *keys)
    if name in PART_OF:
        keys = (stage.things[PART_OF[name]].key, *keys)
    return Address(name, keys, thing, action, outside=False)


def _things(stage: Stage) -> dict[str, list[Thing]]:
    """For each row one that everybody sees, where there is one, and one or two that not everybody does."""
    chosen = {
        "organization": ("o", "u", "h"),
        "service and intake": ("service", "professional", "draft", "service_h"),
        "coalition": ("c",),
        "places and confidential sites": ("place", "place_h"),
        "membership": ("membership_proposed", "membership_h"),
        "relationship": ("relationship_proposed", "relationship_h"),
        "agreement": ("agreement_proposed", "agreement", "agreement_partners", "agreement_parties"),
        "group": ("followed", "group_h"),
        "seat": ("seat", "seat_offered", "seat_h"),
        "meeting": ("meeting", "meeting_open", "meeting_h"),
        "assembly": ("assembly",),
        "concern": ("concern_o", "concern_p"),
        "activity": ("activity_draft", "activity", "activity_h"),
        "resolution": ("resolution_proposed", "resolution", "resolution_draft"),
        "resolution before it is adopted": ("resolution_proposed", "resolution_draft"),
        "error report": ("report_o", "report_u"),
        "token": ("token",),
        "calendar feed": ("feed",),
        "followed group": ("followed", "not_followed"),
        "followed organization": ("o", "u", "h"),
        "invitation": ("invitation", "invitation_u"),
    }
    found = {row: [stage.things[name] for name in listed] for row, listed in chosen.items()}
    reader = stage.things["user_reader_o"]
    held = Thing(reader.row, reader.what, stage.links["grant_reader_o"], reader.places, of=reader.of, kept=False)
    return found | {
        "users and grants": [held],
        "own grants": [Thing("users and grants", "what one may leave", held.key, of=reader.of)],
        "oneself": [held],
        "point of an agenda": [replace(stage.things["meeting"], key="canari-cle-point")],
        "outcome": [
            replace(stage.things["meeting"], key="canari-cle-promis", places=stage.things["meeting"].places[:3])
        ],
        "clause": [replace(stage.things["resolution_draft"], key="canari-clause-resolution_draft")],
    }

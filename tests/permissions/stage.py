"""A small network with one of everything that is hidden from somebody, and a canary in every private text.

O: claimed, of coalition C. U: nobody has claimed it, of C. P: claimed, of coalition D, which nobody has claimed.
H: not published, claimed. N: not published, unclaimed, of C. S: a confidential site. M: merged into H.
X: of the exercise network. G: a group of C.
"""

from dataclasses import dataclass, field
from typing import Any

from registry.accounts.models import User
from registry.concertation.models import Group, Listing
from registry.core.actor import SYSTEM, Role
from registry.core.dates import PartialDate, montreal_today
from registry.core.models import Citation, Contradiction, Keyed, SourceDocument, Statement
from registry.directory import actions as directory
from registry.directory.models import ErrorReport, Location, Organization, OrganizationState, Service, ServiceAtLocation
from registry.referrals.models import Agreement, AgreementTerms
from tests.factories import accounts as make_accounts
from tests.factories import directory as make
from tests.permissions.cast import Member, Place, cast
from tests.permissions.table import table


@dataclass(frozen=True)
class Thing:
    """Something to see or act on: a `row` of the table, and `what` of it; `places`: whose it is.

    `others` answer its proposal, `of` is the person whose it is, `within` are things without which it is not seen.
    """

    row: str
    what: str
    key: str
    places: tuple[Place, ...] = ()
    others: tuple[Place, ...] = ()
    of: User | None = None
    kept: bool = True
    within: tuple["Thing", ...] = ()

    def columns(self, member: Member) -> frozenset[str]:
        return member.columns(self.places, self.others, self.of, self.kept)

    def seen_by(self, member: Member) -> bool:
        level = table().rows[self.row].sees[self.what]
        if member.actor.is_system:
            return level != "nobody"
        return table().includes(level, self.columns(member)) and all(one.seen_by(member) for one in self.within)


@dataclass(frozen=True)
class Canary:
    """A text that only those who see the thing may ever read."""

    text: str
    thing: Thing

    def may_reach(self, member: Member) -> bool:
        return self.thing.seen_by(member)


@dataclass
class Stage:
    """Everything on it by a short name."""

    organizations: dict[str, Organization] = field(default_factory=dict)
    things: dict[str, Thing] = field(default_factory=dict)
    canaries: list[Canary] = field(default_factory=list)
    cast: dict[str, Member] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)

    def hide(self, thing: Thing, *texts: str) -> None:
        self.canaries += [Canary(text, thing) for text in texts]


def build() -> Stage:
    make.vocabulary()
    stage = Stage()
    _organizations(stage)
    o, p, h, c, d = (stage.organizations[name] for name in ("o", "p", "h", "c", "d"))
    group = Group.objects.create(key="group", kind="committee", coalition=c, name_fr="Groupe G", sort_name="groupe g")
    stage.cast = {member.name: member for member in cast(o, p, h, c, d, group)}
    stage.things["group"] = Thing("group", "name", group.key, (group,))
    _services(stage)
    _places(stage)
    _links(stage)
    _agreements(stage)
    _evidence(stage)
    _reports(stage)
    _accounts(stage, group)
    return stage


def _organizations(stage: Stage) -> None:
    made = stage.organizations
    made["c"] = make.coalition("Table C", key="coalition-c", claimed=True)
    made["d"] = make.coalition("Table D", key="coalition-d")
    made["o"] = make.organization("Organisme O", key="organisme-o", claimed=True, email="accueil@o.example")
    made["u"] = make.organization("Organisme U", key="organisme-u")
    made["p"] = make.organization("Organisme P", key="organisme-p", claimed=True)
    made["h"] = make.organization(
        "Canari nom de H", key="canari-cle-h", claimed=True, published=False, acronym="CANARISIGLEH",
        website="https://canari-h.example", email="canari@h.example", phone="514 555-0199",
        description_fr="Canari description de H", note="Canari remarque de H", founded_note="Canari naissance de H",
    )  # fmt: skip
    made["n"] = make.organization("Canari nom de N", key="canari-cle-n", published=False)
    made["s"] = make.organization(
        "Maison S", key="maison-s", claimed=True, confidential_site=True, address_withheld=True
    )
    made["m"] = make.organization("Organisme M", key="organisme-m", claimed=True)
    made["x"] = make.organization("Canari exercice", key="canari-cle-x", exercise=True, claimed=True)
    merged = {"status": "merged", "since": PartialDate(2020), "successor": made["h"]}
    OrganizationState.objects.create(organization=made["m"], **merged)
    for coalition, member in (("c", "o"), ("c", "u"), ("c", "n"), ("d", "p"), ("d", "m"), ("d", "s")):
        make.member(made[coalition], made[member])
    for name, row in made.items():
        what = "published" if row.published else "unpublished"
        stage.things[name] = Thing("organization", what, row.key, (row,))
    texts = ("canari nom de h", "canari-cle-h", "canarisigleh", "canari-h.example", "canari@h.example", "514 555-0199")
    notes = ("canari description de h", "canari remarque de h", "canari naissance de h")
    stage.hide(stage.things["h"], *texts, *notes)
    stage.hide(stage.things["n"], "canari nom de n", "canari-cle-n")


def _services(stage: Stage) -> None:
    made = stage.organizations
    _service(stage, "service", made["o"], "Service ouvert de O")
    professional = _service(
        stage, "professional", made["o"], "Service professionnel de O", door="professional_referral"
    )
    # Its door was the person's own before: the contact of today is withheld whatever the day asked about.
    terms = professional.terms.get()
    terms.pk, terms.since, terms.door = None, montreal_today().replace(year=2021), "professional_referral"
    terms.save()
    professional.terms.filter(since=None).update(door="walk_in")
    professional.email, professional.phone = "canari-porte@o.example", "514 555-0188"
    professional.website = "https://canari-porte.example"
    professional.save()
    contact = Thing("service and intake", "contact of a professional door", professional.key, (made["o"],))
    stage.hide(contact, "canari-porte@o.example", "514 555-0188", "canari-porte.example")
    _service(stage, "draft", made["o"], "Canari service de O", published=False)
    _service(stage, "service_h", made["h"], "Canari service de H")
    _service(stage, "service_n", made["n"], "Canari service de N")
    _service(stage, "service_u", made["u"], "Service ouvert de U")
    _service(stage, "service_p", made["p"], "Service de P par entente", door="agreement_only")
    _service(stage, "service_s", made["s"], "Hébergement de S", needs=["emergency_shelter"])
    _service(stage, "service_x", made["x"], "Canari service exercice")


def _service(stage: Stage, name: str, owner: Organization, title: str, **fields: Any) -> Service:
    row = make.service(owner, title, **fields)
    row.key = f"canari-cle-{name}" if "Canari" in title else f"cle-{name}"
    row.since_basis, row.ongoing = "stated", True
    row.save()
    make.intake(row, "open", montreal_today().isoformat(), ongoing=True, since_basis="stated")
    seen = row.published and owner.published
    thing = Thing("service and intake", "published" if seen else "unpublished", row.key, (owner,))
    stage.things[name] = thing
    if not seen:
        stage.hide(thing, title.lower(), row.key)
    return row


def _places(stage: Stage) -> None:
    made = stage.organizations
    shelter, office = (Location.objects.create(organization=made["s"], city="Laval", **fields) for fields in (
        {"address": "12 rue du Canari"}, {"name": "Bureau", "confidential": True},
    ))  # fmt: skip
    ServiceAtLocation.objects.create(service=Service.objects.get(organization=made["s"]), location=shelter)
    place = Location.objects.create(key="lieu-o", organization=made["o"], city="Montréal", address="1 rue Ouverte")
    hidden = Location.objects.create(
        key="canari-lieu-h", organization=made["h"], city="Canariville", address="2 rue Canari H"
    )
    stage.things["place"] = Thing("places and confidential sites", "front door", place.key, (made["o"],))
    stage.things["place_h"] = Thing(
        "places and confidential sites", "front door", hidden.key, (made["h"],), within=(stage.things["h"],)
    )
    stage.hide(stage.things["place_h"], "canariville", "2 rue canari h", "canari-lieu-h")
    withheld = Thing("places and confidential sites", "address of a confidential site", shelter.key, (made["s"],))
    stage.hide(withheld, "12 rue du canari")
    stage.links["office"] = office.key


def _links(stage: Stage) -> None:
    """Proposals and ends by actions, so that the histories tell of them; the rest plainly."""
    made, member = stage.organizations, stage.cast
    o, p, h, c, d = (made[name] for name in ("o", "p", "h", "c", "d"))
    proposed = directory.propose_membership(
        member["contributor_o"].actor, o.key, coalition=d.key, category="Canari catégorie"
    )
    asked = directory.propose_relationship(
        member["administrator_p"].actor, p.key, type="partnership", target=o.key, subject="Canari objet proposé"
    )
    declined = directory.propose_relationship(member["administrator_p"].actor, p.key, type="funds", target=o.key)
    directory.end_relationship(member["administrator_o"].actor, declined.key)
    joined = make.member(c, h, category="Canari adhésion de H")
    linked = make.link(o, h, subject="Canari lien avec H", type="funds")
    directory.end_relationship(SYSTEM, make.link(h, o, type="part_of").key)
    open_link = make.link(o, p, subject="Lien ouvert", type="part_of")
    current = o.memberships.get(coalition=c)
    in_h = (stage.things["h"],)
    stage.things |= {
        "membership": Thing("membership", "accepted", current.key, (o, c)),
        "membership_proposed": Thing("membership", "proposed", proposed.key, (o, d), others=(d,)),
        "membership_h": Thing("membership", "accepted", joined.key, (h, c), within=in_h),
        "relationship": Thing("relationship", "accepted", open_link.key, (o, p)),
        "relationship_proposed": Thing("relationship", "proposed", asked.key, (o, p), others=(o,)),
        "relationship_h": Thing("relationship", "accepted", linked.key, (o, h), within=in_h),
    }
    stage.hide(stage.things["membership_proposed"], "canari catégorie", proposed.key)
    stage.hide(stage.things["relationship_proposed"], "canari objet proposé", asked.key)
    stage.hide(Thing("history", "proposals", declined.key, (o, p)), declined.key)
    stage.hide(stage.things["membership_h"], "canari adhésion de h")
    stage.hide(stage.things["relationship_h"], "canari lien avec h")


def _agreements(stage: Stage) -> None:
    made, things = stage.organizations, stage.things
    for name, what, origin, target, fields in (
        ("agreement", "public", "o", "p", {}),
        ("agreement_partners", "for partners", "o", "p", {"audience": "partners"}),
        ("agreement_parties", "for its parties", "u", "p", {"audience": "parties"}),
        ("agreement_proposed", "proposed", "p", "o", {"state": "proposed", "proposed_by": made["p"]}),
        ("agreement_h", "public", "h", "p", {}),
        ("agreement_draft", "public", "u", "o", {"service": Service.objects.get(key="canari-cle-draft")}),
    ):
        row = Agreement.objects.create(
            key=f"cle-{name}" if name == "agreement" else f"canari-cle-{name}", origin_kind="organization",
            origin=made[origin], target=made[target], subject=f"Canari objet {name}" if name != "agreement" else "",
            since=PartialDate(2020), since_basis="stated", ongoing=True, confirmed_on=montreal_today(), **fields,
        )  # fmt: skip
        needs = {"needs": ["legal_information"], "formality": "formal", "conditions_source": row.subject}
        AgreementTerms.objects.create(agreement=row, **needs)
        others = (made["o"],) if what == "proposed" else ()
        within = {"agreement_h": ("h",), "agreement_draft": ("draft",)}.get(name, ())
        parties = (made[origin], made[target])
        thing = Thing(
            "agreement", what, row.key, parties, others, kept=False, within=tuple(things[one] for one in within)
        )
        things[name] = thing
        if name != "agreement":
            stage.hide(thing, row.subject.lower(), row.key)


def _evidence(stage: Stage) -> None:
    """Sources and contradictions, of a thing that is hidden and of a group of it."""
    made, in_h = stage.organizations, (stage.things["h"],)
    hidden = Group.objects.create(key="canari-cle-gh", kind="committee", body=made["h"], name_fr="Canari groupe de H")
    stage.things["group_h"] = Thing("group", "name", hidden.key, (made["h"],), within=in_h)
    stage.hide(stage.things["group_h"], "canari groupe de h", hidden.key)
    Listing.objects.create(organization=made["h"], group=Group.objects.get(key="group"), note="Canari liste de H")
    stage.hide(stage.things["h"], "canari liste de h")
    subjects: list[tuple[str, Keyed, Thing]] = [
        ("h", made["h"], stage.things["h"]),
        ("o", made["o"], stage.things["o"]),
        ("gh", hidden, stage.things["group_h"]),
        ("draft", Service.objects.get(key="canari-cle-draft"), stage.things["draft"]),
        ("parties", Agreement.objects.get(audience="parties"), stage.things["agreement_parties"]),
    ]
    for name, row, thing in subjects:
        kind = row._meta.model_name or ""
        document = SourceDocument.objects.create(type="named", reference=f"Canari source {name}")
        Citation.objects.create(subject_type=kind, subject_key=row.key, document=document)
        if name != "o":
            stage.hide(thing, f"canari source {name}")
        if kind != "agreement":
            said = Contradiction.objects.create(
                key=f"canari-dit-{name}", subject_type=kind, subject_key=row.key, attribute="capacity", kind="conflict"
            )
            Statement.objects.create(contradiction=said, position=0, value=f"Canari dit {name}")
            if name != "o":
                stage.hide(thing, f"canari dit {name}", said.key)


def _reports(stage: Stage) -> None:
    for name in ("o", "u", "p"):
        owner = stage.organizations[name]
        row = ErrorReport.objects.create(key=f"canari-signal-{name}", organization=owner, text=f"Canari signal {name}")
        thing = Thing("error report", "text", row.key, (owner,))
        stage.things[f"report_{name}"] = thing
        stage.hide(thing, f"canari signal {name}", row.key)


def _accounts(stage: Stage, group: Group) -> None:
    """Users, their grants, invitations and a token; the address of each member of the cast is a canary."""
    made = stage.organizations
    for member in stage.cast.values():
        if member.user is None or member.token is not None:
            continue
        places: list[Place] = []
        for role, place in member.grants:
            places.append(group.coalition if role is Role.LEAD and group.coalition else place)
        thing = Thing(
            "users and grants", "e-mail and grants", member.user.key, tuple(places), of=member.user, kept=False
        )
        stage.things[f"user_{member.name}"] = thing
        stage.hide(thing, member.user.email)
        for grant in member.user.grants.all():
            stage.links.setdefault(f"grant_{member.name}", grant.key)
    offered = make_accounts.invitation(made["p"], email="canari.invite@organisme.example")
    first = make_accounts.invitation(made["u"], Role.ADMINISTRATOR, email="canari.premier@organisme.example")
    stage.things["invitation"] = Thing("invitation", "offered", offered.key, (made["p"],), kept=False)
    unclaimed = "to an organization that nobody has claimed"
    stage.things["invitation_u"] = Thing("invitation", unclaimed, first.key, (made["u"],))
    stage.hide(stage.things["invitation"], offered.email)
    stage.hide(stage.things["invitation_u"], first.email)
    owner = stage.cast["reader_p"].user
    assert owner is not None
    row = make_accounts.token(owner, access="write", organization=made["p"])
    row.name = "Canari jeton"
    row.save()
    stage.things["token"] = Thing("token", "name", row.key, (made["p"],), of=owner, kept=False)
    stage.hide(stage.things["token"], "canari jeton")
    stage.hide(Thing("token", "secret", row.key), row.digest, row.plain or "")

"""A plausible call of every action, on things of the stage: what it is about, and the action with its arguments.

The key that an act is given is the thing's, or one that doesn't exist. An act that takes no key ignores it.
"""

from collections.abc import Iterator
from typing import Any

from registry.accounts import actions as accounts
from registry.accounts import queries as accounts_queries
from registry.accounts.models import GrantRow, Invitation
from registry.concertation.actions import loading as concertation_loading
from registry.core.actor import SYSTEM, Actor, Role
from registry.core.dates import PartialDate, montreal_today
from registry.core.records import Record
from registry.directory import actions as directory
from registry.directory.actions import loading as directory_loading
from registry.referrals import actions as referrals
from registry.referrals.actions import loading as referrals_loading
from registry.referrals.rules import Cover
from tests.permissions import concertation
from tests.permissions.call import Act, Call
from tests.permissions.stage import Stage, Thing

COVER = Cover(needs=["legal_information"])
ORGANIZATIONS, SERVICES = ("o", "u", "h"), ("service", "service_u", "service_h")
AGREEMENTS = ("agreement", "agreement_parties", "agreement_h")


def calls(stage: Stage) -> Iterator[Call]:
    yield from _on_organizations(stage)
    yield from _on_services(stage)
    yield from _on_places(stage)
    yield from _on_links(stage)
    yield from _on_agreements(stage)
    yield from _on_reports(stage)
    yield from concertation.calls(stage)
    yield from _on_accounts(stage)
    yield from _on_oneself()
    yield from _of_the_system(stage)


def _on_organizations(stage: Stage) -> Iterator[Call]:
    u, n = stage.organizations["u"].key, stage.organizations["n"].key  # the same coordinators answer for both
    today = montreal_today().isoformat()
    acts: dict[str, Act] = {
        "edit_organization": lambda actor, key: directory.edit_organization(actor, key, values={"city": "Laval"}),
        "rename_organization": lambda actor, key: directory.rename_organization(
            actor, key, name="Autre nom", language="fr"
        ),
        "confirm_organization": directory.confirm_organization,
        "add_service": lambda actor, key: directory.add_service(
            actor, key, values={"name_fr": "Nouveau"}, terms={"needs": ["food"], "door": "walk_in"}
        ),
        "publish_organization": directory.publish_organization,
        "unpublish_organization": directory.unpublish_organization,
        "close_organization": lambda actor, key: directory.close_organization(actor, key, since=today),
        "merge_organization": lambda actor, key: directory.merge_organization(actor, key, into=n if key == u else key),
        "add_location": lambda actor, key: directory.add_location(actor, key, values={"city": "Laval"}),
        "change_confidentiality": lambda actor, key: directory.change_confidentiality(
            actor, key, confidential_site=True
        ),
    }

    def reopen(actor: Actor, key: str) -> object:
        directory.close_organization(SYSTEM, key)
        return directory.reopen_organization(actor, key)

    for name in ORGANIZATIONS:
        yield Call("reopen_organization", stage.things[name], reopen, keyed=False)
        for action, act in acts.items():
            yield Call(action, stage.things[name], act)
    yield Call("publish_organization", stage.things["n"], directory.publish_organization)
    new = {"kind": "community", "name_fr": "Nouvel organisme"}
    for name in ("c", "d"):
        yield Call(
            "add_organization",
            stage.things[name],
            lambda actor, key: directory.add_organization(actor, coalition=key, values=new),
        )


def _on_services(stage: Stage) -> Iterator[Call]:
    ahead = montreal_today().replace(year=montreal_today().year + 1, day=1).isoformat()

    def cancel(actor: Actor, key: str) -> object:
        planned = directory.change_intake(SYSTEM, key, status="closed", since=ahead)
        return directory.cancel_planned_intake(actor, key, period=planned.intake_periods.latest("pk").key)

    acts: dict[str, Act] = {
        "edit_service": lambda actor, key: directory.edit_service(actor, key, values={"city": "Laval"}),
        "change_service_terms": lambda actor, key: directory.change_service_terms(
            actor, key, values={"languages": ["en"]}
        ),
        "change_intake": lambda actor, key: directory.change_intake(actor, key, status="closed"),
        "confirm_service": directory.confirm_service,
        "publish_service": directory.publish_service,
        "unpublish_service": directory.unpublish_service,
        "end_service": directory.end_service,
    }
    for name in SERVICES:
        for action, act in acts.items():
            yield Call(action, stage.things[name], act)
        yield Call("cancel_planned_intake", stage.things[name], cancel, keyed=False)
    yield Call("publish_service", stage.things["draft"], directory.publish_service)


def _on_places(stage: Stage) -> Iterator[Call]:
    for name in ("place", "place_h"):
        yield Call(
            "edit_location",
            stage.things[name],
            lambda actor, key: directory.edit_location(actor, key, values={"city": "Laval"}),
        )
        yield Call("remove_location", stage.things[name], directory.remove_location)


def _on_links(stage: Stage) -> Iterator[Call]:
    made = stage.organizations
    o, u, p, c = (made[name] for name in ("o", "u", "p", "c"))
    yield Call(
        "propose_membership",
        Thing("membership", "accepted", p.key, (p, c)),
        lambda actor, key: directory.propose_membership(actor, key, coalition=c.key),
    )
    yield Call(
        "propose_relationship",
        Thing("relationship", "accepted", o.key, (o, u)),
        lambda actor, key: directory.propose_relationship(actor, key, type="partnership", target=u.key),
    )
    for noun in ("membership", "relationship"):
        accept, end = getattr(directory, f"accept_{noun}"), getattr(directory, f"end_{noun}")
        for name in (noun, f"{noun}_proposed", f"{noun}_h"):
            yield Call(f"end_{noun}", stage.things[name], end)
        yield Call(f"accept_{noun}", stage.things[f"{noun}_proposed"], accept)


def _on_agreements(stage: Stage) -> Iterator[Call]:
    o, u = stage.organizations["o"].key, stage.organizations["u"].key
    proposing = Thing("agreement", "public", o, (stage.organizations["o"],), kept=False)
    yield Call(
        "propose_agreement",
        proposing,
        lambda actor, key: referrals.propose_agreement(actor, key, origin=key, target=u, cover=COVER),
    )
    acts: dict[str, Act] = {
        "confirm_agreement": referrals.confirm_agreement,
        "amend_agreement": lambda actor, key: referrals.amend_agreement(actor, key, cover=COVER),
        "suspend_agreement": referrals.suspend_agreement,
        "resume_agreement": referrals.resume_agreement,
        "end_agreement": lambda actor, key: referrals.end_agreement(actor, key, until=PartialDate.of(montreal_today())),
        "show_agreement": lambda actor, key: referrals.show_agreement(actor, key, audience="partners"),
    }
    for name in AGREEMENTS:
        for action, act in acts.items():
            yield Call(action, stage.things[name], act)
    yield Call("accept_agreement", stage.things["agreement_proposed"], referrals.accept_agreement)
    yield Call("decline_agreement", stage.things["agreement_proposed"], referrals.decline_agreement)

    def resume(actor: Actor, key: str) -> object:
        referrals.suspend_agreement(SYSTEM, key)
        return referrals.resume_agreement(actor, key)

    yield Call("resume_agreement", stage.things["agreement"], resume, keyed=False)


def _on_reports(stage: Stage) -> Iterator[Call]:
    for name in ("o", "h"):
        about = stage.things[name]
        thing = Thing("organization", about.what, about.key, about.places)
        yield Call(
            "report_error", thing, lambda actor, key: directory.report_error(actor, key, text="Le numéro a changé.")
        )
    for name in ("report_o", "report_u", "report_p"):
        yield Call("handle_error_report", stage.things[name], directory.handle_error_report)


def _on_accounts(stage: Stage) -> Iterator[Call]:
    o, u, h = (stage.organizations[name] for name in ("o", "u", "h"))
    reader = stage.things["user_reader_o"]
    yield Call(
        "grant_role",
        reader,
        lambda actor, key: accounts.grant_role(actor, key, role="contributor", scope="organization", scope_key=o.key),
    )
    yield Call("deactivate_user", reader, accounts.deactivate_user)
    held = Thing(reader.row, reader.what, stage.links["grant_reader_o"], reader.places, of=reader.of, kept=False)
    yield Call("revoke_grant", held, accounts.revoke_grant)
    yield Call("leave", held, accounts.leave)
    for name in ("invitation", "invitation_u"):
        yield Call("renew_invitation", stage.things[name], accounts.renew_invitation)
        yield Call("revoke_invitation", stage.things[name], accounts.revoke_invitation)
    yield Call("revoke_api_token", stage.things["token"], accounts.revoke_api_token)
    invited = [(o, "reader", False), (u, "reader", False), (u, "administrator", True), (h, "reader", False)]
    for place, role, kept in invited:
        seen = stage.things["h"] if place == h else stage.things["o"]
        yield Call("invite_user", Thing("organization", seen.what, place.key, (place,), kept=kept), _invite(role))

    def accept(actor: Actor, key: str) -> object:
        link = accounts_queries.invitation_token(SYSTEM, Invitation.objects.get(key=stage.things["invitation"].key))
        return accounts.accept_invitation(actor, link, password="cinq corneilles sur un fil")

    yield Call("accept_invitation", Thing("organization", "published", ""), accept, keyed=False)


def _invite(role: str) -> Act:
    return lambda actor, key: accounts.invite_user(
        actor, "nouvelle@organisme.example", role=role, scope="organization", scope_key=key
    )


def _on_oneself() -> Iterator[Call]:
    acts: dict[str, Act] = {
        "change_language": lambda actor, _: accounts.change_language(actor, "es"),
        "set_password": lambda actor, _: accounts.set_password(actor, "sept hirondelles en mai"),
        "delete_my_account": lambda actor, _: accounts.delete_my_account(actor),
        "create_api_token": lambda actor, _: accounts.create_api_token(actor, "essai"),
    }
    for action, act in acts.items():
        yield Call(action, ONESELF, act, keyed=False)


def _of_the_system(stage: Stage) -> Iterator[Call]:
    coalition, none = stage.organizations["c"], Thing("organization", "published", "")
    user, token = stage.things["user_reader_o"].key, stage.things["token"].key
    today: dict[str, Any] = {"today": montreal_today()}

    def invite_first(actor: Actor, _: str) -> object:
        GrantRow.objects.filter(role=Role.COORDINATOR).delete()
        return accounts.invite_first_coordinator(actor, "premiere@organisme.example", coalition.key)

    for action in ("claim_organization", "release_organization"):
        yield Call(action, stage.things["o"], getattr(directory, action))
    acts: dict[str, Act] = {
        "found_coalition": lambda actor, _: directory.found_coalition(actor, "Table neuve", language="fr"),
        "load_organizations": lambda actor, _: directory_loading.load_organizations(actor, [], **today),
        "load_services": lambda actor, _: directory_loading.load_services(actor, [], **today),
        "load_agreements": lambda actor, _: referrals_loading.load_agreements(actor, [], **today),
        "load_memberships": lambda actor, _: directory_loading.load_memberships(actor, []),
        "load_relationships": lambda actor, _: directory_loading.load_relationships(actor, []),
        "load_terms": lambda actor, _: directory_loading.load_terms(actor, [_loaded("needs:neuf", "labels")]),
        "load_regions": lambda actor, _: directory_loading.load_regions(actor, [_loaded("99", "names")]),
        "load_groups": lambda actor, _: concertation_loading.load_groups(actor, []),
        "load_listings": lambda actor, _: concertation_loading.load_listings(actor, []),
        "load_contradictions": lambda actor, _: concertation_loading.load_contradictions(actor, []),
        "load_demo_users": lambda actor, _: accounts.load_demo_users(actor, []),
        "request_password_reset": lambda actor, _: accounts.request_password_reset(actor, user),
        "note_token_use": lambda actor, _: accounts.note_token_use(actor, token),
        "purge_invitations": lambda actor, _: accounts.purge_invitations(actor),
        "invite_first_coordinator": invite_first,
    }
    for action, act in acts.items():
        yield Call(action, none, act, keyed=False)


def _loaded(key: str, named: str) -> Record:
    """A new code, as a file brings it."""
    columns = {named: {"fr": "Neuf"}, "position": 99}
    return Record(key, True, columns, {}, {}, None, tuple(columns), collection="essai", digest="neuf")


ONESELF = Thing("users and grants", "e-mail and grants", "oneself")
"""Stands for whoever acts: there is nothing to find."""

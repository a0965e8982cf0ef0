"""Concerns on pages: raised or joined, followed to what they changed, answered by whoever runs the group."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from registry.concertation.models import (
    Activity,
    AgendaItem,
    Concern,
    ConcernAnswer,
    ConcernRaiser,
    Group,
    Impact,
    Meeting,
    Outcome,
)
from registry.core.actor import Role
from registry.core.dates import PartialDate, montreal_today
from registry.directory.models import Organization
from tests.factories import accounts
from tests.factories import concertation as make_groups
from tests.factories import directory as make
from tests.factories import resolutions as make_resolutions
from tests.pages.acting import at, done, fill, holder, send, sent_by, signed_in, words

pytestmark = pytest.mark.django_db
TODAY = montreal_today()
STATEMENTS = 30


@pytest.fixture(autouse=True)
def lists() -> None:
    make.vocabulary()


@pytest.fixture
def group() -> Group:
    return make_groups.group("Comité logement", coalition=make.coalition())


@pytest.fixture
def member(group: Group) -> Organization:
    seated = make.organization("La Halte", claimed=True)
    make_groups.seat(group, seated)
    return seated


def concern(group: Group, raiser: Organization, title: str = "Délais trop longs", days: int = 0) -> Concern:
    day = TODAY - timedelta(days=days)
    made = Concern.objects.create(group=group, title=title, raised_on=day)
    ConcernRaiser.objects.create(concern=made, organization=raiser, on=day)
    return made


def lead(group: Group) -> Client:
    return signed_in(accounts.holder(Role.LEAD, group))


def test_a_member_raises_a_concern_and_sees_it(group: Group, member: Organization) -> None:
    client = holder(Role.CONTRIBUTOR, member)
    url = at("group_deed", group.key, "enjeu")
    assert done(send(client, url, organization=member.key, title="Délais trop longs", description="Trois mois."))
    made = Concern.objects.get()
    text = words(client.get(at("concern", made.key)))
    for told in ("Délais trop longs", "Trois mois.", "La Halte", "Comité logement"):
        assert told in text
    assert Client().get(at("concern", made.key)).status_code == 404


def test_who_repeats_a_concern_is_shown_it_and_joins_instead(group: Group, member: Organization) -> None:
    other = make.organization("La Clinique", claimed=True)
    make_groups.seat(group, other)
    standing = concern(group, member, "Les délais sont trop longs")
    client = holder(Role.CONTRIBUTOR, other)
    url = at("group_deed", group.key, "enjeu")
    Concern.objects.filter(pk=standing.pk).update(description="Trois mois d'attente.")
    told = {"organization": other.key, "title": "Délais trop longs", "description": "Nous aussi."}
    page = client.post(url, fill(client, url, **told))
    for shown in ("Les délais sont trop longs", "Trois mois d'attente.", "La Halte", "S'y joindre"):
        assert shown in words(page)
    join = at("concern_deed", standing.key, "appuyer")
    _, form = page.text.split(f'action="{join}"')
    carried = dict(re.findall(r'name="([^"]+)" value="([^"]*)"', form.split("</form>")[0]))
    joining = client.post(join, carried)
    assert not joining.context["form"].errors
    assert sent_by(joining)["words"] == ["Délais trop longs\n\nNous aussi."]
    assert not standing.raisers.filter(organization=other).exists(), "nothing is done before it is read"
    assert done(client.post(join, sent_by(joining)))
    assert "Votre organisme le soulève déjà." in words(client.post(url, fill(client, url, **told)))
    assert Concern.objects.count() == 1
    assert "appuyer" not in client.get(at("concern", standing.key)).context["to"]
    text = words(holder(Role.READER, member).get(at("concern", standing.key)))
    assert "La Clinique" in text
    assert "Nous aussi." in text


def test_the_chain_is_walked_from_the_concern_to_what_it_changed(group: Group, member: Organization) -> None:
    made = concern(group, member)
    meeting = Meeting.objects.create(group=group, day=TODAY, mode="virtual", title="Rencontre de mars")
    AgendaItem.objects.create(meeting=meeting, position=0, title="Délais", concern=made)
    decision = Outcome.objects.create(meeting=meeting, position=0, kind="decision", text="Écrire au ministre.")
    act = Activity.objects.create(kind="public_campaign", title_fr="Lettre au ministre", date=PartialDate(2026, 4))
    Impact.objects.create(activity=act, kind="government_practice", text="Le délai est de deux semaines.")
    assert group.coalition is not None
    adopted = make_resolutions.resolution(group.coalition, "Demande un délai de deux semaines.", group=group)
    for kind, by in (("media", {"outcome": decision}), ("resolution", {"resolution": adopted})):
        ConcernAnswer.objects.create(concern=made, kind=kind, on=TODAY, **by)
    ConcernAnswer.objects.create(concern=made, kind="public_campaign", on=TODAY, activity=act)
    client = holder(Role.READER, member)
    page = client.get(at("concern", made.key))
    text, markup = words(page), page.content.decode()
    for told in ("Rencontre de mars", "Écrire au ministre.", "Lettre au ministre", "Le délai est de deux semaines."):
        assert told in text
    clause = adopted.clauses.get()
    assert f"{at('resolution', adopted.key)}#clause-{clause.key}" in markup
    for back in (at("resolution", adopted.key), at("activity", act.key)):
        assert at("concern", made.key) in client.get(back).content.decode()
        assert at("concern", made.key) not in Client().get(back).content.decode()


def test_one_that_waits_for_long_says_so(group: Group, member: Organization) -> None:
    client = holder(Role.READER, member)
    late, fresh = concern(group, member, days=90), concern(group, member, "Autre", days=2)
    page = client.get(at("concern", late.key))
    assert page.context["late"]
    assert "Sans réponse depuis 90 jours." in words(page)
    assert not client.get(at("concern", fresh.key)).context["late"]


def test_whoever_leads_answers_joins_and_the_member_only_looks(group: Group, member: Organization) -> None:
    made, same = concern(group, member), concern(group, make.organization(), "La même chose")
    assert holder(Role.READER, member).get(at("concern_deed", made.key, "repondre")).status_code == 403
    client = lead(group)
    assert done(send(client, at("concern_deed", made.key, "repondre"), kind="media", note="Une entrevue est prévue."))
    assert done(send(client, at("concern_deed", same.key, "joindre"), into=made.key))
    made.refresh_from_db()
    same.refresh_from_db()
    assert (made.state, same.state, same.joined_to, made.raisers.count()) == ("answered", "joined", made, 2)
    assert "Une entrevue est prévue." in words(client.get(at("concern", made.key)))
    assert at("concern", made.key) in client.get(at("concern", same.key)).content.decode()


def test_a_coordinator_passes_it_on_to_another_group(group: Group, member: Organization) -> None:
    assert group.coalition is not None
    made, other = concern(group, member), make_groups.group("Comité santé", coalition=group.coalition)
    client = holder(Role.COORDINATOR, group.coalition)
    assert done(send(client, at("concern_deed", made.key, "transmettre"), group=other.key))
    text = words(client.get(at("concern", made.key)))
    assert "Comité santé" in text
    assert "Comité logement" in text


def test_the_last_one_who_withdraws_its_name_withdraws_the_concern(group: Group, member: Organization) -> None:
    made = concern(group, member)
    assert done(send(holder(Role.ADMINISTRATOR, member), at("concern_deed", made.key, "retirer")))
    made.refresh_from_db()
    assert made.state == "withdrawn"


@pytest.mark.parametrize(
    ("title", "field"), [("", "title"), ("Appelez jean@organisme.example", "title"), ("x" * 300, "title")]
)
def test_what_is_wrong_is_said_beside_its_field(group: Group, member: Organization, title: str, field: str) -> None:
    page = send(
        holder(Role.CONTRIBUTOR, member),
        at("group_deed", group.key, "enjeu"),
        organization=member.key,
        title=title,
    )
    assert set(page.context["form"].errors) == {field}
    assert not Concern.objects.exists()


def test_a_page_asks_few_statements(group: Group, member: Organization) -> None:
    made = concern(group, member)
    for number in range(6):
        act = Activity.objects.create(kind="media", title_fr=f"Entrevue {number}")
        ConcernAnswer.objects.create(concern=made, kind="media", on=TODAY, activity=act)
        ConcernRaiser.objects.create(concern=made, organization=make.organization(), on=TODAY)
    client: Any = holder(Role.CONTRIBUTOR, member)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(at("concern", made.key)).status_code == 200
    assert len(asked) <= STATEMENTS


def test_whoever_raised_it_corrects_its_text_until_another_joins(group: Group, member: Organization) -> None:
    made = concern(group, member)
    client, page = holder(Role.CONTRIBUTOR, member), at("concern", made.key)
    url = at("concern_deed", made.key, "modifier")
    assert url in client.get(page).content.decode()
    assert done(send(client, url, title="Délais de six mois", description="Depuis mars."))
    assert "Délais de six mois" in words(client.get(page))
    typed = fill(client, url, description="Depuis avril.")
    other = make.organization("La Clinique", claimed=True)
    make_groups.seat(group, other)
    assert done(send(holder(Role.CONTRIBUTOR, other), at("concern_deed", made.key, "appuyer"), organization=other.key))
    assert url not in client.get(page).content.decode()
    late = client.post(url, typed)
    assert (late.status_code, "Depuis avril." in words(late)) == (200, True)
    made.refresh_from_db()
    assert made.description == "Depuis mars."
    assert group.coalition is not None
    assert done(send(holder(Role.COORDINATOR, group.coalition), url, description="Depuis mai."))


def test_whoever_leads_the_group_sees_every_concern_that_waits_the_new_ones_first(
    group: Group, member: Organization
) -> None:
    late, older, new = (concern(group, member, str(days), days=days) for days in (90, 30, 0))
    concern(make_groups.group(), member, "ailleurs")
    page = lead(group).get(at("groups_desk"))
    told = [(each["concern"], each["new"], each["late"]) for each in page.context["concerns"]]
    assert told == [(new, True, False), (older, False, False), (late, False, True)]
    assert words(page).count("Nouveau") == words(page).count("Sans réponse depuis longtemps") == 1


def test_whoever_leads_the_group_puts_a_concern_before_a_coming_meeting(group: Group, member: Organization) -> None:
    made, client = concern(group, member), lead(group)
    url = at("concern", made.key)
    assert at("group_deed", group.key, "rencontre") in client.get(url).text
    meeting = Meeting.objects.create(group=group, day=TODAY + timedelta(days=9), mode="virtual")
    point = at("meeting_deed", meeting.key, "point") + f"?concern={made.key}"
    assert point in client.get(url).text
    assert point not in holder(Role.CONTRIBUTOR, member).get(url).text
    assert done(send(client, point))
    item = AgendaItem.objects.get()
    assert (item.title, item.concern) == (made.title, made)
    assert point not in client.get(url).text


def test_who_raised_a_concern_learns_of_the_answer_on_its_desk(group: Group, member: Organization) -> None:
    client = holder(Role.READER, member)
    made, waiting = concern(group, member, days=20), concern(group, member, "Loyers", days=3)
    concern(group, make.organization(), "à d'autres")
    for days, note in ((9, "On écrit."), (2, "C'est écrit.")):
        on = TODAY - timedelta(days=days)
        ConcernAnswer.objects.create(concern=made, kind="resolution", on=on, note=note)
    Concern.objects.filter(pk=made.pk).update(state="answered")
    page = client.get(at("seats_desk"))
    assert page.context["concerns"] == [waiting, made]
    text = words(page)
    assert "C'est écrit." in text
    assert "On écrit." not in text
    assert "aucune encore" in text
    assert at("concern", made.key) in page.text


def test_many_concerns_ask_the_desks_no_more_than_one(group: Group, member: Organization) -> None:
    clients = {"groups_desk": lead(group), "seats_desk": holder(Role.ADMINISTRATOR, member)}
    counts: dict[str, list[int]] = {name: [] for name in clients}
    for size in (1, 5):
        for number in range(size):
            ConcernAnswer.objects.create(concern=concern(group, member, f"Avec {size}"), kind="media", on=TODAY)
            concern(group, member, f"Sans {size}", days=40 * number)
        for name, client in clients.items():
            with CaptureQueriesContext(connection) as asked:
                assert client.get(at(name)).status_code == 200
            counts[name].append(len(asked))
    for name, (few, many) in counts.items():
        assert few == many <= STATEMENTS, name

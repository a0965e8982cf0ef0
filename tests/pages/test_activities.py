"""Activities on pages: found by filters, told with their parties and impacts, recorded, completed and published."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from registry.concertation.models import Activity, ActivityParty, Concern, ConcernAnswer, Impact
from registry.core.actor import Role
from registry.core.dates import PartialDate, montreal_today
from tests.factories import accounts
from tests.factories import concertation as make_groups
from tests.factories import directory as make
from tests.pages.acting import at, done, fill, holder, send, signed_in, words

pytestmark = pytest.mark.django_db
STATEMENTS = 30


@pytest.fixture(autouse=True)
def lists() -> None:
    make.vocabulary()


def activity(title: str = "Lettre ouverte", **columns: Any) -> Activity:
    columns = {"kind": "public_campaign", "title_fr": title, "date": PartialDate(2024, 10), **columns}
    return Activity.objects.create(**columns)


def party(of: Activity, who: Any, role: str = "signatory") -> ActivityParty:
    return ActivityParty.objects.create(activity=of, organization=who, role=role)


def listed(query: str = "") -> list[str]:
    page = Client().get(f"{at('activities')}{query}")
    assert page.status_code == 200
    return [row.activity.title_fr for row in page.context["rows"]]


def test_filters_find_who_did_what_as_what_and_when() -> None:
    one, other = make.organization("La Halte"), make.organization("La Clinique")
    group = make_groups.group()
    letter = activity("Lettre", date=PartialDate(2024, 10))
    party(letter, one)
    party(letter, other, "organizer")
    activity("Atelier", kind="meeting_or_workshop", date=PartialDate(2023), group=group)
    activity("Sans date", date=None)
    assert listed() == ["Lettre", "Atelier", "Sans date"]
    assert listed("?kind=meeting_or_workshop") == ["Atelier"]
    assert listed(f"?organization={one.key}") == ["Lettre"]
    assert listed(f"?organization={one.key}&role=organizer") == []
    assert listed(f"?group={group.key}") == ["Atelier"]
    assert listed("?year=2024") == ["Lettre"]


def test_a_coalition_finds_what_it_did_and_what_its_groups_did() -> None:
    coalition, member = make.coalition("Le Conseil"), make.organization("La Halte")
    make.member(coalition, member)
    group, other = make_groups.group(coalition=coalition), make_groups.group()
    activity("D'un groupe", group=group, date=PartialDate(2024))
    activity("En son nom", recorded_for=coalition, date=PartialDate(2023))
    party(activity("Signée", date=PartialDate(2022)), coalition)
    activity("Avec un groupe", date=PartialDate(2021)).parties.create(group=group, role="signatory")
    activity("À son sujet").parties.create(organization=coalition, role="about")
    party(activity("D'un membre seul"), member)
    activity("D'ailleurs", group=other)
    assert listed(f"?coalition={coalition.key}") == ["D'un groupe", "En son nom", "Signée", "Avec un groupe"]
    assert listed(f"?coalition={coalition.key}&group={group.key}") == ["D'un groupe", "Avec un groupe"]


def test_words_of_a_title_find_it_whatever_their_accents_and_endings() -> None:
    activity("Lettres à la députation", folded="|lettres a la deputation|")
    activity("Atelier", folded="|atelier|")
    assert listed("?text=LETTRE+députations") == ["Lettres à la députation"]


def test_a_filter_that_is_wrong_is_said_and_left_out() -> None:
    activity()
    page = Client().get(f"{at('activities')}?year=12&kind=nothing")
    assert set(page.context["form"].errors) == {"year", "kind"}
    assert len(page.context["rows"]) == 1
    assert "n'a pas servi à filtrer" in words(page)


def test_the_page_says_who_took_part_as_what_when_and_what_it_changed() -> None:
    made = activity(date=None, within_since=PartialDate(2024, 4), within_until=PartialDate(2025, 5))
    party(made, make.organization("La Halte"), "organizer")
    party(made, make.organization("La Clinique"))
    Impact.objects.create(activity=made, kind="government_practice", text="Le délai est prolongé.")
    text = words(Client().get(at("activity", made.key)))
    for told in ("La Halte", "La Clinique", "organizer", "signatory", "un jour inconnu", "Le délai est prolongé."):
        assert told in text


def test_a_party_that_may_not_be_seen_is_as_if_it_were_not_there() -> None:
    made, hidden = activity(), make.organization("Discrète", published=False)
    party(made, hidden)
    assert "Discrète" not in words(Client().get(at("activity", made.key)))
    assert "Discrète" not in words(Client().get(at("activities")))


def test_a_concern_that_it_answers_is_told_to_those_who_see_it() -> None:
    group, member = make_groups.group(), make.organization()
    make_groups.seat(group, member)
    made, concern = activity(), Concern.objects.create(group=group, title="Délais", raised_on=montreal_today())
    ConcernAnswer.objects.create(concern=concern, kind="public_campaign", on=montreal_today(), activity=made)
    assert "Délais" in words(holder(Role.READER, member).get(at("activity", made.key)))
    assert "Délais" not in words(Client().get(at("activity", made.key)))


def test_an_organization_records_completes_and_publishes() -> None:
    owner, other = make.organization("La Halte", claimed=True), make.organization("La Clinique")
    client = holder(Role.ADMINISTRATOR, owner)
    url = at("organization_deed", owner.key, "activite")
    assert done(send(client, url, kind="media", title="Entrevue", date="2026-03"))
    made = Activity.objects.get()
    assert Client().get(at("activity", made.key)).status_code == 404
    assert done(
        send(client, at("activity_deed", made.key, "partie"), role="participant", party=f"organization {other.key}")
    )
    assert done(send(client, at("activity_deed", made.key, "effet"), kind="members_knowledge", text="On sait."))
    assert "la page de l'activité le montre." in words(client.get(at("activity", made.key)))
    assert done(send(client, at("activity_deed", made.key, "modifier"), place="Québec"))
    assert done(send(client, at("activity_deed", made.key, "publier")))
    made.refresh_from_db()
    assert (made.published, made.place, str(made.date)) == (True, "Québec", "2026-03")
    assert "La Clinique" in words(Client().get(at("activity", made.key)))
    gone = f"organization {other.key} participant"
    assert done(send(client, at("activity_deed", made.key, "sans-partie"), party=gone))
    assert not made.parties.exists()
    assert done(send(client, at("activity_deed", made.key, "depublier")))
    assert Client().get(at("activity", made.key)).status_code == 404


def test_a_date_that_does_not_exist_is_refused_and_nothing_is_kept() -> None:
    owner = make.organization(claimed=True)
    page = send(
        holder(Role.CONTRIBUTOR, owner),
        at("organization_deed", owner.key, "activite"),
        kind="media",
        title="Entrevue",
        date="2026-02-30",
    )
    assert set(page.context["form"].errors) == {"date"}
    assert not Activity.objects.exists()


def test_who_leads_a_group_records_in_its_name() -> None:
    group = make_groups.group()
    client = signed_in(accounts.holder(Role.LEAD, group))
    assert done(send(client, at("group_deed", group.key, "activite"), kind="media", title="Entrevue"))
    assert Activity.objects.get().group == group


def test_lists_ask_few_statements_however_long() -> None:
    for number in range(12):
        made = activity(f"Activité {number}")
        for _each in range(4):
            party(made, make.organization())
    for url in (at("activities"), at("activity", made.key)):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert Client().get(url).status_code == 200
        assert len(asked) <= STATEMENTS, url


def test_an_impact_recorded_by_mistake_is_retracted() -> None:
    owner = make.organization(claimed=True)
    made = activity(recorded_for=owner, published=False)
    client, url = holder(Role.CONTRIBUTOR, owner), at("activity_deed", made.key, "sans-effet")
    assert url not in client.get(at("activity", made.key)).content.decode()
    impact = Impact.objects.create(activity=made, kind="members_knowledge", text="Par erreur")
    assert url in client.get(at("activity", made.key)).content.decode()
    assert "Par erreur" in words(client.get(url))
    assert done(send(client, url, impact=impact.key))
    assert not made.impacts.exists()


def test_figures_are_recorded_corrected_and_taken_away() -> None:
    owner = make.organization(claimed=True)
    standing = {"code": "people", "value": 30, "unit": "person", "approx": "about"}
    made = activity(recorded_for=owner, published=False, quantities=[standing])
    client, url = holder(Role.CONTRIBUTOR, owner), at("activity_deed", made.key, "chiffres")
    added = {"code-1": "Dépliants", "value-1": "1 200,5", "unit-1": "hour"}
    assert done(send(client, url, **added))
    made.refresh_from_db()
    told = {"code": "Dépliants", "value": 1200.5, "unit": "hour", "approx": "exact"}
    assert made.quantities == [standing, told]
    assert "Dépliants : 1 200,5 (hour)" in words(client.get(at("activity", made.key)))
    assert done(send(client, url, **{"code-0": "", "value-0": "", "unit-0": "", "code-1": "personnes"}))
    made.refresh_from_db()
    assert made.quantities == [told | {"code": "people"}]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"value-0": "3"}, "code-0"),
        ({"code-0": "Lits", "unit-0": "person"}, "value-0"),
        ({"code-0": "Lits", "value-0": "trois", "unit-0": "person"}, "value-0"),
        ({"code-0": "Lits", "value-0": "-5", "unit-0": "person"}, "value-0"),
        ({"code-0": "Lits", "value-0": "4,5", "unit-0": "person"}, "value-0"),
    ],
)
def test_half_a_figure_is_refused_beside_its_field(values: dict[str, str], field: str) -> None:
    owner = make.organization(claimed=True)
    made = activity(recorded_for=owner, published=False)
    client, url = holder(Role.CONTRIBUTOR, owner), at("activity_deed", made.key, "chiffres")
    page = client.post(url, fill(client, url, **values))
    assert page.status_code == 200
    assert page.context["form"].errors[field]
    made.refresh_from_db()
    assert made.quantities == []

"""Groups on pages: found, read as of a day, judged by their rules; and seats offered, taken and ended."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from registry.concertation.models import Group, RuleSet, Seat
from registry.core.actor import Role
from registry.core.dates import PartialDate, montreal_today
from registry.core.day_words import date_words
from registry.directory.models import Organization
from tests.factories import accounts
from tests.factories import concertation as make_groups
from tests.factories import directory as make
from tests.factories import meetings as make_meetings
from tests.pages.acting import at, done, holder, send, sent_by, words

pytestmark = pytest.mark.django_db
TODAY = montreal_today()
STATEMENTS = 30
RULES = {
    "composition": {"rule": "members_only"},
    "seats": [{"role": "co_chair", "min": 2, "max": 2, "term_years": 2}],
    "cadence": {
        "meetings_per_year_min": 3,
        "pattern": [
            {"order": 1, "place": "Toronto", "when": "early_in_year"},
            {"order": 2, "place": "Montréal", "when": "later_in_year"},
            {"order": 3, "place": None, "when": "at_the_consultations"},
        ],
    },
    "co_chair_eligibility": [{"code": "full_meetings_attended_min", "value": 2}],
}


@pytest.fixture(autouse=True)
def lists() -> None:
    make.vocabulary()


@pytest.fixture
def coalition() -> Organization:
    return make.coalition("La Ronde")


@pytest.fixture
def group(coalition: Organization) -> Group:
    rules = RuleSet.objects.create(key="regles", kind="group", data=RULES)
    return make_groups.group("Protection", coalition=coalition, rule_set=rules)


def member(coalition: Organization, name: str = "") -> Organization:
    made = make.organization(name, claimed=True)
    make.member(coalition, made)
    return made


def test_the_list_is_narrowed_by_whose_it_is_its_kind_and_who_sits_there(coalition: Organization, group: Group) -> None:
    other = make_groups.group("Logement", coalition=make.coalition("La Table"), kind="working_group")
    seated = member(coalition)
    make_meetings.seat(group, seated)
    url = at("groups")
    assert [row["group"] for row in Client().get(url).context["rows"]] == [other, group]
    for asked in (f"coalition={coalition.key}", "kind=committee", f"organization={seated.key}"):
        [row] = Client().get(f"{url}?{asked}").context["rows"]
        assert (row["group"], row["seats"], row["whose"]) == (group, 1, coalition)
    assert "choisissez-en un qui y figure" in words(Client().get(f"{url}?kind=rien"))


def test_anybody_reads_who_sat_on_a_day_but_no_offer(coalition: Organization, group: Group) -> None:
    here, gone, asked = (member(coalition, name) for name in ("Ancre", "Bouée", "Cale"))
    make_meetings.seat(group, here, "co_chair")
    make_meetings.seat(group, gone, until=PartialDate(2022, 3), ongoing=False)
    make_meetings.seat(group, asked, accepted=False)
    page = Client().get(at("group", group.key))
    assert [row["row"].organization for row in page.context["seats"]] == [here]
    assert "Cale" not in words(page)
    before = Client().get(at("group", group.key) + "?on=2021-06-01")
    assert [row["row"].organization for row in before.context["seats"]] == [here, gone]
    inside = holder(Role.COORDINATOR, coalition).get(at("group", group.key))
    assert [row["row"].organization for row in inside.context["offers"]] == [asked]


def test_what_the_rules_lack_is_said_in_sentences(coalition: Organization, group: Group) -> None:
    client = holder(Role.COORDINATOR, coalition)
    assert done(send(client, at("group_deed", group.key, "modifier"), acronym="GP"))  # its seats are kept here
    make_meetings.seat(group, member(coalition, "Ancre"), "co_chair", since=PartialDate.of(TODAY - timedelta(days=30)))
    page = client.get(at("group", group.key))
    assert page.context["verdict"][0] == "no"
    [number] = [rule for rule in page.context["rules"] if rule.about.startswith("Nombre de sièges")]
    assert number.verdict == "no"
    assert "il en manque 1 sur au moins 2 ce jour-là." in words(page)
    assert "1 siège à pourvoir" in words(page)


def test_two_meetings_in_toronto_are_not_a_year(coalition: Organization, group: Group) -> None:
    for day in ("2024-02-10", "2024-06-10"):
        make_meetings.held(group, day, city="Toronto")
    client = holder(Role.COORDINATOR, coalition)
    page = words(client.get(at("group", group.key) + "?on=2024-12-31"))
    assert "Pas respecté" in page
    assert "elle manque (au moins 3 par année)" in page
    assert "Il manque une rencontre à Montréal, plus tard dans l'année" in page
    assert "Il manque une rencontre aux consultations" in page
    assert client.get(at("group", group.key) + "?on=2023-12-31").context["year_verdict"][0] == "unknown"
    assert Client().get(at("group", group.key) + "?on=2024-12-31").context["year"] is None


def test_a_group_is_created_and_its_seat_offered_taken_and_left(coalition: Organization) -> None:
    run = holder(Role.COORDINATOR, coalition)
    answer = send(run, at("organization_deed", coalition.key, "groupe"), kind="committee", name="Accueil")
    group = Group.objects.get()
    assert answer["Location"] == at("group", group.key)
    guest = member(coalition, "Ancre")
    offer = at("group_deed", group.key, "siege")
    assert done(send(run, offer, organization=guest.key, role="co_chair", until=str(TODAY.year + 2)))
    seat = Seat.objects.get()
    assert (seat.accepted, seat.role, str(seat.until)) == (False, "co_chair", str(TODAY.year + 2))
    own = holder(Role.ADMINISTRATOR, guest)
    assert done(send(own, at("seat_deed", seat.key, "accepter")))
    assert done(send(own, at("seat_deed", seat.key, "terminer"), until=TODAY.isoformat()))
    seat.refresh_from_db()
    assert (seat.accepted, seat.until) == (True, PartialDate.of(TODAY))
    assert run.get(at("group", group.key)).context["seats"] == []


def test_a_term_that_ends_before_it_starts_is_refused_beside_its_field(coalition: Organization, group: Group) -> None:
    run, guest = holder(Role.COORDINATOR, coalition), member(coalition)
    term = {"since": "2026-05-01", "until": "2026-04-01"}
    page = send(run, at("group_deed", group.key, "siege"), organization=guest.key, role="co_chair", **term)
    assert page.status_code == 200
    assert page.context["form"].errors["until"] == ["La fin doit venir après le début."]
    assert not Seat.objects.exists()


def test_of_a_group_that_ended_its_last_day_is_told() -> None:
    made = make_groups.group("Ancien comité", until=PartialDate.parse("2025-07-01"))
    assert "Jusqu'à 30 juin 2025" in words(Client().get(at("group", made.key)))


def test_two_people_who_edit_a_group_lose_nothing(coalition: Organization, group: Group) -> None:
    client, url = holder(Role.COORDINATOR, coalition), at("group_deed", group.key, "modifier")
    first, second = sent_by(client.get(url)), sent_by(client.get(url))
    assert done(client.post(url, first | {"mandate_topics": "asile\nrenvois"}))
    both = client.post(url, second | {"mandate_topics": "détention"})
    [text] = both.context["texts"]
    assert (text["mine"], text["current"]) == ("détention", "asile\nrenvois")


def test_whoever_only_sits_there_is_offered_nothing_to_change(coalition: Organization, group: Group) -> None:
    guest = member(coalition)
    make_meetings.seat(group, guest)
    client = holder(Role.CONTRIBUTOR, guest)
    assert not {"modifier", "terminer", "siege", "rencontre"} & set(client.get(at("group", group.key)).context["to"])
    assert client.get(at("group_deed", group.key, "modifier")).status_code == 403
    assert Client().get(at("group", "rien")).status_code == 404


def test_a_large_group_asks_no_more_than_a_small_one(coalition: Organization, group: Group) -> None:
    lead = accounts.user()
    accounts.grant(lead, Role.LEAD, group)
    client = holder(Role.COORDINATOR, coalition)
    counts = []
    for size in (1, 8):
        for number in range(size):
            seated = member(coalition)
            make_meetings.seat(group, seated, "co_chair", until=PartialDate(2030))
            make_meetings.held(group, f"2024-0{number % 8 + 1}-1{size % 7}")
        with CaptureQueriesContext(connection) as asked:
            assert client.get(at("group", group.key)).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1] <= STATEMENTS


def test_an_organization_s_page_says_where_it_sits(coalition: Organization, group: Group) -> None:
    guest = member(coalition, "Ancre")
    make_meetings.seat(group, guest, "co_chair", until=PartialDate(2022, 3), ongoing=False)
    url = at("organization", guest.key)
    [tie] = Client().get(f"{url}?on=2021-05-01").context["seats"]
    assert tie["row"].group == group
    assert at("group", group.key) in Client().get(f"{url}?on=2021-05-01").content.decode()
    assert Client().get(url).context["seats"] == []


def test_a_search_finds_groups_by_their_names(group: Group) -> None:
    group.refold()
    group.save()
    page = Client().get(at("search") + "?q=PROTECTION")
    assert list(page.context["groups"]) == [group]
    assert at("group", group.key) in page.content.decode()


def test_what_the_rules_ask_for_is_told_to_anybody(coalition: Organization, group: Group) -> None:
    page = words(Client().get(at("group", group.key)))
    assert "Ce que ses règles demandent" in page
    assert "mandat de 2 ans" in page
    assert "Une rencontre à Montréal, plus tard dans l'année" in page
    asked = {"conditions": [{"code": "signed_form", "value": True}]}
    RuleSet.objects.create(key="adhesion", kind="membership", applies_to=[coalition.key], data=asked)
    assert "avoir signé le formulaire" in words(Client().get(at("organization", coalition.key)))


def test_a_group_tells_how_it_stands_on_the_day(group: Group) -> None:
    group.status, group.since = "planned", PartialDate(2020)
    group.save()
    assert "Prévu, pas encore formé" in words(Client().get(at("group", group.key)))
    assert "Pas encore formé ce jour-là" in words(Client().get(at("group", group.key) + "?on=2019-12-31"))


def test_elections_interim_and_dues_are_told_in_words_and_what_is_malformed_left_out(
    coalition: Organization, group: Group
) -> None:
    assert group.rule_set
    group.rule_set.data |= {
        "election": {"nominating_committee_months": [8, 9], "slate_months": [13, "x"], "majority": "simple"},
        "interim": {"elected_by": "working_group", "until_fr": "retour du titulaire"},
    }
    group.rule_set.save()
    page = words(Client().get(at("group", group.key)))
    assert "comité de mise en candidature" in page
    assert "août, septembre" in page
    assert "à la majorité simple" in page
    assert "présentation des candidatures" not in page
    assert "élection par le groupe de travail" in page
    assert "retour du titulaire" in page
    dues = {"fee_basis": "scale by annual budget", "associate": {"fee_cad": 120, "youth_fee_cad": 35, "votes": False}}
    told = {**dues, "fee": 12.5, "approved_by": "executive", "election": 3, "may_suspend_or_expel": "yes"}
    RuleSet.objects.create(key="adhesion", kind="membership", applies_to=[coalition.key], data=told)
    page = words(Client().get(at("organization", coalition.key)))
    assert "selon le budget annuel" in page
    assert "120\xa0$" in page.replace(" $", "\xa0$")
    assert "sans droit de vote" in page
    assert "exclu" not in page


def test_a_term_is_told_by_its_last_day_and_asked_for_by_the_first_one_after(
    coalition: Organization, group: Group
) -> None:
    client = holder(Role.COORDINATOR, coalition)
    make_meetings.seat(group, member(coalition), "co_chair", until=PartialDate.of(TODAY + timedelta(days=2)))
    page = words(client.get(at("group", group.key)))
    last = date_words(TODAY + timedelta(days=1))
    assert f"2020 – {last}".replace("\xa0", " ") in page
    assert f"se termine ({last})".replace("\xa0", " ") in page
    assert date_words(TODAY + timedelta(days=2)).replace("\xa0", " ") not in page
    for form in (at("group_deed", group.key, "siege"), at("seat_deed", Seat.objects.get().key, "renouveler")):
        assert client.get(form).context["form"].fields["until"].label == "Ne siège plus à partir du"


def test_a_meeting_held_today_comes_no_more(coalition: Organization, group: Group) -> None:
    client = holder(Role.COORDINATOR, coalition)
    today = make_meetings.meeting(group, TODAY)
    make_meetings.meeting(group, TODAY + timedelta(days=1), state="cancelled")
    ahead = make_meetings.meeting(group, TODAY + timedelta(days=9))
    assert client.get(at("group", group.key)).context["next"] == today
    today.state = "held"
    today.save()
    page = client.get(at("group", group.key))
    assert (page.context["next"], page.context["past"]) == (ahead, [today])


def test_the_group_sees_its_offers_and_takes_one_back(coalition: Organization, group: Group) -> None:
    client, guest = holder(Role.COORDINATOR, coalition), member(coalition, "Ancre")
    later = PartialDate.of(TODAY + timedelta(days=40))
    offer = make_meetings.seat(group, guest, accepted=False, since=later)
    page = client.get(at("group", group.key))
    assert "Offres en attente" in words(page)
    [row] = page.context["offers"]
    assert (row["row"], set(row["to"])) == (offer, {"reprendre"})
    asked = holder(Role.ADMINISTRATOR, guest).get(at("group", group.key)).context["offers"]
    assert [set(each["to"]) for each in asked] == [{"accepter", "decliner"}]
    assert Client().get(at("group", group.key)).context["offers"] == []
    assert done(send(client, at("seat_deed", offer.key, "reprendre")))
    assert not Seat.objects.exists()


def test_one_offer_more_than_the_rules_permit_is_made_with_a_warning(coalition: Organization, group: Group) -> None:
    client = holder(Role.COORDINATOR, coalition)
    make_meetings.seat(group, member(coalition), "co_chair")
    for warned in (False, True):
        told = {"organization": member(coalition).key, "role": "co_chair"}
        assert done(send(client, at("group_deed", group.key, "siege"), **told))
        page = words(client.get(at("group", group.key)))
        assert ("les règles du groupe en permettent 2" in page) == warned
    assert Seat.objects.filter(accepted=False).count() == 2

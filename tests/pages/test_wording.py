"""Dates, ages, periods and sources as people read them."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from pages.wording import age_words, period_words, source_words
from registry.core.dates import PartialDate, Period, montreal_today
from registry.core.day_words import date_words

DAYS = st.dates(date(1900, 1, 1), date(2200, 1, 1))


@pytest.mark.parametrize(
    ("language", "day", "month"),
    [
        ("fr", "4\xa0septembre 2024", "septembre 2024"),
        ("en", "September\xa04, 2024", "September 2024"),
        ("es", "4\xa0de septiembre de 2024", "septiembre de 2024"),
    ],
)
def test_a_date_is_said_as_finely_as_it_is_known(language: str, day: str, month: str) -> None:
    with override(language):
        assert date_words(PartialDate(2024, 9, 4)) == day
        assert date_words(date(2024, 9, 4)) == day
        assert date_words(PartialDate(2024, 9)).lower() == month.lower()
        assert date_words(PartialDate(2024)) == "2024"


def test_the_first_of_a_month_is_an_ordinal_in_french_only() -> None:
    with override("fr"):
        assert date_words(PartialDate(2024, 10, 1)) == "1er\xa0octobre 2024"
    with override("en"):
        assert date_words(PartialDate(2024, 10, 1)) == "October\xa01, 2024"


@pytest.mark.parametrize(
    ("known", "on", "said"),
    [
        (PartialDate(2024, 9, 4), date(2024, 11, 21), "2 mois plus tôt"),
        (PartialDate(2024, 9, 4), date(2024, 9, 4), "le même jour"),
        (PartialDate(2024, 9, 4), date(2024, 9, 3), "1 jour plus tard"),
        (PartialDate(2024, 9, 4), date(2024, 10, 3), "29 jours plus tôt"),
        (PartialDate(2024, 9, 4), date(2024, 10, 4), "1 mois plus tôt"),
        (PartialDate(2022, 9, 4), date(2024, 9, 4), "2 ans plus tôt"),
        (PartialDate(2024, 9), date(2024, 9, 30), "le même mois"),
        (PartialDate(2024, 9), date(2024, 7, 1), "2 mois plus tard"),
        (PartialDate(2024), date(2024, 12, 31), "la même année"),
        (PartialDate(2021), date(2024, 1, 1), "3 ans plus tôt"),
    ],
)
def test_an_age_is_no_finer_than_the_date(known: PartialDate, on: date, said: str) -> None:
    with override("fr"):
        assert age_words(known, on) == said


def test_an_age_seen_from_today_is_said_as_one_speaks() -> None:
    today = montreal_today()
    with override("en"):
        assert age_words(today - timedelta(days=3), today) == "3 days ago"
        assert age_words(today + timedelta(days=1), today) == "in 1 day"
        assert age_words(today, today) == "today"


@given(known=DAYS, on=DAYS)
def test_every_pair_of_days_has_an_age_that_tells_before_from_after(known: date, on: date) -> None:
    with override("en"):
        said = age_words(known, on)
    assert ("earlier" in said or "ago" in said) == (known < on)
    assert ("later" in said or said.startswith("in ")) == (known > on)


@pytest.mark.parametrize(
    ("period", "said"),
    [
        (Period(PartialDate(2023, 1, 10), PartialDate(2024, 9, 4)), "10\xa0janvier 2023 – 3\xa0septembre 2024"),
        (Period(PartialDate(2023, 1, 10)), "depuis le 10\xa0janvier 2023"),
        (Period(PartialDate(2023), ongoing=False), "depuis 2023, fin à une date inconnue"),
        (Period(until=PartialDate(2024, 3)), "jusqu’en mars 2024"),
        (Period(until=PartialDate(2024, 3, 1)), "jusqu’au 29\xa0février 2024"),
        (Period(), "depuis une date inconnue"),
        (Period(ongoing=False), "terminé à une date inconnue"),
    ],
)
def test_a_period_says_its_last_day(period: Period, said: str) -> None:
    with override("fr"):
        assert period_words(period).replace("'", "’") == said


def test_a_source_is_named_by_its_title_and_place() -> None:
    report = SimpleNamespace(document="seed 000 (CJM, Rapport d’activités 2024-2025)", section="Volet 2", page=21)
    site = SimpleNamespace(document="https://pleineparticipation.ca/apropos/", section="", page=None)
    assert source_words(report).replace("\xa0", " ") == "CJM, Rapport d’activités 2024-2025, p. 21"
    assert source_words(site) == "pleineparticipation.ca/apropos"

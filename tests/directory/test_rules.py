"""What the pure rules of the directory promise, whatever the dates."""

from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from graph.model import OrganizationNode, OrganizationState
from graph.pathways import organization_on
from registry.core.dates import Basis, PartialDate, Period
from registry.core.logic import Truth
from registry.directory import rules
from tests.graph.oracle.intake import intake as oracle_intake

DAYS = [date(2024, 1, 1) + timedelta(days=number) for number in range(0, 120, 3)]
STATUSES = ("open", "limited", "waitlist", "suspended", "closed")
LIMIT = 30


@dataclass
class Row:
    """An intake period without a database."""

    status: str
    period: Period


@dataclass
class Name:
    use: str
    language: str
    text: str
    period: Period


@dataclass
class State:
    status: str
    since: PartialDate | None


def partial(text: str) -> PartialDate:
    return PartialDate.parse(text)


DATES = st.sampled_from(
    [
        None,
        *(
            partial(text)
            for text in ("2024", "2024-01", "2024-02", "2024-03", "2024-01-10", "2024-02-01", "2024-03-15")
        ),
    ]
)
BASES = st.sampled_from([None, Basis.STATED, Basis.PERIOD])
ROWS = st.lists(
    st.builds(
        Row,
        st.sampled_from(STATUSES),
        st.builds(
            Period,
            since=DATES,
            until=DATES,
            since_basis=BASES,
            until_basis=BASES,
            ongoing=st.sampled_from([None, True, False]),
            as_of=DATES,
        ),
    ),
    max_size=4,
)


@st.composite
def timelines(draw: st.DrawFn) -> list[Row]:
    """States that follow each other on exact days, some with gaps, the last one open or ended."""
    days = sorted(draw(st.lists(st.sampled_from(DAYS), min_size=1, max_size=5, unique=True)))
    rows = []
    for position, since in enumerate(days):
        following = days[position + 1] if position + 1 < len(days) else None
        ends = draw(st.sampled_from([following, since + timedelta(days=1)]))
        rows.append(row(draw(st.sampled_from(STATUSES)), since, ends))
    return rows


def row(status: str, since: date, until: date | None) -> Row:
    end = PartialDate.of(until) if until else None
    return Row(status, Period(since=PartialDate.of(since), until=end, confirmed=since))


def applied(rows: list[Row], status: str, since: date, until: date | None) -> list[Row]:
    """The timeline after the change, as the action writes it."""
    change = rules.change_from(rows, since, until)
    assert not change.blocked
    kept = [one for one in rows if one not in change.replaced and one not in change.ended]
    cut = [row(one.status, first(one), since) for one in change.ended]
    resumed = [row(change.resumed.status, until, last(change.resumed))] if change.resumed and until else []
    new = row(status, since, change.until.first_day if change.until else None)
    return sorted([*kept, *cut, new, *resumed], key=first)


def first(one: Row) -> date:
    assert one.period.since
    return one.period.since.first_day


def last(one: Row) -> date | None:
    return one.period.until.first_day if one.period.until else None


def states(rows: list[Row], day: date) -> list[str]:
    return [one.status for one in rules.intake_on(rows, day, LIMIT).possible]


@given(ROWS, st.sampled_from(DAYS))
def test_the_intake_of_a_day_is_that_of_the_written_rule(rows: list[Row], day: date) -> None:
    told = [
        {
            "status": one.status,
            **{
                name: str(value) if (value := getattr(one.period, name)) else None
                for name in ("since", "until", "as_of")
            },
            "since_basis": one.period.since_basis,
            "until_basis": one.period.until_basis,
            "ongoing": one.period.ongoing,
        }
        for one in rows
    ]
    expected = oracle_intake({"intake_periods": told}, day)
    assert rules.intake_on(rows, day, LIMIT).accepts.name == expected.name


@given(timelines(), st.sampled_from(STATUSES), st.sampled_from(DAYS))
def test_a_change_of_intake_holds_until_the_next_recorded_one_and_every_other_day_stays(
    rows: list[Row], status: str, since: date
) -> None:
    later = [first(one) for one in rows if first(one) > since]
    after = applied(rows, status, since, None)
    for day in DAYS:
        inside = since <= day and (not later or day < min(later))
        assert states(after, day) == ([status] if inside else states(rows, day))


@given(timelines(), st.sampled_from(STATUSES), st.sampled_from(DAYS), st.integers(1, 20))
def test_a_change_with_an_announced_end_leaves_every_day_outside_it_as_it_was(
    rows: list[Row], status: str, since: date, length: int
) -> None:
    until = since + timedelta(days=length)
    later = [first(one) for one in rows if first(one) > since]
    if later and until > min(later):
        assert rules.change_from(rows, since, until).blocked
        return
    after = applied(rows, status, since, until)
    for day in DAYS:
        assert states(after, day) == ([status] if since <= day < until else states(rows, day))


@given(ROWS, st.sampled_from(DAYS))
def test_a_change_never_makes_a_period_end_before_it_begins(rows: list[Row], since: date) -> None:
    for one in rules.change_from(rows, since).ended:
        assert one.period.since is None or one.period.since.first_day < since


@given(st.sets(st.sampled_from([None, *DAYS]), min_size=1), st.sampled_from(DAYS))
def test_exactly_one_row_of_terms_holds_on_a_day(begins: set[date | None], day: date) -> None:
    rows = [Beginning(since) for since in begins]
    held = rules.in_force(rows, day)
    begun = [since for since in begins if since is None or since <= day]
    if not begun:
        assert held is None
    else:
        assert held is not None
        assert (held.since or date.min) == max(since or date.min for since in begun)


@dataclass
class Beginning:
    since: date | None


def test_a_state_that_accepts_grows_old_and_one_that_does_not_stays() -> None:
    accepting = [row("open", date(2024, 1, 1), None)]
    refusing = [row("suspended", date(2024, 1, 1), None)]
    in_time, too_late = date(2024, 1, 31), date(2024, 2, 1)
    assert rules.intake_on(accepting, in_time, LIMIT).accepts is Truth.YES
    assert rules.intake_on(accepting, too_late, LIMIT).accepts is Truth.UNKNOWN
    assert rules.intake_on(accepting, too_late, LIMIT).to_confirm
    assert rules.intake_on(refusing, date(2030, 1, 1), LIMIT).accepts is Truth.NO


def test_a_former_name_counts_until_it_ended() -> None:
    rows = [
        Name("name", "fr", "Nouveau", Period(since=partial("2020-05"))),
        Name("former", "fr", "Ancien", Period(until=partial("2020-05"))),
        Name("former", "fr", "Plus ancien", Period(until=partial("2010"))),
        Name("former", "fr", "Sans date", Period()),
        Name("variant", "fr", "Variante", Period()),
    ]
    assert rules.names_on(rows, date(2009, 12, 31)) == {"fr": "Plus ancien"}
    assert rules.names_on(rows, date(2015, 1, 1)) == {"fr": "Ancien"}
    assert rules.names_on(rows, date(2020, 5, 15)) == {"fr": "Nouveau"}
    assert rules.name_on(rows, "en", date(2021, 1, 1)).language == "fr"


def test_an_organization_that_closed_in_an_unknown_month_is_unknown_in_that_year() -> None:
    rows = [State("closed", partial("2022")), State("active", partial("2024-03-01"))]
    answers = {
        "2021-12-31": Truth.YES,
        "2022-06-01": Truth.UNKNOWN,
        "2023-01-01": Truth.NO,
        "2024-03-01": Truth.YES,
    }
    for day, exists in answers.items():
        assert rules.standing_on(rows, date.fromisoformat(day)).exists is exists
    assert rules.standing_on([], date(2020, 1, 1)).exists is Truth.YES
    assert rules.standing_on([State("unknown", None)], date(2020, 1, 1)).exists is Truth.UNKNOWN


STATES = st.lists(
    st.tuples(st.sampled_from(["active", "unknown", "closed", "merged"]), st.none() | st.sampled_from(DAYS)), max_size=4
)


@given(STATES, st.booleans(), st.sampled_from(DAYS))
def test_pages_and_pathways_agree_on_whether_an_organization_exists(
    told: list[tuple[str, date | None]], monthly: bool, day: date
) -> None:
    def since(first: date | None) -> PartialDate | None:
        if first is None:
            return None
        return PartialDate(first.year, first.month) if monthly else PartialDate.of(first)

    ordered = sorted(told, key=lambda one: one[1] or date.min)
    node = OrganizationNode(
        "a", frozenset(), tuple(OrganizationState(status, since(first)) for status, first in ordered)
    )
    rows = [State(status, since(first)) for status, first in ordered]
    assert rules.standing_on(rows, day).exists is organization_on(node, day)


def test_the_phrases_of_an_acronym_are_found_with_and_without_points() -> None:
    assert rules.phrases(["Centre justice et foi"], "C.J.M.") == "|cjm|c j m|centre justice et foi|"
    assert rules.phrases(["", ""]) == ""

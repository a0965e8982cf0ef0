"""Bad input is refused with its code; what identifies a person is recognized, and what doesn't is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.core.errors import ErrorCode, Refused
from registry.core.validation import Checks, gives_an_address, identifies_a_person


@pytest.mark.parametrize(
    "text",
    [
        "écrire à ana.b@exemple.example svp",
        "514-555-0199",
        "tél. (514) 555-0199",
        "+1 514 555 0199",
        "5145550199",
        "+33 6 12 34 56 78",
        "passeport AB123456",
        "IUC 11-2233-4455",
        "1234-5678",
        "NAS 123 456 789",
        "TREM 1234 5678",
        "dossier no 45123",
        "file #99812",
        "TB9-12345",
    ],
)
def test_what_identifies_a_person_is_recognized(text: str) -> None:
    assert identifies_a_person(text)


@pytest.mark.parametrize(
    "text",
    [
        "Rapport 2024-2025, p. 21",
        "Ouvert du 2024-09-04 au 2025-01-15, de 9 h à 17 h 30",
        "Budget de 125 000 000 $",
        "1 250 000 $ pour 148 dossiers en 2024",
        "Composez le 211 ou le 811",
        "12 rue Principale, 3e étage",
        "les articles 96 et 97",
        "23 organismes, 203 participants, 59 actions",
        "Le dossier est complet en 2024.",
        "A220-0199 places",
    ],
)
def test_what_identifies_nobody_is_left_alone(text: str) -> None:
    assert not identifies_a_person(text)


@pytest.mark.parametrize("text", ["12, rue des Érables", "1200 boul. Saint-Laurent", "45 Main Street", "H2X 1Y4"])
def test_an_address_is_recognized(text: str) -> None:
    assert gives_an_address(text)


@pytest.mark.parametrize("text", ["Depuis 1998, 24 heures", "45 places de jour", "Au centre-ville", "3 rues plus loin"])
def test_what_is_no_address_is_left_alone(text: str) -> None:
    assert not gives_an_address(text)


@pytest.mark.parametrize("address", ["https://a.example", "http://a.example:8080/x?y=1#z"])
def test_a_web_address_is_kept_as_it_is(address: str) -> None:
    checks = Checks()
    assert checks.web_address("website", address) == address
    checks.settle()


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "ftp://a.example",
        "https://",
        "//a.example",
        "https://user:pass@a.example",
        "a.example",
        "https://[",
        "https://a.example:99999999",
        "https://a b.example",
        "http://localhost",
        "http://127.0.0.1",
    ],
)
def test_what_is_no_web_address_is_refused(address: str) -> None:
    checks = Checks()
    checks.web_address("website", address)
    assert [problem.code for problem in checks.problems] == [ErrorCode.NOT_A_WEB_ADDRESS]


@given(st.one_of(st.text(), st.integers(), st.none(), st.lists(st.text()), st.booleans()))
def test_no_value_whatever_breaks_a_check(value: object) -> None:
    checks = Checks()
    checks.text("a", value, 50)
    checks.prose("b", value, 50)
    checks.number("c", value, 0, 10)
    checks.day("d", value)
    checks.time_of_day("t", value)
    checks.code("e", value, {"x"})
    checks.codes("f", value, {"x"})
    checks.email("g", value)
    checks.phone("h", value)
    checks.web_address("i", value)
    assert all(isinstance(problem.code, ErrorCode) for problem in checks.problems)


def test_all_problems_are_told_at_once() -> None:
    checks = Checks()
    checks.text("name", "", 10, required=True)
    checks.number("age", "x", 0, 120)
    with pytest.raises(Refused) as caught:
        checks.settle()
    assert [(one.code, one.field) for one in caught.value.problems] == [
        (ErrorCode.MISSING, "name"),
        (ErrorCode.NOT_A_NUMBER, "age"),
    ]


def test_a_wrong_code_is_repeated_in_part_only() -> None:
    checks = Checks()
    checks.code("need", "x" * 10_000, {"food"})
    assert len(str(checks.problems[0].params["value"])) == 40

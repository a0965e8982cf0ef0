"""Three-valued logic: what callers rely on when somebody said nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.core.logic import Truth, all_of, any_of, negate

truths = st.sampled_from(Truth)
several = st.lists(truths, max_size=6)


@pytest.mark.parametrize(
    ("values", "conjunction", "disjunction"),
    [
        ([], Truth.YES, Truth.NO),
        ([Truth.YES, Truth.UNKNOWN], Truth.UNKNOWN, Truth.YES),
        ([Truth.NO, Truth.UNKNOWN], Truth.NO, Truth.UNKNOWN),
        ([Truth.YES, Truth.NO], Truth.NO, Truth.YES),
        ([Truth.UNKNOWN, Truth.UNKNOWN], Truth.UNKNOWN, Truth.UNKNOWN),
    ],
)
def test_and_and_or(values: list[Truth], conjunction: Truth, disjunction: Truth) -> None:
    assert all_of(values) is conjunction
    assert any_of(values) is disjunction


@given(several)
def test_and_is_the_mirror_image_of_or(values: list[Truth]) -> None:
    assert negate(all_of(values)) is any_of(map(negate, values))


@given(several, truths)
def test_learning_one_more_thing_never_turns_a_no_into_anything_else(values: list[Truth], more: Truth) -> None:
    if all_of(values) is Truth.NO:
        assert all_of([*values, more]) is Truth.NO


@given(several)
def test_an_unknown_is_what_either_outcome_could_still_change(values: list[Truth]) -> None:
    for decided in (Truth.YES, Truth.NO):
        settled = [decided if value is Truth.UNKNOWN else value for value in values]
        assert all_of(values) in (all_of(settled), Truth.UNKNOWN)
        assert any_of(values) in (any_of(settled), Truth.UNKNOWN)


@given(truths)
def test_a_truth_is_never_read_as_a_boolean(value: Truth) -> None:
    with pytest.raises(TypeError):
        bool(value)


def test_what_is_known_is_yes_or_no() -> None:
    assert Truth.of(True) is Truth.YES
    assert Truth.of(False) is Truth.NO

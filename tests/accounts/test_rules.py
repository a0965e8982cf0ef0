"""Addresses, roles and tokens as they are written and read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.accounts import rules
from registry.core.actor import ROLES_OF_SCOPE
from registry.core.errors import ErrorCode, Refused

LABELS = st.from_regex(r"[a-zA-Z0-9]{1,12}", fullmatch=True)


@given(LABELS, LABELS)
def test_an_address_is_kept_in_one_form_only(name: str, host: str) -> None:
    email = f"{name}@{host}.example"
    assert rules.clean_email(f" {email.upper()} ") == rules.clean_email(email) == email.lower()


@pytest.mark.parametrize("text", ["a", "a@b", "a b@c.example", "@c.example", "é@c.example", "a@-c.example"])
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(Refused) as refusal:
        rules.clean_email(text)
    assert refusal.value.code is ErrorCode.NOT_AN_EMAIL


@pytest.mark.parametrize(
    ("text", "code"),
    [(" ", ErrorCode.MISSING), (f"{'a' * 250}@b.example", ErrorCode.TOO_LONG), ("a\0@b.example", ErrorCode.NOT_A_TEXT)],
)
def test_an_empty_endless_or_unreadable_address_is_refused(text: str, code: ErrorCode) -> None:
    with pytest.raises(Refused) as refusal:
        rules.clean_email(text)
    assert refusal.value.code is code


def test_each_role_has_its_scope() -> None:
    for scope, roles in ROLES_OF_SCOPE.items():
        for role in roles:
            assert rules.clean_role(role.value, scope.value) == (role, scope)
    for wrong, place in [
        ("lead", "organization"),
        ("administrator", "coalition"),
        ("reader", "planet"),
        ("no", "group"),
    ]:
        with pytest.raises(Refused) as refusal:
            rules.clean_role(wrong, place)
        assert refusal.value.code is ErrorCode.UNKNOWN_CODE


@given(st.text(alphabet="abcdefghjkmnpqrstuvwxyz23456789", min_size=1))
def test_a_token_is_read_as_it_was_written(key: str) -> None:
    secret = rules.new_secret()
    assert rules.read_token(rules.write_token(key, secret)) == (key, secret)
    assert rules.is_secret(secret, rules.digest_of(secret))
    assert not rules.is_secret(secret + "x", rules.digest_of(secret))


@given(st.text())
def test_any_other_text_is_no_token(text: str) -> None:
    parts = rules.read_token(text)
    assert parts is None or rules.write_token(*parts) == text

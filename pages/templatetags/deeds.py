"""What pages need from which something is done with one press."""

from django import template
from django.utils.translation import get_language

from registry.accounts import queries as accounts
from registry.core.actor import ANONYMOUS
from registry.core.ids import new_key
from registry.core.translations import Text, in_language

register = template.Library()


@register.simple_tag
def request_key() -> str:
    """New for each form that is shown: sent twice, it is done once."""
    return new_key()


@register.simple_tag
def demonstration_roles() -> list[tuple[str, Text]]:
    """The roles to enter a demonstration as: (key, label); none elsewhere."""
    language = get_language() or "fr"
    return [(user.key, in_language(user.demo_label, language)) for user in accounts.demo_users(ANONYMOUS)]

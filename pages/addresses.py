"""What addresses are made of."""

from urllib.parse import quote

from django.urls import register_converter


class KeyConverter:
    """The public key of a thing, as it stands in an address: no space, bar or control character."""

    regex = r"[^/\s\x00-\x1f\x7f]{1,64}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return quote(value, safe="")


register_converter(KeyConverter, "key")

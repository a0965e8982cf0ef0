"""A fingerprint of a network, by which projections are compared."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal

from graph.model import Network
from registry.core.dates import PartialDate


def content_hash(network: Network) -> str:
    """A SHA-256 in hexadecimal of what the network says, whatever the order in which it was filled in."""
    plain = {
        "organizations": sorted((_plain(one) for one in network.organizations), key=_key),
        "services": sorted((_plain(one) for one in network.services), key=_key),
        "agreements": sorted((_plain(one) for one in network.agreements), key=_key),
        "taxonomies": _plain(network.taxonomies),
        "regions": _plain(network.regions),
        "limits": _plain(network.limits),
    }
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _key(plain: object) -> str:
    return str(plain["key"]) if isinstance(plain, dict) else ""


def _plain(value: object) -> object:
    """A value as JSON has it, the same for all values that mean the same."""
    if is_dataclass(value) and not isinstance(value, type):
        if isinstance(value, PartialDate):
            return str(value)
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {key: _plain(content) for key, content in value.items()}
    if isinstance(value, frozenset):
        return sorted((_plain(one) for one in value), key=json.dumps)
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return value.isoformat() if isinstance(value, date) else value

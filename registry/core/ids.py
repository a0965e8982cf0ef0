"""Opaque public keys. Primary keys never leave the database; a key is what URLs, the API and events hold."""

import secrets

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # nothing that is mistaken for something else when read aloud
LENGTH = 12


def new_key() -> str:
    """A random key of 12 characters, about 59 bits."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))

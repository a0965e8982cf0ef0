"""What a production process refuses to start with: one sentence for each unsafe setting."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ImproperlyConfigured

SHORTEST_SECRET = 50


def unsafe(values: Mapping[str, Any]) -> list[str]:
    """Sentences for what is unsafe among the settings, given by their names; empty when all is well."""
    database = values["DATABASES"]["default"]["ENGINE"]
    rules = [
        (
            len(values["SECRET_KEY"]) < SHORTEST_SECRET or len(set(values["SECRET_KEY"])) < 10,
            f"SECRET_KEY: donnez une clé aléatoire d'au moins {SHORTEST_SECRET} caractères, propre à ce site.",
        ),
        (
            not values["ALLOWED_HOSTS"] or any("*" in host for host in values["ALLOWED_HOSTS"]),
            "ALLOWED_HOSTS: nommez les adresses du site, séparées par des virgules, sans étoile.",
        ),
        (
            not database.endswith(".postgresql"),
            "DATABASE_URL: nommez une base PostgreSQL; SQLite ne sert qu'à l'essai.",
        ),
        (
            not values.get("EMAIL_HOST") or values["EMAIL_HOST"] == "localhost",
            "EMAIL_URL: nommez le serveur de courriel (smtp+tls://…); sans lui, aucune invitation ne part.",
        ),
        (
            values["DEFAULT_FROM_EMAIL"].endswith("@localhost"),
            "DEFAULT_FROM_EMAIL: donnez l'adresse d'où partent les courriels.",
        ),
        (
            not values["SITE_URL"].startswith("https://"),
            "SITE_URL: donnez l'adresse du site, qui commence par https://; les courriels y mènent.",
        ),
        (values["DEBUG"], "DEBUG: laissez-le éteint; il montre l'intérieur du système à tout le monde."),
        (
            values["DEMO_SIGN_IN"],
            "DEMO_SIGN_IN: laissez-le éteint; il ouvre une session sans mot de passe.",
        ),
        (
            any(not origin.startswith("https://") for origin in values["CSRF_TRUSTED_ORIGINS"]),
            "CSRF_TRUSTED_ORIGINS: n'y mettez que des adresses qui commencent par https://.",
        ),
    ]
    return [sentence for wrong, sentence in rules if wrong]


def refuse_unsafe(values: Mapping[str, Any]) -> None:
    """Stop the process that is starting.

    Raises ImproperlyConfigured with every sentence at once.
    """
    sentences = unsafe(values)
    if sentences:
        raise ImproperlyConfigured("Réglages refusés en production:\n- " + "\n- ".join(sentences))

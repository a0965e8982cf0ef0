"""Asking the API as somebody, and how many statements it took."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.db import connection
from django.http import HttpResponse
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from config.middleware import one_request
from registry.core.actor import ANONYMOUS, Actor
from schema.view import graphql


@dataclass(frozen=True)
class Reply:
    """What came back, and how many SQL statements it took."""

    response: HttpResponse
    statements: int

    @property
    def body(self) -> Any:
        return json.loads(self.response.content)

    @property
    def data(self) -> Any:
        """The data of an answer without errors."""
        assert "errors" not in self.body, self.body["errors"]
        return self.body["data"]

    @property
    def errors(self) -> list[Any]:
        found: list[Any] = self.body.get("errors", [])
        return found

    @property
    def codes(self) -> list[str]:
        return [error["extensions"]["code"] for error in self.errors]


def ask(
    query: str,
    variables: dict[str, Any] | None = None,
    *,
    actor: Actor = ANONYMOUS,
    language: str = "fr",
) -> Reply:
    """Send one operation as `actor`."""
    return send({"query": query, "variables": variables or {}}, {"Accept-Language": language}, actor=actor)


def send(body: Any, headers: Mapping[str, str] = MappingProxyType({}), *, actor: Actor = ANONYMOUS) -> Reply:
    """Send any body as JSON, or text as it is, even what no encoding knows."""
    text = body if isinstance(body, str | bytes) else json.dumps(body)
    content = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    kind = headers.get("Content-Type", "application/json")
    given = {"Accept-Language": "fr", **{name: value for name, value in headers.items() if name != "Content-Type"}}
    request = RequestFactory().post("/graphql/", content, content_type=kind, headers=given)
    request.actor = actor  # type: ignore[attr-defined]
    with CaptureQueriesContext(connection) as captured:
        response = one_request(graphql)(request)
    return Reply(response, len(captured))

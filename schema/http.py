"""GraphQL over HTTP: what a request must look like (docs/api.md)."""

import json
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from registry.core.errors import ErrorCode, Problem

JSON, GRAPHQL = "application/json", "application/graphql-response+json"
LARGEST_BODY = 100_000


@dataclass(frozen=True)
class Asked:
    """One operation to execute."""

    query: str
    variables: dict[str, Any]
    operation_name: str | None


class HttpRefused(Exception):
    """A request that doesn't get as far as GraphQL."""

    def __init__(self, status: int, reason: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(status)
        self.status = status
        self.problem = Problem(ErrorCode.BAD_REQUEST, None, {"reason": reason})
        self.headers = headers or {}


def media_type(request: HttpRequest) -> str:
    """In which of the two media types to answer. Raises HttpRefused (406) where neither will do."""
    if "Accept" not in request.headers or request.accepts(JSON):
        return GRAPHQL if _prefers_graphql(request) else JSON
    if request.accepts(GRAPHQL):
        return GRAPHQL
    raise HttpRefused(406, _("acceptez {type}.").format(type=JSON))


def read(request: HttpRequest) -> Asked:
    """What a request asks. Raises HttpRefused."""
    if request.method == "GET":
        names = ("query", "variables", "operationName", "extensions")
        given: dict[str, Any] = {name: request.GET[name] for name in names if name in request.GET}
        for name in ("variables", "extensions"):
            if name in given:
                given[name] = _decoded(given[name])
    elif request.method == "POST":
        given = _body(request)
    else:
        raise HttpRefused(405, _("demandez par GET ou POST."), {"Allow": "GET, POST"})
    return _asked(given)


def _body(request: HttpRequest) -> dict[str, Any]:
    if comes_from_elsewhere(request):
        raise HttpRefused(403, _("elle vient de la page d'un autre site."))
    if request.content_type != JSON or (request.content_params or {}).get("charset", "utf-8").lower() != "utf-8":
        raise HttpRefused(415, _("envoyez du JSON (Content-Type: {type}), en UTF-8.").format(type=JSON))
    length = request.headers.get("Content-Length") or "0"
    if (length.isdigit() and int(length) > LARGEST_BODY) or len(request.body) > LARGEST_BODY:
        raise HttpRefused(413, _("{max} octets au plus.").format(max=LARGEST_BODY))
    given = _decoded(request.body)
    if isinstance(given, list):
        raise HttpRefused(400, _("une opération à la fois: un objet JSON, pas une liste."))
    if not isinstance(given, dict):
        raise HttpRefused(400, _("envoyez un objet JSON avec «query»."))
    return given


def comes_from_elsewhere(request: HttpRequest) -> bool:
    """Whether a browser sent it from another site's page, with our visitor's cookies.

    A form can't send JSON, and we let no other origin's script do so; this refuses it even if a browser would.
    """
    if "Authorization" in request.headers:
        return False
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    ours = {f"{request.scheme}://{request.get_host()}", *settings.CSRF_TRUSTED_ORIGINS}
    if origin is not None:
        return origin not in ours
    return site not in (None, "same-origin", "none")


def _asked(given: dict[str, Any]) -> Asked:
    query, name = given.get("query"), given.get("operationName")
    variables, extensions = given.get("variables"), given.get("extensions")
    if not isinstance(query, str):
        raise HttpRefused(400, _("«query» est le texte d'une opération GraphQL."))
    if name is not None and not isinstance(name, str):
        raise HttpRefused(400, _("«operationName» est un texte."))
    for field, value in (("variables", variables), ("extensions", extensions)):
        if value is not None and not isinstance(value, dict):
            raise HttpRefused(400, _("«{field}» est un objet JSON.").format(field=field))
    return Asked(query, variables or {}, name)


def _decoded(text: str | bytes) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise HttpRefused(400, _("ce n'est pas du JSON.")) from None


def _prefers_graphql(request: HttpRequest) -> bool:
    preferred = request.get_preferred_type([JSON, GRAPHQL])
    return preferred == GRAPHQL

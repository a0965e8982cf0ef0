"""`/graphql/`: the one address of the API."""

from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from graphql import GraphQLError

from registry.core.actor import ANONYMOUS
from registry.core.errors import Refused

from .context import Context
from .errors import formatted
from .execution import ByGet, answer
from .http import GRAPHQL, JSON, HttpRefused, media_type, read


@csrf_exempt  # `http.comes_from_elsewhere` and the JSON body stand in for the token (docs/decisions/0042)
def graphql(request: HttpRequest) -> HttpResponse:
    """One operation in, its answer out; in the language that the request accepts, and kept by nobody."""
    language = get_language_from_request(request)
    with translation.override(language):
        response = _respond(request, language)
    response.headers["Cache-Control"] = "no-store"
    response.headers["Content-Language"] = language
    patch_vary_headers(response, ["Accept", "Accept-Language", "Authorization", "Cookie"])
    return response


def _respond(request: HttpRequest, language: str) -> HttpResponse:
    kind = JSON
    try:
        kind = media_type(request)
        asked = read(request)
        context = Context(getattr(request, "actor", ANONYMOUS), language, by_get=request.method == "GET")
        found = answer(asked, context)
    except ByGet:
        return _refused(HttpRefused(405, _("demandez les changements par POST."), {"Allow": "POST"}), kind)
    except HttpRefused as refusal:
        return _refused(refusal, kind)
    # The older media type says by its status only that the answer is GraphQL's.
    status = 400 if kind == GRAPHQL and not found.started else 200
    return _json(found.body, kind, status)


def _refused(refusal: HttpRefused, kind: str) -> HttpResponse:
    error = GraphQLError("", original_error=Refused(refusal.problem))
    errors = [{key: one[key] for key in ("message", "extensions")} for one in formatted(error, hints=False)]
    response = _json({"errors": errors}, kind, refusal.status)
    for name, value in refusal.headers.items():
        response.headers[name] = value
    return response


def _json(body: dict[str, Any], kind: str, status: int) -> HttpResponse:
    return HttpResponse(orjson.dumps(body), content_type=f"{kind}; charset=utf-8", status=status)

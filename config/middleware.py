"""Around every request: who makes it (registry.accounts.sign_in.actor_of), and what is asked once while it lasts."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.functional import SimpleLazyObject

from registry.accounts.sign_in import actor_of_bearer, actor_of_session
from registry.core.errors import Refused
from registry.core.messages import sentence
from registry.core.remembered import remembering

API_PATH = "/graphql/"
_BEARER = "bearer "


def actor(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: `request.actor` says who asks. On the API a Bearer token wins over the session; a bad one gets 401.

    A request that brings a token needs no CSRF token: browsers never send one of themselves.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        header = request.headers.get("Authorization", "")
        if request.path_info != API_PATH or not header.lower().startswith(_BEARER):
            request.actor = SimpleLazyObject(lambda: actor_of_session(request))  # type: ignore[attr-defined]
            return get_response(request)
        try:
            request.actor = actor_of_bearer(header[len(_BEARER) :].strip())  # type: ignore[attr-defined]
        except Refused as refusal:
            return _unauthorized(refusal)
        request._dont_enforce_csrf_checks = True  # type: ignore[attr-defined]
        return get_response(request)

    return answer


def one_request(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: what `remembered` functions find is kept for one request."""

    def answer(request: HttpRequest) -> HttpResponse:
        with remembering():
            return get_response(request)

    return answer


def _unauthorized(refusal: Refused) -> HttpResponse:
    errors = [{"message": sentence(problem), "extensions": {"code": problem.code}} for problem in refusal.problems]
    headers = {"WWW-Authenticate": 'Bearer error="invalid_token"', "Cache-Control": "no-store"}
    return JsonResponse({"data": None, "errors": errors}, status=401, headers=headers)

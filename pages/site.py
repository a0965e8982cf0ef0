"""Pages about the site itself: privacy, the exercise switch, the components, and the errors."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_POST

from registry.core.dates import montreal_today
from registry.core.translations import in_language
from registry.directory import queries as directory

from . import samples
from .context import EXERCISE_FLAG, actor_of, exercise_shown


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Where everything starts: one search, the common needs, and the coalitions."""
    actor, language = actor_of(request), get_language() or "fr"
    needs = [term for term in directory.taxonomy(actor, "needs") if not term.broader]
    coalitions = directory.coalitions(actor, exercise=exercise_shown(request))
    context = {
        "needs": [(term.code, in_language(term.labels, language)) for term in needs],
        "coalitions": [(row, row.name_on(montreal_today(), language)) for row in coalitions],
    }
    return render(request, "pages/home.html", context)


@require_GET
def privacy(request: HttpRequest) -> HttpResponse:
    """What the registry keeps about people who use it, and for how long."""
    return render(request, "pages/privacy.html", {"session_days": settings.SESSION_COOKIE_AGE // 86_400})


@require_GET
def components(request: HttpRequest) -> HttpResponse:
    """Every part from which pages are assembled, shown once."""
    return render(request, "pages/components.html", samples.context(request))


@require_POST
def switch_exercise(request: HttpRequest) -> HttpResponse:
    """Show or leave out the exercise network in this visitor's answers, then go back to where they were."""
    if request.POST.get("on") == "1":
        request.session[EXERCISE_FLAG] = True
    else:
        request.session.pop(EXERCISE_FLAG, None)
    return HttpResponseRedirect(_safe_next(request))


def _safe_next(request: HttpRequest) -> str:
    """The address in `next` if it is one of ours, else the root."""
    target = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return target if ours else "/"


urlpatterns = [
    path("", home, name="home"),
    path("confidentialite/", privacy, name="privacy"),
    path("composants/", components, name="components"),
    path("exercice/", switch_exercise, name="switch_exercise"),
]

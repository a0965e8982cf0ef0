"""The pathway finder. A question travels in the body of a POST; it is neither stored, logged nor cached."""

from urllib.parse import parse_qsl

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from graph import service as graph
from graph.pathways import Question
from pages.context import actor_of, exercise_shown
from registry.core.actor import Actor
from registry.core.dates import montreal_today
from registry.core.errors import Refused
from registry.directory import queries as directory
from registry.referrals import queries as referrals
from registry.referrals.models import Agreement

from .answer import ShownAnswer, shown_answer
from .form import ORGANIZATION, PERSON, Choices, FinderForm
from .summary import summary
from .wording import Lists

CHANGEABLE = {"languages", "region", "date", "who"}


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def finder(request: HttpRequest) -> HttpResponse:
    """Ask, and see the pathways; `?besoin=` of a GET ticks one need."""
    lists = Lists.of(directory.vocabulary(actor_of(request)))
    if request.method != "POST":
        return _ask(request, FinderForm(None, lists))
    data = _changed(request.POST)
    if "edit" in data:
        return _ask(request, FinderForm(data, lists))
    form, answered = _answered(request, lists, data)
    if answered is None:
        return _ask(request, form)
    question, answer = answered
    context = {"pairs": list(form.pairs()), "summary": summary(question, lists, answer.origin), "answer": answer}
    return render(request, "finder/answer.html", {**context, "repost": "question"})


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def leaflet(request: HttpRequest) -> HttpResponse:
    """The pathways on paper, for the person to take along: those of the `place` asked for, else the best."""
    if request.method != "POST":
        return redirect("finder")
    lists = Lists.of(directory.vocabulary(actor_of(request)))
    form, answered = _answered(request, lists, request.POST, to_person=True)
    if answered is None:
        return _ask(request, form)
    question, answer = answered
    place = request.POST.get("place", "")
    context = {
        "pairs": [*form.pairs(), ("place", place)],
        "cards": answer.handed_over(place),
        "without": [need for need in answer.needs if not need.cards and not place],
        "region": lists.region(question.region) if question.region else "",
        "day": question.date,
    }
    return render(request, "finder/leaflet.html", {**context, "repost": "question"})


def _answered(
    request: HttpRequest, lists: Lists, data: QueryDict, *, to_person: bool = False
) -> tuple[FinderForm, tuple[Question, ShownAnswer] | None]:
    """The form, and the answer unless something is wrong with the question: the form then says what."""
    form = FinderForm(data, lists)
    if form.is_valid():
        actor = actor_of(request)
        try:
            answer = graph.ask(actor, form.question(), exercise=exercise_shown(request))
        except Refused as refused:
            form.refuse(refused)
        else:
            return form, (answer.question, shown_answer(actor, answer, lists, to_person=to_person))
    return form, None


def _ask(request: HttpRequest, form: FinderForm) -> HttpResponse:
    """The form as it was filled, with what is wrong; or a new one."""
    actor = actor_of(request)
    own, giving = _origins(actor, exercise_shown(request))
    if not form.is_bound:
        form.initial = {
            "needs": [request.GET.get("besoin", "")],
            "who": ORGANIZATION if own else PERSON,
            "origin": own[0][0] if own else "",
            "date": montreal_today(),
        }
    form.offer_origins(own, giving)
    return render(request, "finder/ask.html", {"form": form, "repost": "finder-form" if form.is_bound else ""})


def _origins(actor: Actor, exercise: bool) -> tuple[Choices, Choices]:
    """The actor's own organizations, and the others that refer under an agreement."""
    day, language = montreal_today(), get_language() or "fr"
    own = directory.organizations(actor, exercise=True).filter(pk__in=actor.organizations())
    accepted = referrals.agreements(actor, on=day, exercise=exercise).filter(state=Agreement.State.ACCEPTED)
    giving = directory.organizations(actor, exercise=exercise).filter(pk__in=accepted.values("origin"))
    mine = [(row.key, row.name_on(day, language).text) for row in own]
    return mine, [(row.key, row.name_on(day, language).text) for row in giving if row not in own]


def _changed(data: QueryDict) -> QueryDict:
    """What was sent, with the change that a button asks for."""
    changed = data.copy()
    for name, value in parse_qsl(data.get("change", "")):
        if name == "languages":
            changed.appendlist(name, value)
        elif name in CHANGEABLE:
            changed[name] = value
    return changed


urlpatterns = [
    path("chemins/", finder, name="finder"),
    path("chemins/imprimer/", leaflet, name="finder_leaflet"),
]

"""One page for each action: the form, the check before it leaves the house, the two texts after a stale write.

Every subject lists its deeds by the last word of their address (`DEEDS`); `deed_view` makes a view of such a list.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods
from django_stubs_ext import StrOrPromise

from pages.context import actor_of
from pages.found import found_or_404
from registry.core.actor import Actor
from registry.core.errors import ErrorCode, Refused
from registry.journal.actions import once

from .forms import Asked, DeedForm, Subject, settled, two_texts

Noun = Callable[..., Subject]
View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Deed:
    """One action as a page. `lead` says what it will do; `done` what happened and what happens next.

    `review`: it leaves the house, so that the answers are checked first. `grave`: it ends something.
    `when`: whether it has a sense for the thing as it stands. `then`: where its result leads (else back);
    `origin`: another page about the thing that a link may ask to come back to (`?next=`), and no other one.
    `warns`: what to beware of in its result, which is done all the same.
    `shown`: the template that shows it at once instead, where it can be seen this once only. `page`: the form's,
    `check`: that of the answers.
    """

    action: Callable[..., Any]
    title: StrOrPromise
    button: StrOrPromise
    done: StrOrPromise | Callable[[Any], StrOrPromise]
    form: type[DeedForm] = DeedForm
    lead: StrOrPromise = ""
    review: bool = False
    grave: bool = False
    versioned: bool = True
    when: Callable[[Any], bool] = bool
    then: Callable[[Any], str] | None = None
    origin: Callable[[Any], str] | None = None
    warns: Callable[[Actor, Any], StrOrPromise] | None = None
    shown: str = ""
    page: str = "editing/deed.html"
    check: str = "editing/check.html"

    @property
    def verb(self) -> str:
        return self.action.__name__

    def told(self, result: Any) -> str:
        return str(self.done(result) if callable(self.done) else self.done)


Deeds = Mapping[str, Deed]


def signed_in(view: View) -> View:
    """Whoever has not signed in does so first, whatever is behind the address, and comes back to it."""

    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if actor_of(request).is_signed_in:
            return view(request, *args, **kwargs)
        return redirect_to_login(request.get_full_path() if request.method == "GET" else request.path)

    return answer


def deed_view(noun: Noun, deeds: Deeds) -> View:
    """The view of all the deeds done to one kind of thing; `noun` finds it by the keys in the address."""

    @signed_in
    @require_http_methods(["GET", "HEAD", "POST"])
    def view(request: HttpRequest, deed: str, **keys: str) -> HttpResponse:
        actor = actor_of(request)
        subject = found_or_404(lambda: noun(actor, **keys))
        chosen = deeds.get(deed)
        if chosen is None:
            raise Http404
        if chosen.verb not in subject.verbs:
            return not_allowed(request, subject)
        page = _DeedPage(request, chosen, Asked(actor, subject, request.GET), lambda: noun(actor, **keys))
        return page.answer() if request.method == "POST" else page.show(chosen.form(asked=page.asked))

    return view


def not_allowed(request: HttpRequest, subject: Subject) -> HttpResponse:
    """What one sees of a thing that one may look at, but not change."""
    return render(request, "editing/not_allowed.html", {"subject": subject}, status=403)


def safe_next(request: HttpRequest, otherwise: str) -> str:
    """The address in `next` if it is one of ours."""
    target = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return target if target and ours else otherwise


def act(deed: Deed, actor: Actor, form: DeedForm) -> Any:
    """Call the action with what the form says; the same form sent twice is done once. Raises Refused."""
    arguments = form.arguments()
    if deed.versioned:
        arguments["version"] = form.cleaned_data["version"]
    told = hashlib.sha256(repr(sorted(arguments.items())).encode()).hexdigest()[:40]
    return once(f"{form.cleaned_data['request_key']}.{told}", deed.action, actor, *form.aim(), **arguments)


class _DeedPage:
    """One request for one deed."""

    def __init__(self, request: HttpRequest, deed: Deed, asked: Asked, again: Callable[[], Subject]) -> None:
        self.request, self.deed, self.asked, self.again = request, deed, asked, again

    def answer(self) -> HttpResponse:
        """Check, do, and go on; or show the form with what is wrong."""
        current = self.deed.form(asked=self.asked)
        data = settled(self.request.POST, current)
        form = self.deed.form(data, asked=self.asked)
        if "back" in data:
            return self.show(form)
        if not form.is_valid():
            return self.show(form)
        if self.deed.review and "sure" not in data:
            return self.show(form, template=self.deed.check, answers=form.answers(), repost="deed")
        try:
            result = act(self.deed, self.asked.actor, form)
        except Refused as refused:
            if refused.code is ErrorCode.STALE_WRITE:
                return self._both_texts(data, refused)
            form.refuse(refused)
            return self.show(form)
        if self.deed.shown:
            return render(self.request, self.deed.shown, {"result": result, "subject": self.asked.subject})
        messages.success(self.request, self.deed.told(result))
        if self.deed.warns and (warning := self.deed.warns(self.asked.actor, result)):
            messages.warning(self.request, warning)
        onward = self.deed.then(result) if self.deed.then else self.asked.subject.back
        return HttpResponseRedirect(safe_next(self.request, onward))

    def show(self, form: DeedForm, template: str = "", **more: Any) -> HttpResponse:
        onward = safe_next(self.request, self._origin())
        context = {"deed": self.deed, "subject": self.asked.subject, "form": form, "next": onward}
        return render(self.request, template or self.deed.page, context | more)

    def _origin(self) -> str:
        """Where the link that led here asked to come back to, if that is the page that the deed allows."""
        allowed = self.deed.origin(self.asked.subject.thing) if self.deed.origin else ""
        return allowed if self.asked.given.get("next") == allowed else ""

    def _both_texts(self, data: QueryDict, refused: Refused) -> HttpResponse:
        """What was typed stays in the form, beside what stands now; sent again, it is a change of the latter."""
        self.asked = Asked(self.asked.actor, found_or_404(self.again), self.asked.given)
        current = self.deed.form(asked=self.asked)
        data["version"] = str(self.asked.subject.version)
        form = self.deed.form(data, asked=self.asked)
        texts = two_texts(form, current)
        form.refuse(refused)
        return self.show(form, texts=texts)

"""Notes of a meeting while it is held: a form that works by itself, and saves as one types where scripts run."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import time_format
from django.utils.http import urlencode
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from pages.context import actor_of
from pages.editing import group_subjects
from pages.editing.deeds import not_allowed, signed_in
from pages.editing.forms import Subject
from pages.forms import PageForm
from pages.found import found_or_404
from registry.concertation import actions
from registry.concertation import queries as concertation
from registry.concertation.models import Meeting, Minutes
from registry.concertation.rules.meetings import LONGEST_MINUTES
from registry.core.actor import Actor
from registry.core.errors import ErrorCode, Problem, Refused
from registry.core.messages import sentence

from .group_words import TIMES

STALE = _(
    "Quelqu'un d'autre a enregistré des notes entre-temps. Rien n'est perdu: voici les deux textes, à vous de choisir."
)


class NotesForm(PageForm):
    """The whole text, and the revision on top of which it was written; `keep`: what was chosen of two texts."""

    text = forms.CharField(label=_("Notes de la rencontre"), required=False, strip=False, widget=forms.Textarea)
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    other = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    keep = forms.ChoiceField(required=False, choices=[("mine", ""), ("both", ""), ("other", "")])

    def chosen(self) -> str:
        """The text to save, with the line endings of the registry."""
        mine, other = self.cleaned_data["text"], self.cleaned_data["other"]
        texts: dict[str, str] = {"both": f"{mine}\n\n{other}", "other": other, "mine": mine}
        return texts[self.cleaned_data["keep"] or "mine"].replace("\r\n", "\n")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def meeting_notes(request: HttpRequest, key: str) -> HttpResponse:
    """The notes of a meeting, to be written by whoever runs it; a script is answered in JSON, with a sentence."""
    if request.method == "POST" and _by_script(request) and not actor_of(request).is_signed_in:
        told = gettext("Votre session est fermée: ouvrez-en une dans un autre onglet, puis revenez à celui-ci.")
        return JsonResponse({"saved": False, "message": told, "again": True})
    return _notes(request, key)


@signed_in
def _notes(request: HttpRequest, key: str) -> HttpResponse:
    actor = actor_of(request)
    subject = found_or_404(lambda: group_subjects.meeting(actor, key))
    if "save_notes" not in subject.verbs:
        return not_allowed(request, subject)
    minutes = concertation.minutes_of(actor, subject.thing)
    if request.method != "POST":
        form = NotesForm(initial={"text": minutes.text, "revision": minutes.revision})
        return _page(request, actor, subject, minutes, form)
    form = NotesForm(request.POST)
    refused = _save(actor, key, form, minutes)
    if refused is not None and refused.code is ErrorCode.STALE_WRITE:
        minutes = concertation.minutes_of(actor, subject.thing)
    if _by_script(request):
        return JsonResponse(_answer(actor, subject, minutes, refused))
    if refused is None:
        messages.success(request, _saved(concertation.minutes_of(actor, subject.thing)))
        return HttpResponseRedirect(reverse("meeting_notes", args=[key]))
    return _refused(request, actor, subject, minutes, form, refused)


def _save(actor: Actor, key: str, form: NotesForm, minutes: Minutes) -> Refused | None:
    """Save the text; one that stands already needs no saving, whoever saved it."""
    if not form.is_valid():
        return Refused(Problem(ErrorCode.BAD_REQUEST, params={"reason": gettext("rechargez la page.")}))
    if form.chosen().strip() == minutes.text.strip():
        return None
    try:
        actions.save_notes(actor, key, text=form.chosen(), revision=form.cleaned_data["revision"])
    except Refused as refused:
        return refused
    return None


def _answer(actor: Actor, subject: Subject, minutes: Minutes, refused: Refused | None) -> dict[str, Any]:
    """What the script is told: saved, with the new revision and the marked lines; or why not, with a newer text."""
    if refused is None:
        now = concertation.minutes_of(actor, subject.thing)
        marked = render_to_string("concertation/parts/marked_lines.html", _offered(actor, subject.thing))
        return {"saved": True, "message": _saved(now), "revision": now.revision, "marked": marked}
    if refused.code is ErrorCode.STALE_WRITE:
        return {"saved": False, "message": str(STALE), "current": minutes.text, "revision": minutes.revision}
    return {"saved": False, "message": " ".join(sentence(problem) for problem in refused.problems)}


def _refused(
    request: HttpRequest, actor: Actor, subject: Subject, minutes: Minutes, form: NotesForm, refused: Refused
) -> HttpResponse:
    """The form again, with what was typed; beside the text that stands, after a stale write."""
    stale = refused.code is ErrorCode.STALE_WRITE
    text = form.chosen() if form.is_valid() else request.POST.get("text", "")
    again = NotesForm(
        {"text": text, "revision": minutes.revision if stale else request.POST.get("revision", minutes.revision)}
    )
    again.is_valid()
    if not stale:
        again.refuse(refused)
    return _page(request, actor, subject, minutes, again, other=minutes.text if stale else None)


def _page(
    request: HttpRequest, actor: Actor, subject: Subject, minutes: Minutes, form: NotesForm, other: str | None = None
) -> HttpResponse:
    meeting = subject.thing
    context = {
        "subject": subject,
        "meeting": meeting,
        "minutes": minutes,
        "writable": minutes.state == Minutes.State.DRAFT and meeting.state != meeting.State.CANCELLED,
        "form": form,
        "other": other,
        "stale": STALE,
        "saved": _saved(minutes),
        "items": list(enumerate(meeting.agenda.all(), 1)),
        "outcomes": list(meeting.outcomes.all()),
        **_offered(actor, meeting),
        "settings": {"user": actor.id, "meeting": meeting.key, "longest": LONGEST_MINUTES, "words": _words()},
    }
    return render(request, "concertation/notes.html", context)


def _offered(actor: Actor, meeting: Meeting) -> dict[str, Any]:
    """The marked lines that are no outcome yet, and where one records an outcome and comes back to the notes."""
    back = urlencode({"next": reverse("meeting_notes", args=[meeting.key])})
    return {
        "marked": concertation.marked_lines(actor, [meeting]).get(meeting.key, []),
        "record": f"{reverse('meeting_deed', args=[meeting.key, 'suite'])}?{back}",
    }


def _saved(minutes: Minutes) -> str:
    """`Enregistré à 14 h 32.`"""
    if minutes.saved_at is None:
        return gettext("Rien n'est encore écrit.")
    hour = time_format(localtime(minutes.saved_at).time(), TIMES.get(get_language() or "fr", TIMES["fr"]))
    return gettext("Enregistré à %(hour)s.") % {"hour": hour}


def _by_script(request: HttpRequest) -> bool:
    return request.headers.get("Accept") == "application/json"


def _words() -> dict[str, str]:
    """What the script says."""
    return {
        "typing": gettext("Vous écrivez; ce sera enregistré dans un instant."),
        "saving": gettext("Enregistrement…"),
        "nothing": gettext("Tout est déjà enregistré."),
        "offline": gettext("Hors ligne: rien n'est perdu."),
        "trouble": gettext("Le registre ne répond pas comme il faut: rien n'est perdu, on réessaie."),
        "too_long": gettext("Le texte est trop long pour être enregistré: %(max)s caractères au plus.")
        % {"max": LONGEST_MINUTES},
        "line": gettext("%(count)s ligne n'est pas encore enregistrée."),
        "lines": gettext("%(count)s lignes ne sont pas encore enregistrées."),
        "found": gettext(
            "Un texte qui n'avait pas été enregistré est resté dans ce navigateur. Le voici, avec celui du registre."
        ),
        "leaving": gettext("Quitter maintenant effacerait ce texte; pour quitter quand même, recommencez."),
    }

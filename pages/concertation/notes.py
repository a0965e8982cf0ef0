"""Notes of a meeting while it is held: a form that works by itself, and saves as one types where scripts run."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import time_format
from django.utils.http import urlencode
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext, ngettext
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
from registry.concertation.rules.notes import identifying_lines, merged
from registry.core.actor import Actor
from registry.core.errors import ErrorCode, Problem, Refused
from registry.core.messages import sentence

from .group_words import TIMES

STALE = _(
    "Les notes du registre ont changé entre-temps. Rien n'est perdu: continuez d'écrire, puis voyez les deux textes."
)


WHOLE = _("Le texte du registre avait changé: celui-ci a toutes les lignes des deux.")
MOST_LINES_TOLD = 5


class NotesForm(PageForm):
    """The whole text, and the revision on top of which it was written; `keep`: what was chosen of two texts."""

    text = forms.CharField(label=_("Notes de la rencontre"), required=False, strip=False, widget=forms.Textarea)
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    other = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    keep = forms.ChoiceField(required=False, choices=[("mine", ""), ("both", ""), ("other", "")])

    def _text(self, name: str) -> str:
        text: str = self.cleaned_data[name]
        return text.replace("\r\n", "\n")

    def chosen(self) -> str:
        """The text to save, with the line endings of the registry."""
        mine, other = self._text("text"), self._text("other")
        if self.cleaned_data["keep"] == "both":
            return merged(mine, other)
        return other if self.cleaned_data["keep"] == "other" else mine

    def set_aside(self) -> str:
        """The other of two texts, of which lines are not in the one chosen: nothing keeps it."""
        kept, left = self.chosen(), self._text("text" if self.cleaned_data["keep"] == "other" else "other")
        return "" if merged(kept, left).strip() == kept.strip() else left


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
        return _page(request, actor, subject, minutes, _as_it_stands(minutes))
    form = NotesForm(request.POST)
    if form.is_valid():
        refused = _save(actor, key, minutes, form.chosen(), form.cleaned_data["revision"])
    else:
        refused = Refused(Problem(ErrorCode.BAD_REQUEST, params={"reason": gettext("rechargez la page.")}))
    if refused is not None and refused.code is ErrorCode.STALE_WRITE:
        minutes = concertation.minutes_of(actor, subject.thing)
    if _by_script(request):
        return JsonResponse(_answer(actor, subject, minutes, form, refused))
    if refused is not None and refused.code is ErrorCode.STALE_WRITE:
        refused = _fuller(request, key, minutes, form.chosen(), refused)
    if refused is None:
        return _done(request, actor, subject, form)
    return _refused(request, actor, subject, minutes, form, refused)


def _save(actor: Actor, key: str, minutes: Minutes, text: str, revision: int) -> Refused | None:
    """Save the text; one that stands already needs no saving, whoever saved it."""
    if text.strip() == minutes.text.strip():
        return None
    try:
        actions.save_notes(actor, key, text=text, revision=revision)
    except Refused as refused:
        return refused
    return None


def _fuller(request: HttpRequest, key: str, minutes: Minutes, text: str, stale: Refused) -> Refused | None:
    """Of two texts of which one has all the lines of the other, keep that one, and ask nothing."""
    whole = merged(text, minutes.text)
    if whole.strip() not in (text.strip(), minutes.text.strip()):
        return stale
    messages.info(request, WHOLE)
    return _save(actor_of(request), key, minutes, whole, minutes.revision)


def _done(request: HttpRequest, actor: Actor, subject: Subject, form: NotesForm) -> HttpResponse:
    """Back to the notes; or, where a text was set aside, the notes at once, with what nothing else keeps."""
    minutes = concertation.minutes_of(actor, subject.thing)
    messages.success(request, _saved(minutes))
    if not form.set_aside():
        return HttpResponseRedirect(reverse("meeting_notes", args=[subject.thing.key]))
    return _page(request, actor, subject, minutes, _as_it_stands(minutes), aside=form.set_aside())


def _answer(
    actor: Actor, subject: Subject, minutes: Minutes, form: NotesForm, refused: Refused | None
) -> dict[str, Any]:
    """What the script is told: saved, with the new revision and the marked lines; or why not, with a newer text."""
    if refused is None:
        now = concertation.minutes_of(actor, subject.thing)
        marked = render_to_string("concertation/parts/marked_lines.html", _offered(actor, subject.thing))
        return {"saved": True, "message": _saved(now), "revision": now.revision, "marked": marked}
    if refused.code is ErrorCode.STALE_WRITE:
        return {"saved": False, "message": str(STALE), "current": minutes.text, "revision": minutes.revision}
    return {"saved": False, "message": _why(form, refused)}


def _why(form: NotesForm, refused: Refused) -> str:
    """Why the text was refused, and on which lines where that can be told."""
    told = [sentence(problem) for problem in refused.problems]
    if refused.code is ErrorCode.PERSONAL_DETAIL and (lines := identifying_lines(form.chosen())):
        shown = ", ".join(str(line) for line in lines[:MOST_LINES_TOLD])
        told.append(
            ngettext("C'est à la ligne %(lines)s.", "C'est aux lignes %(lines)s.", len(lines)) % {"lines": shown}
        )
    return " ".join(told)


def _refused(
    request: HttpRequest, actor: Actor, subject: Subject, minutes: Minutes, form: NotesForm, refused: Refused
) -> HttpResponse:
    """The form again, with what was typed; beside the text that stands, after a stale write."""
    stale = refused.code is ErrorCode.STALE_WRITE
    posted = form.cleaned_data if form.is_valid() else request.POST
    text = form.chosen() if posted.get("keep") == "both" else posted.get("text", "")
    revision = minutes.revision if stale else posted.get("revision", minutes.revision)
    again = NotesForm({"text": text, "revision": revision})
    if not again.is_valid():
        again.refuse(refused)
    elif not stale:
        again.add_error("text", ValidationError(_why(form, refused), code=refused.code))
    undecided = posted.get("other") if posted.get("keep") in ("mine", "other") else None
    return _page(request, actor, subject, minutes, again, other=minutes.text if stale else undecided)


def _as_it_stands(minutes: Minutes) -> NotesForm:
    return NotesForm(initial={"text": minutes.text, "revision": minutes.revision})


def _page(
    request: HttpRequest,
    actor: Actor,
    subject: Subject,
    minutes: Minutes,
    form: NotesForm,
    other: str | None = None,
    aside: str = "",
) -> HttpResponse:
    """The text in a form; beside it the `other` that stands, until one of both is chosen, or what was set `aside`."""
    meeting = subject.thing
    context = {
        "subject": subject,
        "meeting": meeting,
        "minutes": minutes,
        "writable": minutes.state == Minutes.State.DRAFT and meeting.state != meeting.State.CANCELLED,
        "form": form,
        "other": other,
        "aside": aside,
        "stale": STALE,
        "saved": _saved(minutes),
        "items": list(enumerate(meeting.agenda.all(), 1)),
        "outcomes": list(meeting.outcomes.all()),
        **_offered(actor, meeting),
        "settings": {"user": actor.id, "meeting": meeting.key, "longest": LONGEST_MINUTES, "words": _words()}
        | ({"registered": minutes.text} if form.is_bound else {}),
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
        "whole": str(WHOLE),
        "mine": gettext("Un texte qui n'avait pas été enregistré est resté dans ce navigateur: le voici."),
        "found": gettext(
            "Un texte qui n'avait pas été enregistré est resté dans ce navigateur. "
            "Le voici; voyez aussi celui du registre."
        ),
        "leaving": gettext("Quitter maintenant effacerait ce texte; pour quitter quand même, recommencez."),
    }

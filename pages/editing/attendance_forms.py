"""Who was at a meeting: every organization that was invited, in one form."""

import hashlib
from functools import cached_property
from typing import Any, ClassVar

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from pages.concertation.group_words import PRESENCES
from registry.concertation.models import Attendance, Meeting

from .forms import DeedForm
from .group_subjects import invited
from .organization_forms import line
from .subjects import name_of

STATE, WHOLE, DELEGATE = "state-", "whole-", "delegate-"  # what begins the fields of one organization


class AttendanceForm(DeedForm):
    """Who was there: every organization that was invited, at once; one that is left blank is not noted.

    Notes are saved, and change the meeting's version, while this form is filled in: only another attendance is stale.
    """

    taken = forms.CharField(widget=forms.HiddenInput)
    plumbing: ClassVar = (*DeedForm.plumbing, "taken")

    def standing(self, thing: Meeting) -> dict[str, Any]:
        return {"taken": self.digest()}

    def digest(self) -> str:
        """What is written of the attendance so far, in short."""
        told = [(row.organization.key, row.state, row.whole, row.delegate_role) for row in self.rows]
        return hashlib.sha256(repr(told).encode()).hexdigest()[:20]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        stands = {row.organization.key: (row.state, row.whole, row.delegate_role) for row in self.rows}
        sent = {key: tuple(given.get(name + key) for name in (STATE, WHOLE, DELEGATE)) for key in stands}
        if given.get("taken") == self.digest() or sent == stands:
            given["version"] = self.asked.subject.version
        for row in self.rows:
            key = row.organization.key
            if not given.get(STATE + key) and given.get(DELEGATE + key, "") != row.delegate_role:
                self.add_error(STATE + key, forms.ValidationError(_("Dites aussi si l'organisme était là.")))
        if self.rows and not self.errors and not any(given[STATE + key] for key in stands):
            raise forms.ValidationError(_("Dites d'un organisme au moins s'il était là."))
        return given

    def prepare(self) -> None:
        for row in self.rows:
            key, name = row.organization.key, name_of(row.organization).text
            self.fields[STATE + key] = forms.ChoiceField(
                label=name,
                required=False,
                widget=forms.RadioSelect,
                choices=PRESENCES.items(),
                initial=row.state or guessed(row),
            )
            self.fields[WHOLE + key] = forms.BooleanField(
                label=about(_("Toute la rencontre"), name), required=False, initial=row.whole
            )
            self.fields[DELEGATE + key] = line(about(_("Par sa fonction"), name))
            self.fields[DELEGATE + key].initial = row.delegate_role

    @cached_property
    def rows(self) -> list[Attendance]:
        return invited(self.asked.actor, self.asked.subject.thing)

    def lines(self) -> list[dict[str, Any]]:
        """The fields of each organization, beside each other."""
        return [
            {
                "state": self[STATE + row.organization.key],
                "whole": self[WHOLE + row.organization.key],
                "delegate": self[DELEGATE + row.organization.key],
            }
            for row in self.rows
        ]

    def arguments(self) -> dict[str, Any]:
        given = self.cleaned_data
        noted = [key for row in self.rows if given[STATE + (key := row.organization.key)]]
        return {
            "attendance": [
                {
                    "organization": key,
                    "state": given[STATE + key],
                    "whole": given[STATE + key] != Attendance.State.PRESENT or given[WHOLE + key],
                    "delegate_role": given[DELEGATE + key],
                }
                for key in noted
            ]
        }


def about(label: StrOrPromise, name: str) -> SafeString:
    """A label that says of which organization it is, where that is seen but not heard."""
    return format_html('{}<span class="visually-hidden">: {}</span>', label, name)


def guessed(row: Attendance) -> str:
    """What an organization's answer lets expect."""
    return {"coming": "present", "excused": "excused"}.get(row.answer, "")

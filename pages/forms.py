"""What every form of the site shares: our sentences for what is wrong, dates as people know them, refusals.

How a field looks is in pages/templates/django/forms/.
"""

from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from registry.core.dates import PartialDate, montreal_today
from registry.core.errors import ErrorCode, Refused
from registry.core.messages import SENTENCES, sentence

# Django's error codes that mean one of ours; what they say takes the same parameters, or none.
SAME_CODES = {
    "required": ErrorCode.MISSING,
    "invalid_choice": ErrorCode.UNKNOWN_CODE,
    "null_characters_not_allowed": ErrorCode.NOT_A_TEXT,
}


class PageForm(forms.Form):
    """A form of a page: labels above, help before the field, every error beside its field and in the summary."""

    use_required_attribute = False  # the server says what is missing, in a sentence

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.error_messages |= {code: SENTENCES[ours] for code, ours in SAME_CODES.items()}

    def refuse(self, refused: Refused) -> None:
        """Show why an action refused, each problem beside the field it is about (or above the form)."""
        shown = {field.name for field in self.visible_fields()}
        for problem in refused.problems:
            field = problem.field if problem.field in shown else None
            self.add_error(field, forms.ValidationError(sentence(problem), code=problem.code))


class ChangeForm(PageForm):
    """A form that changes something that was shown: it carries the version that was on screen."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class PartialDateField(forms.CharField):
    """A date written as YYYY, YYYY-MM or YYYY-MM-DD; cleans to a PartialDate, or None when left empty."""

    default_error_messages = {"not_a_date": SENTENCES[ErrorCode.NOT_A_DATE]}

    def __init__(self, *, help_text: StrOrPromise = "", **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "numeric", "class": "short", "autocomplete": "off"})
        hint = help_text or _("AAAA-MM-JJ; ou seulement AAAA-MM, ou AAAA, si vous n'en savez pas plus.")
        super().__init__(max_length=10, widget=widget, help_text=hint, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return str(value) if isinstance(value, PartialDate) else value

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        try:
            return PartialDate.parse(text)
        except ValueError as error:
            raise forms.ValidationError(self.error_messages["not_a_date"], code=ErrorCode.NOT_A_DATE) from error


class DayField(forms.DateField):
    """One exact day, from the browser's own calendar where it has one, else written as YYYY-MM-DD."""

    default_error_messages = {"invalid": SENTENCES[ErrorCode.NOT_A_DAY]}

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "short"})
        super().__init__(input_formats=["%Y-%m-%d"], widget=widget, **kwargs)

    def to_python(self, value: Any) -> date | None:
        day = super().to_python(value)
        if day is not None and not 1900 <= day.year <= 2200:
            raise forms.ValidationError(self.error_messages["invalid"], code=ErrorCode.DATE_OUT_OF_RANGE)
        return day


class AsOfForm(PageForm):
    """The day that a page is about."""

    on = DayField(label=_("Au jour du"), required=False)


def asked_day(request: HttpRequest) -> tuple[date, AsOfForm]:
    """The day in the address (`?on=YYYY-MM-DD`), and the form that changes it (components/as_of.html).

    Without one it is today; so it is where what is there is no day, and the form then says what to write.
    """
    form = AsOfForm(request.GET if "on" in request.GET else {"on": ""}, auto_id="as-of-%s")
    day = form.cleaned_data["on"] if form.is_valid() else None
    return day or montreal_today(), form

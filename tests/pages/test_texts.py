"""Every text of the interface exists in the three languages."""

import polib
import pytest
from django.core.management import call_command

from pages.management.commands.texts import problems, same_placeholders, updated
from pages.marked_texts import Marked, in_python, in_template


def test_every_text_is_translated() -> None:
    call_command("texts", "--check")


def test_texts_are_found_in_python() -> None:
    source = """
label = _("Nom" " du service")
many = ngettext("%(n)s an", "%(n)s ans", n)
state = pgettext_lazy("intake", "Ouvert")
other = translate("pas un texte")
variable = gettext(name)
"""
    assert set(in_python(source)) == {
        Marked("Nom du service", "", ""),
        Marked("%(n)s an", "%(n)s ans", ""),
        Marked("Ouvert", "", "intake"),
    }


def test_texts_are_found_in_templates() -> None:
    source = """{% load i18n %}{% translate "L'accueil" %} {% translate "Ouvert" context "intake" %}
{% blocktranslate count n=n %}{{ n }} source{% plural %}{{ n }} sources{% endblocktranslate %}
{{ label|default:_("Chercher") }} {% translate "Suite" as more %} {# translate "rien" #}"""
    assert set(in_template(source)) == {
        Marked("L'accueil", "", ""),
        Marked("Ouvert", "", "intake"),
        Marked("%(n)s source", "%(n)s sources", ""),
        Marked("Chercher", "", ""),
        Marked("Suite", "", ""),
    }


def test_a_catalog_keeps_its_translations_and_drops_what_is_no_longer_said() -> None:
    old = polib.POFile()
    old.append(polib.POEntry(msgid="Oui", msgstr="Yes"))
    old.append(polib.POEntry(msgid="Jadis", msgstr="Once"))
    new = updated("en", [Marked("Non", "", ""), Marked("Oui", "", "")], old)
    assert [(entry.msgid, entry.msgstr) for entry in new] == [("Non", ""), ("Oui", "Yes")]
    assert problems("en", old, new) == ["en: not translated: Non"]


@pytest.mark.parametrize(
    ("translation", "same"), [("%(max)s at most", True), ("%(most)s at most", False), ("at most", False)]
)
def test_a_translation_that_lost_a_placeholder_is_caught(translation: str, same: bool) -> None:
    assert same_placeholders(polib.POEntry(msgid="%(max)s au plus", msgstr=translation)) is same


def test_a_singular_may_leave_its_number_out() -> None:
    forms = {0: "one source", 1: "%(n)s sources"}
    assert same_placeholders(polib.POEntry(msgid="%(n)s source", msgid_plural="%(n)s sources", msgstr_plural=forms))

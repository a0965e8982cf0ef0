"""The API's page: worked examples to read, and an explorer that runs them, all of it from this site."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

FOLDER = Path(__file__).parent / "examples"


@dataclass(frozen=True)
class Example:
    """One question to the API: `examples/<name>.graphql`, with its variables in `<name>.json`."""

    name: str
    title: str | Promise
    told: str | Promise

    @property
    def query(self) -> str:
        return (FOLDER / f"{self.name}.graphql").read_text(encoding="utf-8").strip()

    @property
    def variables(self) -> str:
        return (FOLDER / f"{self.name}.json").read_text(encoding="utf-8").strip()


EXAMPLES = (
    Example(
        "intake",
        _("Par quelle porte, et prend-on quelqu'un, un jour donné?"),
        _("Le 1er octobre 2024, la CJM prenait-elle des gens en représentation? Non: sa porte demande la référence "
          "d'un intervenant, et le formulaire est fermé depuis le 4 septembre 2024."),
    ),
    Example(
        "pathways",
        _("Un lit et un avocat, ce soir, en espagnol"),
        _("La question d'une famille qui demande l'asile à Québec, posée au réseau d'exercice: les chemins, ce qui "
          "reste à confirmer, et le plan commun. Elle part dans le corps d'un POST; personne ne la garde."),
    ),
    Example(
        "nothing",
        _("Pourquoi personne, et ce qui ouvrirait une porte"),
        _("Combien de services chaque condition laisse, laquelle écarte le dernier, et les changements les plus "
          "proches qui en ouvriraient un."),
    ),
    Example(
        "services",
        _("Les services ouverts pour un besoin, dans une région"),
        _("Des pages de dix: demandez la suivante avec «endCursor» dans «after»."),
    ),
    Example(
        "members",
        _("Qui était membre d'un regroupement, un jour donné"),
        _("Avec la source de chaque adhésion; «holds» dit oui, non, ou qu'on ne sait pas ce jour-là."),
    ),
    Example(
        "contradictions",
        _("Ce que les sources disent différemment"),
        _("Côte à côte: le registre n'en choisit aucune."),
    ),
    Example(
        "change",
        _("Suspendre un accueil"),
        _("Il faut une session, ou un jeton qui permet d'écrire. Sans cela, la réponse dit quoi faire."),
    ),
)  # fmt: skip


@require_GET
def explorer(request: HttpRequest) -> HttpResponse:
    """Examples as text; the explorer is loaded when it is asked for, since it weighs more than the rest of the site."""
    context: dict[str, Any] = {"examples": EXAMPLES}
    return render(request, "pages/explorer.html", context)


urlpatterns = [path("api/", explorer, name="explorer")]

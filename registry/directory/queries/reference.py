"""The lists that everything else is told with: taxonomies and regions. Anyone may read them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import QuerySet

from registry.core.actor import Actor
from registry.core.translations import in_language

from ..models import Region, Term


@dataclass(frozen=True)
class Vocabulary:
    """All terms and regions, read at once."""

    terms: dict[str, dict[str, Term]]
    regions: dict[str, Region]
    _narrower: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for taxonomy_name, terms in self.terms.items():
            for term in terms.values():
                if term.broader:
                    self._narrower[taxonomy_name, term.broader].append(term.code)

    def codes(self, taxonomy_name: str) -> dict[str, Term]:
        """The terms of one list by code, in order; empty for a list that there isn't."""
        return self.terms.get(taxonomy_name, {})

    def label(self, taxonomy_name: str, code: str, language: str) -> str:
        """The term's label; the code itself where the list doesn't have it."""
        term = self.codes(taxonomy_name).get(code)
        return in_language(term.labels, language).text if term else code

    def region_name(self, code: str, language: str) -> str:
        region = self.regions.get(code)
        return in_language(region.names, language).text if region else code

    def with_narrower(self, taxonomy_name: str, codes: Iterable[str]) -> set[str]:
        """The codes, and all that are under them in the tree."""
        found: set[str] = set()
        waiting = list(codes)
        while waiting:
            code = waiting.pop()
            if code not in found:
                found.add(code)
                waiting.extend(self._narrower.get((taxonomy_name, code), ()))
        return found

    def around(self, codes: Iterable[str]) -> set[str]:
        """The regions, what contains them, and what lies in them."""
        asked = set(codes)
        country = {region.code for region in self.regions.values() if region.type == Region.Type.COUNTRY}
        containing = {self.regions[code].province for code in asked if code in self.regions}
        inside = {region.code for region in self.regions.values() if region.province in asked}
        return (asked | containing | country | inside) - {""}


def vocabulary(actor: Actor) -> Vocabulary:
    """Every list, in two statements: keep it for as long as the request lasts."""
    terms: dict[str, dict[str, Term]] = {}
    for term in Term.objects.all():
        terms.setdefault(term.taxonomy, {})[term.code] = term
    return Vocabulary(terms, {region.code: region for region in Region.objects.all()})


def taxonomy(actor: Actor, name: str) -> list[Term]:
    """The terms of one list, in its order; none for a list that there isn't."""
    return list(Term.objects.filter(taxonomy=name))


def regions(actor: Actor, type: str | None = None) -> QuerySet[Region]:  # noqa: A002 -- the field's name
    """Regions of Québec, provinces and countries, in order; or those of one type."""
    return Region.objects.filter(type=type) if type else Region.objects.all()

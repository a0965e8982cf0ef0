"""The lists of codes that everything is told with, and the regions."""

from typing import Any

import graphene

from registry.core.errors import ErrorCode, refuse
from registry.core.translations import in_language
from registry.core.validation import shown
from registry.directory import queries
from registry.directory.models import Region as RegionRow
from registry.directory.models import Term as TermRow

from ..context import Context, Info
from ..values import LocalizedText, from_thing, listed


class Term(graphene.ObjectType):
    """One code of one list, with its labels."""

    class Meta:
        default_resolver = from_thing

    code = graphene.String(required=True)
    label = graphene.String(required=True, language=graphene.String(description="Else that of the request."))
    labels = graphene.NonNull(LocalizedText)
    broader = graphene.String(description="The code above it in the tree.")
    dimension = graphene.String(description="Of a population: status, gender, household, …")
    vague = graphene.Boolean(required=True)

    @staticmethod
    def resolve_label(term: TermRow, info: Info, language: str = "") -> str:
        return in_language(term.labels, language or info.context.language).text


class Taxonomy(graphene.ObjectType):
    """One list of codes: needs, populations, languages, doors, …"""

    name = graphene.String(required=True)
    terms = listed(Term)


class Region(graphene.ObjectType):
    """An administrative region of Québec, a province or territory, or a country."""

    class Meta:
        default_resolver = from_thing

    code = graphene.String(required=True)
    type = graphene.String(required=True, description="region, province or country.")
    name = graphene.String(required=True, language=graphene.String(description="Else that of the request."))
    names = graphene.NonNull(LocalizedText)
    province = graphene.String(description="Of a region.")
    chief_city = graphene.String()
    adjacent = listed(graphene.String, description="Codes of those that it borders on.")

    @staticmethod
    def resolve_name(region: RegionRow, info: Info, language: str = "") -> str:
        return in_language(region.names, language or info.context.language).text


def terms(context: Context, taxonomy: str, codes: list[str]) -> list[TermRow]:
    """The terms of these codes, in the order given; one that its list lost is shown by its code."""
    known = context.vocabulary.codes(taxonomy)
    return [known.get(code) or TermRow(taxonomy=taxonomy, code=code, labels={"original": code}) for code in codes]


def term(context: Context, taxonomy: str, code: str) -> TermRow | None:
    """The term of a code; None of an empty one."""
    return terms(context, taxonomy, [code])[0] if code else None


def check_codes(context: Context, **given: tuple[str, list[str]]) -> None:
    """Raises Refused (UNKNOWN_CODE) for a filter's code that its list doesn't have; list `regions` is the regions."""
    for field, (taxonomy, codes) in given.items():
        known: Any = context.vocabulary.regions if taxonomy == "regions" else context.vocabulary.codes(taxonomy)
        for code in codes:
            if code not in known:
                raise refuse(ErrorCode.UNKNOWN_CODE, field, value=shown(code))


class ReferenceQuery(graphene.ObjectType):
    """Lists of codes; anyone may read them."""

    taxonomies = listed(Taxonomy, description="Every list of codes.")
    taxonomy = graphene.Field(Taxonomy, name=graphene.String(required=True), description="One list (NOT_FOUND).")
    regions = listed(Region, type=graphene.String(), description="Regions, provinces and countries, in order.")

    @staticmethod
    def resolve_taxonomies(root: None, info: Info) -> list[dict[str, Any]]:
        lists = info.context.vocabulary.terms
        return [{"name": name, "terms": list(lists[name].values())} for name in sorted(lists)]

    @staticmethod
    def resolve_taxonomy(root: None, info: Info, name: str) -> dict[str, Any]:
        found = info.context.vocabulary.codes(name)
        if not found:
            raise refuse(ErrorCode.NOT_FOUND, "name")
        return {"name": name, "terms": list(found.values())}

    @staticmethod
    def resolve_regions(root: None, info: Info, type: str | None = None) -> list[RegionRow]:  # noqa: A002
        return list(queries.regions(info.context.actor, type))

"""What may be written of organizations, services and places: a field that is left out stays, a null one is emptied."""

import graphene

from ..values import PartialDate, strings


class _Place:
    city = graphene.String()
    region = graphene.String(description="The code of a region of Québec; its province follows.")
    province = graphene.String()


class _Contact:
    website = graphene.String()
    email = graphene.String(description="A general one, no person's.")
    phone = graphene.String()
    description_fr = graphene.String()
    description_en = graphene.String()
    description_es = graphene.String()


class _Names:
    name_fr = graphene.String()
    name_en = graphene.String()
    name_es = graphene.String()


class OrganizationProfileInput(_Place, _Contact, graphene.InputObjectType):
    """The profile of an organization."""

    kind = graphene.String(description="A code of `organization_kinds`.")
    acronym = graphene.String()
    founded = PartialDate()


class NewOrganizationInput(_Names, OrganizationProfileInput):
    """The profile of a new organization; its kind, and a name in one language at least."""


class ServiceInput(_Names, _Place, _Contact, graphene.InputObjectType):
    """What a service says of itself; a name in one language at least."""

    fee = graphene.String(description="A code of `fees`.")
    schedule = graphene.String(description="In words.")
    capacity_note = graphene.String()


class ServiceTermsInput(graphene.InputObjectType):
    """Whom a service takes and by which door. A new service needs `needs` and `door`."""

    needs = strings("Codes of `needs`, the main one first.")
    audience = graphene.String(description="persons, professionals or organizations.")
    audience_also = strings("Further audiences.")
    populations = strings("Codes of `populations`: any of them.")
    populations_all = strings("Codes of `populations`: all of them.")
    age_min = graphene.Int()
    age_max = graphene.Int()
    facts_all = strings("Codes of `condition_facts`: every one holds.")
    facts_any = strings("Codes of `condition_facts`: one of them holds.")
    criteria = graphene.String(description="On eligibility, in words.")
    languages = strings("Codes of `languages`.")
    door = graphene.String(description="A code of `doors`.")
    areas = strings("Codes of regions, provinces or CA.")
    areas_note = graphene.String()


class LocationInput(_Place, graphene.InputObjectType):
    """A place; a confidential one has no address."""

    name = graphene.String()
    address = graphene.String()
    confidential = graphene.Boolean()
    note = graphene.String()

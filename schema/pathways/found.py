"""The things that an answer names by their keys, each kind read in one statement when it is first asked for."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from graph.model import PRACTITIONERS
from graph.pathways import Answer, Pathway
from registry.directory import queries as directory
from registry.directory.models import Organization, Service
from registry.referrals import queries as referrals
from registry.referrals.models import Agreement

from ..context import Context
from ..loaders import Peers, Row


class Found:
    """What one answer names, as whoever asked sees it on the day of the question."""

    def __init__(self, context: Context, answer: Answer) -> None:
        self._context = context
        self._answer = answer

    @cached_property
    def organizations(self) -> dict[str, Row[Organization]]:
        keys = {key for pathway in self._pathways() for key in pathway.organizations}
        asked = {one.whom_to_ask for pathway in self._pathways() for one in pathway.unknown}
        wanted = {key for key in keys | asked if key is not None and key != PRACTITIONERS}
        return self._by_key(directory.visible_organizations(self._context.actor), wanted)

    @cached_property
    def services(self) -> dict[str, Row[Service]]:
        keys = {pathway.service for pathway in self._pathways()}
        apart = {key for services in self._answer.apart.values() for key in services}
        return self._by_key(directory.visible_services(self._context.actor), keys | apart)

    @cached_property
    def agreements(self) -> dict[str, Row[Agreement]]:
        keys = {key for pathway in self._pathways() for key in pathway.agreements}
        return self._by_key(referrals.visible_agreements(self._context.actor), keys)

    def _pathways(self) -> Iterator[Pathway]:
        for pathways in self._answer.needs.values():
            yield from pathways
        if self._answer.joint is not None:
            yield from (place.pathway for place in self._answer.joint.places)

    def _by_key(self, scope: QuerySet[Any], keys: Iterable[str]) -> dict[str, Row[Any]]:
        rows = Peers[Any](scope.filter(key__in=keys), self._answer.question.date)
        return {row.thing.key: row for row in rows.each()}

"""The whole schema: what each subject can be asked, and told to do."""

from datetime import date
from typing import Any

import graphene

from . import accounts, concertation, referrals
from .accounts import AccountsQuery
from .concertation import ConcertationQuery
from .context import Info
from .desk import DeskQuery
from .directory import changes as directory
from .directory.evidence import EvidenceQuery
from .directory.lists import DirectoryQuery
from .directory.reference import ReferenceQuery
from .loaders import Row
from .nodes import Node, node
from .pathways import PathwaysQuery
from .referrals import ReferralsQuery
from .values import as_of


class Query(
    DirectoryQuery,
    PathwaysQuery,
    ReferralsQuery,
    ConcertationQuery,
    ReferenceQuery,
    EvidenceQuery,
    AccountsQuery,
    DeskQuery,
):
    """What can be asked. A thing that one may not see is like one that doesn't exist."""

    node = graphene.Field(Node, id=graphene.ID(required=True), as_of=as_of(), description="Anything by its `id`.")

    @staticmethod
    def resolve_node(root: None, info: Info, id: str, as_of: date | None = None) -> Row[Any]:  # noqa: A002
        return node(info.context, id, as_of or info.context.today)


Mutation = type(
    "Mutation",
    (graphene.ObjectType,),
    {"__doc__": "What can be done: each action of the registry, by its name."}
    | directory.CHANGES
    | concertation.CHANGES
    | referrals.CHANGES
    | accounts.CHANGES,
)
schema = graphene.Schema(query=Query, mutation=Mutation)

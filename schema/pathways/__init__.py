"""Pathways: whom to go to, through whom (docs/pathways.md).

The question carries a profile. It is taken from the body of a POST only, and neither stored, logged nor cached.
"""

import graphene
from django.utils.translation import gettext as _

from graph import service as graph
from registry.core.errors import ErrorCode, refuse

from ..context import Info
from .answer import PathwayAnswer
from .found import Found
from .pathway import Shown
from .question import PathwayQuestion, question_of


class PathwaysQuery(graphene.ObjectType):
    """The pathway question."""

    pathways = graphene.Field(
        PathwayAnswer,
        question=PathwayQuestion(required=True),
        exercise=graphene.Boolean(default_value=False, description="Bring in the fictional exercise network."),
        description="Whom to go to for each need, through whom; or why nobody, and what would open a door. By POST.",
    )

    @staticmethod
    def resolve_pathways(root: None, info: Info, question: dict[str, object], exercise: bool = False) -> Shown:
        if info.context.by_get:
            raise refuse(ErrorCode.BAD_REQUEST, "question", reason=_("posez cette question par POST."))
        answer = graph.ask(info.context.actor, question_of(info.context, question), exercise=exercise or False)
        return Shown(answer, Found(info.context, answer))

"""What a request's resolvers share."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from registry.core.actor import Actor
from registry.core.dates import montreal_today
from registry.directory import queries as directory
from registry.directory.queries import Vocabulary

Info = Any
"""graphql-core's ResolveInfo; `info.context` is a `Context`."""


@dataclass
class Context:
    """Who asks, in which language, and the lists of codes, which are read once a request."""

    actor: Actor
    language: str = "fr"
    by_get: bool = False
    today: date = field(default_factory=montreal_today)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        return directory.vocabulary(self.actor)

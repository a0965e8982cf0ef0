"""The engine inside the process: the network in memory, one view of it for each set of labels."""

from typing import NamedTuple

from graph import content
from graph.model import Network
from graph.pathways import Answer, Question, View, ask
from graph.vocabulary import Regions, Taxonomies, Tree

MOST_VIEWS = 64
"""How many views are kept; more sets of labels than that make their view anew."""

_NO_CODES = Taxonomies(Tree({}), Tree({}), {}, frozenset(), frozenset(), frozenset())
_NOTHING = Network((), (), (), _NO_CODES, Regions({}, frozenset(), {}))


class _Loaded(NamedTuple):
    """One state of the engine, replaced as a whole, so that a question never meets half of a load."""

    network: Network
    position: int
    views: dict[frozenset[str], View]


class EmbeddedEngine:
    """The default engine; see `graph.engines.Engine` for what each method means."""

    def __init__(self) -> None:
        self._loaded = _Loaded(_NOTHING, 0, {})

    @property
    def position(self) -> int:
        return self._loaded.position

    def load(self, network: Network, position: int) -> None:
        self._loaded = _Loaded(network, position, {})

    def ask(self, question: Question, labels: frozenset[str]) -> Answer:
        loaded = self._loaded
        view = loaded.views.get(labels)
        if view is None:
            view = View(loaded.network, labels)
            if len(loaded.views) < MOST_VIEWS:
                loaded.views[labels] = view
        return ask(view, question, loaded.position)

    def content_hash(self) -> str:
        return content.content_hash(self._loaded.network)

"""What answers pathway questions: engines that hold a projection of the registry, behind one interface."""

from typing import Protocol

from graph.model import Network
from graph.pathways import Answer, Question


class Engine(Protocol):
    """A projection of the network that can be loaded, asked, and compared with another one."""

    @property
    def position(self) -> int:
        """The position in the journal that the projection reflects; 0: nothing was loaded yet."""
        ...

    def load(self, network: Network, position: int) -> None:
        """Take a network in place of the one before, as of a position of the journal."""
        ...

    def ask(self, question: Question, labels: frozenset[str]) -> Answer:
        """The answer for an asker who sees what shares one of these labels.

        Raises:
            QuestionRefused: the question is none (docs/pathways.md §1).
        """
        ...

    def content_hash(self) -> str:
        """The fingerprint of the network that is loaded (`graph.content.content_hash`)."""
        ...

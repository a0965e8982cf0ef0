"""The pathway question answered by going through everything: what the engines are held against.

Written from docs/pathways.md alone and kept apart from the product: nothing of it is imported here. It lists
every chain, evaluates every condition, sorts, and asks again for each relaxation; it is slow on purpose.
"""

from tests.graph.oracle.answers import answer

__all__ = ["answer"]

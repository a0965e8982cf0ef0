"""The codes that questions and the network use, and what each of them contains or borders on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

EVERYONE = "everyone"
COUNTRY = "CA"
"""The country whose provinces and regions a question can name."""


@dataclass(frozen=True)
class Area:
    """Where a service is given; `kind` is `region`, `province` or `country`."""

    kind: str
    code: str


@dataclass(frozen=True)
class Tree:
    """Codes, each with the broader one above it (None at a root).

    Raises:
        ValueError: a broader code is unknown, or a code is above itself.
    """

    broader: Mapping[str, str | None]

    def __post_init__(self) -> None:
        for code in self.broader:
            above, steps = self.broader[code], 0
            while above is not None:
                steps += 1
                if above not in self.broader or steps > len(self.broader):
                    raise ValueError(f"{code!r} does not lead up to a root")
                above = self.broader[above]

    def __contains__(self, code: object) -> bool:
        return code in self.broader

    @cached_property
    def _lines(self) -> dict[str, frozenset[str]]:
        lines: dict[str, frozenset[str]] = {}
        for code in self.broader:
            line, above = {code}, self.broader[code]
            while above is not None:
                line.add(above)
                above = self.broader[above]
            lines[code] = frozenset(line)
        return lines

    def line(self, code: str) -> frozenset[str]:
        """The code with all that are broader than it; of an unknown code, itself alone."""
        return self._lines.get(code) or frozenset({code})

    def within(self, code: str, other: str) -> bool:
        """Whether a code is the other one or narrower."""
        return other in self.line(code)


@dataclass(frozen=True)
class Taxonomies:
    """The codes that a question and the network use.

    `dimensions` gives each population's dimension (status, gender, …); `vague` are the populations that a
    source uses for people of whatever status.
    """

    needs: Tree
    populations: Tree
    dimensions: Mapping[str, str | None]
    vague: frozenset[str]
    languages: frozenset[str]
    facts: frozenset[str]


@dataclass(frozen=True)
class Regions:
    """Québec's regions with their province, the provinces and territories, and who borders on whom."""

    province_of: Mapping[str, str]
    provinces: frozenset[str]
    borders: Mapping[str, frozenset[str]]

    def __contains__(self, code: object) -> bool:
        return code in self.province_of or code in self.provinces

    def holders(self, code: str) -> frozenset[Area]:
        """The areas that are the region or province of that code, or contain it."""
        province = self.province_of.get(code)
        own = Area("province", code) if province is None else Area("region", code)
        above = [] if province is None else [Area("province", province)]
        return frozenset([own, *above, Area("country", COUNTRY)])

    def parts(self, code: str) -> frozenset[Area]:
        """The areas inside the province of that code; none inside a region."""
        return frozenset(Area("region", region) for region, province in self.province_of.items() if province == code)

    def rings(self, code: str) -> Iterator[list[str]]:
        """The codes one border away, two borders away, …; of a region regions, of a province provinces."""
        seen, ring = {code}, [code]
        while True:
            ring = sorted({next_one for one in ring for next_one in self.borders.get(one, ())} - seen)
            if not ring:
                return
            seen.update(ring)
            yield ring

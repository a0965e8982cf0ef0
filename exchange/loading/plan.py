"""In which order the files of a folder are loaded, and which kind each of their records is."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from .kinds import lists
from .kinds.activities import ACTIVITY
from .kinds.concerns import ANSWER, CONCERN
from .kinds.contradictions import CONTRADICTION, LATER
from .kinds.groups import GROUP
from .kinds.kind import Kind
from .kinds.meetings import MEETING
from .kinds.organizations import ORGANIZATION
from .kinds.relations import AGREEMENT, BY_TYPE, LISTING, MEMBERSHIP, RELATIONSHIP
from .kinds.resolutions import RESOLUTION
from .kinds.rule_sets import RULE_SET
from .kinds.seats import SEAT
from .kinds.services import SERVICE

Row = Mapping[str, Any]
OF_TYPE = {**BY_TYPE, "seat_in": SEAT, "coordinates": SEAT}


@dataclass(frozen=True)
class File:
    """One file: its lists' rows as (list, row), the kinds in it, and how a row shows its kind and key.

    `kind_of` gives the name of a later subject's kind (`later_subjects`) for a row that waits.
    """

    name: str
    lists: tuple[str, ...]
    kinds: tuple[Kind, ...]
    kind_of: Callable[[Row], Kind | str]
    rows: Callable[[Row], Iterator[tuple[str, Any]]]
    key: Callable[[str, Row], Any] = lambda _, row: row.get("id")


def _file(name: str, kinds: tuple[Kind, ...], kind_of: Callable[[Row], Kind | str] | None = None) -> File:
    """A file with one list of its own name, of one kind unless `kind_of` tells."""

    def rows(content: Row) -> Iterator[tuple[str, Any]]:
        return ((name, row) for row in content[name])

    return File(name, (name,), kinds, kind_of or (lambda _: kinds[0]), rows)


def _relation(row: Row) -> Kind:
    return OF_TYPE.get(str(row.get("type")), RELATIONSHIP)


def _contradiction(row: Row) -> Kind | str:
    about = row.get("subject_type")
    return about if about in LATER else CONTRADICTION


FILES = (
    File("taxonomies", (), (lists.TERM,), lambda _: lists.TERM, lists.terms, lambda name, row: _code(row, f"{name}:")),
    File(
        "regions",
        ("regions", "provinces"),
        (lists.REGION,),
        lambda _: lists.REGION,
        lists.places,
        lambda _, row: _code(row),
    ),
    _file("organisations", (ORGANIZATION,)),
    _file("rules", (RULE_SET,)),
    _file("groups", (GROUP,)),
    _file("services", (SERVICE,)),
    _file("relations", (MEMBERSHIP, RELATIONSHIP, LISTING, SEAT, AGREEMENT), _relation),
    _file("activities", (ACTIVITY,)),
    _file("resolutions", (RESOLUTION,)),
    _file("concerns", (CONCERN,)),
    _file("meetings", (MEETING,)),
    _file("answers", (ANSWER,)),
    _file("contradictions", (CONTRADICTION,), _contradiction),
)


def _code(row: Row, before: str = "") -> Any:
    code = row.get("code")
    return f"{before}{code}" if isinstance(code, str) and code else None

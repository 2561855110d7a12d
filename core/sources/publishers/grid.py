"""A publisher's file as columns of text, whatever kind of file it was."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import shapely

_POSITION = re.compile(r"(?<=[A-Za-z0-9])_\d+$")
"""StatLine numbers its columns; the number of a column differs from year to year."""
_NO_WORD = re.compile(r"[\W_]+")
_UNIT = re.compile(r"\s*\([^()]*\)\s*$")


def folded(name: str) -> str:
    """A column name without capitals, accents and signs: camelCase and snake_case fall together."""
    plain = unicodedata.normalize("NFKD", name.replace("ß", "ss")).casefold()
    return _NO_WORD.sub("", "".join(mark for mark in plain if not unicodedata.combining(mark)))


def stem(name: str) -> str:
    """The folded name without StatLine's position, path and unit."""
    last = name.rsplit("/", 1)[-1] if "/" in name else name
    return folded(_POSITION.sub("", _UNIT.sub("", last.strip()) or last))


@dataclass(frozen=True, eq=False)
class Grid:
    """One table of a file: columns of text without padding, and perhaps a shape for each row."""

    file: str
    """The file as messages call it, with the sheet or layer where it has several."""
    columns: Mapping[str, Sequence[str]]
    """By name in the file; an empty cell is an empty text."""
    shapes: Sequence[shapely.Geometry | None] | None = None
    crs: str = ""
    """The coordinate system that the file states, as ``EPSG:28992``; empty where it states none."""
    title: str = ""
    """What stands above the heading, or the name of the sheet or layer: may tell the year."""
    repaired: Mapping[str, int] = field(default_factory=dict)
    """What opening mended, with how often."""
    dropped: Mapping[str, int] = field(default_factory=dict)
    """What opening left out, with how many rows."""

    @property
    def rows(self) -> int:
        """How many rows there are."""
        if self.shapes is not None:
            return len(self.shapes)
        return len(next(iter(self.columns.values()), ()))

    @cached_property
    def _by_name(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for name in self.columns:
            found.setdefault(folded(name), name)
        for name in self.columns:
            found.setdefault(stem(name), name)
        return found

    def name_of(self, *candidates: str) -> str | None:
        """The file's name of the first of these folded names that it has."""
        for candidate in candidates:
            if candidate in self._by_name:
                return self._by_name[candidate]
        return None

    def has(self, *candidates: str) -> bool:
        """Whether it has any of these columns."""
        return self.name_of(*candidates) is not None

    def column(self, *candidates: str) -> Sequence[str] | None:
        """The cells of the first of these columns that it has."""
        name = self.name_of(*candidates)
        return None if name is None else self.columns[name]

    def starting(self, *prefixes: str) -> list[str]:
        """The file's names of all columns whose folded name begins so."""
        return [name for name in self.columns if folded(name).startswith(prefixes)]

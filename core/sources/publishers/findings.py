"""What was read from publishers' files, in our own words, and what became of every row."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

import shapely

from core.groups.scheme import ALL

SHOWN = ""
ZERO_TO_FOUR = "zero_to_four"
ONE_TO_FOUR = "one_to_four"
SECRET = "secret"  # noqa: S105 (a kind of mask, no password)
IMPOSSIBLE = "impossible"
NO_DATA = "no_data"
MASKS = (SHOWN, ZERO_TO_FOUR, ONE_TO_FOUR, SECRET, IMPOSSIBLE, NO_DATA)
"""What a publisher may show instead of a figure."""


class Cell(NamedTuple):
    """A published number, or what stands in its place."""

    value: float
    """NaN where the publisher shows none."""
    mask: str = SHOWN


class Figure(NamedTuple):
    """Residents of a place by origin, as published."""

    year: int
    place: str
    scheme: str
    category: str
    generation: str
    unit: str
    """``people`` or ``share`` (0 to 1)."""
    value: float
    margin: float
    """How far rounding can have moved the value, either way."""
    mask: str


class Key(NamedTuple):
    """Whom a figure is about, but for the category."""

    year: int
    place: str
    scheme: str
    generation: str = ALL


class PlaceName(NamedTuple):
    """A place as one file names it."""

    code: str
    vintage: int
    name: str
    parent: str = ""


class Shape(NamedTuple):
    """The land of a place, in WGS84."""

    code: str
    vintage: int
    geometry: shapely.Geometry


class Condition(NamedTuple):
    """A figure on an area from elsewhere."""

    year: int
    place: str
    indicator: str
    value: float
    mask: str


class Flow(NamedTuple):
    """People who live in one area and go to school, or work, somewhere."""

    setting: str
    year: int
    home: str
    """Code of the home area."""
    unit: str
    """The school branch, or the municipality of work."""
    municipality: str
    """Where the unit stands."""
    people: float
    lower: float
    upper: float


class Unit(NamedTuple):
    """A school branch."""

    setting: str
    year: int
    code: str
    name: str
    municipality: str
    postcode_area: str
    longitude: float
    latitude: float


@dataclass
class FileReport:
    """What became of the rows of one table of a file."""

    file: str
    source: str
    read: int = 0
    dropped: Counter[str] = field(default_factory=Counter)
    """Reason → rows that were left out."""
    repaired: Counter[str] = field(default_factory=Counter)
    """What → how often it was mended."""
    notes: list[str] = field(default_factory=list)

    def note(self, words: str) -> None:
        """Say something once."""
        if words not in self.notes:
            self.notes.append(words)

    def lines(self) -> Iterable[str]:
        """The report in words, one thought a line."""
        lost, mended = sum(self.dropped.values()), sum(self.repaired.values())
        yield (
            f"{self.file} [{self.source}]: read {self.read:,}, dropped {lost:,}, "
            f"repaired {mended:,}"
        )
        for reason, rows in self.dropped.most_common():
            yield f"  dropped {rows:,}: {reason}"
        for reason, rows in self.repaired.most_common():
            yield f"  repaired {rows:,}: {reason}"
        for words in self.notes:
            yield f"  note: {words}"


@dataclass
class Findings:
    """Everything that was read, from however many files."""

    figures: list[Figure] = field(default_factory=list)
    places: list[PlaceName] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    conditions: list[Condition] = field(default_factory=list)
    flows: list[Flow] = field(default_factory=list)
    units: list[Unit] = field(default_factory=list)
    reports: list[FileReport] = field(default_factory=list)

    def add_figure(self, key: Key, category: str, unit: str, cell: Cell, margin: float) -> None:
        """Add a figure of a place in a year."""
        self.figures.append(
            Figure(
                key.year,
                key.place,
                key.scheme,
                category,
                key.generation,
                unit,
                cell.value,
                margin,
                cell.mask,
            )
        )

    @property
    def says_something(self) -> bool:
        """Whether anything but reports was found."""
        return any(rows for name, rows in vars(self).items() if name != "reports")

    def extend(self, other: "Findings") -> None:
        """Take over everything another reading found."""
        for name, rows in vars(self).items():
            rows.extend(getattr(other, name))

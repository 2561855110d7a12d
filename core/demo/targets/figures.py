"""Figures of a release, looked up node by node, for the facts that are held against them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product
from typing import Any, Protocol

import numpy as np
import pyarrow as pa

from core.demo.geography.arrays import Floats, Truths
from core.errors import CoreError
from core.groups.bands import CONTACT_POOR_PERCENT
from core.groups.scheme import ALL, Scheme
from core.groups.setting import SETTINGS

COUNTRY = "NL01"
G4, G28, OTHER = "g4", "g28", "other"
CLUSTERS = (G4, G28, OTHER)
OUTSIDE_G4 = (G28, OTHER)
ALMOST_ALL = "almost_all"
FEW = 10
"""Fewer people than this are not told apart from nobody."""
YEAR = 2005
"""The year of the paper."""

Values = Mapping[str, float]
"""What a fact comes to here, by the name of each of its values."""

_NODE = ("setting", "place", "origin", "generation", "gender", "stratum")
_MEASURES = {
    "opportunity": ("people", "same_municipality", "neighbourhood_share", "setting_share"),
    "accumulation": ("people", "both", "neighbourhood_only", "setting_only", "neither"),
    "compensation": ("people", "much_less", "less", "equal", "more", "much_more"),
    "relation": ("people", "intercept", "slope", "r_squared", "r", "partial_r"),
}


class Tables(Protocol):
    """Where the rows of a release's tables can be had."""

    def select(
        self, table: str, columns: Sequence[str], where: Mapping[str, Any], order: str = ""
    ) -> pa.Table:
        """The chosen columns of the rows whose columns equal, or are among, the values."""


@dataclass(frozen=True)
class Composition:
    """Residents of some places in one year by category; one row per place."""

    places: tuple[str, ...]
    categories: tuple[str, ...]
    people: Floats
    hidden: Truths | None = None
    """Which groups of which places are withheld and stand here for a part of what is left."""

    def share(self, *categories: str) -> Floats:
        """The share of these categories together, in each place."""
        chosen = [self.categories.index(category) for category in categories]
        return np.asarray(self.people[:, chosen].sum(axis=1) / self.total)

    @cached_property
    def total(self) -> Floats:
        """The people of each place."""
        return np.asarray(self.people.sum(axis=1))

    @cached_property
    def difference(self) -> Floats:
        """The probability of difference of each place."""
        return np.asarray(1 - ((self.people / self.total[:, None]) ** 2).sum(axis=1))

    def row(self, place: str) -> int:
        """Where a place stands."""
        if place not in self.places:
            raise CoreError(
                f"{place} is not in this release; published figures are held against the whole "
                f"demo country: make that with python -m core demo"
            )
        return self.places.index(place)


class Between(float):
    """A value that a protected release tells no closer than between two others, and why not."""

    low: float
    high: float
    because: str
    """``noise``: counts are off by a few people; ``withheld``: small groups aren't shown."""

    def __new__(cls, value: float, low: float, high: float, because: str) -> "Between":
        """The value itself, with what is known of it."""
        made = super().__new__(cls, value)
        made.low, made.high, made.because = low, high, because
        return made


@dataclass(frozen=True)
class Figures:
    """The figures of one release."""

    tables: Tables
    linkage: Mapping[str, Any]
    years: tuple[int, ...]
    most_off: int = 0
    """How many people a count may be off through protection; 0 where counts are exact."""
    _kept: dict[object, Any] = field(default_factory=dict)

    def means(self, setting: str, place: str = COUNTRY, **parts: str) -> dict[str, float]:
        """People and mean shares of a node."""
        return self._node("opportunity", setting, place, parts)

    def line(self, setting: str, place: str = COUNTRY, **parts: str) -> dict[str, float]:
        """The relation of a node."""
        return self._node("relation", setting, place, parts)

    def lines(self, setting: str, name: str) -> dict[tuple[str, str], float]:
        """One number of all relations of groups, by place and group."""
        nodes = product((COUNTRY, *CLUSTERS), groups(setting))
        return {node: self.line(setting, node[0], origin=node[1])[name] for node in nodes}

    def people(self, setting: str) -> float:
        """Everyone of a setting, as closely as the release tells."""
        shown = self.means(setting)["people"]
        if not self.most_off:
            return shown
        return Between(shown, shown - self.most_off, shown + self.most_off, "noise")

    def accumulated(self, setting: str, places: Iterable[str] = (COUNTRY,), **parts: str) -> float:
        """Per cent of people who are contact-poor twice."""
        cells = [self._node("accumulation", setting, place, parts) for place in places]
        total = sum(_known(cell, "people") for cell in cells)
        return 100 * sum(_known(cell, "both") for cell in cells) / total if total else float("nan")

    def gaining(
        self, setting: str, places: Iterable[str] = (COUNTRY,), poor: bool = False, **parts: str
    ) -> float:
        """Per cent of people with (much) more opportunity than at home."""
        gained, total = self.gainers(setting, places, poor, **parts)
        return 100 * gained / total if total else float("nan")

    def gainers(
        self, setting: str, places: Iterable[str] = (COUNTRY,), poor: bool = False, **parts: str
    ) -> tuple[float, float]:
        """People with (much) more opportunity than at home, and all; maybe only contact-poor."""
        residents = "contact_poor" if poor else ALL
        cells = [
            self._node("compensation", setting, place, {**parts, "residents": residents})
            for place in places
        ]
        gained = sum(_known(cell, "more", "much_more") for cell in cells)
        return gained, sum(_known(cell, "people") for cell in cells)

    def _node(
        self, table: str, setting: str, place: str, parts: Mapping[str, str]
    ) -> dict[str, float]:
        extra = parts.get("residents", "")
        names = ("origin", "generation", "gender", "stratum")
        key = (setting, place, *(parts.get(name, ALL) for name in names), extra)
        found: dict[str, float] = self._nodes(table).get(key, {})
        return found or dict.fromkeys(_MEASURES[table], float("nan"))

    def _nodes(self, table: str) -> dict[tuple[str, ...], dict[str, float]]:
        if table not in self._kept:
            self._kept[table] = self._read(table)
        kept: dict[tuple[str, ...], dict[str, float]] = self._kept[table]
        return kept

    def _read(self, table: str) -> dict[tuple[str, ...], dict[str, float]]:
        where: dict[str, Any] = {"year": YEAR, "level": ["country", "cluster"]}
        extra = {"compensation": ("residents",)}.get(table, ())
        if table == "accumulation":
            where["threshold"] = CONTACT_POOR_PERCENT
        rows = self.tables.select(table, (*_NODE, *extra, *_MEASURES[table]), where).to_pylist()
        return {
            (*(row[name] for name in _NODE), row[extra[0]] if extra else ""): {
                name: float("nan") if row[name] is None else float(row[name])
                for name in _MEASURES[table]
            }
            for row in rows
        }

    def composition(
        self, scheme: Scheme, year: int, level: str, generation: str = ALL
    ) -> Composition:
        """The residents of all places of a level, by the leaves of a scheme."""
        key = (scheme.code, year, level, generation)
        if key not in self._kept:
            self._kept[key] = self._composition(scheme, year, level, generation)
        kept: Composition = self._kept[key]
        return kept

    def _composition(self, scheme: Scheme, year: int, level: str, generation: str) -> Composition:
        where = {"scheme": scheme.code, "year": year, "level": level, "generation": generation}
        columns = ("place", "category", "people", *(("reason",) if self.most_off else ()))
        rows = self.tables.select("composition", columns, where)
        names, place = np.unique(rows["place"].to_numpy(zero_copy_only=False), return_inverse=True)
        categories = (ALL, *scheme.leaves)
        number = {category: i for i, category in enumerate(categories)}
        kept = np.array([number.get(each, -1) for each in rows["category"].to_pylist()])
        at = (place[kept >= 0], kept[kept >= 0])
        people = np.full((len(names), len(categories)), np.nan)
        people[at] = rows["people"].to_numpy(zero_copy_only=False)[kept >= 0]
        nearly = np.zeros(people.shape, np.bool_)
        if self.most_off:
            nearly[at] = rows["reason"].to_numpy(zero_copy_only=False)[kept >= 0] == ALMOST_ALL
        people, hidden = _completed(people, nearly)
        return Composition(tuple(str(name) for name in names), scheme.leaves, people, hidden)


def _completed(people: Floats, nearly: Truths) -> tuple[Floats, Truths]:
    """The groups of places, whose first column has everyone, and which of them are a guess.

    What is withheld shares what the others leave; a group that is nearly everyone is that.
    """
    everyone = people[:, 0]
    groups = np.where(nearly, np.maximum(everyone - FEW / 2, 0)[:, None], people)[:, 1:]
    hidden = np.isnan(groups)
    rest = np.nan_to_num(np.maximum(everyone - np.nansum(groups, axis=1), 0))
    part = rest / np.maximum(hidden.sum(axis=1), 1)
    return np.where(hidden, part[:, None], groups), hidden


def _known(cell: Mapping[str, float], *names: str) -> float:
    """The people of some counts, as far as they are shown."""
    counts = [cell[name] for name in names]
    return float(sum(count for count in counts if not np.isnan(count)))


def groups(setting: str) -> tuple[str, ...]:
    """The groups of the paper, one by one."""
    scheme = {one.code: one for one in SETTINGS}[setting].origin
    return scheme.leaves


def percent(share: float) -> float:
    """A share in per cent."""
    if isinstance(share, Between):
        return Between(100 * float(share), 100 * share.low, 100 * share.high, share.because)
    return 100 * share


def truth(holds: bool) -> float:
    """1 if it holds, else 0."""
    return 1.0 if holds else 0.0

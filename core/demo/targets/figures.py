"""Figures of a release, looked up node by node, for the facts that are held against them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any, Protocol

import numpy as np
import pyarrow as pa

from core.demo.targets.composition import Composition, composed, not_of_whole_country
from core.groups.bands import CONTACT_POOR_PERCENT
from core.groups.scheme import ALL, Scheme
from core.groups.setting import SETTINGS

COUNTRY = "NL01"
G4, G28, OTHER = "g4", "g28", "other"
CLUSTERS = (G4, G28, OTHER)
OUTSIDE_G4 = (G28, OTHER)
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

    def records(self, table: str) -> float:
        """All records of the year of the paper, linked or not."""
        try:
            return float(self.linkage[table][str(YEAR)]["records"])
        except KeyError:
            raise not_of_whole_country(f"{table} {YEAR}") from None

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
        return composed(rows, scheme.leaves, protected=bool(self.most_off))


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

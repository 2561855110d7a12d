"""Which places each home area counts for, at every level and in every grouping."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from core.cube.arrays import table_of, texts
from core.errors import BundleError
from core.places.clusters import cluster_of
from core.places.types import types_of

COUNTRY = "country"
HOME_LEVEL = "postcode_area"
PLACE_LEVELS = (
    COUNTRY,
    "landsdeel",
    "province",
    "corop",
    "cluster",
    "municipality_type",
    "municipality",
)
"""Levels at which everything is counted; home areas get counts and means only."""


@dataclass(frozen=True)
class Geography:
    """Places by number, and each home area's place at every level."""

    nodes: tuple[tuple[str, str], ...]
    """(level, code) of every place; the position is its number."""
    ancestry: dict[int, dict[str, int]]
    """Number of a home area → level → number of the place it lies in."""

    @cached_property
    def levels(self) -> tuple[str, ...]:
        """The levels that occur, of those at which everything is counted."""
        present = {level for places in self.ancestry.values() for level in places}
        return tuple(level for level in PLACE_LEVELS if level in present)

    @cached_property
    def texts(self) -> tuple[pa.Array, npt.NDArray[np.int32], pa.Array]:
        """The names of levels, which of these each place has, and the codes of all places."""
        levels = [level for level, _ in self.nodes]
        names = tuple(dict.fromkeys(levels))
        level = np.array([names.index(one) for one in levels], np.int32)
        return texts(names), level, texts([code for _, code in self.nodes])

    def home_areas(self) -> pa.Table:
        """Each home area with its municipality and cluster."""
        lines = self.ancestry.values()
        return table_of(
            {
                "home_area": np.array(list(self.ancestry), np.int32),
                "municipality": np.array([line["municipality"] for line in lines], np.int32),
                "cluster": np.array([line["cluster"] for line in lines], np.int32),
            }
        )

    def memberships(self, within: str, levels: Iterable[str]) -> pa.Table:
        """Each place of one level (``cell_place``) with every ``place`` it counts for."""
        chosen = tuple(levels)
        pairs = {
            (line[within], line[level], line["cluster"])
            for line in self.ancestry.values()
            for level in chosen
            if level in line and within in line
        }
        columns = np.array(sorted(pairs), np.int32).reshape(-1, 3).T
        return table_of(dict(zip(("cell_place", "place", "cluster"), columns, strict=True)))


def geography(places: Sequence[tuple[str, str, str | None]]) -> Geography:
    """The geography of places given as (code, level, parent), numbered as they come."""
    number = {code: position for position, (code, _, _) in enumerate(places)}
    nodes = [(level, code) for code, level, _ in places]
    lines: dict[str, dict[str, int]] = {}

    def grouping(level: str, code: str) -> int:
        if (level, code) not in nodes[len(places) :]:
            nodes.append((level, code))
        return nodes.index((level, code), len(places))

    def line_of(code: str) -> dict[str, int]:
        """The place and everything around it, groupings of its municipality included."""
        if code not in lines:
            _, level, parent = places[number[code]]
            line = {level: number[code]} | (line_of(parent) if parent else {})
            if level == "municipality":
                line["cluster"] = grouping("cluster", cluster_of(code))
                for primary in types_of(code)[:1]:
                    line["municipality_type"] = grouping("municipality_type", primary)
            lines[code] = line
        return lines[code]

    home_areas = [code for code, level, _ in places if level == HOME_LEVEL]
    astray = [code for code in home_areas if not {"municipality", COUNTRY} <= line_of(code).keys()]
    if astray:
        raise BundleError(
            f"places: {len(astray)} home areas lie in no municipality or no country, "
            f"such as {astray[0]}; give every place a parent, up to the country"
        )
    return Geography(tuple(nodes), {number[code]: line_of(code) for code in home_areas})

"""Which places each home area counts for, at every level and in every grouping."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import pyarrow as pa

from core.cube.engine import lookup_table
from core.errors import BundleError
from core.places.clusters import cluster_of
from core.places.levels import LEVELS
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

    def home_areas(self) -> pa.Table:
        """Each home area with its municipality and cluster."""
        return lookup_table(
            {
                "home_area": list(self.ancestry),
                "municipality": [places["municipality"] for places in self.ancestry.values()],
                "cluster": [places["cluster"] for places in self.ancestry.values()],
            }
        )

    def memberships(self, within: str, levels: Iterable[str]) -> pa.Table:
        """Each place of one level (``inner``) with every ``place`` it counts for."""
        pairs = {
            (places[within], places[level], places["cluster"])
            for places in self.ancestry.values()
            for level in levels
            if level in places
        }
        inner, place, cluster = zip(*sorted(pairs), strict=True)
        return lookup_table({"inner": list(inner), "place": list(place), "cluster": list(cluster)})


def geography(places: Sequence[tuple[str, str, str | None]]) -> Geography:
    """The geography of places given as (code, level, parent), numbered as they come."""
    number = {code: position for position, (code, _, _) in enumerate(places)}
    nodes = [(level, code) for code, level, _ in places]
    groupings: dict[tuple[str, str], int] = {}

    def grouping(level: str, code: str) -> int:
        if (level, code) not in groupings:
            groupings[(level, code)] = len(nodes)
            nodes.append((level, code))
        return groupings[(level, code)]

    ancestry = {}
    for code, level, _ in places:
        if level != HOME_LEVEL:
            continue
        line = _line(code, number, places)
        municipality = line.get("municipality")
        if municipality is None or COUNTRY not in line:
            raise BundleError(
                f"places: {level} '{code}' lies in no municipality or country; "
                "give every place a parent up to the country"
            )
        municipality_code = places[municipality][0]
        line["cluster"] = grouping("cluster", cluster_of(municipality_code))
        for primary in types_of(municipality_code)[:1]:
            line["municipality_type"] = grouping("municipality_type", primary)
        ancestry[number[code]] = line
    return Geography(tuple(nodes), ancestry)


def _line(
    code: str | None, number: dict[str, int], places: Sequence[tuple[str, str, str | None]]
) -> dict[str, int]:
    line: dict[str, int] = {}
    while code is not None:
        _, level, parent = places[number[code]]
        if level in line or level not in LEVELS:
            raise BundleError(f"places: '{code}' stands under a place of its own level {level}")
        line[level] = number[code]
        code = parent
    return line

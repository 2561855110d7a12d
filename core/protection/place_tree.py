"""Which place lies directly within which, by number: the public tree of places.

A municipality has several parents: the region around it, its cluster and its type.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from core.cube.geography import COUNTRY, HOME_LEVEL, Geography
from core.protection.arrays import Marks, Whole
from core.protection.nesting import NOWHERE

AROUND = ("corop", "province", "landsdeel", COUNTRY)
"""From small to large; of some the country may have none."""
OVER_MUNICIPALITIES = ("cluster", "municipality_type")
Line = Mapping[str, int]


@dataclass(frozen=True, eq=False)
class PlaceTree:
    """For each place by number: its parents (NOWHERE fills up), and how deep it lies.

    ``identical`` marks a parent of which the place is the only part of its level.
    """

    parents: Whole
    identical: Marks
    depth: Whole


def parents_in(line: Line) -> dict[int, tuple[int, ...]]:
    """The parents of every place of one line, from a home area up to the country."""
    around = [line[level] for level in AROUND if level in line]
    pairs: dict[int, tuple[int, ...]] = {small: (large,) for small, large in pairwise(around)}
    over = tuple(line[level] for level in OVER_MUNICIPALITIES if level in line)
    pairs |= dict.fromkeys(over, (line[COUNTRY],))
    if "municipality" in line:
        pairs[line["municipality"]] = (*around[:1], *over)
    if HOME_LEVEL in line and "municipality" in line:
        pairs[line[HOME_LEVEL]] = (line["municipality"],)
    return pairs


def place_tree(places: Geography, small: Mapping[int, tuple[int, ...]] | None = None) -> PlaceTree:
    """The tree of the places at which people are counted; ``small`` has those below home areas.

    ``small`` may give home areas further parents.
    """
    found: dict[int, tuple[int, ...]] = {}
    for line in places.ancestry.values():
        found |= parents_in(line)
    for place, above in (small or {}).items():
        found[place] = (*found.get(place, ()), *above)
    return _tree_of(found, [level for level, _ in places.nodes])


def small_parents(
    pairs: Whole, districts: Mapping[int, int], municipalities: Mapping[int, int]
) -> dict[int, tuple[int, ...]]:
    """The parents of districts, neighbourhoods and home areas that lie within one another.

    ``pairs`` has every home area and neighbourhood (rows) that some address is in;
    ``districts`` the district of each neighbourhood, ``municipalities`` the municipality of
    each district. Home areas divide the land in another way, so one is only a parent of what
    lies in it whole.
    """
    home, neighbourhood = pairs
    known = np.array([districts.get(one, NOWHERE) for one in neighbourhood.tolist()], np.int64)
    found: dict[int, tuple[int, ...]] = {
        one: (district,) for one, district in districts.items() if district != NOWHERE
    }
    found |= {district: (around,) for district, around in municipalities.items()}
    within = [_within(neighbourhood, home), _within(known, home), _within(home, known)]
    for child, parent in (within[0] | within[1]).items():
        found[child] = (*found.get(child, ()), parent)
    for child, parent in within[2].items():
        if within[1].get(parent) != child:
            found[child] = (parent,)
    return found


def _within(inner: Whole, outer: Whole) -> dict[int, int]:
    """Each inner place that lies in one outer place alone, with that."""
    together = np.unique(np.stack([inner, outer]), axis=1)
    places, times = np.unique(together[0], return_counts=True)
    alone = np.isin(together[0], places[times == 1]) & (together >= 0).all(axis=0)
    return dict(zip(*together[:, alone].tolist(), strict=True))


def _tree_of(parents: Mapping[int, tuple[int, ...]], levels: Sequence[str]) -> PlaceTree:
    parts = Counter((parent, levels[place]) for place, above in parents.items() for parent in above)
    depth: dict[int, int] = {}

    def depth_of(place: int) -> int:
        if place not in depth:
            depth[place] = 1 + max(map(depth_of, parents.get(place, ())), default=-1)
        return depth[place]

    width = max(map(len, parents.values()), default=0)
    rows = np.full((len(levels), width), NOWHERE, np.int64)
    alone = np.zeros((len(levels), width), np.bool_)
    for place, above in parents.items():
        rows[place, : len(above)] = above
        alone[place, : len(above)] = [parts[parent, levels[place]] == 1 for parent in above]
    depths = np.array([depth_of(place) for place in range(len(levels))], np.int64)
    return PlaceTree(rows, alone, depths)

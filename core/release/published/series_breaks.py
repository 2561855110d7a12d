"""Where a municipality's figures of one year can't be compared with those of the year before."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise

from core.places.crosswalk import CHANGES
from core.places.levels import level_of
from core.release.published.composition import Cells

BOUNDARIES, CARRIED = "boundaries", "carried"
"""Its land changed; or what is before was added up from the municipalities that went into it."""
SeriesBreaks = Mapping[str, Mapping[str, list[str]]]
"""Place → year from which the figures differ in what they are about → why."""


def series_breaks(published: Cells, carried_over: Cells) -> SeriesBreaks:
    """The breaks in the series of every municipality, as the manifest keeps them."""
    found: dict[str, dict[str, list[str]]] = {}
    added = {subject.place for subject in carried_over}
    for place, years in sorted(_years(published).items()):
        of_place = {str(after): [BOUNDARIES] for after in _moved(place, sorted(years))}
        if place in added:
            of_place.setdefault(str(min(years)), []).append(CARRIED)
        if of_place:
            found[place] = of_place
    return found


def _years(cells: Cells) -> dict[str, set[int]]:
    years: dict[str, set[int]] = defaultdict(set)
    for subject, cell in cells.items():
        if cell.state != "missing" and level_of(subject.place) == "municipality":
            years[subject.place].add(subject.year)
    return years


def _moved(place: str, years: Iterable[int]) -> Iterable[int]:
    """Years with figures before which it took over land, or part of another municipality."""
    when = [change.year for change in CHANGES if change.to_code == place]
    for before, after in pairwise(years):
        if any(before < year <= after for year in when):
            yield after

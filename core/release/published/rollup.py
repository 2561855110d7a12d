"""Adds municipalities up to regions, clusters and types, intervals included.

A masked member never comes to light: what is given of a sum with masked members is the middle of
its interval, marked, and only where the interval is narrow.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from core.groups.scheme import ALL
from core.places.clusters import cluster_of
from core.places.types import labels_at
from core.release.published.atlas import Atlas
from core.release.published.composition import Cells, PeopleCell, Subject, level_at

MOST_LACKING = 0.01
"""Share of a group's municipalities that may be without figures."""
NARROW = 0.02
"""Width of a share's interval up to which its middle is given."""
Members = Mapping[str, Sequence[str]]


def groups_of(atlas: Atlas, year: int) -> dict[str, list[str]]:
    """Every larger place and grouping with its municipalities in a year."""
    vintage = atlas.vintage.get(("municipality", year), 0)
    found: dict[str, list[str]] = defaultdict(list)
    for code in sorted(atlas.in_year("municipality", year)):
        labels = labels_at(code, vintage)[:1]
        for group in (*atlas.line(code), cluster_of(code), *(one[2] for one in labels)):
            found[group].append(code)
    return found


def with_larger_places(cells: Cells, atlas: Atlas) -> Cells:
    """The cells of municipalities added up to everything larger that isn't published itself."""
    of_year: dict[tuple[int, str], dict[tuple[str, str], dict[str, PeopleCell]]] = {}
    for subject, cell in cells.items():
        if level_at(subject.place) == "municipality":
            kinds = of_year.setdefault((subject.year, subject.scheme), {})
            kinds.setdefault((subject.category, subject.generation), {})[subject.place] = cell
    found: Cells = {}
    for (year, scheme), kinds in of_year.items():
        groups = groups_of(atlas, year)
        for (category, generation), members in kinds.items():
            everyone = kinds.get((ALL, ALL), {})
            for group, codes in groups.items():
                subject = Subject(year, scheme, group, category, generation)
                added = added_up(codes, members, everyone)
                if added is not None and subject not in cells:
                    found[subject] = added
    return found


def added_up(
    codes: Sequence[str],
    members: Mapping[str, PeopleCell],
    everyone: Mapping[str, PeopleCell],
) -> PeopleCell | None:
    """The sum over municipalities; None where too many of them have no figures."""
    counted = [code for code in codes if code in everyone and everyone[code].people >= 0]
    lacking = len(codes) - len(counted)
    if not counted or lacking > MOST_LACKING * len(codes):
        return None
    present = [members[code] for code in counted if code in members]
    if len(present) < len(counted):
        return None
    total = sum(everyone[code].people for code in counted)
    return _sum(present, total, lacking > 0)


def _sum(parts: Iterable[PeopleCell], total: float, is_incomplete: bool) -> PeopleCell:
    kept = list(parts)
    lower = sum(one.lower for one in kept)
    upper = min(sum(one.upper for one in kept), max(total, lower))
    is_count = all(one.is_count for one in kept)
    hidden = [one for one in kept if math.isnan(one.people) and one.state != "not_applicable"]
    if not hidden:
        people = sum(one.people for one in kept if not math.isnan(one.people))
        state = ("low_reliability", "incomplete") if is_incomplete else ("value", "none")
        return PeopleCell(people, lower, upper, is_count, total, *state)
    if total and (upper - lower) / total <= NARROW:
        middle = (lower + upper) / 2
        return PeopleCell(middle, lower, upper, False, total, "low_reliability", "incomplete")
    return PeopleCell(math.nan, lower, upper, is_count, total, "withheld", "masked_by_publisher")

"""Which places there are in which boundary year, and what each of them lies in."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import shapely

from core.places.clusters import cluster_of
from core.places.levels import LEVELS, level_of
from core.places.regions import (
    COUNTRY,
    LANDSDEEL_OF_PROVINCE,
    PROVINCE_OF_COROP,
    REGION_NAMES,
)
from core.places.types import labels_at
from core.sources.publishers.findings import Findings, Shape

REGIONS = ("country", "landsdeel", "province", "corop")
FITS = 0.98
"""Share of a year's areas that must be in a boundary year for its figures to be drawn on it."""
Codes = Mapping[str, shapely.Geometry]


@dataclass
class Atlas:
    """Places by level and boundary year."""

    codes: dict[str, dict[int, set[str]]] = field(default_factory=lambda: defaultdict(dict))
    """Level → boundary year → codes; regions have no boundary year but 0."""
    vintage: dict[tuple[str, int], int] = field(default_factory=dict)
    """Level and year of the figures → boundary year."""
    shapes: dict[tuple[str, int], dict[str, shapely.Geometry]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)

    def newest(self, level: str) -> int:
        """The last boundary year of a level; 0 where it has none."""
        return max(self.codes.get(level, {}), default=0)

    def in_year(self, level: str, year: int) -> set[str]:
        """The places of a level in a year of figures."""
        return self.codes.get(level, {}).get(self.vintage.get((level, year), -1), set())

    def line(self, code: str) -> tuple[str, ...]:
        """Everything around a place, nearest first."""
        parent = self.parents.get(code)
        return () if parent is None else (parent, *self.line(parent))


def atlas(findings: Findings) -> Atlas:
    """The atlas of everything that was read."""
    found = Atlas()
    drawn = _shapes_by_level(findings.shapes)
    for level in LEVELS:
        _add_level(found, level, drawn.get(level, {}), _codes_by_year(findings, level))
    for place in sorted(findings.places, key=lambda one: one.vintage):
        found.names[place.code] = place.name
    _place_regions(found)
    _place_small_areas(found)
    return found


def _shapes_by_level(shapes: Iterable[Shape]) -> dict[str, dict[int, dict[str, shapely.Geometry]]]:
    found: dict[str, dict[int, dict[str, shapely.Geometry]]] = defaultdict(dict)
    for code, vintage, geometry in shapes:
        found[level_of(code)].setdefault(vintage, {}).setdefault(code, geometry)
    return found


def _codes_by_year(findings: Findings, level: str) -> dict[int, set[str]]:
    years: dict[int, set[str]] = defaultdict(set)
    for figure in findings.figures:
        if level_of(figure.place) == level:
            years[figure.year].add(figure.place)
    for condition in findings.conditions:
        if level_of(condition.place) == level:
            years[condition.year].add(condition.place)
    return years


def _add_level(
    found: Atlas,
    level: str,
    drawn: Mapping[int, dict[str, shapely.Geometry]],
    years: Mapping[int, set[str]],
) -> None:
    """Give each year of figures the boundary year that has its areas, the nearest first."""
    if level in REGIONS:
        codes = set().union(*drawn.values(), *years.values()) if drawn or years else set()
        found.codes[level][0] = codes
        found.vintage |= {(level, year): 0 for year in years}
        for shapes in drawn.values():
            found.shapes.setdefault((level, 0), {}).update(shapes)
        return
    known: dict[int, set[str]] = {vintage: set(shapes) for vintage, shapes in drawn.items()}
    for year in sorted(years, key=lambda one: (-len(years[one]), -one)):
        wanted = years[year]
        fitting = [v for v, codes in known.items() if len(wanted & codes) >= FITS * len(wanted)]
        chosen = min(fitting, key=lambda one: (abs(one - year), one), default=year)
        known.setdefault(chosen, set())
        known[chosen] |= wanted
        found.vintage[level, year] = chosen
    for vintage in {found.vintage[level, year] for year in years}:
        found.codes[level][vintage] = known[vintage]
        if vintage in drawn:
            found.shapes[level, vintage] = drawn[vintage]


def _place_regions(found: Atlas) -> None:
    """The country and, where municipalities can be laid in COROP regions, all that is between."""
    corops = found.shapes.get(("corop", 0), {})
    found.codes["country"][0] = {COUNTRY}
    municipalities = [
        (vintage, codes) for vintage, codes in sorted(found.codes["municipality"].items())
    ]
    for vintage, codes in municipalities:
        shapes = found.shapes.get(("municipality", vintage), {})
        inside = lying_in({code: shapes[code] for code in codes if code in shapes}, corops)
        for code in codes:
            if code in inside or code not in found.parents:
                found.parents[code] = inside.get(code, COUNTRY)
    if corops:
        found.codes["corop"][0] = set(corops)
        found.codes["province"][0] = set(LANDSDEEL_OF_PROVINCE)
        found.codes["landsdeel"][0] = set(LANDSDEEL_OF_PROVINCE.values())
        found.parents |= {code: PROVINCE_OF_COROP[code] for code in corops}
        found.parents |= LANDSDEEL_OF_PROVINCE
        found.parents |= dict.fromkeys(found.codes["landsdeel"][0], COUNTRY)
    else:
        for level in ("corop", "province", "landsdeel"):
            found.parents |= dict.fromkeys(found.codes.get(level, {}).get(0, set()), COUNTRY)
    found.names |= {code: names[0] for code, names in REGION_NAMES.items()}


def _place_small_areas(found: Atlas) -> None:
    """Districts and neighbourhoods by their codes, postcode areas by where they lie."""
    municipalities = found.codes["municipality"]
    known = set().union(*municipalities.values()) if municipalities else set()
    districts = set().union(*found.codes["district"].values(), set())
    for code in districts:
        found.parents[code] = _known_or_country(f"GM{code[2:6]}", known)
    for codes in found.codes["neighbourhood"].values():
        for code in codes:
            district, municipality = f"WK{code[2:8]}", f"GM{code[2:6]}"
            inside = district if district in districts else _known_or_country(municipality, known)
            found.parents[code] = inside
    newest = found.newest("municipality")
    around = found.shapes.get(("municipality", newest), {})
    for vintage, codes in found.codes["postcode_area"].items():
        shapes = found.shapes.get(("postcode_area", vintage), {})
        inside_of = lying_in({code: shapes[code] for code in codes if code in shapes}, around)
        for code in codes:
            found.parents[code] = inside_of.get(code, COUNTRY)
            found.names.setdefault(code, code.removeprefix("PC"))


def _known_or_country(code: str, known: set[str]) -> str:
    return code if code in known else COUNTRY


def lying_in(areas: Codes, around: Codes) -> dict[str, str]:
    """For each area the larger one that it lies in, by a point within it, or else the nearest."""
    if not areas or not around:
        return {}
    names = list(around)
    tree = shapely.STRtree([around[name] for name in names])
    codes = list(areas)
    points = shapely.point_on_surface(np.array([areas[code] for code in codes], dtype=object))
    found: dict[str, str] = {}
    inside = tree.query(points, predicate="within")
    for area, large in inside.T.tolist():
        found.setdefault(codes[area], names[large])
    astray = [position for position, code in enumerate(codes) if code not in found]
    if astray:
        # Simplified coasts leave islands and harbours outside; they belong to what is nearest.
        nearest = tree.nearest(points[astray])
        found |= {
            codes[area]: names[int(large)] for area, large in zip(astray, nearest, strict=True)
        }
    return found


def places_table(found: Atlas) -> pa.Table:
    """The places of a release."""
    rows = []
    for level in LEVELS:
        for code in sorted(set().union(*found.codes[level].values(), set())):
            vintages = [one for one, codes in found.codes[level].items() if code in codes]
            rows.append(_row(found, level, code, vintages))
    return pa.Table.from_pylist(rows)


def _row(found: Atlas, level: str, code: str, vintages: list[int]) -> dict[str, object]:
    name = found.names.get(code, code)
    english = REGION_NAMES[code][1] if code in REGION_NAMES else name
    inside = [one for one in (code, *found.line(code)) if one.startswith("GM")]
    municipality = inside[0] if inside else None
    labels = labels_at(municipality, found.newest("municipality"))[:1] if municipality else ()
    is_region = level in REGIONS
    return {
        "code": code,
        "level": level,
        "vintage": max(vintages) or found.newest("municipality"),
        "name_nl": name,
        "name_en": english,
        "parent": found.parents.get(code),
        "postcode_area": None,
        "municipality": municipality,
        "cluster": cluster_of(municipality) if municipality else None,
        "municipality_type": labels[0].municipality_type if labels else None,
        "since": None if is_region else min(vintages),
        "until": None if is_region else max(vintages),
    }

"""In which scheme a release knows residents, and which categories of schemes mean the same."""

from collections.abc import Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from core.errors import NotInReleaseError
from core.groups.origin import NATIVE_18, NATIVE_2005, ORIGIN_18, ORIGIN_2005, ORIGIN_2022
from core.groups.scheme import ALL, Scheme
from core.release import Release, Value

COLUMNS = ("place", "category", "people", "share", "state", "reason")
SCHEMES: Mapping[str, Scheme] = {
    scheme.code: scheme for scheme in (ORIGIN_18, ORIGIN_2022, ORIGIN_2005)
}
"""Schemes of residents, the finest of its time first."""
SAME: Mapping[str, Mapping[str, str]] = {
    ORIGIN_2022.code: {ALL: ALL, NATIVE_18: "netherlands"},
    ORIGIN_2005.code: {
        ALL: ALL,
        NATIVE_18: NATIVE_2005,
        "turkey": "turkish",
        "morocco": "moroccan",
    },
}
"""By scheme, the categories of the eighteen that it has too, and what it calls them."""


def has_eighteen(release: Release, year: int) -> bool:
    """Whether every level that is known in a year is known by the eighteen groups."""
    known = [years[year] for years in release.schemes.values() if year in years]
    return all(ORIGIN_18.code in schemes for schemes in known)


def has_some_eighteen(release: Release) -> bool:
    """Whether a release knows everything by the eighteen groups in some year."""
    return any(has_eighteen(release, year) for year in release.years)


def require_some_eighteen(release: Release) -> None:
    """Refuse a series of the eighteen groups where no year of a release has them everywhere."""
    if not has_some_eighteen(release):
        raise NotInReleaseError(
            "year: this release has the eighteen origin groups in none of its years; expected "
            "residents by country of origin: import them, or ask for 'origins'",
            "year",
            lacks="eighteen",
        )


def require_eighteen(release: Release, level: str, year: int) -> None:
    """Refuse what takes all eighteen groups where a release doesn't have them for a level."""
    known = release.schemes.get(level, {})
    is_partial = year in release.covered.get(level, {})
    if known and (ORIGIN_18.code not in known.get(year, ()) or is_partial):
        raise NotInReleaseError(
            f"year: this release doesn't have the eighteen origin groups for every {level} in "
            f"{year}; expected residents by country of origin: import them, or ask for "
            f"'native_share'",
            "year",
            lacks="eighteen",
        )


def schemes_at(release: Release, level: str, year: int) -> tuple[str, ...]:
    """The schemes in which residents of a level are known in a year, the best first."""
    known = release.schemes.get(level, {}).get(year, ())
    return tuple(scheme for scheme in SCHEMES if scheme in known)


def scheme_at(release: Release, level: str, year: int) -> str:
    """The best scheme of a level and year; the eighteen groups where none is known."""
    return next(iter(schemes_at(release, level, year)), ORIGIN_18.code)


def schemes_with(category: str) -> tuple[str, ...]:
    """The schemes in which a category of the eighteen is known."""
    also = (scheme for scheme, same in SAME.items() if category in same)
    return (ORIGIN_18.code, *also)


def translated(
    release: Release, year: int, where: Mapping[str, Value], categories: Sequence[str]
) -> pa.Table:
    """Rows of composition in the categories of the eighteen, each place in its best scheme."""
    parts = []
    seen = pa.array([], pa.string())
    for scheme in SCHEMES:
        ours = SAME.get(scheme, {category: category for category in categories})
        meant = {ours[one]: one for one in categories if one in ours}
        if not _answers(scheme, meant, categories):
            continue
        chosen: dict[str, Value] = {"scheme": scheme, "year": year, "generation": ALL}
        chosen |= {"category": tuple(meant), **where}
        rows = release.store.select("composition", COLUMNS, chosen)
        rows = rows.filter(pc.invert(pc.is_in(rows["place"], seen)))
        named = pa.array([meant[one] for one in rows["category"].to_pylist()], pa.string())
        parts.append(rows.set_column(1, "category", named))
        seen = pa.array(sorted({*seen.to_pylist(), *rows["place"].to_pylist()}), pa.string())
    return pa.concat_tables(parts)


def _answers(scheme: str, meant: Mapping[str, str], categories: Sequence[str]) -> bool:
    """A scheme that lacks a category would make it look as if nobody were of it."""
    return scheme == ORIGIN_18.code or len(meant) == len(categories)

"""Which places a release knows, level by level, and what lies around each of them."""

from functools import lru_cache
from typing import Any

from core.places.clusters import CLUSTERS
from core.release import Release

COLUMNS = (
    "code",
    "level",
    "name_nl",
    "name_en",
    "parent",
    "municipality",
    "cluster",
    "municipality_type",
    "since",
    "until",
)
GROUPING_LEVELS = ("cluster", "municipality_type")


@lru_cache(maxsize=4)
def _rows(release: Release) -> dict[str, dict[str, Any]]:
    rows = release.store.select("places", COLUMNS, {}, order="code").to_pylist()
    return {row["code"]: row for row in rows}


def place(release: Release, code: str) -> dict[str, Any] | None:
    """What the release says of a place; None where it doesn't know it."""
    return _rows(release).get(code)


def place_level(release: Release, code: str) -> str:
    """The level of a place, or of a grouping of municipalities."""
    row = place(release, code)
    if row is not None:
        return str(row["level"])
    return GROUPING_LEVELS[code not in CLUSTERS]


def codes_of_level(release: Release, level: str, year: int | None = None) -> tuple[str, ...]:
    """Codes of every place of a level, in their order; groupings of municipalities too.

    Where a release holds several boundary years: those of the one in which figures of the year
    are given, or of the newest.
    """
    return _codes_of_vintage(release, level, release.vintage_of(level, year))


@lru_cache(maxsize=64)
def _codes_of_vintage(release: Release, level: str, vintage: int | None) -> tuple[str, ...]:
    rows = _rows(release).values()
    if level in GROUPING_LEVELS:
        return tuple(sorted({row[level] for row in rows if row[level]}))
    return tuple(row["code"] for row in rows if row["level"] == level and _was_there(row, vintage))


def _was_there(row: dict[str, Any], vintage: int | None) -> bool:
    return vintage is None or row["since"] is None or row["since"] <= vintage <= row["until"]


@lru_cache(maxsize=4)
def _around(release: Release) -> dict[str, tuple[str, ...]]:
    rows = _rows(release)
    found: dict[str, tuple[str, ...]] = {}

    def of(code: str) -> tuple[str, ...]:
        if code not in found:
            row = rows[code]
            parent = row["parent"]
            above = (parent, *of(parent)) if parent else ()
            # A place can have the group of its municipality, and then so have those within it.
            groups = tuple(row[level] for level in GROUPING_LEVELS if row[level])
            found[code] = tuple(dict.fromkeys((*above, *groups)))
        return found[code]

    for code in rows:
        of(code)
    return found


def around(release: Release, code: str) -> tuple[str, ...]:
    """Everything a place lies in, nearest first, groupings of its municipality included."""
    return _around(release).get(code, ())


def within(release: Release, level: str, code: str, year: int | None = None) -> tuple[str, ...]:
    """The places of a level that lie in a place, or in a grouping of municipalities."""
    codes = codes_of_level(release, level, year)
    return tuple(one for one in codes if code in around(release, one))

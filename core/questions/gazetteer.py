"""Which places a release knows, level by level, and what lies around each of them."""

from functools import lru_cache
from typing import Any

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
)
GROUPING_LEVELS = ("cluster", "municipality_type")


@lru_cache(maxsize=4)
def _rows(release: Release) -> dict[str, dict[str, Any]]:
    rows = release.store.select("places", COLUMNS, {}, order="code").to_pylist()
    return {row["code"]: row for row in rows}


def place(release: Release, code: str) -> dict[str, Any] | None:
    """What the release says of a place; None where it doesn't know it."""
    return _rows(release).get(code)


@lru_cache(maxsize=64)
def codes_of_level(release: Release, level: str) -> tuple[str, ...]:
    """Codes of every place of a level, in their order; groupings of municipalities too."""
    rows = _rows(release).values()
    if level in GROUPING_LEVELS:
        return tuple(sorted({row[level] for row in rows if row[level]}))
    return tuple(row["code"] for row in rows if row["level"] == level)


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


def within(release: Release, level: str, code: str) -> tuple[str, ...]:
    """The places of a level that lie in a place, or in a grouping of municipalities."""
    return tuple(one for one in codes_of_level(release, level) if code in around(release, one))

"""Series: kinds of releases side by side, such as demo, open and register.

A series is a folder of releases with a current one of its own. Its name is that of the
folder; releases that stand straight in the folder of releases are the series ``main``.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from core.errors import ReleaseError
from core.release.release import CURRENT, Release, current_release_id, open_current

MAIN = "main"
PATTERN = r"[a-z][a-z0-9-]{0,29}"
OF_BASIS: Mapping[str, str] = {
    "synthetic": "demo",
    "published": "open",
    "estimated": "open",
    "register": "register",
}
"""The series that a release belongs to when nobody names one."""
_FIRST, _LAST = (MAIN, "register", "open"), "demo"


@dataclass(frozen=True)
class Series:
    """Releases that succeed each other under one name."""

    name: str
    folder: Path

    def current_id(self) -> str | None:
        """The name of its current release, if there is one."""
        return current_release_id(self.folder)

    def open(self) -> Release:
        """Its current release, which then says to which series it belongs."""
        return replace(open_current(self.folder), series=self.name)


def series_in(releases: Path) -> tuple[Series, ...]:
    """Every series that has a current release; measured figures before made-up ones."""
    straight = [Series(MAIN, releases)] if (releases / CURRENT).exists() else []
    try:
        folders = [path for path in releases.iterdir() if (path / CURRENT).exists()]
    except FileNotFoundError:
        folders = []
    named = [Series(path.name, path) for path in folders if is_series_name(path.name)]
    return tuple(sorted([*straight, *named], key=_place_in_line))


def is_series_name(name: str) -> bool:
    """Whether a folder of this name can hold a series."""
    return name != MAIN and re.fullmatch(PATTERN, name) is not None


def series_folder(releases: Path, name: str) -> Path:
    """Where the releases of this series stand."""
    if name == MAIN:
        return releases
    if not is_series_name(name):
        raise ReleaseError(
            f"'{name[:40]}' can't name a series of releases; expected at most 30 small letters, "
            f"digits and hyphens, the first a letter, such as open or register"
        )
    return releases / name


def open_first(releases: Path) -> Release:
    """The current release of the first series: what is meant when nobody names one."""
    known = series_in(releases)
    return known[0].open() if known else open_current(releases)


def _place_in_line(series: Series) -> tuple[int, str]:
    if series.name in _FIRST:
        return _FIRST.index(series.name), series.name
    return len(_FIRST) + (series.name == _LAST), series.name

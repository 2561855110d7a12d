"""Releases: immutable, named by their content, verified on opening."""

from core.release.maps import Map, MapFile
from core.release.release import Release, current_release_id, open_current, open_release
from core.release.series import MAIN, Series, open_first, series_folder, series_in
from core.release.store import Value

__all__ = [
    "MAIN",
    "Map",
    "MapFile",
    "Release",
    "Series",
    "Value",
    "current_release_id",
    "open_current",
    "open_first",
    "open_release",
    "series_folder",
    "series_in",
]

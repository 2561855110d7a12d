"""Releases: immutable, named by their content, verified on opening."""

from core.release.maps import Map, MapFile
from core.release.release import Release, current_release_id, open_current, open_release
from core.release.store import Value

__all__ = [
    "Map",
    "MapFile",
    "Release",
    "Value",
    "current_release_id",
    "open_current",
    "open_release",
]

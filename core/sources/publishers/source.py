"""A publisher's kind of files: how it is recognised by its content, and how it is read."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from core.sources.publishers.findings import Findings
from core.sources.publishers.grid import Grid
from core.sources.source import SAMPLES


@dataclass(frozen=True)
class PublisherSource:
    """One kind of published files."""

    code: str
    publisher: str
    title: str
    licence: str
    files: str
    """What the files look like, for who has to find them."""
    sample: str
    """Ten made-up rows in the publisher's format, under ``samples/<code>/``."""
    fits: Callable[[Grid], bool]
    """Whether a table is of this kind."""
    read: Callable[[Grid, int | None], Findings]
    """What a table says; the year, where one is given, goes before what the file says."""

    @property
    def sample_path(self) -> Path:
        """Where the sample lies."""
        return SAMPLES / self.code / self.sample

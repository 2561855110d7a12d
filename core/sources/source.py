"""A data source: who publishes it, what its files look like, and how they are read."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from core.sources.progress import Progress
from core.sources.provenance import Basis, Provenance
from core.sources.scratch import Scratch
from core.sources.table import Table

SAMPLES = Path(__file__).parent / "samples"


@dataclass(frozen=True)
class Reading:
    """What came of reading a source: tables in the scratch database, under their own names."""

    basis: Basis
    sources: tuple[Provenance, ...]
    complete: frozenset[str]
    """Tables that were read without a problem."""
    problems: tuple[str, ...]
    """Everything that is wrong, so that more can be found before anything is refused."""


@dataclass(frozen=True)
class Source:
    """One publisher's kind of files."""

    code: str
    publisher: str
    """Who publishes; for files that differ by office, what kind of office."""
    licence: str
    files: str
    """What the files look like, for who has to find or make them."""
    tables: tuple[Table, ...]
    sample: str
    """The file to begin reading at, under ``samples/<code>/``: ten invented rows a table."""
    read: Callable[[Path, Scratch, Progress], Reading]

    @property
    def sample_path(self) -> Path:
        """Where the sample lies."""
        return SAMPLES / self.code / self.sample

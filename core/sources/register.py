"""The register source: person, pupil and job records as a statistics office delivers them.

Which office's files, columns and codes they are is said by a mapping file; a documented one
lies with the sample.
"""

from pathlib import Path

from core.sources.jobs import JOBS
from core.sources.loading import create_table, load_file
from core.sources.mapping import MappedFile, RegisterMapping, read_mapping
from core.sources.numbering import number_places, place_lookups
from core.sources.persons import PERSONS
from core.sources.places import PLACES
from core.sources.progress import Progress
from core.sources.provenance import Provenance, sha256_of
from core.sources.pupils import PUPILS
from core.sources.rules import broken_rules
from core.sources.scratch import Scratch
from core.sources.source import Reading, Source
from core.sources.table import Table

TABLES = (PLACES, PERSONS, PUPILS, JOBS)
"""In the order of reading: places first, since the others point at them."""


def read_register(mapping_file: Path, scratch: Scratch, progress: Progress) -> Reading:
    """The tables of a delivery in the scratch database, with everything wrong with them."""
    mapping = read_mapping(mapping_file, TABLES)
    reader = _RegisterReader(mapping, scratch, progress)
    for table in TABLES:
        reader.read(table)
    return Reading(
        mapping.delivery.basis,
        tuple(reader.sources),
        frozenset(reader.complete),
        tuple(reader.problems),
    )


class _RegisterReader:
    """Reads table after table, and goes on after a problem to find the next."""

    def __init__(self, mapping: RegisterMapping, scratch: Scratch, progress: Progress) -> None:
        self.mapping = mapping
        self.scratch = scratch
        self.progress = progress
        self.steps = sum(len(files) for files in mapping.tables.values())
        self.places: dict[str, str] = {}
        self.sources: list[Provenance] = []
        self.complete: list[str] = []
        self.problems: list[str] = []

    def read(self, table: Table) -> None:
        """Loads all files of a table and holds them against its declaration."""
        create_table(table, self.scratch)
        loaded: dict[int, MappedFile] = {}
        found: list[str] = []
        for number, mapped in enumerate(self.mapping.tables.get(table.name, ())):
            self.progress(f"reading {mapped.file}", len(self.sources), self.steps)
            wrong, has_rows = load_file(table, mapped, number, self.places, self.scratch)
            self.sources.append(self._provenance(mapped))
            found += wrong
            if has_rows:
                loaded[number] = mapped
        found += broken_rules(table, loaded, self.scratch)
        if table is PLACES and not found:
            found += number_places(self.scratch)
            self.places = {} if found else place_lookups(self.scratch)
        if not found:
            self.complete.append(table.name)
        self.problems += found

    def _provenance(self, mapped: MappedFile) -> Provenance:
        delivery = self.mapping.delivery
        return Provenance(
            publisher=delivery.publisher,
            title=delivery.title,
            table_id=mapped.table_id,
            file=mapped.file,
            sha256=sha256_of(mapped.path) if mapped.path.is_file() else "",
            licence=delivery.licence,
            date=delivery.date,
        )


REGISTER = Source(
    code="register",
    publisher="a statistics office",
    licence="as agreed with the office; personal records, never to be passed on",
    files=(
        "A mapping file (TOML) that names the office's files of places, persons, pupils and jobs: "
        "Parquet, CSV or SPSS"
    ),
    tables=TABLES,
    sample="mapping.toml",
    read=read_register,
)

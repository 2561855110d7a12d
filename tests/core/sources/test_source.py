from pathlib import Path

import pyarrow.parquet as pq
import pyreadstat
import pytest

from core.sources import SOURCES, Source
from core.sources.progress import no_progress
from core.sources.scratch import scratch_in

EVERY_SOURCE = pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.code)


@EVERY_SOURCE
def test_every_source_says_what_it_is_and_has_a_sample(source: Source) -> None:
    assert source.publisher
    assert source.licence
    assert source.files
    assert source.sample_path.is_file()


@EVERY_SOURCE
def test_every_sample_is_read_without_a_problem(source: Source, tmp_path: Path) -> None:
    with scratch_in(tmp_path / "scratch") as scratch:
        reading = source.read(source.sample_path, scratch, no_progress)
        rows = {table.name: scratch.run(f"FROM {table.name}") for table in source.tables}
    assert reading.problems == ()
    assert reading.complete == {table.name for table in source.tables}
    assert all(provenance.sha256 for provenance in reading.sources)
    assert {name: len(found) for name, found in rows.items()} == dict.fromkeys(rows, 10)


def test_codes_of_sources_are_unique() -> None:
    assert len({source.code for source in SOURCES}) == len(SOURCES)


def test_the_register_sample_shows_all_three_kinds_of_files() -> None:
    (folder,) = [source.sample_path.parent for source in SOURCES if source.code == "register"]
    assert pq.read_table(folder / "banen.parquet").num_rows == 10
    assert pyreadstat.read_sav(folder / "leerlingen.sav")[1].number_rows == 10
    assert len((folder / "personen_2005.csv").read_text().splitlines()) == 11

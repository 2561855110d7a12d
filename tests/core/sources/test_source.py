from pathlib import Path

import pyarrow.parquet as pq
import pyreadstat

from core.sources.progress import no_progress
from core.sources.register import REGISTER
from core.sources.scratch import scratch_in


def test_the_register_says_what_it_is_and_has_a_sample() -> None:
    assert REGISTER.publisher
    assert REGISTER.licence
    assert REGISTER.files
    assert REGISTER.sample_path.is_file()


def test_its_sample_is_read_without_a_problem(tmp_path: Path) -> None:
    with scratch_in(tmp_path / "scratch") as scratch:
        reading = REGISTER.read(REGISTER.sample_path, scratch, no_progress)
        rows = {table.name: scratch.run(f"FROM {table.name}") for table in REGISTER.tables}
    assert reading.problems == ()
    assert reading.complete == {table.name for table in REGISTER.tables}
    assert all(provenance.sha256 for provenance in reading.sources)
    assert {name: len(found) for name, found in rows.items()} == dict.fromkeys(rows, 10)


def test_its_sample_shows_all_three_kinds_of_files() -> None:
    folder = REGISTER.sample_path.parent
    assert pq.read_table(folder / "banen.parquet").num_rows == 10
    assert pyreadstat.read_sav(folder / "leerlingen.sav")[1].number_rows == 10
    assert len((folder / "personen_2005.csv").read_text().splitlines()) == 11

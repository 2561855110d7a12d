import hashlib
import json
import os
import resource
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from core.bundle import Bundle, open_bundle
from core.bundle.linkage import linkage_of
from core.bundle.register import ImportReport, import_register
from core.errors import BundleError, InputError
from core.sources.provenance import sha256_of
from core.sources.register import REGISTER
from tests.deliveries import JOBS, PERSONS, PUPILS, deliver

ROOT = Path(__file__).parents[3]


def rows_of_table(bundle: Bundle, table: str, *columns: str) -> list[tuple[Any, ...]]:
    rows = pq.read_table(bundle.file(table), columns=list(columns)).to_pylist()
    return [tuple(row.values()) for row in rows]


def imported(folder: Path, **drawings: str) -> tuple[Bundle, ImportReport]:
    report = import_register(deliver(folder, **drawings), folder / "bundle")
    assert report.bundle is not None
    return open_bundle(report.bundle.path), report


def keys_of(ids: pa.Array) -> npt.NDArray[np.uint64]:
    """A key for each id, as another room makes them: of all 64 bits, from the id alone."""
    digests = (hashlib.blake2b(one.encode(), digest_size=8).digest() for one in ids.to_pylist())
    return np.array([int.from_bytes(digest, "little") for digest in digests], dtype=np.uint64)


def key_of(one: str) -> int:
    return int(keys_of(pa.array([one]))[0])


def test_the_sample_becomes_a_bundle_with_its_linkage(tmp_path: Path) -> None:
    report = import_register(REGISTER.sample_path, tmp_path / "bundle")
    bundle = open_bundle(tmp_path / "bundle")
    assert (bundle.basis, bundle.years, bundle.vintage) == ("synthetic", (2005,), 2015)
    assert [source.file for source in bundle.sources] == [
        "gebieden_2015.csv", "personen_2005.csv", "leerlingen.sav", "banen.parquet",
    ]  # fmt: skip
    pupils_file = REGISTER.sample_path.parent / "leerlingen.sav"
    assert bundle.sources[2].sha256 == sha256_of(pupils_file)
    assert bundle.sources[2].table_id == "ERR-2005"
    assert linkage_of(bundle.linkage) == report.linkage
    by_table = {one.table: one for one in report.linkage}
    assert (by_table["pupils"].records, by_table["pupils"].linked) == (10, 7)
    assert by_table["jobs"].lost == {"no_unit": 1, "duplicate": 1, "no_person": 1, "no_home": 1}
    assert "Leerlingen 2005: 7 van 10 gekoppeld (70,0%)" in report.lines("nl")


def test_linked_records_and_rows_of_the_bundle_are_the_same_number(tmp_path: Path) -> None:
    report = import_register(REGISTER.sample_path, tmp_path / "bundle")
    bundle = open_bundle(tmp_path / "bundle")
    linked = {one.table: one.linked for one in report.linkage}
    residents = sum(people for (people,) in rows_of_table(bundle, "residents", "people"))
    assert linked == {
        "persons": residents,
        "pupils": bundle.tables["school"].rows,
        "jobs": bundle.tables["work"].rows,
    }


def test_a_member_carries_the_person_s_home_and_origin(tmp_path: Path) -> None:
    bundle, _ = imported(tmp_path)
    places = {row[0]: row[1] for row in rows_of_table(bundle, "places", "code", "place_id")}
    columns = (
        "home_area",
        "unit",
        "unit_municipality",
        "origin",
        "generation",
        "gender",
        "stratum",
    )
    assert rows_of_table(bundle, "school", *columns) == [
        (places["PC1011"], 0, places["GM0363"], 0, 0, 0, 4),
        (places["PC1011"], 1, places["GM0363"], 2, 2, 1, 5),
    ]
    assert rows_of_table(bundle, "work", *columns) == [
        (places["PC1011"], 0, places["GM0363"], 2, 2, 1, 1),
        (places["PC1441"], 1, places["GM0439"], 1, 1, 1, 2),
    ]


def test_residents_are_counted_per_home_and_group_and_unknown_stays_unknown(
    tmp_path: Path,
) -> None:
    twin = "    p9  2005  PC1011  BU03630000  netherlands  dutch  native  women\n"
    bundle, _ = imported(tmp_path, persons=PERSONS + twin)
    columns = ("neighbourhood", "origin_18", "origin_2005", "people", "key_sum")
    assert rows_of_table(bundle, "residents", *columns) == [
        (-1, 1, 2, 1, 0),
        (4, 0, 0, 2, 0),
        (-1, -1, 1, 1, 0),
    ]


def test_the_same_delivery_in_another_order_makes_the_same_bundle(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    first, _ = imported(tmp_path / "a")
    turned = {
        table: "\n".join([lines[1], *reversed(lines[2:])])
        for table, lines in (("persons", PERSONS.split("\n")), ("jobs", JOBS.split("\n")))
    }
    second, _ = imported(tmp_path / "b", **turned)
    assert first.tables == second.tables


def test_records_that_cannot_be_linked_are_counted_by_the_first_reason(tmp_path: Path) -> None:
    pupils = (
        PUPILS
        + """
    p3  2005  -   GM0363  vwo
    p8  2005  s1  -       vwo
    p9  2005  s1  GM0363  vwo
    p4  2005  s1  GM0363  vwo
    """
    )
    persons = PERSONS + "    p4  2005  -  -  netherlands  dutch  native  men\n"
    _, report = imported(tmp_path, pupils=pupils, persons=persons)
    persons_linked, pupils_linked, _ = report.linkage
    assert (persons_linked.records, persons_linked.linked) == (4, 3)
    assert pupils_linked.lost == {"no_unit": 2, "no_person": 1, "no_home": 1}
    assert (pupils_linked.records, pupils_linked.linked) == (6, 2)
    assert report.warnings == (
        "persons: left out 1 row without a home area, and with them their schools and jobs; "
        "expected the home of everyone who has one: fill in 'home' where it is known",
        "pupils: left out 2 rows without a branch school or its municipality; expected both: fill "
        "in 'school' and 'municipality' where they are known",
        "pupils: left out 1 row of nobody in the persons of that year; expected the same 'person' "
        "in both tables: deliver persons and pupils of one moment",
        "pupils: left out 1 row of persons without a home area; expected a home: fill in 'home' "
        "of the persons where it is known",
    )


def test_the_same_job_counts_once_and_several_jobs_count_each(tmp_path: Path) -> None:
    jobs = (
        JOBS
        + """
    p2  2005  o1  GM0363  industry
    p2  2005  o1  GM0363  retail
    p2  2005  o1  GM0439  retail
    p2  2005  o2  GM0363  retail
    """
    )
    bundle, report = imported(tmp_path, jobs=jobs)
    (linked,) = [one for one in report.linkage if one.table == "jobs"]
    assert (linked.records, linked.linked, linked.lost) == (6, 4, {"duplicate": 2})
    assert linked.several_jobs == 1
    assert len({unit for (unit,) in rows_of_table(bundle, "work", "unit")}) == 3
    assert report.warnings == (
        "jobs: left out 2 rows that only repeat a job of the same person at the same workplace; "
        "expected each job once: nothing needs doing unless there are many",
        "jobs: kept every job of 1 person with more than one in a year; expected, so nothing "
        "needs doing",
    )


def test_a_person_is_linked_within_the_year(tmp_path: Path) -> None:
    persons = PERSONS + "    p1  2006  PC1441  -  netherlands  dutch  native  women\n"
    pupils = PUPILS + "    p1  2006  s1  GM0363  vwo\n    p2  2006  s1  GM0363  vwo\n"
    bundle, report = imported(tmp_path, persons=persons, pupils=pupils)
    assert bundle.years == (2005, 2006)
    assert [one.lost for one in report.linkage if one.table == "pupils"] == [{}, {"no_person": 1}]
    assert rows_of_table(bundle, "school", "year", "unit", "home_area") == [
        (2005, 0, 5),
        (2005, 1, 5),
        (2006, 0, 6),
    ]


def test_keys_are_of_persons_for_residents_and_pupils_and_of_jobs_for_jobs(tmp_path: Path) -> None:
    twin = "    p9  2005  PC1011  BU03630000  netherlands  dutch  native  women\n"
    mapping = deliver(tmp_path, persons=PERSONS + twin)
    report = import_register(mapping, tmp_path / "bundle", record_keys=keys_of)
    assert report.bundle is not None
    sums = dict(rows_of_table(report.bundle, "residents", "people", "key_sum"))
    assert sums[2] == (key_of("p1") + key_of("p9")) % 2**64
    assert rows_of_table(report.bundle, "school", "record_key") == [
        (key_of("p1"),),
        (key_of("p2"),),
    ]
    assert rows_of_table(report.bundle, "work", "record_key") == [
        (key_of("p2\x1fo1\x1fGM0363"),),
        (key_of("p3\x1fo1\x1fGM0439"),),
    ]


def test_a_dry_run_reports_the_same_and_writes_nothing(tmp_path: Path) -> None:
    mapping = deliver(tmp_path)
    before = sorted(tmp_path.iterdir())
    dry = import_register(mapping, tmp_path / "bundle", dry_run=True)
    assert sorted(tmp_path.iterdir()) == before
    assert dry.bundle is None
    real = import_register(mapping, tmp_path / "bundle")
    assert (dry.linkage, dry.warnings, dry.sources) == (real.linkage, real.warnings, real.sources)


def test_progress_goes_from_the_first_step_to_the_last(tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    import_register(
        deliver(tmp_path), tmp_path / "bundle", progress=lambda *step: told.append(step)
    )
    assert [done for _, done, _ in told] == list(range(9))
    assert {steps for _, _, steps in told} == {9}
    assert told[0][0] == "reading places.csv"


def test_problems_between_tables_are_told_with_those_within(tmp_path: Path) -> None:
    mapping = deliver(
        tmp_path,
        pupils=PUPILS + "    p3  2005  s1  GM0439  vwo\n",
        jobs=JOBS + "    p1  2007  o1  GM0363  retail\n",
        places="",
    )
    with pytest.raises(InputError, match="'places' is missing"):
        import_register(mapping, tmp_path / "bundle")
    mapping = deliver(
        tmp_path,
        pupils=PUPILS + "    p3  2005  s1  GM0439  vwo\n",
        jobs=JOBS + "    p1  2007  o1  GM0363  retail\n",
    )
    with pytest.raises(InputError) as refusal:
        import_register(mapping, tmp_path / "bundle")
    assert refusal.value.problems == (
        "jobs: column 'year' has 1 row in years without any person; expected persons of the same "
        "years: add their file, or leave these rows out",
        "pupils: 1 branch school in several municipalities in one year; expected one municipality "
        "for each branch: mend 'municipality', or give each branch a code of its own in 'school'",
    )
    assert not list(tmp_path.glob("bundle*"))


def test_a_table_of_which_nothing_can_be_linked_is_refused(tmp_path: Path) -> None:
    mapping = deliver(tmp_path, pupils=PUPILS.replace("p1", "q1").replace("p2", "q2"))
    with pytest.raises(
        InputError, match=r"pupils: not one of 2 rows could be linked \(no_person 2"
    ):
        import_register(mapping, tmp_path / "bundle")


def test_a_target_that_is_there_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    (tmp_path / "bundle").mkdir()
    for dry_run in (False, True):
        with pytest.raises(BundleError, match="is there already"):
            import_register(tmp_path / "no.toml", tmp_path / "bundle", dry_run=dry_run)


@pytest.mark.parametrize("room", [2_000, 20_000, 600_000])
def test_a_disk_that_fills_up_ends_in_a_message_and_leaves_nothing(
    tmp_path: Path, room: int
) -> None:
    digests = (hashlib.sha256(str(number).encode()).hexdigest() for number in range(20_000))
    persons = (f"{digest} 2005 PC1011 - turkey turkish second men\n" for digest in digests)
    mapping = deliver(tmp_path, persons=PERSONS + "".join(persons))
    before = sorted(tmp_path.iterdir())
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, hard))
    try:
        with pytest.raises(BundleError, match="no room left"):
            import_register(mapping, tmp_path / "bundle")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert sorted(tmp_path.iterdir()) == before


IMPORTS = """
import sys, time
from pathlib import Path
from typing import Any
from core.bundle.register import import_register
def tell(step, done, steps):
    print(step, flush=True)
    if step.startswith(sys.argv[3]):
        time.sleep(30)
import_register(Path(sys.argv[1]), Path(sys.argv[2]), progress=tell)
"""


@pytest.mark.parametrize(
    ("moment", "interruption"),
    [
        ("reading persons", signal.SIGTERM),
        ("linking", signal.SIGINT),
        ("writing work", signal.SIGINT),
    ],
)
def test_an_interrupted_import_leaves_nothing(
    tmp_path: Path, moment: str, interruption: signal.Signals
) -> None:
    mapping = deliver(tmp_path)
    before = sorted(tmp_path.iterdir())
    command = [sys.executable, "-c", IMPORTS, str(mapping), str(tmp_path / "bundle"), moment]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=ROOT, text=True
    ) as running:
        assert running.stdout is not None
        while not running.stdout.readline().startswith(moment):
            assert running.poll() is None
        running.send_signal(interruption)
        assert running.wait(timeout=10) != 0
    assert sorted(tmp_path.iterdir()) == before


def test_what_a_killed_import_left_is_swept_by_the_next(tmp_path: Path) -> None:
    mapping = deliver(tmp_path)
    command = [sys.executable, "-c", IMPORTS, str(mapping), str(tmp_path / "bundle"), "linking"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT, text=True) as running:
        assert running.stdout is not None
        while not running.stdout.readline().startswith("linking"):
            assert running.poll() is None
        os.kill(running.pid, signal.SIGKILL)
        running.wait(timeout=10)
    assert len(list(tmp_path.glob("bundle.partial-*"))) == 1
    import_register(mapping, tmp_path / "bundle")
    assert [path.name for path in tmp_path.glob("bundle*")] == ["bundle"]


def test_the_share_is_kept_with_one_decimal(tmp_path: Path) -> None:
    pupils = PUPILS + "    q1  2005  s1  GM0363  vwo\n"
    bundle, _ = imported(tmp_path, pupils=pupils)
    manifest = json.loads((bundle.path / "bundle.json").read_text())
    assert manifest["linkage"]["pupils"]["2005"]["share_percent"] == 66.7

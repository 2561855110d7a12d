"""However broken a file is: no crash, no hang, nothing written elsewhere, and a message."""

import random
import time
from pathlib import Path

import pytest

from core.sources.publishers import PUBLISHED
from core.sources.publishers.reading import PublishedReading, read_published
from tests.core.sources.publishers.mutations import MUTATIONS, zipped

EACH = 5
SLOWEST_S = 10.0
CASES = [
    (source, mutation, seed)
    for source in PUBLISHED
    for mutation in MUTATIONS
    for seed in range(EACH)
]


def is_told(reading: PublishedReading) -> bool:
    """Whether each problem names the file, what was expected and what to do."""
    return all(
        problem.startswith("broken") and ":" in problem.partition("; expected ")[2]
        for problem in reading.problems
    )


def test_there_are_five_hundred_of_them() -> None:
    assert len(CASES) >= 500


@pytest.mark.parametrize("mutation", MUTATIONS)
def test_a_broken_file_is_told_and_harms_nothing(mutation: str, tmp_path: Path) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    for source, _, seed in (case for case in CASES if case[1] == mutation):
        chance = random.Random(f"{source.code} {mutation} {seed}")
        file = inside / f"broken_2024{source.sample_path.suffix}"
        file.write_bytes(MUTATIONS[mutation](source.sample_path.read_bytes(), chance))
        before = time.monotonic()
        reading = read_published([inside])
        assert time.monotonic() - before < SLOWEST_S
        assert is_told(reading), (source.code, seed, reading.problems)
        assert reading.problems or reading.findings.says_something, (source.code, seed)
        assert [path.name for path in tmp_path.rglob("*") if path != inside] == [file.name]
        file.unlink()


@pytest.mark.parametrize("mutation", ["escaping_archive", "bomb", "nested_archive"])
def test_a_dangerous_archive_gives_nothing(mutation: str, tmp_path: Path) -> None:
    file = tmp_path / "broken_2024.zip"
    content = PUBLISHED[0].sample_path.read_bytes()
    file.write_bytes(MUTATIONS[mutation](content, random.Random(1)))
    reading = read_published([file])
    assert reading.problems
    assert not reading.findings.reports


def test_a_good_archive_is_read(tmp_path: Path) -> None:
    file = tmp_path / "kwb.zip"
    sample = PUBLISHED[0].sample_path
    file.write_bytes(zipped(sample.read_bytes(), f"folder/{sample.name}"))
    reading = read_published([file])
    assert reading.problems == []
    assert reading.findings.reports[0].read == 10

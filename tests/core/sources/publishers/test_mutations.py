"""However broken a file is: no crash, no hang, nothing written elsewhere, and a message."""

import hashlib
import random
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from core.__main__ import main
from core.release import open_current
from core.settings import settings
from core.sources.publishers import PUBLISHED, PublisherSource
from core.sources.publishers.reading import PublishedReading, read_published
from core.sources.source import SAMPLES
from tests.core.sources.publishers.mutations import MUTATIONS, zipped
from tests.core.sources.publishers.traps.invented import (
    IN_METRES,
    TEN,
    drawn,
    old_workbook,
    workbook,
)

EACH = 5
SLOWEST_S = 10.0
CASES = [
    (source, mutation, seed)
    for source in PUBLISHED
    for mutation in MUTATIONS
    for seed in range(EACH)
]
LIVE = ("key_figures/KWB2019_84583NED.csv", "boundaries/gemeenten_2023.geojson")
HARMS_ANY = ("cut_off", "flipped_bits", "zeroes", "doubled_lines", "absurd_values")
"""What can happen to files that aren't text."""
AREAS = [["gwb_code_10", "a_inw", "a_nl_all", "a_eur_al", "a_neu_al"]] + [
    [f"BU0363{n:04d}", 1_000, 600, 150, 250] for n in TEN
]
COLUMNS: dict[str, Sequence[object]] = {
    "buurtcode": [row[0] for row in AREAS[1:]],
    "buurtnaam": ["Plek"] * 10,
}
BINARIES: dict[str, Callable[[Path], Path]] = {
    "xls": lambda path: old_workbook(path, AREAS, "kwb"),
    "xlsx": lambda path: workbook(path, AREAS, "kwb"),
    "gpkg": lambda path: drawn(path, COLUMNS, IN_METRES),
    "shp": lambda path: drawn(path, COLUMNS, IN_METRES),
}


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A data folder with a release of published figures that is being served."""
    folder = tmp_path_factory.mktemp("live")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CONTACTATLAS_DATA", str(folder))
        settings.cache_clear()
        files = [str(SAMPLES / name) for name in LIVE]
        assert main(["import", *files, "--into", str(folder / "good"), "--build"]) == 0
        yield folder
    settings.cache_clear()


def fingerprint(folder: Path) -> str:
    """The hash of every name and byte below a folder."""
    found = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        found.update(str(path.relative_to(folder)).encode())
        found.update(path.read_bytes() if path.is_file() else b"")
    return found.hexdigest()


def is_told(reading: PublishedReading) -> bool:
    """Whether each problem names the file, what was expected and what to do."""
    return all(
        problem.startswith("broken") and ":" in problem.partition("; expected ")[2]
        for problem in reading.problems
    )


def expect_harmless(live: Path, file: Path, case: object) -> None:
    """It is read in time or refused in words, and refused it leaves what is served as it was."""
    before, releases = time.monotonic(), fingerprint(live / "releases")
    around = set(file.parent.parent.rglob("*"))
    reading = read_published([file.parent])
    assert is_told(reading), (case, reading.problems)
    assert reading.problems or reading.findings.says_something, case
    if reading.problems:
        assert built(file.parent, file.parent.parent / "bundle") == 2
        assert fingerprint(live / "releases") == releases, case
    assert time.monotonic() - before < SLOWEST_S, case
    assert set(file.parent.parent.rglob("*")) == around, case


def built(folder: Path, bundle: Path) -> int:
    """How importing and building ends."""
    return main(["import", str(folder), "--into", str(bundle), "--build"])


def test_there_are_five_hundred_of_them() -> None:
    assert len(CASES) >= 500


@pytest.mark.parametrize("mutation", MUTATIONS)
def test_a_broken_file_is_told_and_harms_nothing(mutation: str, tmp_path: Path, live: Path) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    for source, _, seed in (case for case in CASES if case[1] == mutation):
        chance = random.Random(f"{source.code} {mutation} {seed}")
        file = inside / f"broken_2024{source.sample_path.suffix}"
        file.write_bytes(MUTATIONS[mutation](source.sample_path.read_bytes(), chance))
        expect_harmless(live, file, (source.code, seed))
        file.unlink()


@pytest.mark.parametrize("kind", BINARIES)
def test_a_broken_workbook_or_map_is_told_and_harms_nothing(
    kind: str, tmp_path: Path, live: Path
) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    whole = BINARIES[kind](inside / f"broken_2024.{kind}")
    content = whole.read_bytes()
    for mutation in HARMS_ANY:
        for seed in range(EACH):
            chance = random.Random(f"{kind} {mutation} {seed}")
            whole.write_bytes(MUTATIONS[mutation](content, chance))
            expect_harmless(live, whole, (mutation, seed))


@pytest.mark.parametrize("source", PUBLISHED, ids=lambda source: source.code)
def test_what_can_be_read_makes_a_whole_release_or_none(
    source: PublisherSource, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Broken files that still say something, each made into a release where it can be."""
    monkeypatch.setenv("CONTACTATLAS_DATA", str(tmp_path / "data"))
    settings.cache_clear()
    (tmp_path / "inside").mkdir()
    file = tmp_path / "inside" / f"broken_2024{source.sample_path.suffix}"
    made = ""
    for mutation in ("nothing", *MUTATIONS):
        content = source.sample_path.read_bytes()
        if mutation in MUTATIONS:
            content = MUTATIONS[mutation](content, random.Random(f"{source.code} {mutation} 0"))
        file.write_bytes(content)
        before = fingerprint(Path(made)) if made else ""
        done = built(file.parent, tmp_path / mutation)
        assert done in (0, 2)
        assert not made or fingerprint(Path(made)) == before
        if done == 0:
            made = str(open_current(tmp_path / "data" / "releases" / "open").path)
    settings.cache_clear()


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

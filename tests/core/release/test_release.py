"""A release is opened whole, as it was written, or not at all."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from core.errors import ReleaseError
from core.release import current_release_id, open_current, open_release
from core.release.release import CURRENT, MANIFEST, release_id
from core.release.schema import SCHEMA, TABLES
from tests.counted import copied_data, counted_release

FILES = (*(f"{name}.parquet" for name in TABLES), MANIFEST)


@pytest.fixture
def releases(tmp_path: Path) -> Path:
    """A folder of releases of its own."""
    return copied_data(tmp_path) / "releases"


def folder_of(releases: Path) -> Path:
    return releases / str(current_release_id(releases))


def rewritten(releases: Path, change: Callable[[dict[str, object]], object]) -> Path:
    """The same release with another manifest, and the name that belongs to it."""
    folder = folder_of(releases)
    manifest = json.loads((folder / MANIFEST).read_text())
    change(manifest)
    written = json.dumps(manifest).encode()
    (folder / MANIFEST).write_bytes(written)
    return folder.rename(releases / release_id(written))


def test_a_release_is_named_by_its_content() -> None:
    release = counted_release()
    assert release.id == release_id((release.path / MANIFEST).read_bytes())
    assert set(release.rows) == set(TABLES)


@pytest.mark.parametrize("place", [0.0, 0.37, 1.0], ids=("first", "inner", "last"))
@pytest.mark.parametrize("name", FILES)
def test_one_flipped_bit_in_any_file_is_refused(releases: Path, name: str, place: float) -> None:
    file = folder_of(releases) / name
    content = bytearray(file.read_bytes())
    content[int(place * (len(content) - 1))] ^= 1
    file.write_bytes(content)
    with pytest.raises(ReleaseError, match=r"differ|doesn't belong"):
        open_current(releases)


@pytest.mark.parametrize("name", FILES)
def test_a_lost_or_shortened_file_is_refused(releases: Path, name: str) -> None:
    file = folder_of(releases) / name
    file.write_bytes(file.read_bytes()[:-1])
    with pytest.raises(ReleaseError):
        open_current(releases)
    file.unlink()
    with pytest.raises(ReleaseError, match=r"can't be read|no readable"):
        open_current(releases)


def test_a_renamed_release_is_refused(releases: Path) -> None:
    folder = folder_of(releases).rename(releases / "0123456789abcdef")
    with pytest.raises(ReleaseError, match="doesn't belong"):
        open_release(folder)


@pytest.mark.parametrize("schema", [SCHEMA + 1, SCHEMA - 1, str(SCHEMA), None, [SCHEMA]])
def test_another_schema_is_refused(releases: Path, schema: object) -> None:
    folder = rewritten(releases, lambda manifest: manifest.update(schema=schema))
    with pytest.raises(ReleaseError, match="another schema"):
        open_release(folder)


@pytest.mark.parametrize("name", ["basis", "years", "tables", "linkage", "sources", "vintage"])
def test_a_manifest_that_lacks_a_part_is_refused_by_name(releases: Path, name: str) -> None:
    folder = rewritten(releases, lambda manifest: manifest.pop(name))
    with pytest.raises(ReleaseError, match=name):
        open_release(folder)


def test_a_manifest_with_a_table_less_is_refused(releases: Path) -> None:
    def forget(manifest: dict[str, object]) -> None:
        tables = manifest["tables"]
        assert isinstance(tables, dict)
        del tables["relation"]

    with pytest.raises(ReleaseError, match="relation"):
        open_release(rewritten(releases, forget))


def test_a_manifest_that_is_no_object_is_refused(releases: Path) -> None:
    folder = folder_of(releases)
    for written in (b"[]", b"1", b'"text"'):
        (folder / MANIFEST).write_bytes(written)
        folder = folder.rename(releases / release_id(written))
        with pytest.raises(ReleaseError, match="another schema"):
            open_release(folder)


@pytest.mark.parametrize(
    "pointer", [b"", b"\n", b"../..", b"/", b".", b"\xff\xfe", b"a\x00b", b"x" * 5000, b"no-such"]
)
def test_a_pointer_to_nowhere_is_refused(releases: Path, pointer: bytes) -> None:
    (releases / CURRENT).write_bytes(pointer)
    with pytest.raises(ReleaseError):
        open_current(releases)


def test_a_folder_without_releases_says_how_to_make_one(tmp_path: Path) -> None:
    assert current_release_id(tmp_path) is None
    with pytest.raises(ReleaseError, match="core build"):
        open_current(tmp_path)


def test_a_refusal_names_the_file_and_never_a_figure(releases: Path) -> None:
    file = folder_of(releases) / "opportunity.parquet"
    file.write_bytes(b"PAR1 secret figure 12345")
    with pytest.raises(ReleaseError) as refused:
        open_current(releases)
    assert str(file) in str(refused.value)
    assert "12345" not in str(refused.value)


def test_an_open_release_answers_on_when_its_folder_is_gone(releases: Path) -> None:
    release = open_current(releases)
    before = release.store.select("opportunity", ("people",), {"place": "NL01"})
    shutil.rmtree(release.path)
    assert release.store.select("opportunity", ("people",), {"place": "NL01"}) == before

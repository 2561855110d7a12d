import copy
import json
import os
import pickle
import stat
from pathlib import Path

import pytest

from core.errors import ProtectionError
from core.protection.seed import Seed, create_seed, read_seed
from tests.core.protection.samples import SEED

SECRET = bytes(range(32))


def test_a_created_seed_is_for_its_owner_alone_and_reads_back_the_same(tmp_path: Path) -> None:
    path = tmp_path / "secrets" / "seed"
    created = create_seed(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.stat().st_size == 32
    assert read_seed(path).fingerprint == created.fingerprint
    assert [p.name for p in path.parent.iterdir()] == ["seed"]


def test_the_mode_holds_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        create_seed(tmp_path / "seed")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "seed").stat().st_mode) == 0o600


def test_a_seed_is_never_overwritten(tmp_path: Path) -> None:
    first = create_seed(tmp_path / "seed").fingerprint
    with pytest.raises(ProtectionError, match="already here"):
        create_seed(tmp_path / "seed")
    assert read_seed(tmp_path / "seed").fingerprint == first
    assert len(list(tmp_path.iterdir())) == 1


def test_where_no_seed_can_be_kept_none_is_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ProtectionError, match="can't be written"):
        create_seed(tmp_path / "file" / "seed")


def test_two_created_seeds_differ(tmp_path: Path) -> None:
    one, other = create_seed(tmp_path / "a"), create_seed(tmp_path / "b")
    assert one.fingerprint != other.fingerprint


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o644, 0o610])
def test_a_seed_others_can_reach_is_refused(tmp_path: Path, mode: int) -> None:
    create_seed(tmp_path / "seed")
    (tmp_path / "seed").chmod(mode)
    with pytest.raises(ProtectionError, match="expected 0600"):
        read_seed(tmp_path / "seed")


@pytest.mark.parametrize("content", [b"", SECRET[:31], SECRET + b"\n"])
def test_a_file_of_another_length_is_no_seed(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "seed"
    path.write_bytes(content)
    path.chmod(0o600)
    with pytest.raises(ProtectionError, match="exactly 32 bytes"):
        read_seed(path)


def test_without_a_seed_there_is_no_answer(tmp_path: Path) -> None:
    with pytest.raises(ProtectionError, match="can't be read"):
        read_seed(tmp_path / "seed")
    with pytest.raises(ProtectionError):
        read_seed(tmp_path)


@pytest.mark.parametrize("secret", [bytes(32), b"\xff" * 32, b"short", "x" * 32, None])
def test_what_is_no_secret_is_no_seed(secret: object) -> None:
    with pytest.raises(ProtectionError):
        Seed(secret)  # type: ignore[arg-type]


def test_a_seed_never_shows_its_bytes() -> None:
    shown = f"{SEED} {SEED!r} {SEED!s} {[SEED]} {SEED.fingerprint} {dir(SEED)}"
    for form in (SECRET.hex(), repr(SECRET), "000102", str(list(SECRET))[1:12]):
        assert form not in shown
    with pytest.raises(TypeError):
        vars(SEED)
    with pytest.raises(TypeError):
        json.dumps(SEED)


@pytest.mark.parametrize("take_along", [pickle.dumps, copy.copy, copy.deepcopy])
def test_a_seed_is_not_taken_along(take_along: object) -> None:
    with pytest.raises(ProtectionError):
        take_along(SEED)  # type: ignore[operator]


def test_an_error_about_a_seed_does_not_show_it(tmp_path: Path) -> None:
    path = tmp_path / "seed"
    path.write_bytes(b"A" * 31)
    path.chmod(0o600)
    with pytest.raises(ProtectionError) as caught:
        read_seed(path)
    assert "AAAA" not in str(caught.value)
    assert "4141" not in str(caught.value)

"""A place makes its seed once, keeps it to itself, and protects nothing with another."""

import stat
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from core.__main__ import main
from core.commands.protecting import protection_of, register_seed, seed_file
from core.errors import ProtectionError
from core.protection.profiles import PUBLIC, WORKBENCH
from core.protection.seed import create_seed, read_seed
from core.protection.synthetic import PUBLIC_SEED
from core.settings import settings
from tests.worlds import draw_world

RESIDENTS = """
    home    origin  people
    PC1011  dutch   30
"""


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    data = tmp_path / "data"
    monkeypatch.setenv("CONTACTATLAS_DATA", str(data))
    settings.cache_clear()
    yield data
    settings.cache_clear()


def test_the_seed_is_made_once_for_its_owner_alone(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = register_seed()
    told = capsys.readouterr().err
    assert seed_file() == place / "seed"
    assert stat.S_IMODE(seed_file().stat().st_mode) == 0o600
    assert str(seed_file()) in told
    assert register_seed().fingerprint == first.fingerprint
    assert not capsys.readouterr().err


def test_what_is_said_of_a_new_seed_shows_nothing_of_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    register_seed()
    secret = seed_file().read_bytes()
    told = "".join(capsys.readouterr())
    assert secret.hex() not in told
    assert repr(secret) not in told


def test_made_up_records_hang_on_the_public_seed_and_make_none(tmp_path: Path) -> None:
    world = draw_world(tmp_path, residents=RESIDENTS, keyed=True)
    assert protection_of(world, PUBLIC).secret.fingerprint == PUBLIC_SEED.fingerprint
    assert not seed_file().exists()


def test_a_register_hangs_on_the_seed_of_this_place(tmp_path: Path) -> None:
    world = replace(draw_world(tmp_path, residents=RESIDENTS, keyed=True), keys="other")
    protection = protection_of(world, PUBLIC)
    assert protection.secret.fingerprint == read_seed(seed_file()).fingerprint
    with pytest.raises(ProtectionError, match="keys from another seed"):
        protection.require_keys(world.keys)


def test_exact_figures_need_no_seed(tmp_path: Path) -> None:
    world = draw_world(tmp_path, residents=RESIDENTS)
    assert protection_of(world, WORKBENCH).seed is None
    assert not seed_file().exists()


def test_the_command_builds_nothing_with_a_seed_that_others_can_read(
    place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    world = draw_world(tmp_path, residents=RESIDENTS)
    place.mkdir()
    create_seed(seed_file())
    seed_file().chmod(0o644)
    assert main(["build", str(world.path), "--into", str(tmp_path / "releases")]) != 0
    told = "".join(capsys.readouterr())
    assert "rotate the seed" in told
    assert seed_file().read_bytes().hex() not in told
    assert not [*(tmp_path / "releases").glob("*")]


def test_the_command_builds_nothing_from_records_without_keys(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    world = draw_world(tmp_path, residents=RESIDENTS)
    assert main(["build", str(world.path), "--into", str(tmp_path / "releases")]) != 0
    assert "have no record keys" in capsys.readouterr().err
    assert not [*(tmp_path / "releases").glob("*")]

"""The set-up of the virtual environment, on machines that lack something."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
OLD_PYTHON = """#!/bin/sh
[ "$1" = --version ] && echo "Python 3.9.2" && exit 0
exit 1
"""
WITHOUT_VENV = f"""#!/bin/sh
case "$*" in *ensurepip*) exit 1;; esac
exec {sys.executable} "$@"
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout without a virtual environment."""
    for name in ("Makefile", "requirements.lock", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path)
    shutil.copytree(ROOT / ".ci", tmp_path / ".ci")
    return tmp_path


def python_that(checkout: Path, script: str) -> str:
    python = checkout / "some-python"
    python.write_text(script)
    python.chmod(0o755)
    return str(python)


def made(checkout: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    inherited = {name: value for name, value in os.environ.items() if "MAKE" not in name}
    return subprocess.run(
        ["make", *arguments],
        cwd=checkout,
        env=inherited,
        capture_output=True,
        text=True,
        check=False,
    )


def test_an_old_python_is_named_with_what_is_needed(checkout: Path) -> None:
    outcome = made(checkout, "run", f"PYTHON={python_that(checkout, OLD_PYTHON)}")
    assert outcome.returncode != 0
    assert "Python 3.11 or newer is needed; found Python 3.9.2" in outcome.stderr
    assert not (checkout / ".venv").exists()


def test_a_python_that_is_not_there_is_named(checkout: Path) -> None:
    outcome = made(checkout, "test", "PYTHON=no-such-python")
    assert outcome.returncode != 0
    assert "no-such-python" in outcome.stderr


def test_a_python_without_venv_is_told_how_to_get_it(checkout: Path) -> None:
    outcome = made(checkout, "check", f"PYTHON={python_that(checkout, WITHOUT_VENV)}")
    assert outcome.returncode != 0
    assert "apt install python3-venv" in outcome.stderr


def setups(checkout: Path, target: str) -> list[str]:
    """The stamps that making a target would have to set up first."""
    planned = made(checkout, "--dry-run", target).stdout
    return re.findall(r"^\.ci/setup (\S+)$", planned, re.M)


@pytest.mark.parametrize("target", ["run", "test", "check", "bench"])
def test_a_ready_environment_is_left_alone(checkout: Path, target: str) -> None:
    """A stamp is all that is looked at, so a second call starts at once."""
    (stamp,) = setups(checkout, target)
    (checkout / ".venv").mkdir()
    (checkout / stamp).touch()
    assert not setups(checkout, target)


@pytest.mark.parametrize("lock", ["requirements.lock", ".ci/installer.lock"])
def test_a_changed_lock_is_set_up_anew(checkout: Path, lock: str) -> None:
    before = setups(checkout, "test")
    with (checkout / lock).open("a") as lines:
        lines.write("# another line\n")
    assert setups(checkout, "test") != before


def test_serving_needs_less_than_testing(checkout: Path) -> None:
    assert ".serving-" in setups(checkout, "run")[0]
    assert ".complete-" in setups(checkout, "test")[0]


def test_every_target_is_described() -> None:
    described = subprocess.run(
        ["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    targets = {"run", "test", "test-quick", "check", "lint", "bench", "lock", "clean"}
    assert targets <= {line.split()[0] for line in described.splitlines()}

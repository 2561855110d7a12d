"""The commands under measurement: the product's own and the scripts it is held against."""

import sys
from pathlib import Path

from core.bench.records import Size
from core.bench.stopwatch import ROOT, cost_of
from core.errors import CoreError

ORACLES = ROOT / "tests" / "oracles"
PYTHON = sys.executable
SIX_TABLES = "core.cube.six_tables"


def six_tables(bundle: Path, out: Path) -> list[str]:
    """All six tables of the paper, from files to files."""
    return [PYTHON, "-m", SIX_TABLES, str(bundle), "--out", str(out)]


def six_tables_warm(bundle: Path, out: Path, rounds: int) -> list[str]:
    """The same again and again in one open process."""
    number = str(rounds)
    return [PYTHON, "-m", "core.bench.warm", SIX_TABLES, number, str(bundle), "--out", str(out)]


def six_tables_by(script: str, bundle: Path, out: Path) -> list[str]:
    """The same by one of the scripts in tests/oracles."""
    path = ORACLES / f"six_tables_{script}.py"
    if not path.exists():
        raise CoreError(
            f"{path}: is not there; expected the scripts that the bench compares with: run it "
            f"in a checkout"
        )
    return [PYTHON, str(path), str(bundle), "--out", str(out)]


def difference(ours: Path, theirs: Path) -> list[str]:
    """How far two sets of six tables are apart."""
    return [PYTHON, "-m", "core.bench.agreement", str(ours), str(theirs)]


def build(bundle: Path, into: Path) -> list[str]:
    """The whole release of a bundle."""
    return [PYTHON, "-m", "core", "build", str(bundle), "--into", str(into)]


def demo(into: Path, scale: float) -> list[str]:
    """The demo country of a scale, from nothing to a release."""
    return [PYTHON, "-m", "core", "demo", "--into", str(into), "--scale", str(scale)]


def protecting(bundle: Path) -> list[str]:
    """What counting costs without and with protection, from one open process."""
    return [PYTHON, "-m", "core.bench.protecting", str(bundle)]


def ask(release: Path, question: str) -> list[str]:
    """One question with its defaults, from a cold process."""
    return [PYTHON, "-m", "core", "ask", question, "--release", str(release)]


def ask_warm(release: Path, rounds: int) -> list[str]:
    """Many different questions of each kind in one open process."""
    return [PYTHON, "-m", "core.bench.asking", str(release), str(rounds)]


def painting(address: str, rounds: int) -> list[str]:
    """What a visitor sees and when, in a real browser."""
    return [PYTHON, "-m", "core.bench.painting", address, str(rounds)]


def visits(address: str, release: Path, kind: str, *numbers: int) -> list[str]:
    """The requests of visitors, one for new cards or many side by side."""
    told = [str(number) for number in numbers]
    return [PYTHON, "-m", "core.bench.visits", address, str(release), kind, *told]


def records(folder: Path, name: str, size: Size) -> Path:
    """A bundle of this size in the folder; drawn if it is not there yet."""
    bundle = folder / name
    if not bundle.exists():
        numbers = [f"--{field}={number}" for field, number in vars(size).items()]
        cost_of([PYTHON, "-m", "core.bench.records", str(bundle), *numbers])
    return bundle

"""The command line ends with a code that means something, and never with a traceback."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from core.__main__ import main
from core.commands import COMMANDS, commands_for
from core.commands.command import FAILED, INTERRUPTED, OK, UNUSABLE, judged
from core.questions import QUESTIONS, Question
from tests.counted import copied_data, counted_release

ROOT = Path(__file__).resolve().parents[2]
RELEASE = "--release"
HEAVY = ("pandas", "duckdb", "geopandas", "scipy", "dash", "flask")


def run(*arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "core", *arguments],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def require_message(done: "subprocess.CompletedProcess[str]", *words: str) -> None:
    """Ended unusable: a message on standard error, nothing on standard output."""
    assert done.returncode == UNUSABLE
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    for word in words:
        assert word in done.stderr


@pytest.mark.parametrize("command", ["demo", "targets", "build"])
def test_libraries_have_nothing_to_complain_of_at_the_end(command: str) -> None:
    done = run(command, "--help")
    assert done.returncode == OK
    assert done.stderr == ""


def test_every_command_is_listed_with_what_it_does(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    assert ended.value.code == OK
    shown = capsys.readouterr().out
    commands = commands_for(())
    assert len(commands) == len(COMMANDS)
    for command, file in zip(commands, COMMANDS, strict=True):
        assert command.name == file.removesuffix("_")
        assert command.about in " ".join(shown.split())
        assert command.about[0].isupper()


@pytest.mark.parametrize("file", COMMANDS)
def test_every_command_has_help_of_its_own(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([file.removesuffix("_"), "--help"])
    assert ended.value.code == OK
    assert "--help" in capsys.readouterr().out


@pytest.mark.parametrize("kind", QUESTIONS, ids=lambda kind: kind.name)
def test_every_question_can_be_asked_here_for_people_and_for_machines(
    kind: type[Question], capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(counted_release().path)
    assert main(["ask", kind.name, RELEASE, path, "--lang", "nl"]) == OK
    printed = capsys.readouterr().out
    found = kind().answer(counted_release())
    assert printed.splitlines()[0] == f"# {found.sentence('nl')}"
    assert main(["ask", kind.name, RELEASE, path, "--json"]) == OK
    body = json.loads(capsys.readouterr().out, parse_constant=pytest.fail)
    assert body["sentence"] == found.sentence("en")
    assert len(body["rows"]) == found.frame.num_rows


def test_parameters_are_those_of_the_address(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["--places", "NL01", "--origin", "turkish,all", "--setting", "work", "--json"]
    assert main(["ask", "opportunities", RELEASE, str(counted_release().path), *asked]) == OK
    rows = json.loads(capsys.readouterr().out)["rows"]
    assert [(row["origin"], row["people"]) for row in rows] == [("turkish", 4), ("all", 25)]


@pytest.mark.parametrize(
    ("asked", "word"),
    [
        (("--origin", "martian"), "origin"),
        (("--places", "GM9999"), "GM9999"),
        (("--year", "1999"), "1999"),
        (("--by", "age"), "by"),
    ],
)
def test_a_wrong_parameter_ends_unusable_with_its_name(
    asked: tuple[str, str], word: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ask", "opportunities", RELEASE, str(counted_release().path), *asked]) == UNUSABLE
    shown = capsys.readouterr()
    assert word in shown.err
    assert shown.out == ""


@pytest.mark.parametrize("arguments", [[], ["fly"], ["ask"], ["ask", "why"], ["check", "--fast"]])
def test_a_senseless_command_line_ends_unusable_with_the_usage(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == UNUSABLE
    assert "usage:" in capsys.readouterr().err


def test_a_check_judges_and_a_damaged_release_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    releases = copied_data(tmp_path) / "releases"
    folder = releases / (releases / "current").read_text().strip()
    assert main(["check", str(folder), "--json"]) == OK
    rows = json.loads(capsys.readouterr().out)
    assert all(set(row) == {"name", "figure", "unit", "limit", "ok"} for row in rows)
    assert all(row["ok"] is True for row in rows)
    content = bytearray((folder / "relation.parquet").read_bytes())
    content[100] ^= 1
    (folder / "relation.parquet").write_bytes(content)
    assert main(["check", str(folder)]) == UNUSABLE
    shown = capsys.readouterr()
    assert "relation.parquet" in shown.err
    assert shown.out == ""


def test_what_is_judged_not_right_ends_with_one(
    capsys: pytest.CaptureFixture[str],
) -> None:
    row = {"name": "speed", "figure": 3.0, "unit": "s", "limit": 2.0, "ok": False}
    assert judged([row], as_json=False) == FAILED
    assert capsys.readouterr().out.startswith("NOT speed")


def test_without_a_release_the_message_says_how_to_make_one(tmp_path: Path) -> None:
    require_message(run("ask", "places", CONTACTATLAS_DATA=str(tmp_path)), "no release", "demo")
    require_message(run("ask", "places", RELEASE, str(tmp_path / "none")), "manifest.json")
    require_message(run("build", str(tmp_path / "none")), "bundle.json")


def test_a_senseless_setting_is_named() -> None:
    require_message(run("ask", "places", CONTACTATLAS_PROT="1"), "CONTACTATLAS_PROT")


def test_a_question_is_answered_without_loading_what_building_needs() -> None:
    """From a cold process this decides how long a person waits."""
    path = str(counted_release().path)
    loaded = f"""
import sys
from core.__main__ import main
main(["ask", "accumulation", "{RELEASE}", {path!r}])
main(["ask", "compensation", "{RELEASE}", {path!r}])
main(["ask", "opportunities", "{RELEASE}", {path!r}])
main(["ask", "relation", "{RELEASE}", {path!r}])
main(["ask", "places", "{RELEASE}", {path!r}, "--search", "GM"])
sys.exit(",".join(name for name in {HEAVY!r} if name in sys.modules))
"""
    done = subprocess.run(
        [sys.executable, "-c", loaded], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stderr.strip() == ""


def test_a_reader_that_has_seen_enough_ends_it_quietly() -> None:
    asked = (
        f"'{sys.executable}' -m core ask places --most 5000 {RELEASE} '{counted_release().path}'"
    )
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; ({asked}; echo code $? >&2) | true"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr in ("code 2\n", "code 0\n")


def test_output_that_can_not_be_written_ends_in_a_message() -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no device that is always full")
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "core", "ask", "places", RELEASE, str(counted_release().path)],
            cwd=ROOT,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == UNUSABLE
    assert "Traceback" not in done.stderr
    assert "space" in done.stderr


def test_an_interrupt_ends_with_a_line_and_its_code(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "core", "bench", "build", "--folder", str(tmp_path / "bench")]
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 60
    while not (tmp_path / "bench").exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    said = process.communicate(timeout=60)[1]
    assert process.returncode == INTERRUPTED
    assert "Traceback" not in said
    assert "Interrupted" in said

"""The container image, as far as it can be judged without an engine to build it."""

import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import NamedTuple

import pytest

from core.settings import PREFIX, read_settings

ROOT = Path(__file__).resolve().parents[1]


class Step(NamedTuple):
    """One instruction of the Dockerfile."""

    name: str
    rest: str


def steps() -> list[Step]:
    text = re.sub(r"^#.*\n", "", (ROOT / "Dockerfile").read_text("utf-8"), flags=re.M)
    lines = re.sub(r"\\\n", "", text).splitlines()
    return [Step(*line.split(maxsplit=1)) for line in lines if line.strip()]


def said(name: str) -> list[str]:
    return [step.rest for step in steps() if step.name == name]


def environment() -> dict[str, str]:
    return dict(pair.split("=", 1) for line in said("ENV") for pair in line.split())


def probe() -> list[str]:
    """The command of the health check, to be run by this Python."""
    command = json.loads(said("HEALTHCHECK")[0].partition("CMD ")[2])
    assert command[0] == "python"
    return [sys.executable, *command[1:]]


def test_every_base_is_one_release_of_python() -> None:
    bases = [base.split()[0] for base in said("FROM")]
    assert len(set(bases)) == 1
    assert re.fullmatch(r"python:3\.\d+\.\d+-slim-\w+", bases[0])


def test_it_runs_without_root_rights() -> None:
    names = [step.name for step in steps()]
    assert "RUN" not in names[names.index("USER") :]
    assert all(int(number) >= 10_000 for number in said("USER")[-1].split(":"))


def test_nothing_comes_from_the_net_but_packages_with_their_hashes() -> None:
    assert not said("ADD")
    assert not [run for run in said("RUN") if re.search(r"://|\b(curl|wget|git|apt-get)\b", run)]
    installs = re.findall(r"pip install.*?(?=&&|$)", " ".join(said("RUN")))
    assert len(installs) == 2
    assert all("--require-hashes" in install for install in installs)


def test_it_holds_no_secret_and_no_test_package() -> None:
    assert not [name for name in environment() if re.search(r"KEY|SECRET|TOKEN|PASS|SEED", name)]
    assert not said("ARG")
    assert not re.search(r"--(all-)?extras?\b", " ".join(said("RUN")))


def test_only_the_product_enters_the_image() -> None:
    lines = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    rules = [line for line in lines if line and not line.startswith("#")]
    assert rules[0] == "*"
    assert {rule[1:] for rule in rules if rule.startswith("!")} == {
        *("app.py", "assets", "callbacks", "components", "core", ".gunicorn.py"),
        *("pyproject.toml", "requirements.lock", ".ci/installer.lock", "LICENSE", "README.md"),
    }


def test_what_is_copied_by_name_exists() -> None:
    named = [copy.split()[:-1] for copy in said("COPY") if not copy.startswith("--from")]
    assert all((ROOT / path).exists() for paths in named for path in paths)


def test_its_settings_are_ours_and_write_to_the_volume_only() -> None:
    ours = {name: value for name, value in environment().items() if name.startswith(PREFIX)}
    settings = read_settings(ours)
    assert [str(settings.data)] == said("VOLUME")
    assert settings.host == "0.0.0.0"  # noqa: S104 # a container is reached from outside it
    assert said("EXPOSE") == [str(settings.port)]
    assert environment()["PYTHONDONTWRITEBYTECODE"] == "1"


@pytest.mark.parametrize("command", said("RUN"))
def test_every_command_is_well_formed(command: str) -> None:
    assert subprocess.run(["sh", "-n", "-c", command], check=False).returncode == 0


def test_it_serves_as_make_does() -> None:
    serving = json.loads(said("CMD")[-1])
    assert " ".join(serving[1:]) in (ROOT / "Makefile").read_text("utf-8")


@pytest.fixture
def server_with_status(request: pytest.FixtureRequest) -> Iterator[int]:
    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(request.param)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Nothing; a test's output is its result."""

    server = HTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("server_with_status", "expected"),
    [(200, 0), (302, 0), (404, 0), (500, 1), (503, 1)],
    indirect=["server_with_status"],
)
def test_healthy_is_a_server_without_an_error_of_its_own(
    server_with_status: int, expected: int
) -> None:
    port = {PREFIX + "PORT": str(server_with_status)}
    outcome = subprocess.run(probe(), cwd=ROOT, env=os.environ | port, check=False)
    assert outcome.returncode == expected


def test_a_server_that_is_down_is_unhealthy() -> None:
    port = {PREFIX + "PORT": "9"}
    outcome = subprocess.run(
        probe(), cwd=ROOT, env=os.environ | port, capture_output=True, check=False
    )
    assert outcome.returncode == 1

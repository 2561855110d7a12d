"""gunicorn as we set it up, with an application of one line behind it."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).resolve().parents[1]
HELLO = """
import gc
loading = gc.isenabled()
def application(environ, start):
    start("200 OK", [("Content-Type", "text/plain")])
    return [b"hello" if environ["PATH_INFO"] == "/" else str([loading, gc.isenabled()]).encode()]
"""
Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts a server with the given settings; it ends with the test."""
    (tmp_path / "hello.py").write_text(HELLO)
    started = []

    def begin(**settings: str) -> "subprocess.Popen[str]":
        command = [sys.executable, "-m", "gunicorn", "--config", ".gunicorn.py"]
        chosen = {f"CONTACTATLAS_{name.upper()}": value for name, value in settings.items()}
        server = subprocess.Popen(
            [*command, "--pythonpath", str(tmp_path), "hello:application"],
            cwd=ROOT,
            env=os.environ | chosen,
            stderr=subprocess.PIPE,
            text=True,
        )
        started.append(server)
        return server

    yield begin
    for server in started:
        server.send_signal(signal.SIGTERM)
        server.communicate(timeout=20)


def first_line(server: "subprocess.Popen[str]") -> str:
    assert server.stderr is not None
    return server.stderr.readline()


def test_a_server_says_where_it_is_once_it_answers(start: Start, free_port: int) -> None:
    address = f"http://127.0.0.1:{free_port}"
    server = start(port=str(free_port), workers="1")
    assert address in first_line(server)
    with urlopen(address, timeout=5) as answer:
        assert answer.read() == b"hello"


def test_garbage_is_looked_for_once_the_application_is_loaded(start: Start, free_port: int) -> None:
    first_line(start(port=str(free_port), workers="1"))
    with urlopen(f"http://127.0.0.1:{free_port}/garbage", timeout=5) as answer:
        assert answer.read() == b"[False, True]"


def test_a_second_server_on_the_same_port_is_refused(start: Start, free_port: int) -> None:
    first_line(start(port=str(free_port), workers="1"))
    second = start(port=str(free_port), workers="1")
    assert second.wait(timeout=20) == 1
    assert "CONTACTATLAS_PORT" in first_line(second)


def test_a_senseless_setting_ends_the_start_with_its_name(start: Start) -> None:
    server = start(port="many")
    assert server.wait(timeout=20) == 1
    message = first_line(server)
    assert "CONTACTATLAS_PORT" in message
    assert "Traceback" not in message


def test_what_the_outside_sets_reaches_the_server(start: Start, free_port: int) -> None:
    server = start(port=str(free_port), workers="3", threads="1")
    first_line(server)
    children = Path(f"/proc/{server.pid}/task/{server.pid}/children")
    if not children.exists():
        pytest.skip("this system doesn't list a process's children")
    deadline = time.monotonic() + 10
    while len(children.read_text().split()) < 3 and time.monotonic() < deadline:
        time.sleep(0.05)
    assert len(children.read_text().split()) == 3

"""The dashboard as a process of its own, for whoever measures or tests it from outside."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPException
from pathlib import Path
from typing import NamedTuple
from urllib.error import URLError
from urllib.request import urlopen

from core.bench.stopwatch import ROOT
from core.errors import CoreError

PATIENCE_S = 60


class Served(NamedTuple):
    """Where it is served, and how long it took until it answered."""

    address: str
    seconds: float


@contextmanager
def serving(data: Path, others: Mapping[str, str] | None = None) -> Iterator[Served]:
    """The dashboard on this data folder, on a port nobody uses, until the block ends."""
    address, environment = _place(data)
    start = time.perf_counter()
    server = subprocess.Popen(  # our own command, no shell
        [sys.executable, "-m", "gunicorn", "--config", ".gunicorn.py"],
        cwd=ROOT,
        env=os.environ | environment | dict(others or {}),
        stderr=subprocess.DEVNULL,
    )
    try:
        _await(server, f"{address}/health")
        yield Served(address, time.perf_counter() - start)
    finally:
        server.terminate()
        server.wait(timeout=20)


def _place(data: Path) -> tuple[str, dict[str, str]]:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    chosen = {"CONTACTATLAS_DATA": str(data.resolve()), "CONTACTATLAS_PORT": str(port)}
    return f"http://127.0.0.1:{port}", chosen


def _await(server: subprocess.Popen[bytes], url: str) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urlopen(url, timeout=5):  # noqa: S310 # our own address
                return
        except (URLError, OSError, HTTPException):
            time.sleep(0.02)
    raise CoreError(
        f"the dashboard did not answer within {PATIENCE_S} s; start it by hand to see why: make run"
    )

"""A server on a free port and a browser that notices foreign requests and console errors."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update", "--disable-default-apps"),
)
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
WAIT_MS = 20_000


@pytest.fixture(scope="session")
def address(served_folder: Path) -> Iterator[str]:
    """Where the small release is served."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    chosen = {"CONTACTATLAS_DATA": str(served_folder), "CONTACTATLAS_PORT": str(port)}
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "--config", ".gunicorn.py"],
        cwd=ROOT,
        env=os.environ | chosen,
        stderr=subprocess.DEVNULL,
    )
    _await(f"http://127.0.0.1:{port}/health")
    yield f"http://127.0.0.1:{port}"
    server.terminate()
    server.wait(timeout=20)


def _await(url: str) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            with urlopen(url, timeout=5):  # noqa: S310 # our own address
                return
        except (URLError, OSError):
            time.sleep(0.2)
    raise TimeoutError(f"{url}: no answer within a minute")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium, without a screen."""
    path = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if path is None:
        pytest.skip("no Chromium on this machine; .ci/run installs one")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A page that fails its test on a request elsewhere or an error on the console."""
    context = browser.new_context(base_url=address, viewport={"width": 1280, "height": 900})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    context.set_default_timeout(WAIT_MS)
    expect.set_options(timeout=WAIT_MS)
    opened = context.new_page()
    wrong: list[str] = []
    own = (address, "data:", "blob:")
    opened.on("request", lambda one: None if one.url.startswith(own) else wrong.append(one.url))
    opened.on("console", lambda one: wrong.append(one.text) if one.type == "error" else None)
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    yield opened
    context.close()
    assert not wrong

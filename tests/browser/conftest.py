"""A server on a free port and a browser that notices foreign requests and console errors."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from core.bench.painting import browsing, chromium
from core.bench.served import serving
from tests.browser.requests import COUNTING

WAIT_MS = 20_000


@pytest.fixture(scope="session")
def address(served_folder: Path) -> Iterator[str]:
    """Where the small release is served."""
    with serving(served_folder) as served:
        yield served.address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium, without a screen."""
    if chromium() is None:
        pytest.skip("no Chromium on this machine; .ci/run installs one")
    with browsing() as started:
        yield started


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A page that fails its test on a request elsewhere or an error on the console."""
    context = browser.new_context(base_url=address, viewport={"width": 1280, "height": 900})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    context.set_default_timeout(WAIT_MS)
    expect.set_options(timeout=WAIT_MS)
    context.add_init_script(COUNTING)
    opened = context.new_page()
    wrong: list[str] = []
    own = (address, "data:", "blob:")
    opened.on("request", lambda one: None if one.url.startswith(own) else wrong.append(one.url))
    opened.on("console", lambda one: wrong.append(one.text) if one.type == "error" else None)
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    yield opened
    context.close()
    assert not wrong

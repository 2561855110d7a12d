"""What a visitor sees and when, in a real browser without a graphics card: `ADDRESS ROUNDS`.

Prints for every view the milliseconds until it could be used, and for every change of a map the
milliseconds until it was seen and the bytes that came over the wire.
"""

import json
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from core.errors import CoreError

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update", "--disable-default-apps"),
)
MAP = '.atlas-map[data-state="ready"]'
VIEWS = {
    "start": ("/", "main h1"),
    "map of municipalities": ("/kaart?v=1&level=municipality", MAP),
    "map of neighbourhoods": ("/kaart?v=1&level=neighbourhood", MAP),
}
CHANGES = {"municipalities": "municipality", "neighbourhoods": "neighbourhood"}
WISHES = ("native_share", "share_turkey", "share_morocco", "share_west_indies", "share_arab")

# Notes the moment at which the page could be used: what was awaited is there, and painted.
WATCH = """
selector => {
  const look = () => {
    const found = document.querySelector(selector);
    if (!found) return requestAnimationFrame(look);
    requestAnimationFrame(() => setTimeout(() => { window.usableAt = performance.now(); }));
  };
  look();
}
"""
# One change as a control makes it; ends when the map with the new figures is painted.
CHANGE = """
indicator => new Promise(done => {
  const start = performance.now();
  const root = document.querySelector(".atlas-map");
  contactatlas.go(contactatlas.hrefWith({ indicator }));
  const look = () => {
    const shown = root.dataset.state === "ready" && root.dataset.shown.includes(`/${indicator}/`);
    if (!shown) return requestAnimationFrame(look);
    requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
  };
  look();
})
"""

MOVED = "#card-accumulation .js-plotly-plot .bars"
# A threshold moved; ends when the card says it, and is painted.
MOVE = """
value => new Promise(done => {
  const start = performance.now();
  const title = document.querySelector("#card-accumulation .sentence");
  contactatlas.go(contactatlas.hrefWith({ threshold: String(value) }));
  const look = () => {
    if (!title.textContent.includes(` ${value}%`)) return requestAnimationFrame(look);
    requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
  };
  look();
})
"""


def chromium() -> str | None:
    """Where the system's browser is, if it has one."""
    return next((found for name in BROWSERS if (found := shutil.which(name))), None)


@contextmanager
def browsing() -> Iterator[Browser]:
    """The system's browser, without a screen and without a graphics card."""
    path = chromium()
    if path is None:
        raise CoreError(f"no browser on this machine; install one of {', '.join(BROWSERS)}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


def usable(browser: Browser, address: str, path: str, selector: str) -> float:
    """Milliseconds from the click on a link to a page that can be used, with an empty cache."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.add_init_script(f"({WATCH})({json.dumps(selector)})")
    page.goto(address + path, wait_until="commit")
    page.wait_for_selector(selector, timeout=60_000)
    page.wait_for_timeout(100)
    taken = float(page.evaluate("() => window.usableAt"))
    context.close()
    return taken


def changed(browser: Browser, address: str, level: str, rounds: int) -> list[tuple[float, int]]:
    """Milliseconds and bytes of so many changes of the indicator of a map."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    received = _received(page)
    page.goto(f"{address}/kaart?v=1&level={level}")
    page.wait_for_selector(MAP, timeout=60_000)
    page.wait_for_timeout(1_000)
    taken = []
    for number in range(rounds):
        before = sum(received)
        seen = float(page.evaluate(CHANGE, WISHES[number % len(WISHES)]))
        page.wait_for_timeout(500)
        taken.append((seen, sum(received) - before))
    context.close()
    return taken


def moved(browser: Browser, address: str) -> list[float]:
    """Milliseconds until each position of the threshold is seen; the first move warms up."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto(f"{address}/contact?v=1")
    page.wait_for_selector(MOVED, timeout=60_000)
    page.wait_for_timeout(1_000)
    taken = []
    for percent in (*range(5, 50, 5), *range(55, 100, 5)):
        taken.append(float(page.evaluate(MOVE, percent)))
        page.wait_for_timeout(300)
    context.close()
    return taken[1:]


def _received(page: Page) -> list[int]:
    """The bytes of every response, as they come."""
    bytes_of: list[int] = []
    wire: Any = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.on("Network.loadingFinished", lambda one: bytes_of.append(int(one["encodedDataLength"])))
    return bytes_of


def main(arguments: list[str]) -> None:
    """Print what was seen and when."""
    address, rounds = arguments[0], int(arguments[1])
    with browsing() as browser:
        views = {
            name: [usable(browser, address, *view) for _ in range(rounds)]
            for name, view in VIEWS.items()
        }
        changes = {
            name: changed(browser, address, level, rounds) for name, level in CHANGES.items()
        }
        thresholds = moved(browser, address)
    sys.stdout.write(json.dumps({"views": views, "changes": changes, "thresholds": thresholds}))


if __name__ == "__main__":
    main(sys.argv[1:])

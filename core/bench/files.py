"""How long files of ten slides take, while others use the dashboard and wait for nothing more."""

import json
import subprocess
import time
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from core.bench import product
from core.bench.ask import percentile
from core.bench.rows import Row, at_most, shown
from core.bench.served import serving
from core.bench.visitor import Taken
from core.bench.web import MOST_CROWD_MS, demo_country
from core.release import open_first

VISITORS = 20
SECONDS = 90
ROUNDS = 10
MOST_SECONDS = {"pptx": 5.0, "pdf": 10.0}
PATIENCE_S = 60
STEP_S = 0.05
PLACE = "?v=1&place=GM0363"
SLIDES = (
    *(("gemeente/map", ""), ("gemeente/profile", ""), ("gemeente/origins", "")),
    *(("gemeente/chances", ""), ("contact/scatter", ""), ("contact/settings", "")),
    *(("contact/accumulation", ""), ("contact/compensation", ""), ("contact/relation", "")),
    ("kaart/map", "&indicator=native_share"),
)


def bench_files(folder: Path) -> list[Row]:
    """A row for each kind of file, and what twenty visitors noticed of it."""
    data = demo_country(folder)
    release = open_first(data / "releases").path
    with serving(data) as served:
        _made(served.address, "pptx")  # the makers start with the first
        command = product.visits(served.address, release, "many", VISITORS, SECONDS)
        crowd = subprocess.Popen(command, stdout=subprocess.PIPE)  # noqa: S603 # our own command
        times = {
            form: [_made(served.address, form) for _ in range(ROUNDS)] for form in MOST_SECONDS
        }
        printed, _ = crowd.communicate()
    rows = [row for form, seconds in times.items() for row in _rows(form, seconds)]
    taken = [Taken(*one) for one in json.loads(printed)]
    slow = percentile([one.seconds for one in taken], 95) * 1e3
    name = f"files: {VISITORS} visitors meanwhile"
    failed = sum(not one.fine for one in taken)
    return [
        *rows,
        at_most(f"{name}: 95 in 100 within", slow, "ms", MOST_CROWD_MS),
        at_most(f"{name}: errors", failed, "requests", 0),
    ]


def _rows(form: str, seconds: list[float]) -> list[Row]:
    name = f"files: ten slides as {form}"
    return [
        shown(f"{name}: median of {len(seconds)}", sorted(seconds)[len(seconds) // 2], "s"),
        at_most(f"{name}: 95 in 100 within", percentile(seconds, 95), "s", MOST_SECONDS[form]),
    ]


def _made(address: str, form: str) -> float:
    """Seconds from asking for a file until it can be fetched; NaN where it failed."""
    slides = [{"show": show, "search": PLACE + more} for show, more in SLIDES]
    story = {"kind": "contactatlas-story", "v": 1, "name": "Bench", "lang": "nl", "slides": slides}
    start = time.perf_counter()
    job = _asked(address, "POST", f"/presentatie/bestand/{form}", story)["id"]
    while time.perf_counter() - start < PATIENCE_S:
        state = _asked(address, "GET", f"/presentatie/bestand/{job}")["state"]
        if state == "done":
            return time.perf_counter() - start
        if state == "failed":
            break
        time.sleep(STEP_S)
    return float("nan")


def _asked(address: str, method: str, path: str, body: Any = None) -> dict[str, Any]:
    place = urlsplit(address)
    connection = HTTPConnection(place.hostname or "", place.port, timeout=PATIENCE_S)
    kind = {"Content-Type": "application/json"} if body else {}
    connection.request(method, path, json.dumps(body) if body else None, kind)
    answer: dict[str, Any] = json.loads(connection.getresponse().read())
    connection.close()
    return answer

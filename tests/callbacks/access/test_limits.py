"""Who asks too much waits a minute; others notice nothing, and memory doesn't grow."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app import create_app
from callbacks.access import limits
from callbacks.access.limits import SIZE, WINDOW_S, Visits
from callbacks.api import PREFIX
from core.settings import Settings
from tests.counted import copied_data
from tests.problems import require_problem

MOST = 30
NOON = 1_000_000 * WINDOW_S


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return copied_data(tmp_path)


def limited(data: Path, **more: str) -> FlaskClient:
    return create_app(Settings(data=data, requests_per_minute=MOST, **more)).test_client()  # type: ignore[arg-type] # texts all


@pytest.fixture
def minute(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """A clock that stands still."""
    now = [float(NOON)]
    monkeypatch.setattr("callbacks.access.limits.time.time", lambda: now[0])
    return now


def asked(client: FlaskClient, times: int, address: str = "127.0.0.1", **headers: str) -> list[int]:
    return [
        client.get(
            f"{PREFIX}/nothing", headers=headers, environ_overrides={"REMOTE_ADDR": address}
        ).status_code
        for _ in range(times)
    ]


@pytest.mark.slow
def test_ten_thousand_requests_from_one_address_leave_the_others_alone(
    data: Path, minute: list[float]
) -> None:
    client = limited(data)
    answers = asked(client, 10_000)
    assert answers[:MOST] == [404] * MOST
    assert set(answers[MOST:]) == {429}
    assert asked(client, 1, "127.0.0.2") == [404]
    assert (data / "cache" / "visits").stat().st_size == SIZE


def test_who_must_wait_is_told_how_long_in_words_or_for_machines(
    data: Path, minute: list[float]
) -> None:
    client = limited(data)
    asked(client, MOST)
    page = client.get("/contact")
    assert page.status_code == 429
    assert page.content_type.startswith("text/html")
    assert "Even wachten" in page.text
    assert "Please wait" in page.text
    assert 0 < int(page.headers["Retry-After"]) <= WINDOW_S + 1
    assert "Content-Security-Policy" in page.headers
    require_problem(client.get(f"{PREFIX}/places"), 429)
    assert client.get("/health").status_code == 200
    with client.get("/assets/contactatlas.css") as style:
        assert style.status_code == 200


def test_a_minute_later_all_is_well_and_no_minute_holds_twice_as_many(
    data: Path, minute: list[float]
) -> None:
    client = limited(data)
    minute[0] = NOON + 59.0
    assert 429 not in asked(client, MOST)
    minute[0] = NOON + 61.0
    assert asked(client, 2)[-1] == 429
    minute[0] = NOON + 3 * WINDOW_S
    assert 429 not in asked(client, MOST)


def test_without_a_setting_there_is_no_limit(data: Path) -> None:
    client = create_app(Settings(data=data)).test_client()
    assert 429 not in asked(client, 200)
    assert not (data / "cache" / "visits").exists()


ANOTHER_PROCESS = """
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
spec = spec_from_file_location("limits", sys.argv[1])
limits = module_from_spec(spec)
spec.loader.exec_module(limits)
visits = limits.Visits(Path(sys.argv[2]))
for _ in range(500):
    visits.count("10.0.0.1", int(sys.argv[3]))
"""


def test_no_request_is_lost_between_processes_and_threads(tmp_path: Path) -> None:
    file = tmp_path / "visits"
    command = [sys.executable, "-c", ANOTHER_PROCESS, limits.__file__, str(file), str(NOON)]
    processes = [subprocess.Popen(command) for _ in range(2)]
    assert [process.wait(timeout=60) for process in processes] == [0, 0]
    visits = Visits(file)
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda _: visits.count("10.0.0.1", NOON), range(400)))
    assert visits.count("10.0.0.1", NOON) == 1401


def test_no_request_is_lost_between_processes_that_part_after_opening(tmp_path: Path) -> None:
    file = tmp_path / "visits"
    parting = ANOTHER_PROCESS.replace("for _", "import os\nchild = os.fork()\nfor _")
    parting += "if child:\n    sys.exit(os.waitpid(child, 0)[1])\n"
    command = [sys.executable, "-c", parting, limits.__file__, str(file), str(NOON)]
    assert subprocess.run(command, check=False, timeout=60).returncode == 0
    assert Visits(file).count("10.0.0.1", NOON) == 1001


def test_a_hundred_thousand_addresses_need_no_more_memory_and_hardly_meet(tmp_path: Path) -> None:
    visits = Visits(tmp_path / "visits")
    met = sum(visits.count(f"10.0.{n >> 8}.{n & 255}", NOON) > 1 for n in range(5_000))
    assert met < 250
    for n in range(95_000):
        visits.count(f"11.{n >> 16}.{(n >> 8) & 255}.{n & 255}", NOON)
    assert (tmp_path / "visits").stat().st_size == SIZE


def test_a_damaged_file_begins_anew(tmp_path: Path) -> None:
    file = tmp_path / "visits"
    file.write_bytes(b"x" * 17)
    assert Visits(file).count("10.0.0.1", NOON) == 1


def test_behind_a_listed_proxy_each_visitor_counts_alone(data: Path, minute: list[float]) -> None:
    client = limited(data, proxies="10.0.0.5,10.1.0.0/16")
    for number in range(3):
        forwarded = {"X-Forwarded-For": f"6.6.6.6, 1.2.3.{number}, 10.1.0.7"}
        assert 429 not in asked(client, MOST, "10.0.0.5", **forwarded)
        assert asked(client, 1, "10.0.0.5", **forwarded) == [429]


def test_who_makes_up_where_they_come_from_gains_nothing(data: Path, minute: list[float]) -> None:
    client = limited(data, proxies="10.0.0.5")
    made_up = [asked(client, 1, "9.9.9.9", **{"X-Forwarded-For": f"1.1.1.{n}"}) for n in range(90)]
    assert made_up[MOST:] == [[429]] * (90 - MOST)
    through = [
        asked(client, 1, "10.0.0.5", **{"X-Forwarded-For": f"1.1.1.{n}, 8.8.8.8"})
        for n in range(90)
    ]
    assert through[MOST:] == [[429]] * (90 - MOST)
    wrong = asked(client, 2, "10.0.0.5", **{"X-Forwarded-For": "x" * 9000 + ", evil"})
    assert set(wrong) <= {404, 429}


def test_the_addresses_of_one_household_count_together(data: Path, minute: list[float]) -> None:
    client = limited(data)
    answers = [asked(client, 1, f"2001:db8:1:2::{n:x}")[0] for n in range(MOST + 1)]
    assert answers[-1] == 429
    assert asked(client, 1, "2001:db8:1:3::1") == [404]
    mapped = asked(client, MOST, "::ffff:9.9.9.9") + asked(client, 1, "9.9.9.9")
    assert mapped[-1] == 429

"""Which release is served, to whom, and what happens when another one becomes current."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app import create_app
from callbacks.current import CurrentReleases, is_loopback, permitted
from core.errors import CoreError, ProtectionError
from core.release import current_release_id, open_current
from core.release.release import CURRENT
from core.settings import Settings
from tests.counted import copied_data, counted_data, counted_release, other_release

ADDRESS = "/api/v1/opportunities"
PROBLEM = "application/problem+json"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder of its own."""
    return copied_data(tmp_path)


@pytest.fixture
def client(data: Path) -> FlaskClient:
    return create_app(Settings(data=data)).test_client()


def point_at(data: Path, name: str) -> None:
    """Make a release current in one step, as the writer does."""
    pointer = data / "releases" / "pointer.new"
    pointer.write_text(name + "\n")
    pointer.replace(data / "releases" / CURRENT)


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "127.8.9.1", "::1", "[::1]", "::ffff:127.0.0.1"],
)
def test_addresses_that_this_machine_alone_can_reach(address: str) -> None:
    assert is_loopback(address)


@pytest.mark.parametrize(
    "address",
    [
        *("0.0.0.0", "::", "10.0.0.1", "192.168.1.4"),  # noqa: S104 # named, not listened on
        *("localhost", "", "evil", "127.0.0.1.evil", "1"),
    ],
)
def test_addresses_that_others_may_reach(address: str) -> None:
    assert not is_loopback(address)


def test_an_unprotected_release_is_not_served_on_an_open_address(data: Path) -> None:
    with pytest.raises(ProtectionError, match="workbench"):
        CurrentReleases(Settings(data=data, host="0.0.0.0"))()  # noqa: S104 # to be refused
    assert permitted(counted_release(), "127.0.0.1") is counted_release()


@pytest.mark.parametrize("path", [ADDRESS, "/api/v1/places", ADDRESS + "?format=csv"])
def test_a_visitor_from_elsewhere_gets_nothing_of_an_unprotected_release(
    client: FlaskClient, path: str
) -> None:
    """Even where the server listens on loopback, as behind a forwarded port."""
    for address in ("10.0.0.5", "192.168.1.1", "2001:db8::1", "", "unix:"):
        response = client.get(path, environ_overrides={"REMOTE_ADDR": address})
        assert (response.status_code, response.content_type) == (403, PROBLEM)
    assert client.get(path, environ_overrides={"REMOTE_ADDR": "127.0.0.1"}).status_code == 200


@pytest.mark.parametrize(
    "header", ["X-Forwarded-For", "X-Real-IP", "Forwarded", "X-Forwarded-Host", "Via"]
)
def test_what_a_proxy_says_opens_nothing(client: FlaskClient, header: str) -> None:
    claim = {header: "for=127.0.0.1" if header == "Forwarded" else "127.0.0.1"}
    from_elsewhere = {"REMOTE_ADDR": "10.0.0.5"}
    outside = client.get(ADDRESS, headers=claim, environ_overrides=from_elsewhere)
    assert outside.status_code == 403
    # A proxy on this machine brings the requests of others.
    assert client.get(ADDRESS, headers=claim).status_code == 403


def test_pages_tell_an_outsider_nothing_either(client: FlaskClient) -> None:
    outside = {"REMOTE_ADDR": "10.0.0.5"}
    assert client.get("/health", environ_overrides=outside).status_code == 503
    body = client.get("/", environ_overrides=outside).data
    assert counted_release().id.encode() not in body


def test_a_new_release_is_served_without_a_restart(client: FlaskClient, data: Path) -> None:
    before = client.get(ADDRESS)
    new = other_release(data / "releases")
    after = client.get(ADDRESS, headers={"If-None-Match": before.headers["ETag"]})
    assert after.status_code == 200
    assert after.get_json()["context"]["release"] == new


def test_versions_are_never_mixed_while_the_current_one_changes(data: Path) -> None:
    """Every answer is that of one release: its name and its figures belong together."""
    releases = data / "releases"
    names = [current_release_id(releases) or "", other_release(releases)]
    server = create_app(Settings(data=data))
    expected = {}
    for name in names:
        point_at(data, name)
        body = server.test_client().get(ADDRESS + "?places=NL01&origin=all").get_json()
        expected[body["context"]["release"]] = body["rows"][0]["people"]
    assert set(expected) == set(names)
    assert len(set(expected.values())) == len(names)
    done = threading.Event()

    def ask(_: int) -> Iterator[bool]:
        client = server.test_client()
        for _ in range(25):
            body = client.get(ADDRESS + "?places=NL01&origin=all").get_json()
            yield expected[body["context"]["release"]] == body["rows"][0]["people"]

    def swap() -> int:
        times = 0
        while not done.wait(0.002):
            point_at(data, names[times % 2])
            times += 1
        return times

    with ThreadPoolExecutor(max_workers=9) as pool:
        swapping = pool.submit(swap)
        answers = [*pool.map(lambda number: all(ask(number)), range(8))]
        done.set()
        assert swapping.result() > 5
    assert all(answers)


def harm_table(data: Path) -> None:
    folder = open_current(data / "releases").path
    (folder / "relation.parquet").write_bytes(b"PAR1")


def harm_manifest(data: Path) -> None:
    (open_current(data / "releases").path / "manifest.json").write_text("{}")


def harm_pointer(data: Path) -> None:
    point_at(data, "0123456789abcdef")


def garble_pointer(data: Path) -> None:
    (data / "releases" / CURRENT).write_bytes(b"\xff\x00../..")


def lose_all(data: Path) -> None:
    (data / "releases").rename(data / "elsewhere")


@pytest.mark.parametrize(
    "harm", [harm_table, harm_manifest, harm_pointer, garble_pointer, lose_all]
)
def test_a_broken_new_release_is_a_clear_problem_until_it_is_mended(
    data: Path, harm: Callable[[Path], None]
) -> None:
    good = current_release_id(data / "releases") or ""
    served = create_app(Settings(data=data)).test_client()
    assert served.get(ADDRESS).status_code == 200
    other_release(data / "releases")
    harm(data)
    for client in (served, create_app(Settings(data=data)).test_client()):
        response = client.get(ADDRESS)
        assert (response.status_code, response.content_type) == (503, PROBLEM)
        assert b"Traceback" not in response.data
        assert str(data).encode() not in response.data
        assert client.get("/").status_code == 200
    if (data / "releases").exists():
        point_at(data, good)
        assert served.get(ADDRESS).get_json()["context"]["release"] == good


def test_one_opening_serves_all_requests_until_another_release_is_current(data: Path) -> None:
    current = CurrentReleases(Settings(data=data))
    assert current() is current()
    first = current()
    other_release(data / "releases")
    assert current() is not first


def test_no_release_at_all_is_said(tmp_path: Path) -> None:
    with pytest.raises(CoreError, match="no release yet"):
        CurrentReleases(Settings(data=tmp_path))()
    response = create_app(Settings(data=tmp_path)).test_client().get(ADDRESS)
    assert (response.status_code, response.content_type) == (503, PROBLEM)


def test_the_counted_data_folder_is_left_alone() -> None:
    assert open_current(counted_data() / "releases").id == counted_release().id

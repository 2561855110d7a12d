"""Files arrive whole from a server that breaks off, refuses, and lies; or not at all."""

import base64
import hashlib
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from core.errors import InputError
from core.sources.publishers.catalogue import OFFERS, Wanted, wanted_files
from core.sources.publishers.fetching import SUMS, TRIES, Fetcher, read_sums

CONTENT = bytes(range(256)) * 400
DIGEST = hashlib.sha256(CONTENT).digest()


class Server(ThreadingHTTPServer):
    """A publisher's server on which one thing goes wrong at a time."""

    trouble: list[str]
    asked: list[dict[str, str]]


class Answers(BaseHTTPRequestHandler):
    server: Server

    def log_message(self, *_: Any) -> None:
        """A test that passes says nothing."""

    def do_GET(self) -> None:
        self.server.asked.append(dict(self.headers))
        trouble = self.server.trouble.pop(0) if self.server.trouble else ""
        if trouble.isdecimal():
            self.send_response(int(trouble))
            self.send_header("Retry-After", "7")
            self.end_headers()
        elif self.path.startswith("/rows"):
            self._rows(trouble)
        else:
            self._file(trouble)

    def _file(self, trouble: str) -> None:
        start = 0
        if "Range" in self.headers and trouble != "whole":
            start = int(self.headers["Range"].removeprefix("bytes=").removesuffix("-"))
        self.send_response(206 if start else 200)
        self.send_header("Content-Length", str(len(CONTENT) - start))
        digest = bytes(32) if trouble == "digest" else DIGEST
        self.send_header("Repr-Digest", f"sha-256=:{base64.b64encode(digest).decode()}:")
        self.send_header("ETag", '"one"')
        self.end_headers()
        end = len(CONTENT) // 3 + start // 2 if trouble == "break" else len(CONTENT)
        self.wfile.write(CONTENT[start:end])
        if trouble == "break":
            self.wfile.flush()
            self.connection.close()

    def _rows(self, trouble: str) -> None:
        number = int(self.path.rpartition("=")[2] or 0) if "=" in self.path else 0
        host = f"http://127.0.0.1:{self.server.server_port}"
        page: dict[str, Any] = {"value": [{"RegioS": f"GM{number:04d}"}]}
        if number < 3:
            page["odata.nextLink"] = f"{host}/rows?skip={number + 1}"
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"<html>" if trouble == "html" else json.dumps(page).encode())


@pytest.fixture
def server() -> Iterator[Server]:
    running = Server(("127.0.0.1", 0), Answers)
    running.trouble, running.asked = [], []
    thread = threading.Thread(target=running.serve_forever, daemon=True)
    thread.start()
    yield running
    running.shutdown()
    running.server_close()
    thread.join()


def address(server: Server, path: str = "/file") -> str:
    return f"http://127.0.0.1:{server.server_port}{path}"


def fetched(server: Server, folder: Path, **more: Any) -> tuple[Path, list[float]]:
    waits: list[float] = []
    fetcher = Fetcher(folder, sleep=waits.append)
    return fetcher.fetch(Wanted("figures.bin", address(server), **more)), waits


def test_a_file_arrives_whole_with_its_checksum_and_an_honest_sender(
    server: Server, tmp_path: Path
) -> None:
    file, waits = fetched(server, tmp_path)
    assert file.read_bytes() == CONTENT
    assert waits == []
    assert read_sums(tmp_path / SUMS) == {"figures.bin": DIGEST.hex()}
    assert server.asked[0]["User-Agent"].startswith("Contactatlas/")


def test_after_an_interruption_only_the_rest_is_fetched(server: Server, tmp_path: Path) -> None:
    server.trouble = ["break", "break"]
    file, _ = fetched(server, tmp_path)
    assert file.read_bytes() == CONTENT
    assert server.asked[1]["Range"] == f"bytes={len(CONTENT) // 3}-"
    assert server.asked[1]["If-Range"] == '"one"'


def test_a_server_that_starts_anew_gives_no_mixed_file(server: Server, tmp_path: Path) -> None:
    server.trouble = ["break", "whole"]
    assert fetched(server, tmp_path)[0].read_bytes() == CONTENT


def test_a_later_run_goes_on_where_the_last_one_gave_up(server: Server, tmp_path: Path) -> None:
    server.trouble = ["break", *["500"] * (TRIES - 1)]
    with pytest.raises(InputError, match="what came is kept"):
        fetched(server, tmp_path)
    assert not (tmp_path / "figures.bin").exists()
    server.asked.clear()
    assert fetched(server, tmp_path)[0].read_bytes() == CONTENT
    assert "Range" in server.asked[0]


@pytest.mark.parametrize(("status", "wait_s"), [("429", 7.0), ("500", 7.0), ("503", 7.0)])
def test_a_busy_server_is_given_the_time_it_asks_for(
    server: Server, tmp_path: Path, status: str, wait_s: float
) -> None:
    server.trouble = [status, status]
    file, waits = fetched(server, tmp_path)
    assert file.read_bytes() == CONTENT
    assert waits == [wait_s, wait_s]


def test_waits_grow_between_tries(server: Server, tmp_path: Path) -> None:
    server.trouble = ["digest", "digest", "digest"]
    _, waits = fetched(server, tmp_path)
    assert waits == [1.0, 2.0, 4.0]


def test_bytes_that_differ_from_what_the_server_states_are_thrown_away(
    server: Server, tmp_path: Path
) -> None:
    server.trouble = ["digest"]
    file, waits = fetched(server, tmp_path)
    assert file.read_bytes() == CONTENT
    assert len(waits) == 1
    server.trouble = ["digest"] * TRIES
    with pytest.raises(InputError, match="another checksum"):
        fetched(server, tmp_path / "second")
    assert not (tmp_path / "second" / "figures.bin").exists()


def test_a_file_with_another_checksum_than_expected_is_not_kept(
    server: Server, tmp_path: Path
) -> None:
    with pytest.raises(InputError, match="another checksum"):
        fetched(server, tmp_path, sha256="0" * 64)
    assert [path.name for path in tmp_path.iterdir()] == []


def test_a_file_that_is_there_is_not_fetched_again_unless_it_changed(
    server: Server, tmp_path: Path
) -> None:
    file, _ = fetched(server, tmp_path)
    server.asked.clear()
    fetched(server, tmp_path)
    assert server.asked == []
    file.write_bytes(b"changed")
    assert fetched(server, tmp_path)[0].read_bytes() == CONTENT


def test_a_file_that_moved_is_named_with_its_address(server: Server, tmp_path: Path) -> None:
    server.trouble = ["404"]
    with pytest.raises(InputError, match=r"/file: answered with status 404; expected the file"):
        fetched(server, tmp_path)


def test_rows_come_page_by_page_and_go_on_after_an_interruption(
    server: Server, tmp_path: Path
) -> None:
    server.trouble = ["", "html", "500", ""]
    fetcher = Fetcher(tmp_path, sleep=lambda _: None)
    file = fetcher.fetch(Wanted("rows.json", address(server, "/rows"), is_paged=True))
    rows = json.loads(file.read_text())["value"]
    assert [row["RegioS"] for row in rows] == ["GM0000", "GM0001", "GM0002", "GM0003"]


def test_copies_are_taken_instead_of_the_web_and_checked(tmp_path: Path) -> None:
    mirror = tmp_path / "mirror"
    mirror.mkdir()
    (mirror / "kwb-2023.xlsx").write_bytes(CONTENT)
    (wanted,) = wanted_files("key-figures", 2023, "")
    assert Fetcher(tmp_path / "into", mirror).fetch(wanted).read_bytes() == CONTENT
    (mirror / SUMS).write_text(f"{'0' * 64}  kwb-2023.xlsx\n")
    with pytest.raises(InputError, match="differs from its checksum"):
        Fetcher(tmp_path / "other", mirror).fetch(wanted)
    (mirror / "kwb-2023.xlsx").unlink()
    with pytest.raises(InputError, match=r"expected a copy of https://download\.cbs\.nl"):
        Fetcher(tmp_path / "third", mirror).fetch(wanted)


@pytest.mark.parametrize("offer", OFFERS, ids=lambda offer: offer.name)
def test_every_offer_has_files_with_plain_names_and_secure_addresses(offer: Any) -> None:
    for year in offer.years or (None,):
        for wanted in wanted_files(offer.name, year, "GM0363"):
            assert Path(wanted.file).name == wanted.file
            assert wanted.address.startswith("https://")


def test_what_is_not_offered_is_said_with_what_is() -> None:
    with pytest.raises(InputError, match="expected one of key-figures"):
        wanted_files("wages", 2023, "")
    with pytest.raises(InputError, match="expected --year from 2013 to 2025"):
        wanted_files("key-figures", 1999, "")

"""Drawn cards that several machines share through a real Redis server, also when it goes away."""

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis
from flask import Flask

from callbacks.cache import DrawnCards
from callbacks.cards import Cards
from components.address import Address
from components.views import view_at
from core.release import Release
from core.settings import Settings

CONTACT = view_at("/contact")
assert CONTACT is not None
ADDRESS = Address(CONTACT.path, CONTACT.parameters)
CARD = CONTACT.cards[0]


class RedisServer:
    """A Redis server of our own on a free port, that keeps nothing on disk."""

    def __init__(self, program: str, folder: Path) -> None:
        with socket.socket() as trial:
            trial.bind(("127.0.0.1", 0))
            self._port = trial.getsockname()[1]
        self._command = [program, "--port", str(self._port), "--bind", "127.0.0.1"]
        self._command += ["--save", "", "--dir", str(folder), "--logfile", str(folder / "log")]
        self.url = f"redis://127.0.0.1:{self._port}/0"
        self.start()

    def start(self) -> None:
        self._process = subprocess.Popen(self._command, stdout=subprocess.DEVNULL)
        deadline = time.monotonic() + 20
        while True:
            try:
                with self.client() as client:
                    client.ping()
                return
            except redis.ConnectionError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.05)

    def kill(self) -> None:
        self._process.kill()
        self._process.wait(timeout=20)

    def client(self) -> redis.Redis:
        return redis.Redis.from_url(self.url)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RedisServer]:
    program = shutil.which("redis-server")
    if program is None:
        pytest.skip("no redis-server on this machine; .ci/run installs one")
    started = RedisServer(program, tmp_path)
    yield started
    started.kill()


def kept_by(server: RedisServer, folder: Path) -> DrawnCards:
    return DrawnCards(Flask("machine"), Settings(data=folder, cache_url=server.url))


def cards(server: RedisServer, folder: Path) -> Cards:
    """The cards of one machine."""
    return Cards(kept_by(server, folder))


def forbidden(*_: object) -> None:
    raise AssertionError("asked again")


def test_what_one_machine_drew_another_takes(
    server: RedisServer, tmp_path: Path, release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = kept_by(server, tmp_path / "one")
    drawn = Cards(kept).drawn(CARD, ADDRESS, release, "light")[0]
    kept.settle()
    with server.client() as client:
        names = list(client.scan_iter())
        assert names
        assert all(key.startswith(b"contactatlas-") for key in names)
        assert all(0 < client.ttl(key) <= 86_400 for key in names)
    monkeypatch.setattr("callbacks.cards.answers_of", forbidden)
    taken = cards(server, tmp_path / "two").drawn(CARD, ADDRESS, release, "light")[0]
    assert taken["sentence"] == drawn["sentence"]
    assert not (tmp_path / "two").exists()
    with pytest.raises(AssertionError, match="asked again"):
        cards(server, tmp_path / "two").drawn(CARD, ADDRESS.having(lang="en"), release, "light")[0]


def test_a_server_that_goes_away_costs_time_and_nothing_else(
    server: RedisServer, tmp_path: Path, release: Release
) -> None:
    kept = kept_by(server, tmp_path)
    ours = Cards(kept)
    before = ours.drawn(CARD, ADDRESS, release, "light")[0]["sentence"]
    kept.settle()
    server.kill()
    assert ours.drawn(CARD, ADDRESS, release, "light")[0]["sentence"] == before
    server.start()
    assert ours.drawn(CARD, ADDRESS, release, "light")[0]["sentence"] == before
    kept.settle()
    with server.client() as client:
        assert client.dbsize()  # kept again


def test_a_spoilt_card_is_drawn_anew(server: RedisServer, tmp_path: Path, release: Release) -> None:
    kept = kept_by(server, tmp_path)
    ours = Cards(kept)
    before = ours.drawn(CARD, ADDRESS, release, "light")[0]["sentence"]
    kept.settle()
    with server.client() as client:
        for key in list(client.scan_iter()):
            client.set(key, b"!\x80\x04 no card")
    assert ours.drawn(CARD, ADDRESS, release, "light")[0]["sentence"] == before

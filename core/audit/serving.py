"""A release served as visitors get it, and a visitor who keeps all that is sent."""

import json
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from core.bench.served import serving
from core.bench.visitor import UPDATE, Visitor
from core.release import Release

PAGES = ("/gemeente", "/contact", "/verscheidenheid", "/segregatie", "/kaart")
STEADY = ("date", "server", "connection")
"""Headers that say nothing of what was asked."""


class Told(NamedTuple):
    """An answer of the server, whole."""

    status: int
    headers: tuple[tuple[str, str], ...]
    content: bytes


class Reader(Visitor):
    """Opens pages and keeps what came."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self._place = urlsplit(address)
        self._last = b""

    @property
    def cards(self) -> tuple[str, ...]:
        """The cards of the page that is open."""
        return tuple(self._cards)

    def page(self, path: str, query: Mapping[str, str]) -> Any:
        """Everything that is drawn on a page."""
        self.open(path, query)
        return json.loads(self._last) if self._last else {}

    def ask(self, path: str) -> Told:
        """The answer at an address."""
        with closing(HTTPConnection(self._place.hostname or "", self._place.port)) as connection:
            connection.request("GET", path)
            response = connection.getresponse()
            found = [(name.lower(), value) for name, value in response.getheaders()]
            told = tuple(sorted(pair for pair in found if pair[0] not in STEADY))
            return Told(response.status, told, response.read())

    def _send(self, kind: str, method: str, path: str, body: str | None = None) -> bytes:
        content = super()._send(kind, method, path, body)
        if path == UPDATE and kind == "page":
            self._last = content
        return content


@contextmanager
def reading(release: Release, data: Path) -> Iterator[Reader]:
    """A reader of this one release, served from a data folder of its own."""
    series = data / "releases" / "audited"
    series.mkdir(parents=True, exist_ok=True)
    place = series / release.id
    if not place.exists():
        place.symlink_to(release.path.resolve())
    (series / "current").write_text(f"{release.id}\n")
    with serving(data) as served, closing(Reader(served.address)) as reader:
        yield reader

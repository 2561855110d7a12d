"""A visitor without a screen: opens pages and changes them by the requests a browser makes."""

import http.client
import json
import time
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode, urlsplit

SCHEME = "light"
UPDATE = "/_dash-update-component"
MAP = "country"


class Taken(NamedTuple):
    """What one request was for, how long it took, and whether it went well."""

    kind: str
    seconds: float
    fine: bool


class Visitor:
    """One visitor with one connection, who remembers what is on the page."""

    def __init__(self, address: str) -> None:
        place = urlsplit(address)
        self._connection = http.client.HTTPConnection(place.hostname or "", place.port, timeout=60)
        self._path = "/"
        self._query: Mapping[str, str] = {}
        self._shown: Any = None
        self._cards: dict[str, Any] = {}
        self._callbacks: list[dict[str, Any]] = []
        self.taken: list[Taken] = []

    def close(self) -> None:
        """Hang up."""
        self._connection.close()

    def open(self, path: str, query: Mapping[str, str]) -> None:
        """A page from its address, as typed or by a link from elsewhere."""
        self._get("page", path + _search(query))
        if not self._callbacks:
            self._get("layout", "/_dash-layout")
            self._callbacks = json.loads(self._get("layout", "/_dash-dependencies"))
        self._path, self._query, self._shown, self._cards = path, query, None, {}
        self._frame(query, first=True)
        self._maps(query)

    def change(self, query: Mapping[str, str]) -> None:
        """Another query on the same page: the frame, and the cards that it matters to."""
        quiet = self._is_quiet(query)
        if quiet or not self._frame(query, first=False):
            for card, shown in tuple(self._cards.items()):
                if any(query.get(name, "") != value for name, value in shown["reads"].items()):
                    self._card(card, query)
        self._query = query
        if quiet:
            self._wish(query)
        else:
            self._maps(query)

    def table(self, card: str, query: Mapping[str, str]) -> Any:
        """The table of a card on the page, opened."""
        opens = next(one for one in self._callbacks if '"card-table"' in one["output"])
        known = {"pathname": self._path, "data": {"key": "", "search": _search(query)}}
        changed = [json.dumps({"card": card, "type": "card-opened"}, separators=(",", ":"))]
        return self._update("table", opens, known, [f"{changed[0]}.data"], {}, {"card": card})

    def search(self, words: str) -> None:
        """What the search box asks while somebody types."""
        self._get("search", f"/api/v1/places?search={quote(words)}")

    def _frame(self, query: Mapping[str, str], *, first: bool) -> bool:
        """Whether the page was drawn anew."""
        draws = next(one for one in self._callbacks if "main-content.children" in one["output"])
        known = {"pathname": self._path, "search": _search(query), "data": SCHEME}
        changed = ["address.search"] if not first else ["address.pathname", "address.search"]
        state = {("shown", "data"): self._shown}
        answer = self._update("page", draws, known, changed, state)
        drawn = answer.get("main-content", {}).get("children")
        if drawn is not None:
            self._cards = dict(_cards_in(drawn))
        self._shown = answer.get("shown", {}).get("data", self._shown)
        return drawn is not None

    def _is_quiet(self, query: Mapping[str, str]) -> bool:
        """Whether all that changed are parameters that the frame says nothing about."""
        names = {*query, *self._query}
        changed = {name for name in names if query.get(name, "") != self._query.get(name, "")}
        return self._shown is not None and changed <= {*self._shown["quiet"]}

    def _card(self, card: str, query: Mapping[str, str]) -> None:
        wish = {"path": self._path, "search": _search(query), "scheme": SCHEME}
        body = json.dumps(wish | {"shown": self._cards[card]})
        answer = self._send("card", "POST", f"/cards/{card}", body)
        changes = json.loads(answer) if answer else []
        said = (new["data"] for name, new in changes if _is_of(name, "card-key"))
        self._cards[card] = next(said, self._cards[card])

    def _wish(self, query: Mapping[str, str]) -> None:
        """What the map of the country page is to draw, where the page around it stays."""
        if self._path != "/kaart":
            return
        asked = {"path": self._path, "search": _search(query), "scheme": SCHEME}
        answer = self._get("map", f"/maps/wish/{MAP}?{urlencode(asked)}")
        if answer:
            self._get("values", json.loads(answer)["values"])

    def _maps(self, query: Mapping[str, str]) -> None:
        """The map of the country page: what to draw, and the values."""
        if self._path != "/kaart":
            return
        draws = next(one for one in self._callbacks if '"map-spec"' in one["output"])
        known = {"pathname": self._path, "search": _search(query), "data": SCHEME}
        answer = self._update("map", draws, known, ["address.search"], {}, {"map": MAP})
        for part in answer.values():
            self._get("values", part["data"]["values"])

    def _update(  # noqa: PLR0913, PLR0917 # the parts of one request of the browser
        self,
        kind: str,
        callback: Mapping[str, Any],
        known: Mapping[str, Any],
        changed: list[str],
        state: Mapping[tuple[str, str], Any],
        match: Mapping[str, str] | None = None,
    ) -> dict[str, Any]:
        outputs = [_output(one, match or {}) for one in callback["output"].strip(".").split("...")]
        asked = {
            "output": callback["output"],
            "outputs": outputs if callback["output"].startswith("..") else outputs[0],
            "inputs": [_known(one, match or {}, known, {}) for one in callback["inputs"]],
            "changedPropIds": changed,
            "state": [_known(one, match or {}, known, state) for one in callback["state"]],
        }
        answer = self._send(kind, "POST", UPDATE, json.dumps(asked))
        found: dict[str, Any] = json.loads(answer).get("response", {}) if answer else {}
        return found

    def _get(self, kind: str, path: str) -> bytes:
        return self._send(kind, "GET", path)

    def _send(self, kind: str, method: str, path: str, body: str | None = None) -> bytes:
        start = time.perf_counter()
        try:
            try:
                status, content = self._exchange(method, path, body)
            except ConnectionError:
                # Idle for long, so the server hung up; a browser tries once more as well.
                self._connection.close()
                status, content = self._exchange(method, path, body)
            fine = status in (200, 204, 304)
        except (OSError, http.client.HTTPException):
            self._connection.close()
            content, fine = b"", False
        self.taken.append(Taken(kind, time.perf_counter() - start, fine))
        return content

    def _exchange(self, method: str, path: str, body: str | None) -> tuple[int, bytes]:
        headers = {"Content-Type": "application/json"} if body else {}
        self._connection.request(method, path, body, headers)
        response = self._connection.getresponse()
        return response.status, response.read()


def _search(query: Mapping[str, str]) -> str:
    return "?" + urlencode({"v": "1", **query}, safe=",") if query else ""


def _output(written: str, match: Mapping[str, str]) -> dict[str, Any]:
    name, _, prop = written.rpartition(".")
    if not name.startswith("{"):
        return {"id": name, "property": prop}
    pattern: dict[str, Any] = json.loads(name)
    named = {part: match.get(part, value) for part, value in pattern.items()}
    return {"id": named, "property": prop}


def _known(
    wanted: Mapping[str, Any],
    match: Mapping[str, str],
    known: Mapping[str, Any],
    state: Mapping[tuple[str, str], Any],
) -> dict[str, Any]:
    """A state of the page, as the browser would send it."""
    name, prop = wanted["id"], wanted["property"]
    if name.startswith("{"):
        named = _output(f"{name}.{prop}", match)["id"]
        key = json.dumps(named, separators=(",", ":"), sort_keys=True)
        value = state[key, prop] if (key, prop) in state else known[prop]
        return {"id": named, "property": prop, "value": value}
    value = state[name, prop] if (name, prop) in state else known[prop]
    return {"id": name, "property": prop, "value": value}


def _is_of(name: Any, kind: str) -> bool:
    """Whether this names a component of a kind."""
    return isinstance(name, dict) and name.get("type") == kind


def _cards_in(drawn: Any) -> Iterator[tuple[str, Any]]:
    """The cards on a drawn page, each with what it shows."""
    if isinstance(drawn, list):
        for part in drawn:
            yield from _cards_in(part)
    elif isinstance(drawn, dict):
        name = drawn.get("id")
        if isinstance(name, dict) and _is_of(name, "card-key"):
            yield name["card"], drawn["data"]
        for part in drawn.values():
            yield from _cards_in(part)

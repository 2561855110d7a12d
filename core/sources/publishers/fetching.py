"""Fetches files: goes on where it was broken off, tries again, and checks what came."""

import base64
import hashlib
import http.client
import json
import shutil
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from typing import Any

from core.errors import InputError
from core.sources.progress import Progress, no_progress
from core.sources.provenance import BYTES_AT_ONCE, sha256_of
from core.sources.publishers.catalogue import Wanted

AGENT = "Contactatlas/0.1 (open-source dashboard; a person asked for this file)"
TRIES = 6
LONGEST_WAIT_S = 60.0
TIMEOUT_S = 60.0
MOST_PAGES = 5_000
SUMS = "SHA256SUMS"
PARTIAL = 206


class BrokenOffError(Exception):
    """A download that came in part, or not at all, and may be tried again."""

    def __init__(self, why: str, wait_s: float | None = None) -> None:
        super().__init__(why)
        self.wait_s = wait_s


class OtherFileError(BrokenOffError):
    """What was fetched in part is of another file than the server has now."""


@dataclass(frozen=True)
class Fetcher:
    """Fetches files into a folder."""

    folder: Path
    mirror: Path | None = None
    """A folder with copies, from which files are taken instead."""
    progress: Progress = no_progress
    sleep: Callable[[float], None] = time.sleep
    first_wait_s: float = 1.0

    def fetch(self, wanted: Wanted) -> Path:
        """The file in the folder, whole and checked; a file that is there already is kept."""
        self.folder.mkdir(parents=True, exist_ok=True)
        target = self.folder / wanted.file
        known = self._sums()
        if target.exists() and known.get(wanted.file) == sha256_of(target):
            return target
        partial = target.with_name(f"{target.name}.part")
        if self.mirror is not None:
            self._copy(wanted, partial)
        elif wanted.is_paged:
            self._persistently(wanted, lambda: self._pages(wanted, partial))
        else:
            self._persistently(wanted, lambda: self._bytes(wanted, partial))
        self._keep(wanted, partial, target, known)
        return target

    def _keep(self, wanted: Wanted, partial: Path, target: Path, known: dict[str, str]) -> None:
        found = sha256_of(partial)
        if wanted.sha256 and found != wanted.sha256:
            partial.unlink()
            raise InputError(
                f"{wanted.file}: came with another checksum than was expected; nothing was kept: "
                f"fetch it again, and if it happens again ask its publisher"
            )
        partial.replace(target)
        sums = {**known, wanted.file: found}
        lines = "".join(f"{sha256}  {name}\n" for name, sha256 in sorted(sums.items()))
        (self.folder / SUMS).write_text(lines, "utf-8")

    def _sums(self) -> dict[str, str]:
        return read_sums(self.folder / SUMS)

    def _copy(self, wanted: Wanted, partial: Path) -> None:
        source = (self.mirror or self.folder) / wanted.file
        if not source.is_file():
            raise InputError(
                f"{wanted.file}: is not in {self.mirror}; expected a copy of {wanted.address}: "
                f"download it there under this name"
            )
        shutil.copyfile(source, partial)
        stated = read_sums(source.with_name(SUMS)).get(wanted.file)
        if stated and stated != sha256_of(partial):
            partial.unlink()
            raise InputError(
                f"{wanted.file}: differs from its checksum in {SUMS} of the copies; expected the "
                f"same bytes: copy it anew"
            )

    def _persistently(self, wanted: Wanted, attempt: Callable[[], None]) -> None:
        """Try until it works, waiting longer each time, and at most so many times."""
        wait_s = self.first_wait_s
        for number in range(1, TRIES + 1):
            try:
                attempt()
                return
            except BrokenOffError as failure:
                why, asked_s = str(failure), failure.wait_s
            if number < TRIES:
                self.sleep(min(wait_s if asked_s is None else asked_s, LONGEST_WAIT_S))
                wait_s *= 2
        raise InputError(
            f"{wanted.file}: could not be fetched ({why}, {TRIES} times); expected it at "
            f"{wanted.address}: what came is kept, so fetch again later; or download it by hand "
            f"and give it to `import`, or use --from-mirror"
        )

    def _bytes(self, wanted: Wanted, partial: Path) -> None:
        """Fetch what is still lacking of a file."""
        there = partial.stat().st_size if partial.exists() else 0
        tag = partial.with_name(f"{partial.name}.tag")
        headers = _continuing(there, tag)
        try:
            response = _opened(wanted.address, headers)
        except OtherFileError:
            partial.unlink(missing_ok=True)
            raise
        with response:
            tag.write_text(response.headers.get("ETag") or "", "utf-8")
            goes_on = response.status == PARTIAL and there > 0
            if there and not goes_on:
                there = 0
            length = int(response.headers.get("Content-Length") or 0)
            self._write(response, partial, "ab" if goes_on else "wb", (wanted.file, there, length))
        came = partial.stat().st_size
        if length and came < there + length:
            raise BrokenOffError(f"broken off after {came:,} of {there + length:,} bytes")
        tag.unlink()
        _require_digest(response.headers, partial)

    def _write(self, response: Any, partial: Path, mode: str, told: tuple[str, int, int]) -> None:
        name, done, length = told
        whole = done + length
        with partial.open(mode) as stream:
            try:
                while block := response.read(BYTES_AT_ONCE):
                    stream.write(block)
                    done += len(block)
                    self.progress(f"{name} {done / 1e6:,.1f} MB", done, max(whole, done))
            except (OSError, http.client.HTTPException) as error:
                raise BrokenOffError(f"broken off ({type(error).__name__})") from error

    def _pages(self, wanted: Wanted, partial: Path) -> None:
        """Fetch rows page by page; after an interruption the next page follows the last one."""
        state = _state(partial, wanted.address)
        while state["next"]:
            if state["pages"] >= MOST_PAGES:
                raise InputError(f"{wanted.file}: has no end; expected at most {MOST_PAGES} pages")
            with _opened(state["next"], {"Accept": "application/json"}) as response:
                page = _page(response)
            state["value"] += page["value"]
            state["pages"] += 1
            state["next"] = page.get("odata.nextLink") or page.get("@odata.nextLink") or ""
            partial.write_text(json.dumps(state, ensure_ascii=False), "utf-8")
            self.progress(f"{wanted.file} page {state['pages']}", state["pages"], 0)


def _continuing(there: int, tag: Path) -> dict[str, str]:
    """How to ask for the rest of a file, and only if it is still the same file."""
    if not there:
        return {}
    known = tag.read_text("utf-8") if tag.exists() else ""
    return {"Range": f"bytes={there}-"} | ({"If-Range": known} if known else {})


def _state(partial: Path, address: str) -> dict[str, Any]:
    try:
        kept = json.loads(partial.read_text("utf-8"))
    except (OSError, ValueError):
        kept = None
    if isinstance(kept, dict) and kept.get("from") == address:
        return kept
    return {"from": address, "next": address, "pages": 0, "value": []}


def _page(response: Any) -> dict[str, Any]:
    try:
        page = json.loads(response.read())
        rows = page["value"]
    except (ValueError, KeyError, TypeError, OSError, http.client.HTTPException):
        rows = None
    if not isinstance(rows, list):
        raise BrokenOffError("a page that is no list of rows")
    found: dict[str, Any] = page
    return found


def _opened(address: str, headers: dict[str, str]) -> Any:
    """The answer of a server; BrokenOffError where trying again may help."""
    if not address.startswith(("https://", "http://")):
        raise InputError(f"'{address[:60]}' is no address on the web; expected https://…")
    asked = urllib.request.Request(address, headers={"User-Agent": AGENT, **headers})  # noqa: S310 (checked just above)
    try:
        return urllib.request.urlopen(asked, timeout=TIMEOUT_S)  # noqa: S310 (idem)
    except urllib.error.HTTPError as error:
        status, wait = error.code, error.headers.get("Retry-After", "")
        error.close()
    except (OSError, http.client.HTTPException) as error:
        raise BrokenOffError(f"no answer ({type(error).__name__})") from error
    if status == http.client.REQUESTED_RANGE_NOT_SATISFIABLE:
        raise OtherFileError("the server has another file now")
    if status == http.client.TOO_MANY_REQUESTS or status >= http.client.INTERNAL_SERVER_ERROR:
        raise BrokenOffError(f"status {status}", float(wait) if wait.isdecimal() else None)
    raise InputError(
        f"{address}: answered with status {status}; expected the file: it may have moved, so look "
        f"it up with its publisher, download it by hand and give it to `import`"
    )


def _require_digest(headers: Message, partial: Path) -> None:
    """Refuse bytes that differ from what the server says they are; they are thrown away."""
    stated = headers.get("Repr-Digest") or headers.get("Digest") or ""
    for part in stated.split(","):
        kind, _, written = part.strip().partition("=")
        if kind.lower() != "sha-256":
            continue
        expected = base64.b64decode(written.strip(":"))
        if hashlib.sha256(partial.read_bytes()).digest() != expected:
            partial.unlink()
            raise BrokenOffError("another checksum than the server states")


def read_sums(file: Path) -> dict[str, str]:
    """File → SHA-256, from a list as ``sha256sum`` writes it."""
    try:
        lines = file.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return {}
    pairs = (line.split(maxsplit=1) for line in lines)
    return {pair[1].lstrip("*"): pair[0].lower() for pair in pairs if len(pair) == 2}

"""A11, A12: what the server says beside its figures, and what it says to twisted questions."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import urlencode

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from core.audit.serving import PAGES, Reader, Told, reading
from core.protection.arrays import Whole
from core.protection.attacks.finding import Control, Finding
from core.questions import QUESTIONS
from core.questions.together import TOGETHER
from core.release import Release
from core.release.schema import TABLES

API = "/api/v1"
COUNTED = ("opportunities", "accumulation", "compensation", "composition", "origins")
"""Questions whose people are counts as the release has them, never sums."""
TWISTED = (
    *("", "*", "%", "all,all", "NL01,", "GM9999", "gm0363", "' OR '1'='1", "1) UNION SELECT * --"),
    *("$where", "[]", "{}", "null", "NaN", "1e309", "-1", "0:9999", "2005-2015", "9" * 40, "\x00"),
    *("../../seed", "read_parquet('work')", "{people{id}}", "dutch;turkish", "not:dutch", "é" * 90),
    *("dutch+turkish", "PC1011-PC1999", "origin,generation,gender,stratum", "home_area"),
)
MORE = ("limit", "offset", "page", "cube", "release", "depth", "by[]", "where", "__class__")
NOT_PEOPLE = ("units", "areas")
"""Counts of places: in a whole country nearly every small number is one of these."""
SOME_NOTICED = 0.5


def side_channels(  # noqa: PLR0913, PLR0917 # what is served, beside what, and which of it
    release: Release,
    bundle: Path,
    other: Release,
    place: str,
    folder: Path,
    pages: Sequence[str] = PAGES,
) -> Iterator[Finding]:
    """Whether a byte of any answer depends on anything but the release.

    Once beside the bundle it was made of, and once beside noise. The control is another release.
    """
    beside = folder / "bundles" / "audited"
    beside.parent.mkdir(parents=True)
    beside.symlink_to(bundle.resolve())
    first = _everything(release, place, folder, pages)
    beside.unlink()
    beside.mkdir()
    luck = np.random.default_rng(1)
    for file in bundle.iterdir():
        (beside / file.name).write_bytes(luck.bytes(4_096))
    (folder / "seed").write_bytes(luck.bytes(32))
    again = _everything(release, place, folder, pages)
    changed = sum(first[path] != again[path] for path in first)
    apart = _everything(other, place, folder / "other", pages)
    power = Control(_share(first, apart), SOME_NOTICED)
    yield Finding("A11 answers that other counts change", float(changed), "answers", 0.0, power)


def _share(one: dict[str, Told | str], other: dict[str, Told | str]) -> float:
    """How many of the answers are others."""
    return sum(one[path] != other.get(path) for path in one) / len(one)


def _everything(
    release: Release, place: str, folder: Path, pages: Sequence[str]
) -> dict[str, Told | str]:
    """Answers, files and pages, by where they are."""
    found: dict[str, Told | str] = {}
    with reading(release, folder) as reader:
        for kind in QUESTIONS:
            for path in (f"{API}/{kind.name}", f"{API}/{kind.name}?format=csv&lang=en"):
                found[path] = reader.ask(path)
        for page in pages:
            # the order of attributes differs from process to process, whatever is served
            found[page] = json.dumps(reader.page(page, {"place": place}), sort_keys=True)
    return found


def tampering(
    reader: Reader, release: Release, raw: Whole, twisted: Sequence[str] = TWISTED
) -> Iterator[Finding]:
    """Whether a twisted question gets anything but a refusal or a figure of the release.

    ``raw`` are counts as they are: the control is that these would be noticed.
    """
    published = _published(release)
    wrong = 0
    for kind in QUESTIONS:
        names = [one.name for one in kind.parameters()]
        for name in (*names, *MORE):
            for value in twisted:
                told = reader.ask(f"{API}/{kind.name}?{urlencode({name: value})}")
                wrong += not _is_canonical(kind.name, told, published)
    power = Control(float(np.mean(~np.isin(raw, published))), SOME_NOTICED)
    yield Finding("A12 answers to twisted questions", float(wrong), "answers", 0.0, power)


def _is_canonical(name: str, told: Told, published: Whole) -> bool:
    if told.status in (400, 404, 414):
        return True
    if told.status != 200:
        return False
    rows = json.loads(told.content).get("rows", [])
    people = [
        row["people"]
        for row in rows
        if name in COUNTED and row.get("people") is not None and row.get("place") != TOGETHER
    ]
    return bool(np.isin(people, published).all())


def _published(release: Release) -> Whole:
    """Every count of people that stands in the release."""
    found = [np.zeros(1, np.int64)]
    for table, schema in TABLES.items():
        for one in schema:
            if pa.types.is_int64(one.type) and one.name not in NOT_PEOPLE:
                column = release.store.select(table, (one.name,), {})[one.name]
                found.append(pc.unique(column).drop_null().to_numpy())
    return np.unique(np.concatenate(found))

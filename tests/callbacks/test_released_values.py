"""Whatever is asked, and wherever: the answer holds nothing but what the release publishes.

A short run of random questions belongs to the suite; ``FUZZ_SECONDS=600 pytest <this file>``
makes it a long one, each time with other questions.
"""

import csv
import io
import json
import os
import random
import re
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook

from app import create_app
from callbacks.api import PREFIX
from callbacks.files import figure
from components.address import COMMON, Address
from components.card import AS_PRINTED
from components.views import ALONE, VIEWS
from core.language import LANGUAGES, text
from core.questions import QUESTIONS, Question
from core.questions.answer import Column
from core.questions.together import TOGETHER
from core.release import Release, open_first
from core.release.build import build
from core.release.schema import TABLES
from core.settings import Settings
from tests.boundaries import small_boundaries
from tests.callbacks.test_pages import answered
from tests.core.questions.test_question import drawn
from tests.counted import JOBS, PUPILS, RESIDENTS
from tests.worlds import NOISY, draw_world

SECONDS = float(os.environ.get("FUZZ_SECONDS", "0"))
SHORT_RUN = 250
TIMES = 13
SHOWN = ("value", "low_reliability")
FIGURES = ("people", "share", "points", "coefficient", "correlation", "percent")
ELSEWHERE = ("unit_count", "units", "areas", "points", "around_share", "printed_share")
"""What the state of a row isn't about: how many areas there are, the country around, and prints."""
ROW_BY_ROW = ("opportunities", "accumulation", "compensation", "origins")
"""Questions in which the state of a row is that of its number of people."""
ASKED = ("# Vraag", "# Question")
COUNTED = ("opportunities", "relation", "accumulation", "compensation", "composition", "origins")
"""Questions whose people are counts as the release publishes them, never sums of ours."""


def more_people(table: str) -> str:
    """The same people, times as many: some cells stay too small to show."""
    return re.sub(r"(\d+)$", lambda found: str(int(found[1]) * TIMES), table, flags=re.M)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A protected release with small cells, beside the bundle and the seed it was made with."""
    folder = tmp_path_factory.mktemp("fuzzed")
    tables = [more_people(one) for one in (RESIDENTS, PUPILS, JOBS)]
    residents, pupils, jobs = tables
    bundle = draw_world(
        folder / "bundles", residents=residents, pupils=pupils, jobs=jobs, keyed=True
    )
    build(bundle, folder / "releases", protection=NOISY, boundaries=small_boundaries())
    (folder / "seed").write_bytes(b"the one secret" * 4)
    return folder


@pytest.fixture(scope="module")
def release(data: Path) -> Release:
    return open_first(data / "releases")


@pytest.fixture(scope="module")
def server(data: Path) -> Flask:
    return create_app(Settings(data=data))


@pytest.fixture(scope="module")
def published(release: Release) -> frozenset[int]:
    """Every count that stands in the release."""
    counts: set[int] = set()
    for name, schema in TABLES.items():
        whole = [one.name for one in schema if pa.types.is_int64(one.type)]
        for column in release.store.select(name, whole, {}).columns if whole else ():
            counts.update(value for value in column.to_pylist() if value is not None)
    return frozenset(counts)


def rounds() -> Iterator[random.Random]:
    """Chances for as many rounds as were asked for."""
    if not SECONDS:
        yield from (random.Random(number) for number in range(SHORT_RUN))
        return
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        yield random.Random()


def require_published(
    body: dict[str, Any], columns: list[Column], published: frozenset[int]
) -> None:
    """What is withheld has no figure in any column, and what is counted is a published count."""
    name = body["question"]["name"]
    judged = [one for one in columns if one.unit in FIGURES and one.name not in ELSEWHERE]
    for row in body["rows"]:
        people = {row[one.name] for one in judged if one.unit == "people"} - {None}
        derived = {row[one.name] for one in judged if one.unit != "people"} - {None}
        if row.get("state", "value") not in SHOWN:
            assert derived <= {0}, row
            assert people <= ({0} if name in ROW_BY_ROW else published | {0}), row
        for one in judged:
            reason = row.get(f"{one.name}_reason", "none")
            assert row[one.name] is None or reason in ("", "none"), row
        if name in COUNTED and row["place"] != TOGETHER:
            assert people <= published, row


def test_random_questions_get_published_figures_alone_and_the_same_in_every_form(
    server: Flask, published: frozenset[int]
) -> None:
    client, answers = server.test_client(), 0
    for chance in rounds():
        question = drawn(chance.choice(QUESTIONS), chance)
        path = f"{PREFIX}/{question.name}"
        response = client.get(path, query_string=question.to_query())
        assert response.status_code in (200, 400, 404), response.text
        if response.status_code != 200:
            continue
        answers += 1
        body = response.get_json()
        columns = [Column(**one) for one in body["columns"]]
        require_published(body, columns, published)
        written = client.get(path, query_string=question.to_query() | {"format": "csv"}).text
        require_same_rows(written, body["rows"])
    assert answers > SHORT_RUN / 5


def require_same_rows(written: str, rows: list[dict[str, Any]]) -> None:
    lines = [line for line in written.splitlines(keepends=True) if not line.startswith("# ")]
    read = [*csv.DictReader(io.StringIO("".join(lines)))]
    assert len(read) == len(rows)
    for there, here in zip(read, rows, strict=True):
        for name, value in here.items():
            if isinstance(value, int | float) and not isinstance(value, bool):
                assert float(there[name]) == value
            elif value is None:
                assert there[name] == ""


def random_card(chance: random.Random) -> tuple[Address, str, str]:
    """A card somewhere, at a random address: the address, its page and its code."""
    view = chance.choice([one for one in VIEWS if one.cards])
    known = [one for one in (*COMMON, *view.parameters) if one.name not in ("data", "v")]
    values = {one.name: one.domain.draw(chance) for one in known if chance.random() < 0.4}
    address = Address(view.path, view.parameters).having(**values)
    page = view.path if view.path != "/" else "/start"
    return address, page, chance.choice(view.cards).code


def sheets_of(book: bytes, *, printed: bool = False) -> list[list[list[Any]]]:
    """The sheets of rows, or those with a table in the layout of the source."""
    names = {text("file.as_printed", language) for language in LANGUAGES}
    sheets = load_workbook(io.BytesIO(book)).worksheets[:-1]
    return [
        [list(row) for row in sheet.iter_rows(values_only=True)]
        for sheet in sheets
        if (sheet.title in names) == printed
    ]


def written_in(file: str) -> list[list[str]]:
    """The rows of a text file, without what is said of them."""
    lines = csv.reader(io.StringIO(file.removeprefix("\ufeff")))
    return [row for row in lines if row and not row[0].startswith("# ")]


def test_a_card_has_the_same_figures_in_its_files_and_in_the_answers_behind_it(
    server: Flask,
) -> None:
    """Path equality: workbook and text file alike, and both the API's answers, rounded."""
    client, compared = server.test_client(), 0
    for number, chance in enumerate(rounds()):
        if not SECONDS and number == SHORT_RUN // 10:
            break
        address, page, code = random_card(chance)
        file = f"/bestand{page}/{code}"
        told = client.get(f"{file}.csv{address.query()}")
        book = client.get(f"{file}.xlsx{address.query()}")
        assert told.status_code == book.status_code
        assert told.status_code in (200, 404), told.text
        if told.status_code == 404:
            continue
        lines = [*csv.reader(io.StringIO(told.data.decode("utf-8-sig")))]
        facts = [row[0] for row in lines if row and row[0].startswith("# ")]
        asked = [one.split(": ", 1)[1] for one in facts if one.startswith(ASKED)]
        written = written_in(told.text)
        for table in sheets_of(book.data, printed=True):
            alone = client.get(f"{file}{AS_PRINTED}.csv{address.query()}")
            rows = [[cell.strip() for cell in plain(row)] for row in written_in(alone.text)]
            assert [row for row in map(plain, table) if row] == rows
        sheets = sheets_of(book.data)
        assert len(sheets) == len(asked)
        assert [plain(row) for sheet in sheets for row in sheet] == [plain(row) for row in written]
        for question, sheet in zip(asked, sheets, strict=True):
            require_same_figures(client, question, sheet)
            compared += 1
    assert compared > SHORT_RUN / 50


def plain(row: list[Any]) -> list[str]:
    """Cells as the text file writes them, without empty ones at the end."""
    cells = ["" if one is None else str(one) for one in row]
    cells = ["0" if one == "-0.0" else one.removesuffix(".0") for one in cells]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def require_same_figures(client: FlaskClient, question: str, sheet: list[list[Any]]) -> None:
    name, *pairs = question.split(" ")
    query = dict(pair.split("=", 1) for pair in pairs if "=" in pair)
    body = client.get(f"{PREFIX}/{name}", query_string=query).get_json()
    columns = [Column(**one) for one in body["columns"]]
    allowed = {
        figure(row[one.name], one)
        for row in body["rows"]
        for one in columns
        if one.unit in FIGURES and row[one.name] is not None
    }
    years = {row[one.name] for row in body["rows"] for one in columns if one.unit == "year"}
    found = {cell for row in sheet[1:] for cell in row if isinstance(cell, int | float)}
    assert found <= allowed | years


def opened_while(work: Callable[[], object], below: Path) -> set[Path]:
    """The files below a folder that were opened meanwhile, by whatever in this process."""
    seen: set[Path] = set()
    watching = True

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        if watching and event == "open" and isinstance(arguments[0], str | bytes):
            seen.add(Path(os.fsdecode(arguments[0])).absolute())

    sys.addaudithook(watch)  # it can't be taken away again, so it is told to look elsewhere
    try:
        work()
    finally:
        watching = False
    return {path for path in seen if path.is_relative_to(below)}


def every_path(release: Release) -> Iterator[str]:
    yield from ("/health", f"{PREFIX}/openapi.json", "/")
    for kind in QUESTIONS:
        yield from (f"{PREFIX}/{kind.name}", f"{PREFIX}/{kind.name}?format=csv&lang=en")
    for view in VIEWS:
        for card in view.cards:
            page = view.path if view.path != "/" else "/start"
            yield f"/bestand{page}/{card.code}.csv?place=GM0363"
            yield f"{ALONE}{view.path.rstrip('/')}/{card.code}"
    year = max(release.years)
    for level in ("municipality", "postcode_area"):
        yield f"/maps/names/{release.id}/{level}/{year}"
        yield f"/maps/values/{release.id}/native_share/{level}/{year}"


def test_nothing_but_the_release_is_read_to_answer(data: Path, release: Release) -> None:
    """Bundle, keys and seed lie beside it, and no request comes near them."""
    client = create_app(Settings(data=data)).test_client()

    def ask() -> None:
        for path in every_path(release):
            assert client.get(path).status_code in (200, 404)
        for view in VIEWS:
            answered(client, view.path, "?place=GM0363")

    read = opened_while(ask, data)
    folders = {path.relative_to(data).parts[0] for path in read}
    assert folders <= {"releases", "cache"}, folders
    # The watch sees what it should: a look at the seed would have been noticed.
    assert opened_while((data / "seed").read_bytes, data) == {data / "seed"}


def test_other_counts_behind_the_same_release_change_no_byte(data: Path, release: Release) -> None:
    """With bundle and seed garbled, every answer is the same, headers and order included."""

    def told() -> dict[str, tuple[Any, ...]]:
        client = create_app(Settings(data=data)).test_client()
        found = {}
        for path in every_path(release):
            if not path.startswith((ALONE, "/?")) and path != "/":
                response = client.get(path)
                found[path] = (response.status_code, sorted(response.headers), response.data)
        for view in VIEWS:
            found[view.code] = (200, [], json.dumps(answered(client, view.path).get_json()))
        return found

    before = told()
    chance = random.Random(1)
    for file in [*(data / "bundles").rglob("*"), data / "seed"]:
        if file.is_file():
            content = bytearray(file.read_bytes())
            chance.shuffle(content)
            file.write_bytes(content)
    assert told() == before


def test_the_same_question_in_another_order_is_the_same_answer(server: Flask) -> None:
    client = server.test_client()
    for number in range(40):
        chance = random.Random(number)
        question: Question = drawn(chance.choice(QUESTIONS), chance)
        pairs = [*question.to_query().items()]
        first = client.get(f"{PREFIX}/{question.name}", query_string=dict(pairs))
        chance.shuffle(pairs)
        again = client.get(f"{PREFIX}/{question.name}", query_string=dict(pairs))
        assert (first.status_code, first.data) == (again.status_code, again.data)
        assert first.headers.get("ETag") == again.headers.get("ETag")

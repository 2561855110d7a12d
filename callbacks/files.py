"""Files of a card: its rows with everything that they rest on, as CSV or as a workbook."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from flask import Flask, Response, abort, request
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from callbacks.current import CurrentReleases
from components.address import Address, fitted, read_address
from components.card import AS_PRINTED, answers_of
from components.cells import cell_words, code_name, heading, is_shown, state_words, told_columns
from components.documents.harmless import harmless
from components.documents.lines import set_lines
from components.notes import caveat_words, schemes_line, source_line
from components.slides.grid import Line
from components.views import view_at
from components.views.view import Answers, Card, View
from core.errors import QuestionError
from core.language import Language, text
from core.questions import Answer, Column
from core.questions.answer import DECIMALS

PATH = "/bestand"
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
WIDEST = 44
SET_IN = "    "


def register(server: Flask, releases: CurrentReleases) -> None:
    """Serve /bestand/<page>/<card>.<form>, with the address of the page as its query."""

    @server.get(f"{PATH}/<page>/<code>.<shape>")
    def file(page: str, code: str, shape: str) -> Response:
        view = view_at(f"/{page}" if page != "start" else "/")
        named = code.removesuffix(AS_PRINTED)
        card = next((one for one in view.cards if one.code == named), None) if view else None
        if view is None or card is None or shape not in TYPES:
            abort(404)
        if code != named and not (card.sheet and shape == "csv"):
            abort(404)
        return _file(view, card, Wanted(shape, code != named), releases)


class Wanted(NamedTuple):
    """Which file of a card."""

    shape: str
    as_printed: bool
    """Only its table in its own layout, which a workbook has beside the rows."""


def _file(view: View, card: Card, wanted_file: Wanted, releases: CurrentReleases) -> Response:
    search = request.query_string.decode()
    wanted, refused = read_address(view.path, view.parameters, search)
    if "data" in refused:
        raise QuestionError("data: expected the name of a series, once", "data")
    release = releases(wanted.data)
    fitting, _ = fitted(wanted, release, view.years(release))
    address = fitting.having(data=(release.series,))
    answers = answers_of(card, address, release)
    about = list(facts(card, address, answers))
    shape = wanted_file.shape
    printed = card.sheet(answers, address.language) if card.sheet else ()
    if wanted_file.as_printed:
        made = _csv(about, (_plain(line) for line in printed))
    elif shape == "csv":
        made = as_csv(about, answers, address)
    else:
        made = as_xlsx(about, answers, address, printed)
    response = Response(made, content_type=TYPES[shape])
    end = AS_PRINTED if wanted_file.as_printed else ""
    name = f"contactatlas-{card.code}{end}-{release.series}-{release.id}.{shape}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def facts(card: Card, address: Address, answers: Answers) -> Iterator[tuple[str, str]]:
    """What the rows are: title, filters, source, link and caveats; synthetic is said."""
    language = address.language
    yield text("file.title", language), card.say(answers, language)
    yield text("file.name", language), text(f"card.{card.code}.name", language)
    for answer in answers:
        asked = " ".join(f"{name}={value}" for name, value in answer.question.to_query().items())
        yield text("file.question", language), f"{answer.question.name} {asked}"
    yield text("file.scheme", language), schemes_line(answers, language)
    yield text("file.source", language), source_line(answers[0].context, language)
    yield text("file.link", language), request.host_url.rstrip("/") + address.href()
    yield from caveat_words(answers, card.caveats, language)


def as_csv(about: list[tuple[str, str]], answers: Answers, address: Address) -> bytes:
    """What the rows are in comment lines, then the rows of each answer under their heading."""
    return _csv(about, (row for answer in answers for row in _rows(answer, address)))


def _csv(about: list[tuple[str, str]], rows: Iterable[Sequence[Any]]) -> bytes:
    written = io.StringIO()
    lines = csv.writer(written)
    lines.writerows([[f"# {name}: {value}"] for name, value in about])
    lines.writerows([[harmless(value) for value in row] for row in rows])
    return written.getvalue().encode("utf-8-sig")


def _plain(line: Line) -> list[Any]:
    """The values of a line; a part of a group is set in, as it is on screen."""
    first, *others = [cell.value if cell.is_figure else cell.text for cell in line.cells]
    return [f"{SET_IN}{first}" if line.kind == "split" else first, *others]


def as_xlsx(
    about: list[tuple[str, str]],
    answers: Answers,
    address: Address,
    printed: tuple[Line, ...] = (),
) -> bytes:
    """A workbook: a sheet of rows per answer, and one that says what they are.

    A table with a layout of its own comes first.
    """
    book = Workbook()
    book.remove(book.active)
    if printed:
        set_lines(book.create_sheet(text("file.as_printed", address.language)), printed)
    for number, answer in enumerate(answers, 1):
        sheet = book.create_sheet(f"{answer.question.name} {number}"[:31])
        for row in _rows(answer, address):
            sheet.append([harmless(value) for value in row])
        _dress(sheet, answer)
    sheet = book.create_sheet(text("file.about", address.language))
    for pair in about:
        sheet.append([harmless(value) for value in pair])
        sheet.cell(sheet.max_row, 2).alignment = Alignment(wrap_text=True, vertical="top")
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 22, 110
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _dress(sheet: Any, answer: Answer) -> None:
    columns = told_columns(answer)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    for number, column in enumerate(columns, 1):
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = WIDEST if column.unit == "code" else 18
        if column.unit in ("share", "points"):
            for cell in sheet[letter][1:]:
                cell.number_format = "0.0"
    sheet.freeze_panes = "B2"


def _rows(answer: Answer, address: Address) -> Iterator[list[Any]]:
    language: Language = address.language
    columns = told_columns(answer)
    state = text("file.state", language)
    yield [*(heading(column, answer, language) for column in columns), state]
    for row in answer.rows():
        shown = is_shown(row)
        named = [
            code_name(str(row[one.name]), one, answer, language) if one.unit == "code" else None
            for one in columns
        ]
        values = [
            name if name is not None else _value(row, one, answer, language) if shown else None
            for name, one in zip(named, columns, strict=True)
        ]
        yield [*values, state_words(row, language)]


def _value(row: dict[str, Any], column: Column, answer: Answer, language: Language) -> Any:
    """A figure, or words where it is an interval or withheld."""
    exact = row[column.name] is not None
    bounded = row.get(f"{column.name}_low") != row.get(f"{column.name}_high")
    if exact and not bounded:
        return figure(row[column.name], column)
    return cell_words(row, column, answer, language) or None


def figure(value: Any, column: Column) -> Any:
    """A figure with the decimals that the screen shows; shares and points count in percent."""
    if value is None or column.unit not in DECIMALS:
        return value
    in_percent = 100 if column.unit in ("share", "points") else 1
    return round(in_percent * value, DECIMALS[column.unit])

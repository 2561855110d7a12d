"""A downloaded file says all that the card says, and holds its numbers."""

import csv
import io

import pytest
from flask import Flask
from openpyxl import load_workbook

from components.address import Address
from components.card import answers_of
from components.documents.harmless import harmless
from components.views import VIEWS, Card, View
from components.views.paper_tables import CARDS as PAPER_CARDS
from components.views.paper_tables import TABLES
from core.language import LANGUAGES, Language, text
from core.published import EXHIBITS, printed_cells
from core.release import Release

PRINTED = {"stay"}
CASES = [(view, card) for view in VIEWS for card in view.cards]


def path_of(view: View, card: Card, shape: str) -> str:
    page = view.path if view.path != "/" else "/start"
    return f"/bestand{page}/{card.code}.{shape}"


@pytest.mark.parametrize(("view", "card"), CASES, ids=[card.code for _, card in CASES])
def test_a_csv_carries_title_source_caveat_and_link(
    server: Flask, view: View, card: Card, release: Release
) -> None:
    answer = server.test_client().get(path_of(view, card, "csv") + "?lang=en&place=GM0034")
    said = answer.data.decode("utf-8-sig")
    answers = answers_of(
        card, Address(view.path, view.parameters).having(lang="en", place=("GM0034",)), release
    )
    basis = answers[0].context.basis
    # Only what a source prints, such as the length of stay, isn't synthetic in a demo.
    assert (basis == "synthetic") == ("C17" in said) == (card.code not in PRINTED)
    for wanted in (release.id, text(f"basis.{basis}", "en"), "place=GM0034"):
        assert wanted in said
    assert card.say(answers, "en") in [
        line[0].partition(": ")[2] for line in csv.reader(io.StringIO(said)) if line
    ]


@pytest.mark.parametrize(("view", "card"), CASES, ids=[card.code for _, card in CASES])
def test_a_workbook_has_a_sheet_per_answer_and_one_on_what_it_is(
    server: Flask, view: View, card: Card, release: Release
) -> None:
    answer = server.test_client().get(path_of(view, card, "xlsx"))
    book = load_workbook(io.BytesIO(answer.data))
    answers = answers_of(card, Address(view.path, view.parameters), release)
    assert book.sheetnames[-1] == "Toelichting"
    rows = book.worksheets[1 if card.sheet else 0 : -1]
    assert len(rows) == len(answers)
    for sheet, found in zip(rows, answers, strict=True):
        assert sheet.max_row == found.frame.num_rows + 1


def test_a_file_holds_the_decimals_of_the_screen(server: Flask) -> None:
    body = server.test_client().get("/bestand/contact/scatter.csv").data.decode("utf-8-sig")
    rows = [line for line in csv.reader(io.StringIO(body)) if not line[0].startswith("#")]
    shares = [float(row[3]) for row in rows[1:] if row[3]]
    assert shares
    assert all(0 <= one <= 100 and one == round(one, 1) for one in shares)


@pytest.mark.parametrize("shape", ["-print.csv", ".xlsx"])
@pytest.mark.parametrize("exhibit", EXHIBITS)
def test_a_table_of_the_paper_comes_in_the_layout_of_the_screen(
    server: Flask, exhibit: str, shape: str, release: Release
) -> None:
    """Places in turn, groups below one another, and what is printed in a column beside."""
    card = next(one for one in PAPER_CARDS if one.code == exhibit)
    address = Address(TABLES.path, TABLES.parameters).having(year=2005, place=("GM0034",))
    body = server.test_client().get(f"/bestand/tabellen/{exhibit}{shape}{address.query()}").data

    lines = rows_of_csv(body) if shape.endswith("csv") else rows_of_first_sheet(body)
    assert card.sheet is not None
    expected = card.sheet(answers_of(card, address, release), "nl")
    for found, line in zip(lines, expected, strict=True):
        filled = [*found, *([None] * (len(line.cells) - len(found)))]
        for value, cell in zip(filled, line.cells, strict=True):
            if cell.is_figure:
                assert float(str(value)) == cell.value
            else:
                assert str(value or "").lstrip(" '") == cell.text
    heads = next(line for line in expected if line.kind == "heads")
    assert any("volgens het artikel" in cell.text for cell in heads.cells)
    assert [line.cells[0].text for line in expected if line.kind == "place"][:3] == [
        "Almere",
        "G28 (reconstructie)",
        "Nederland",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_paper_prints_is_told_in_the_language_asked(
    server: Flask, language: Language
) -> None:
    """In the rows of a file too: the paper's English words stand on no Dutch page."""
    told: dict[str, object] = {}
    for exhibit in EXHIBITS:
        address = f"/bestand/tabellen/{exhibit}.csv?v=1&exhibit={exhibit}&lang={language}"
        lines = rows_of_csv(server.test_client().get(address).data)
        head = {"nl": "Gedrukt", "en": "Printed"}[language]
        start = next(number for number, line in enumerate(lines) if head in line)
        at = lines[start].index(head)
        told |= {f"{exhibit} {number}": line[at] for number, line in enumerate(lines[start + 1 :])}
    expected = [one.words[language] for one in printed_cells()]
    assert sorted(map(str, told.values())) == sorted(map(harmless, expected))


def rows_of_csv(body: bytes) -> list[list[object]]:
    lines = list(csv.reader(io.StringIO(body.decode("utf-8-sig"))))
    assert lines[0][0].startswith("# ")
    return [[*line] for line in lines if not line[0].startswith("#")]


def rows_of_first_sheet(body: bytes) -> list[list[object]]:
    sheet = load_workbook(io.BytesIO(body)).worksheets[0]
    assert sheet.title == "Opmaak van het artikel"
    assert sheet.page_setup.orientation == "landscape"
    lines: list[list[object]] = []
    for row in sheet.iter_rows(values_only=True):
        line: list[object] = list(row)
        while line and line[-1] is None:
            line.pop()
        if line:
            lines.append(line)
    return lines


@pytest.mark.parametrize(
    "path",
    [
        "/bestand/contact/none.csv",
        "/bestand/contact/scatter.exe",
        "/bestand/contact/scatter-print.csv",
        "/bestand/tabellen/table_1-print.xlsx",
    ],
)
def test_other_files_do_not_exist(server: Flask, path: str) -> None:
    assert server.test_client().get(path).status_code == 404

"""A downloaded file says all that the card says, and holds its numbers."""

import csv
import io

import pytest
from flask import Flask
from openpyxl import load_workbook

from components.address import Address
from components.card import answers_of
from components.views import VIEWS, Card, View
from core.language import text
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
    assert len(book.sheetnames) == len(answers) + 1
    for sheet, found in zip(book.worksheets, answers, strict=False):
        assert sheet.max_row == found.frame.num_rows + 1


def test_a_file_holds_the_decimals_of_the_screen(server: Flask) -> None:
    body = server.test_client().get("/bestand/contact/scatter.csv").data.decode("utf-8-sig")
    rows = [line for line in csv.reader(io.StringIO(body)) if not line[0].startswith("#")]
    shares = [float(row[3]) for row in rows[1:] if row[3]]
    assert shares
    assert all(0 <= one <= 100 and one == round(one, 1) for one in shares)


@pytest.mark.parametrize("path", ["/bestand/contact/none.csv", "/bestand/contact/scatter.exe"])
def test_other_files_do_not_exist(server: Flask, path: str) -> None:
    assert server.test_client().get(path).status_code == 404

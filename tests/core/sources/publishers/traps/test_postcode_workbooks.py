"""Figures of postcode areas: workbooks with headings of ten rows, masks that are numbers."""

from pathlib import Path

import pytest

from tests.core.sources.publishers.traps.invented import (
    TEN,
    figure,
    found_in,
    plain,
    refusal,
    text,
    workbook,
)

MASK = -99_997
ORIGIN = (
    "Geboren in Nederland met een Nederlandse herkomst",
    "Geboren in Nederland met een Europese herkomst (excl. Nederland)",
    "Geboren in Nederland met herkomst buiten Europa",
    "Geboren buiten Nederland met een Europese herkomst (excl. Nederland)",
    "Geboren buiten Nederland met een herkomst buiten Europa",
)


def cbs_pc4(year: int, code: str = "Postcode-4", text_codes: bool = True) -> list[list[object]]:
    """Titles, three rows of headings, one of units, then ten areas of which the last is masked."""
    title = f"Inwoner, huishouden en woninggegevens naar postcode, peildatum 1 januari {year}"
    rows: list[list[object]] = [[title], ["Definitieve gegevens, versie 2"], ["Datum: 14 mei 2025"]]
    rows += [["Betekenis -99 997 =  '0 - 4 / geheim'"], [None], [None, "Inwoners"]]
    rows += [[None, "Totaal", "Geslacht", None, "Herkomst"], [code, "Totaal", "Man", "Vrouw"]]
    rows[-1] += [name.replace(" met ", " met \n") for name in ORIGIN]
    rows += [["Code", "x1", "x1", "x1", *["%"] * 5]]
    for n in TEN:
        cells = [1_000, 500, 500, 60, 0, 10, 10, 20] if n < 9 else [MASK] * 8
        rows.append([str(1011 + n) if text_codes else 1011 + n, *cells])
    return rows


@pytest.mark.parametrize(("year", "text_codes"), [(2023, True), (2024, False)])
def test_headings_of_ten_rows_and_codes_of_either_type(
    year: int, text_codes: bool, tmp_path: Path
) -> None:
    rows = cbs_pc4(year, text_codes=text_codes)
    found = found_in(workbook(tmp_path / f"pc4_{year}_v2.xlsx", rows, f"PC4_{year}_v2"))
    native = figure(found, "PC1011", "netherlands")
    assert native.value == pytest.approx(0.6)
    assert native.margin == pytest.approx(0.05)
    assert figure(found, "PC1011", "outside_europe").value == pytest.approx(0.3)
    assert figure(found, "PC1011", "outside_europe").margin == pytest.approx(0.1)
    assert {one.year for one in found.figures} == {year}


def test_the_mask_is_no_number_of_residents(tmp_path: Path) -> None:
    found = found_in(workbook(tmp_path / "pc4_2023.xlsx", cbs_pc4(2023), "PC4_2023"))
    hidden = [one for one in found.figures if one.place == "PC1020"]
    assert {one.mask for one in hidden} == {"zero_to_four"}
    assert all(one.value >= 0 for one in found.figures if not one.mask)


def test_postcodes_of_six_signs_are_refused_with_what_was_expected(tmp_path: Path) -> None:
    rows = cbs_pc4(2023, "Postcode-6")
    for n, row in enumerate(rows[-10:]):
        row[0] = f"1011A{'ABCDEFGHJK'[n]}"
    told = refusal(workbook(tmp_path / "pc6_2023.xlsx", rows, "PC6_2023"))
    assert told.startswith("pc6_2023.xlsx (PC6_2023): is of no known kind")
    assert "postcode_areas" in told


def test_a_workbook_without_a_column_of_codes_says_which_one_is_wanted(tmp_path: Path) -> None:
    told = refusal(workbook(tmp_path / "pc4_2023.xlsx", [["a", "b"]] + [[1, 2]] * 10, "blad"))
    assert "expected one such as gwb_code or Postcode-4" in told


def test_shares_of_before_2020_are_in_the_older_scheme(tmp_path: Path) -> None:
    heading = ["PC4", "INWONER", "P_NL_ACHTG", "P_WE_MIG_A", "P_NW_MIG_A"]
    rows = [[1011 + n, *([1_000, 60, 10, 30] if n < 9 else [MASK] * 4)] for n in TEN]
    found = found_in(text(tmp_path / "pc4_2018.csv", plain(heading, rows, ",")))
    assert figure(found, "PC1011", "dutch").value == pytest.approx(0.6)
    assert {one.scheme for one in found.figures} == {"origin_2005"}

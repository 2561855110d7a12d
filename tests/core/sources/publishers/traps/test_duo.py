"""DUO's pupils and schools: every encoding, line end and mask of fifteen years of files."""

import json
import math
from pathlib import Path

import pytest

from tests.core.sources.publishers.traps.invented import (
    TEN,
    found_in,
    plain,
    quoted,
    refusal,
    text,
)

HEADING = ["PEILDATUM", "GEMEENTENUMMER", "POSTCODE_LEERLING", "GEMEENTENAAM", "BRIN_NUMMER"]
HEADING += ["VESTIGINGSNUMMER", "INSTELLINGSNAAM_VESTIGING", "SOORT_PO", "LEEFTIJD_4", "TOTAAL"]
HOMES = ["8601", "8602", "8603", "8604", "8605", "8606", "  10", "  20", "  30", "  40"]
ABROAD = {"home in Belgium", "home in Germany", "home in another country", "home unknown"}


def po_2017(few: str = "3") -> list[list[object]]:
    """Numbers without their zeroes: municipality 363 or 1900, branch 0 or 1."""
    return [
        [20171001, 1900, home, "Súdwest-Fryslân", "16AH", n % 2, "De Fûgel", "Bo", 1, count]
        for n, (home, count) in enumerate(
            zip(HOMES, [20, 15, 10, 12, few, few, 2, 1, 1, 4], strict=True)
        )
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "mac_roman"])
def test_any_encoding_gives_the_same_pupils_and_names(encoding: str, tmp_path: Path) -> None:
    content = plain(HEADING, po_2017())
    if encoding == "mac_roman":
        content = content.replace("\n", "\r")
    found = found_in(text(tmp_path / "po.csv", content, encoding))
    assert sum(one.people for one in found.flows) == 20 + 15 + 10 + 12 + 3 + 3
    assert {(one.code, one.name, one.municipality) for one in found.units} == {
        ("16AH00", "De Fûgel", "GM1900"),
        ("16AH01", "De Fûgel", "GM1900"),
    }
    assert {one.year for one in found.flows} == {2017}


def test_homes_that_are_no_place_are_left_out_by_what_they_are(tmp_path: Path) -> None:
    found = found_in(text(tmp_path / "po.csv", plain(HEADING, po_2017())))
    assert found.reports[0].dropped == dict.fromkeys(ABROAD, 1)


def test_a_name_of_a_file_may_be_garbled(tmp_path: Path) -> None:
    found = found_in(text(tmp_path / "S˙dwest-Frysl‚n.csv", plain(HEADING, po_2017())))
    assert len(found.flows) == 6


@pytest.mark.parametrize("few", ["<5", "< 5", "-1"])
def test_few_pupils_are_one_to_four_and_never_minus_one(few: str, tmp_path: Path) -> None:
    found = found_in(text(tmp_path / "po.csv", plain(HEADING, po_2017(few))))
    of_few = [one for one in found.flows if one.home in ("PC8605", "PC8606")]
    assert {(one.lower, one.upper) for one in of_few} == {(1.0, 4.0)}


def portal(homes: list[str]) -> list[list[object]]:
    return [
        ["16AH", f"16AH0{n % 2}", "BO", 2023, home, count]
        for n, (home, count) in enumerate(
            zip(homes, [20, 15, 10, 12, 9, 8, 7, 6, 5, "<5"], strict=True)
        )
    ]


PORTAL = ["INSTELLINGSCODE", "VESTIGINGSCODE", "TYPE_PO", "PEILJAAR", "POSTCODE4_DEELNEMER"]
PORTAL += ["AANTAL_LEERLINGEN"]


def test_the_new_portal_writes_commas_and_noughts_for_unknown(tmp_path: Path) -> None:
    homes = [*(str(8601 + n) for n in range(9)), "0000"]
    found = found_in(text(tmp_path / "brin6_pc4.csv", plain(PORTAL, portal(homes), ",")))
    assert len(found.flows) == 9
    assert found.reports[0].dropped == {"home unknown": 1}
    assert {one.year for one in found.flows} == {2023}


def test_the_interface_of_the_portal_gives_the_same_as_records(tmp_path: Path) -> None:
    homes = [str(8601 + n) for n in TEN]
    records = [dict(zip(PORTAL, row, strict=True)) for row in portal(homes)]
    records[9]["AANTAL_LEERLINGEN"] = -1
    content = json.dumps({"success": True, "result": {"records": records}})
    found = found_in(text(tmp_path / "datastore.json", content))
    last = next(one for one in found.flows if one.home == "PC8610")
    assert (last.lower, last.upper) == (1.0, 4.0)


@pytest.mark.parametrize("year", [2012, 2017])
def test_secondary_schools_count_by_year_of_study(year: int, tmp_path: Path) -> None:
    """A row of six counts; one to four pupils in each of two of them are two to eight."""
    heading = ["BRIN NUMMER", "VESTIGINGSNUMMER", "INSTELLINGSNAAM VESTIGING", "POSTCODE LEERLING"]
    heading += [f"LEER- OF VERBLIJFSJAAR {n}" for n in range(1, 7)]
    rows: list[list[object]] = [
        ["00AQ", n % 3, "Lyceum", 8601 + n, 10, 9, 8, 7, 6, 5] for n in range(9)
    ]
    rows.append(["00AQ", "0", "Lyceum", 8610, "<5", "<5", 0, 0, 0, 0])
    name = f"02.-leerlingen-per-vestiging-naar-postcode-en-leerjaar-{year}.csv"
    found = found_in(text(tmp_path / name, plain(heading, rows), "cp1252"))
    assert {one.unit for one in found.flows} == {"00AQ00", "00AQ01", "00AQ02"}
    assert {one.people for one in found.flows if one.home != "PC8610"} == {45.0}
    masked = next(one for one in found.flows if one.home == "PC8610")
    assert (masked.lower, masked.upper) == (2.0, 8.0)
    assert {one.year for one in found.flows} == {year}


def test_pupils_without_a_year_are_refused_with_the_way_out(tmp_path: Path) -> None:
    rows = [row[1:] for row in po_2017()]
    told = refusal(text(tmp_path / "po.csv", plain(HEADING[1:], rows)))
    assert "does not say of which year it is" in told
    assert "--year" in told


def test_addresses_of_secondary_schools_name_them_without_coordinates(tmp_path: Path) -> None:
    """Numbers with their zeroes, a blank for nothing, a postcode in two parts, doubled quotes."""
    heading = ["PROVINCIE", "BRIN NUMMER", "VESTIGINGSNUMMER", "VESTIGINGSNAAM", "STRAATNAAM"]
    heading += ["POSTCODE", "GEMEENTENUMMER", "DENOMINATIE"]
    rows = [
        ["Drenthe", "00AQ", f"00AQ{n:02d}", 'Scholen "De Brink"', "Laan", "9406 NN", "0106", " "]
        for n in TEN
    ]
    file = text(tmp_path / "02.-alle-vestigingen-vo-2024.csv", quoted(heading, rows), "cp1252")
    found = found_in(file)
    assert [one.code for one in found.units] == [f"00AQ{n:02d}" for n in TEN]
    first = found.units[0]
    assert (first.name, first.municipality) == ('Scholen "De Brink"', "GM0106")
    assert first.postcode_area == "PC9406"
    assert math.isnan(first.longitude)


def test_coordinates_of_2013_are_metres_in_a_file_of_an_old_mac(tmp_path: Path) -> None:
    heading = ["brin6", "naam", "pc6", "gemcode", "xcoord", "ycoord"]
    rows = [
        [f"16A{letter}00", "'t Sänd", "1011 AB", 363, 121_000 + n, 487_000]
        for n, letter in enumerate("ABCDEFGHJK")
    ]
    content = plain(heading, rows).replace("\n", "\r")
    found = found_in(text(tmp_path / "bo_jan2013.csv", content, "mac_roman"))
    assert found.units[0].name == "'t Sänd"
    assert found.units[0].longitude == pytest.approx(4.88, abs=0.05)
    assert found.units[0].latitude == pytest.approx(52.37, abs=0.05)

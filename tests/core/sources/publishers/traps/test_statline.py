"""Tables as StatLine hands them out: padded, quoted, numbered, and missing in two ways."""

import json
import math
from pathlib import Path

import pytest

from tests.core.sources.publishers.traps.invented import (
    TEN,
    figure,
    found_in,
    quoted,
    refusal,
    report_on,
    text,
)

BUURTEN = [f"BU0363{n:04d}" for n in TEN]
ORIGIN = (
    *("WestersTotaal", "NietWestersTotaal", "Marokko", "NederlandseAntillenEnAruba"),
    *("Suriname", "Turkije", "OverigNietWesters"),
)


def key_figures(first: int = 17, missing: str = "       .", padded: bool = True) -> str:
    """KWB: the columns of origin are numbered from another position each year."""
    heading = ["ID", "WijkenEnBuurten", "Gemeentenaam_1", "SoortRegio_2", "Codering_3"]
    heading += ["AantalInwoners_5", *(f"{name}_{first + i}" for i, name in enumerate(ORIGIN))]
    rows = []
    for n, code in enumerate(BUURTEN):
        counts = ["     800", "     100", "     250", "      40", "      10", "      60"]
        counts += ["      50", "      90"]
        if n == 9:
            counts = ["      20", *[missing] * 7]
        row = [str(n), code, "Amsterdam".ljust(40), "Buurt".ljust(10), code, *counts]
        rows.append(row if padded else [cell.strip() for cell in row])
    return quoted(heading, rows)


@pytest.mark.parametrize("first", [13, 17, 22])
def test_columns_are_told_by_their_stem_whatever_their_number_is_that_year(
    first: int, tmp_path: Path
) -> None:
    found = found_in(text(tmp_path / "84583NED.csv", key_figures(first)))
    assert figure(found, "BU03630000", "western").value == 100
    assert figure(found, "BU03630000", "turkish").value == 50
    assert figure(found, "BU03630000", "dutch").value == 800 - 100 - 250
    assert {one.year for one in found.figures} == {2019}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_mark_of_the_encoding_may_stand_there_or_not(encoding: str, tmp_path: Path) -> None:
    report = report_on(text(tmp_path / "84583NED.csv", key_figures(), encoding))
    assert (report.read, sum(report.dropped.values())) == (10, 0)


def test_padding_changes_nothing(tmp_path: Path) -> None:
    padded = found_in(text(tmp_path / "84583NED.csv", key_figures()))
    plain = found_in(text(tmp_path / "84583NED.csv", key_figures(padded=False)))
    assert repr(padded.figures) == repr(plain.figures)
    assert {one.name for one in padded.places} == {one.name for one in plain.places}


@pytest.mark.parametrize(("missing", "mask"), [("       .", "secret"), ("", "no_data")])
def test_untyped_and_typed_exports_miss_in_their_own_way_and_neither_is_nobody(
    missing: str, mask: str, tmp_path: Path
) -> None:
    found = found_in(text(tmp_path / "84583NED.csv", key_figures(missing=missing)))
    for category in ("western", "moroccan", "dutch"):
        one = figure(found, "BU03630009", category)
        assert one.mask == mask
        assert math.isnan(one.value)
    assert figure(found, "BU03630009", "all").value == 20


def test_a_table_without_a_year_says_how_to_tell_it(tmp_path: Path) -> None:
    told = refusal(text(tmp_path / "export.csv", key_figures()))
    assert told.startswith("export.csv: does not say of which year it is; expected")
    assert "--year" in told


def portal(missing: str, sheet: str = "84583NED") -> str:
    """What the portal's button gives: paths as headings, decimal commas, a closing line."""
    group = "Bevolking/Migratieachtergrond"
    heading = ["Wijken en buurten", "Regioaanduiding/Codering (code)"]
    heading += ["Bevolking/Aantal inwoners (aantal)", f"{group}/Westers totaal (aantal)"]
    heading += [f"{group}/Niet-westers/Niet-westers totaal (aantal)"]
    heading += ["Nabijheid/Afstand tot huisartsenpraktijk (km)"]
    heading += ["Nabijheid/Afstand tot grote supermarkt (km)"]
    rows = [
        [f"Buurt {n}", code, "800", "100", "250", "0,4", "1,3"] for n, code in enumerate(BUURTEN)
    ]
    rows[9][3:5] = [missing, missing]
    return quoted(heading, rows) + '"Bron: CBS"\n'


@pytest.mark.parametrize("missing", [".", "x", ""])
def test_the_portal_s_own_csv_is_read_with_and_without_signs(missing: str, tmp_path: Path) -> None:
    found = found_in(text(tmp_path / "84583NED.csv", portal(missing)), lines=11)
    assert figure(found, "BU03630000", "dutch").value == 450
    assert math.isnan(figure(found, "BU03630009", "western").value)
    near = {one.indicator: one.value for one in found.conditions if one.place == "BU03630003"}
    assert near == {"distance_gp_km": 0.4, "distance_supermarket_km": 1.3}
    assert {tuple(one.dropped) for one in found.reports} == {("closing line of the publisher",)}


def by_origin(
    region: str, origin: str, rows: list[tuple[str, str, str, str]], more: str = ""
) -> str:
    """One row per region, period and category, as OData gives them."""
    dimensions = ["Geslacht", "Leeftijd", *([more] if more else [])]
    heading = ["ID", *dimensions, origin, region, "Perioden", "Bevolking_1"]
    totals = {"Geslacht": "T001038", "Leeftijd": "10000", more: "T001040"}
    cells = [totals[one] for one in dimensions]
    return quoted(heading, [[str(n), *cells, *row] for n, row in enumerate(rows)])


def test_the_older_table_of_municipalities_gives_the_groups_of_2005(tmp_path: Path) -> None:
    keys = {"T001040": 1000, "1012600": 550, "2012655": 150, "2012657": 300, "H008766": 90}
    keys |= {"H008673": 80, "H008751": 40, "H007119": 20}
    rows = [(key, "GM0363", "2019JJ00", f"{count:8d}") for key, count in keys.items()]
    rows += [("T001040", "GM0501", "2019JJ00", ""), ("1012600", "GM0501", "2019JJ00", "")]
    table = by_origin("RegioS", "Migratieachtergrond", rows, "Generatie")
    found = found_in(text(tmp_path / "84910NED.csv", table))
    shown = {one.category: one.value for one in found.figures if one.scheme == "origin_2005"}
    assert (shown["all"], shown["dutch"], shown["non_western"]) == (1000, 550, 300)
    assert (shown["turkish"], shown["antillean"]) == (90, 20)
    reason = "area without figures in that year, as abolished municipalities"
    assert found.reports[0].dropped == {reason: 2}


def test_the_padded_key_of_the_country_is_the_country(tmp_path: Path) -> None:
    counts = {"T001040": 1000, "1012600": 700, "H007933": 100, "H008859": 200}
    rows = [
        (key, region, period, f"{count:8d}")
        for region, period in (("NL01  ", "2023JJ00"), ("GM0363", "2023JJ00"))
        for key, count in counts.items()
    ]
    rows += [("T001040", "CR23  ", "2023JJ00", "     300"), ("T001040", "PV27  ", "", "     100")]
    found = found_in(text(tmp_path / "85458NED.csv", by_origin("RegioS", "Herkomstland", rows)))
    assert figure(found, "NL01", "netherlands").value == 700
    assert {one.place for one in found.figures} == {"NL01", "GM0363"}


def test_countries_of_origin_and_of_birth_are_told_apart(tmp_path: Path) -> None:
    """Born here or abroad is the generation of who has an origin elsewhere."""
    rows = []
    for birth, counts in {
        "T001638": {"T001040": 1000, "1012600": 600, "H007933": 150, "H008859": 250},
        "A051735": {"T001040": 780, "1012600": 590, "H007933": 60, "H008859": 130},
    }.items():
        rows += [(birth, key, f"{count:8d}") for key, count in counts.items()]
    rows += [("A051736", "T001040", "     220"), ("A999999", "T001040", "       1")]
    heading = ["ID", "Geboorteland", "Herkomstland", "RegioS", "Perioden", "Bevolking_1"]
    lines = [[n, b, o, "GM0363", "2024JJ00", c] for n, (b, o, c) in enumerate(rows)]
    found = found_in(text(tmp_path / "85458NED.csv", quoted(heading, lines)))
    assert figure(found, "GM0363", "europe").value == 150
    assert figure(found, "GM0363", "europe", "second").value == 60
    assert found.reports[0].dropped["part of a total (one sex, age, generation or birthplace)"] == 1


def test_postcode_areas_have_keys_of_their_own_and_rounded_counts(tmp_path: Path) -> None:
    counts = {"T001040": 500, "1012600": 300, "2012655": 50, "2012657": 150, "H008766": 40}
    rows = [
        (key, postcode, "2022JJ00", f"{count:8d}")
        for postcode in ("PC1011", "PC1012")
        for key, count in counts.items()
    ]
    table = by_origin("Postcode", "Migratieachtergrond", rows)
    found = found_in(text(tmp_path / "83503NED.csv", table))
    assert figure(found, "PC1011", "dutch").value == 300
    assert {one.margin for one in found.figures} == {4.0}


def test_the_rows_of_a_service_are_read_as_the_file_is(tmp_path: Path) -> None:
    """``TypedDataSet?$format=json``: numbers, and null where there is none."""
    rows = []
    for n, code in enumerate(BUURTEN):
        row = {"ID": n, "WijkenEnBuurten": code, "Codering_3": code, "AantalInwoners_5": 800}
        counts = (100, 250, 40, 10, 60, 50, 90) if n < 9 else [None] * 7
        rows.append(
            row | {f"{o}_{17 + i}": v for i, (o, v) in enumerate(zip(ORIGIN, counts, strict=True))}
        )
    content = json.dumps({"odata.metadata": "84583NED", "value": rows})
    found = found_in(text(tmp_path / "84583NED.json", content))
    assert figure(found, "BU03630000", "dutch").value == 450
    assert figure(found, "BU03630009", "western").mask == "no_data"


def test_percentages_that_tell_of_income_are_kept_beside_origin(tmp_path: Path) -> None:
    heading, *rows = key_figures(padded=False).splitlines()
    more = ['"k_40PersonenMetLaagsteInkomen_73"', *['"39.3"'] * len(rows)]
    lines = [f"{line};{cell}" for line, cell in zip((heading, *rows), more, strict=True)]
    found = found_in(text(tmp_path / "84583NED.csv", "\n".join(lines) + "\n"))
    assert {(one.indicator, one.value) for one in found.conditions} == {
        ("low_income_percent", 39.3)
    }

"""Figures between and of areas: commuters, and the Leefbaarometer."""

import math
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.core.sources.publishers.traps.invented import (
    IN_DEGREES,
    TEN,
    found_in,
    geojson,
    plain,
    quoted,
    refusal,
    text,
)

WORK = ["ID", "WoonregioS", "WerkregioS", "Perioden", "BanenVanWerknemers_1"]


def test_commuters_of_2016_bear_the_codes_of_2016(tmp_path: Path) -> None:
    """Nothing but the codes says of which year they are."""
    homes = ["GM0844", "GM0846", "GM0860", "GM0363", "GM0344", "GM0518", "GM0599", "GM0772"]
    rows = [[home, "GM0363", 120 + n] for n, home in enumerate([*homes, "GM0855", "GM0796"])]
    heading = ["muni_from", "muni_to", "value"]
    found = found_in(text(tmp_path / "commuting_total.csv", plain(heading, rows, ",")))
    assert {one.year for one in found.flows} == {2016}
    assert found.flows[0].people == 120
    assert "says no year" in found.reports[0].notes[0]


def test_thousands_with_a_decimal_are_persons_to_within_fifty(tmp_path: Path) -> None:
    rows = [[n, "GM0363", f"GM{n + 1:04d}", "2021JJ00", "     0.4"] for n in range(8)]
    rows += [[8, "GM0363", "GM0363", "2021JJ00", "       ."]]
    rows += [[9, "GM0363", "GM0344", "2021JJ00", "     0.0"]]
    found = found_in(text(tmp_path / "85481NED.csv", quoted(WORK, rows)))
    assert {(one.lower, one.upper) for one in found.flows[:8]} == {(350.0, 450.0)}
    nobody_or_few = found.flows[8:]
    assert [(one.lower, one.upper) for one in nobody_or_few] == [(0.0, 50.0)]
    assert found.reports[0].dropped == {"pair without employees": 1}


def test_commuters_between_corop_regions_are_refused(tmp_path: Path) -> None:
    rows = [[n, f"CR{n + 1:02d}  ", "CR23  ", "2014JJ00", "     1.2"] for n in TEN]
    told = refusal(text(tmp_path / "81252NED.csv", quoted(WORK, rows)))
    assert told.startswith("81252NED.csv: not one of its 10 rows can be used")
    assert "not between two municipalities" in told


SCORES = {"kscore": 5, "afw": -0.08, "won": 0.01, "fys": -0.02, "vrz": 0.03, "soc": -0.04}


def test_scores_that_lie_within_an_attribute_are_found(tmp_path: Path) -> None:
    """``properties.raw``, with the year as text."""
    raw = [{"year": "2024", "onv": 0.05, **SCORES}] * 10
    columns: dict[str, Sequence[object]] = {"bu_code": [f"BU0363{n:04d}" for n in TEN], "raw": raw}
    found = found_in(geojson(tmp_path / "buurtscore24.geojson", columns, IN_DEGREES))
    first = {o.indicator: o.value for o in found.conditions if o.place == "BU03630000"}
    assert first["liveability_class"] == 5
    assert first["liveability"] == pytest.approx(-0.08)
    assert first["liveability_nuisance"] == pytest.approx(0.05)
    assert {one.year for one in found.conditions} == {2024}


def test_an_area_without_a_score_is_not_nought(tmp_path: Path) -> None:
    heading = ["bu_code", "year", *SCORES]
    rows = [[f"BU0363{n:04d}", "2024", *SCORES.values()] for n in range(9)]
    rows.append(["BU03630009", "2024", *[""] * 6])
    found = found_in(text(tmp_path / "scores.csv", plain(heading, rows, ",")))
    hidden = [one for one in found.conditions if one.place == "BU03630009"]
    assert {one.mask for one in hidden} == {"no_data"}
    assert all(math.isnan(one.value) for one in hidden)

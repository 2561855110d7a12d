"""A release holds what plain pandas and statsmodels find, number for number."""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pytest

from core.bench.records import SAMPLE, write_records
from core.bundle import open_bundle
from core.release.build import build
from tests.oracles import lattice_pandas
from tests.oracles.codebook import BANDS, DIMS
from tests.oracles.lattice_people import TRAITS
from tests.worlds import EXACT

STANDARD_ERRORS = ("se_intercept", "se_slope")


@dataclass(frozen=True)
class Judged:
    """One bundle, counted by us and by the oracle."""

    release: Path
    oracle: Path

    def side_by_side(self, table: str, keys: list[str]) -> tuple[pd.DataFrame, pd.DataFrame]:
        """The same rows and figures of both; rows that one side lacks are there, empty."""
        wanted = pd.read_parquet(self.oracle / f"{table}.parquet").set_index(keys)
        found = pd.read_parquet(self.release / f"{table}.parquet")
        names = [key for key in keys if key not in ("year", "threshold")]
        found = found.astype(dict.fromkeys(names, "str")).set_index(keys)[list(wanted)]
        return found.align(wanted, axis=0)


@pytest.fixture(
    scope="module",
    params=["a small country", pytest.param("200,000 people", marks=pytest.mark.slow)],
)
def judged(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Judged:
    folder = tmp_path_factory.mktemp("judged")
    if request.param == "a small country":
        bundle = request.getfixturevalue("small_bundle")
        oracle = request.getfixturevalue("small_lattice")
    else:
        bundle, oracle = write_records(folder / "bundle", SAMPLE), folder / "oracle"
        lattice_pandas.main([str(bundle), "--out", str(oracle)])
    return Judged(build(open_bundle(bundle), folder / "releases", protection=EXACT).path, oracle)


def require_equal(found: pd.DataFrame, wanted: pd.DataFrame, within: float) -> None:
    """Equal within this, and undefined in the same places."""
    pd.testing.assert_frame_equal(
        found.astype("float64"), wanted.astype("float64"), rtol=0, atol=within
    )


@pytest.mark.parametrize(
    ("table", "more_keys"), [("opportunity", []), ("accumulation", ["threshold"])]
)
def test_every_node_has_the_people_and_shares_of_the_oracle(
    judged: Judged, table: str, more_keys: list[str]
) -> None:
    found, wanted = judged.side_by_side(table, [*DIMS, *more_keys])
    require_equal(found, wanted, 1e-9)


def test_every_gap_band_has_the_people_of_the_oracle(judged: Judged) -> None:
    found, wanted = judged.side_by_side("compensation", [*DIMS, "residents"])
    require_equal(found, wanted, 0)
    assert list(found) == list(BANDS)


def test_every_line_is_that_of_the_oracle_and_undefined_where_it_is(judged: Judged) -> None:
    found, wanted = judged.side_by_side("relation", DIMS)
    figures = [name for name in wanted if name not in STANDARD_ERRORS]
    require_equal(found[figures], wanted[figures], 1e-9)


def test_every_standard_error_is_that_of_the_oracle_and_undefined_where_it_is(
    judged: Judged,
) -> None:
    found, wanted = judged.side_by_side("relation", DIMS)
    names = list(STANDARD_ERRORS)
    require_equal(found[names], wanted[names], 1e-8)
    assert wanted[names].notna().any(axis=None)


def test_the_residents_of_every_place_are_those_of_the_oracle(judged: Judged) -> None:
    keys = ["year", "level", "place", "scheme", "category", "generation"]
    found, wanted = judged.side_by_side("composition", keys)
    assert {"origin_18", "origin_2005"} == set(wanted.index.get_level_values("scheme"))
    require_equal(found, wanted, 0)


ROWS = {
    "opportunity": DIMS,
    "accumulation": [*DIMS, "threshold"],
    "compensation": [*DIMS, "residents"],
    "relation": DIMS,
    "composition": ["year", "level", "place", "scheme", "category", "generation"],
}


@pytest.mark.parametrize(("table", "keys"), ROWS.items())
def test_a_row_is_there_where_the_oracle_has_one_and_once(
    judged: Judged, table: str, keys: list[str]
) -> None:
    """Neither side has a node that the other lacks: who is nobody has no row."""
    wanted = pd.read_parquet(judged.oracle / f"{table}.parquet", columns=keys)
    found = pd.read_parquet(judged.release / f"{table}.parquet", columns=keys)
    names = [key for key in keys if key not in ("year", "threshold")]
    rows = [
        pd.MultiIndex.from_frame(one.astype(dict.fromkeys(names, "str"))) for one in (found, wanted)
    ]
    assert rows[0].is_unique
    assert len(rows[0]) == len(rows[1]) > 1000
    assert not len(rows[0].symmetric_difference(rows[1]))


def test_a_line_is_a_value_where_it_is_defined_and_else_says_why(judged: Judged) -> None:
    rows = pd.read_parquet(judged.release / "relation.parquet")
    assert ((rows["state"] == "value") == rows["slope"].notna()).all()
    assert ((rows["reason"] == "no_spread") == rows["slope"].isna()).all()
    assert 0 < rows["slope"].isna().sum() < len(rows)


@pytest.mark.parametrize("table", ["opportunity", "accumulation", "compensation", "relation"])
def test_a_breakdown_names_what_is_split(judged: Judged, table: str) -> None:
    rows = pd.read_parquet(judged.release / f"{table}.parquet")
    split = pd.Series("", index=rows.index)
    for dimension in TRAITS:
        split += (rows[dimension] != "all").map({True: f"+{dimension}", False: ""})
    assert (split.str.removeprefix("+").replace("", "none") == rows["breakdown"]).all()


def test_what_is_hard_is_among_what_was_judged(judged: Judged) -> None:
    """Single persons, kinds of residents with nobody, places without schools, no errors."""
    people = pd.read_parquet(judged.oracle / "opportunity.parquet")
    assert (people["people"] == 1).any()
    towns = people[people["level"] == "municipality"].groupby("setting")["place"].agg(set)
    assert towns["school"] < towns["work"]
    kinds = pd.read_parquet(judged.oracle / "compensation.parquet").groupby("residents").size()
    assert kinds["very_low"] < kinds["all"]
    lines = pd.read_parquet(judged.oracle / "relation.parquet")
    assert lines["se_slope"].isna().sum() > lines["slope"].isna().sum()

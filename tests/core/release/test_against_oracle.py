"""Every number of every table of a release is the one that a researcher's script finds."""

from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
import pytest

from core.bench.records import SAMPLE, Size, write_records
from core.bundle import open_bundle
from core.release.build import build
from tests.oracles import lattice_pandas

SMALL = Size(jobs=2_000, pupils=800, residents=6_000, areas=24, years=2)
TABLES = ("opportunity", "accumulation", "compensation", "relation", "composition")
DIMENSIONS = ("origin", "generation", "gender", "stratum")
KEYS = (
    *("setting", "year", "level", "place", *DIMENSIONS),
    *("threshold", "residents", "scheme", "category"),
)
COUNTS = ("people", "same_municipality", "areas", "units")
JUDGED = ("breakdown", "state", "reason")
WITHIN = {"se_intercept": 1e-8, "se_slope": 1e-8}
"""Standard errors end in the root of a difference of three large sums, which costs digits."""


class Both(NamedTuple):
    """The tables of one bundle: as released, and as the script has them."""

    bundle: Path
    released: dict[str, pd.DataFrame]
    expected: dict[str, pd.DataFrame]


def both(folder: Path, size: Size) -> Both:
    bundle = write_records(folder / "bundle", size)
    release = build(open_bundle(bundle), folder / "releases")
    released = {name: pd.read_parquet(release.path / f"{name}.parquet") for name in TABLES}
    return Both(bundle, released, lattice_pandas.release_tables(bundle))


@pytest.fixture(
    scope="module", params=[SMALL, pytest.param(SAMPLE, marks=pytest.mark.slow)], ids=str
)
def tables(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Both:
    return both(tmp_path_factory.mktemp("oracle"), request.param)


def side_by_side(tables: Both, name: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Released and expected rows, in one order, by the same keys."""
    ours, theirs = tables.released[name], tables.expected[name]
    keys = [key for key in KEYS if key in theirs]
    if name == "composition":
        assert set(ours) - set(theirs) == {"state", "reason"}
    return tuple(
        table.astype({key: "str" for key in keys if key not in ("year", "threshold")})
        .set_index(keys)
        .sort_index()
        for table in (ours, theirs)
    )


@pytest.mark.parametrize("name", TABLES)
def test_the_same_nodes_are_there_each_once(tables: Both, name: str) -> None:
    ours, theirs = side_by_side(tables, name)
    assert len(theirs) > 1000
    assert ours.index.is_unique
    assert not len(theirs.index.difference(ours.index))
    assert not len(ours.index.difference(theirs.index))


@pytest.mark.parametrize("name", TABLES)
def test_every_number_is_the_same(tables: Both, name: str) -> None:
    ours, theirs = side_by_side(tables, name)
    assert set(ours) - set(JUDGED) == set(theirs)
    for figure in theirs:
        found, wanted = (table[figure].to_numpy(np.float64) for table in (ours, theirs))
        assert (np.isnan(found) == np.isnan(wanted)).all(), f"{figure}: defined on one side only"
        within = 0 if theirs[figure].dtype.kind == "i" else WITHIN.get(figure, 1e-9)
        np.testing.assert_allclose(found, wanted, rtol=0, atol=within, err_msg=figure)


def test_a_line_is_a_value_where_it_is_defined(tables: Both) -> None:
    rows = tables.released["relation"]
    assert ((rows["state"] == "value") == rows["slope"].notna()).all()
    assert ((rows["reason"] == "no_spread") == rows["slope"].isna()).all()
    assert 0 < rows["slope"].isna().sum() < len(rows)


def test_a_breakdown_names_what_is_split(tables: Both) -> None:
    for name in TABLES[:4]:
        rows = tables.released[name]
        split = pd.Series("", index=rows.index)
        for dimension in DIMENSIONS:
            split += np.where(rows[dimension] == "all", "", f"+{dimension}")
        assert (split.str.removeprefix("+").replace("", "none") == rows["breakdown"]).all()


def test_what_is_hard_is_among_what_was_compared(tables: Both) -> None:
    """Single persons, groups and kinds of residents with nobody, places without schools."""
    people = tables.expected["opportunity"]
    assert (people["people"] == 1).any()
    places = {
        setting: set(rows.loc[rows["level"] == "municipality", "place"])
        for setting, rows in people.groupby("setting")
    }
    assert places["school"] < places["work"]
    whole = people[(people["level"] == "municipality") & (people["setting"] == "work")]
    assert whole.groupby(["year", "place"])["origin"].nunique().min() < 11
    residents = tables.expected["compensation"].groupby("residents", observed=True).size()
    assert residents["very_low"] < residents["all"]
    lines = tables.expected["relation"]
    assert lines["se_slope"].isna().sum() > lines["slope"].isna().sum()

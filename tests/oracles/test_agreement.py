"""The oracles were written apart and agree, so an error would have to be made twice."""

from pathlib import Path

import pandas as pd
import pytest

from core.groups.origin import ORIGIN_18
from core.groups.person import GENDER, GENERATION
from core.groups.setting import SETTINGS
from tests.oracles import codebook, six_tables_pandas, six_tables_polars

TABLES = ("relation", "accumulation", "compensation")


@pytest.fixture(scope="module")
def tables(small_bundle: Path, small_lattice: Path) -> dict[str, Path]:
    """The directory that each oracle filled for one small bundle."""
    made = {"lattice_pandas": small_lattice}
    for script in (six_tables_pandas, six_tables_polars):
        name = script.__name__.rpartition(".")[2]
        made[name] = small_bundle.with_name(name)
        script.main([str(small_bundle), "--out", str(made[name])])
    return made


def side_by_side(first: Path, second: Path, table: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows of the first table, and those of the second for the same nodes."""
    one, other = (pd.read_parquet(folder / f"{table}.parquet") for folder in (first, second))
    keys = [*codebook.DIMS, *({"threshold", "residents"} & set(one))]
    figures = [column for column in one if column not in keys]
    one, other = one.set_index(keys)[figures].sort_index(), other.set_index(keys)[figures]
    return one, other.reindex(one.index)


@pytest.mark.parametrize("table", TABLES)
def test_polars_finds_what_pandas_finds(tables: dict[str, Path], table: str) -> None:
    pandas, polars = side_by_side(tables["six_tables_pandas"], tables["six_tables_polars"], table)
    pd.testing.assert_frame_equal(pandas, polars, check_dtype=False, rtol=0, atol=1e-9)


@pytest.mark.parametrize("table", TABLES)
def test_the_whole_lattice_holds_the_six_tables(tables: dict[str, Path], table: str) -> None:
    paper, lattice = side_by_side(tables["six_tables_pandas"], tables["lattice_pandas"], table)
    if table == "relation":  # the paper gives the partial correlation for the country alone
        paper["partial_r"] = paper["partial_r"].fillna(lattice["partial_r"])
    pd.testing.assert_frame_equal(paper, lattice, check_dtype=False, rtol=0, atol=1e-9)


def test_people_add_up_over_the_municipalities(tables: dict[str, Path]) -> None:
    found = pd.read_parquet(tables["lattice_pandas"] / "opportunity.parquet")
    whole = found[(found[["origin", "generation", "gender", "stratum"]] == "all").all(axis=1)]
    people = whole.groupby(["setting", "year", "level"])["people"].sum().unstack("level")
    for level in ("landsdeel", "province", "corop", "municipality", "cluster", "postcode_area"):
        assert (people[level] == people["country"]).all()


def test_no_node_takes_more_than_three_dimensions(tables: dict[str, Path]) -> None:
    found = pd.read_parquet(tables["lattice_pandas"] / "opportunity.parquet")
    taken = (found[["origin", "generation", "gender", "stratum"]] != "all").sum(axis=1)
    assert (taken + (found["level"] != "country")).max() == 3


def test_the_codebook_says_the_same_as_the_schemes() -> None:
    for setting in SETTINGS:
        assert setting.origin.leaves == codebook.ORIGINS
        assert setting.stratum.leaves == codebook.STRATA[setting.code]
        for scheme, nodes in (
            (setting.origin, codebook.ORIGIN_NODES[setting.code]),
            (setting.stratum, codebook.STRATUM_NODES[setting.code]),
            (GENERATION, codebook.GENERATION_NODES),
            (GENDER, codebook.GENDER_NODES),
        ):
            assert nodes == {node: scheme.leaves_under(node) for node in scheme.nodes[1:]}
    assert ORIGIN_18.leaves == codebook.FINE_ORIGINS

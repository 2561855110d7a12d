"""Every number of every table of a release with pandas, for a bundle of a modest size.

    python tests/oracles/lattice_pandas.py BUNDLE --out DIRECTORY

A node is a place and a category of up to two of origin, generation, gender and level or
sector; of up to three for the country as a whole. A node without people has no row (so a
place without schools has none), nor has a kind of residents within it without people.
Municipalities without a named type stand under no type. People whose home area has no
residents in that year are left out, but count as members of their school or workplace.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # runs as a plain script

from tests.oracles.clustered_ols import COLUMNS, People, by_statsmodels, fitted
from tests.oracles.codebook import (
    BANDS,
    CELLS,
    CLUSTERS,
    DIMS,
    FINE_ORIGINS,
    GENERATION_NODES,
    GENERATIONS,
    NON_WESTERN,
    ORIGINS,
    RESIDENTS,
    SETTINGS,
    Nodes,
    alone,
)
from tests.oracles.lattice_nodes import KEYS, canonical, node_table
from tests.oracles.lattice_people import (
    LEVELS,
    THRESHOLDS,
    TRAITS,
    accumulated,
    compensated,
    read_people,
    read_places,
)

CHECKED_EVERY = 50
"""One in so many lines is held against statsmodels."""
SCHEMES = {
    "origin_18": (FINE_ORIGINS, alone(FINE_ORIGINS)),
    "origin_2005": (ORIGINS, alone(ORIGINS) | {"non_western": NON_WESTERN}),
}


def summed(
    people: pd.DataFrame, figures: pd.DataFrame, setting: str, levels: tuple[str, ...]
) -> pd.DataFrame:
    """The figures of all people added up for every node."""
    alike = pd.concat([people[["year", "home_area", *TRAITS]], figures], axis=1)
    alike = alike.groupby(["year", "home_area", *TRAITS]).sum().reset_index()
    areas = people[["home_area", *levels]].drop_duplicates()
    parts = [
        nodes.groupby(KEYS)[list(figures)].sum().reset_index().assign(level=level, setting=setting)
        for level, nodes in canonical(alike.merge(areas, on="home_area"), setting, levels)
    ]
    return pd.concat(parts, ignore_index=True)


def opportunity(people: pd.DataFrame, setting: str) -> pd.DataFrame:
    """People, how many stay in their municipality, and both mean shares."""
    figures = people[["same_municipality", "x", "y"]].assign(people=1)
    table = summed(people, figures, setting, (*LEVELS, "postcode_area"))
    table["neighbourhood_share"] = table["x"] / table["people"]
    table["setting_share"] = table["y"] / table["people"]
    columns = ["people", "same_municipality", "neighbourhood_share", "setting_share"]
    return table[DIMS + columns]


def long(
    table: pd.DataFrame, name: str, values: Sequence[int | str], columns: tuple[str, ...]
) -> pd.DataFrame:
    """The table once for each of these values, with the columns that belong to it."""
    parts = []
    for value in values:
        part = table[DIMS].copy()
        part[name] = value
        for column in columns:
            part[column] = table[value, column]
        parts.append(part)
    return pd.concat(parts, ignore_index=True)


def accumulation(people: pd.DataFrame, setting: str) -> pd.DataFrame:
    """Few natives at home, in the setting, in both or in neither, at every threshold."""
    table = summed(people, accumulated(people), setting, LEVELS)
    return long(table, "threshold", THRESHOLDS, CELLS)


def compensation(people: pd.DataFrame, setting: str) -> pd.DataFrame:
    """How the setting differs from home, for every kind of residents that is there."""
    table = summed(people, compensated(people), setting, LEVELS)
    table = long(table, "residents", RESIDENTS, BANDS)
    return table[table[list(BANDS)].sum(axis=1) > 0]


def relation(people: pd.DataFrame, setting: str) -> pd.DataFrame:
    """The line through the people of every node, one node at a time."""
    numbers = {name: number for number, name in enumerate(CLUSTERS)}
    everyone = People(
        people["x"].to_numpy(),
        people["y"].to_numpy(),
        people["home_area"].to_numpy().astype(np.int64),
        people["unit"].to_numpy().astype(np.int64),
        people["cluster"].map(numbers).to_numpy().astype(np.int64),
    )
    traits = people[["year", *LEVELS, *TRAITS]].assign(row=np.arange(len(people)))
    lines: list[dict[str, Any]] = []
    for level, nodes in canonical(traits, setting, LEVELS):
        rows = nodes["row"].to_numpy()
        for key, where in nodes.groupby(KEYS).indices.items():
            line = one_line(everyone.only(rows[where]), check=len(lines) % CHECKED_EVERY == 0)
            lines.append({"node": key, "level": level, **line})
    table = pd.DataFrame(lines).assign(setting=setting)
    table[KEYS] = table["node"].to_list()
    return table[[*DIMS, "people", *COLUMNS, "areas", "units"]]


def one_line(people: People, *, check: bool) -> dict[str, float]:
    """The row of one node, held against statsmodels if asked and all of it is defined."""
    line = fitted(people)
    if check and len(people.x) > 20 and not any(np.isnan(value) for value in line.values()):
        for name, value in by_statsmodels(people).items():
            np.testing.assert_allclose(line[name], value, rtol=1e-7, atol=1e-10, err_msg=name)
    counts = {"areas": len(np.unique(people.area)), "units": len(np.unique(people.unit))}
    return {"people": len(people.x), **line, **counts}


def composition(bundle: Path, places: pd.DataFrame) -> pd.DataFrame:
    """Residents of every place by each scheme and generation; the total of either is `all`.

    Below the municipality one of the two is always the total.
    """
    small = ("postcode_area", "district", "neighbourhood")
    levels = (*LEVELS, *small)
    residents = pd.read_parquet(bundle / "residents.parquet")
    residents = residents.join(places[[*LEVELS, "postcode_area"]], on="home_area")
    for level in ("district", "neighbourhood"):  # unknown for some: they count in none
        residents[f"{level}_code"] = residents["neighbourhood"].map(places[level])
    residents = residents.drop(columns="neighbourhood")
    residents = residents.rename(columns=lambda name: name.removesuffix("_code"))
    residents = in_nodes(residents, "generation", GENERATIONS, GENERATION_NODES)
    parts = []
    for scheme, (categories, nodes) in SCHEMES.items():
        counted = in_nodes(residents, scheme, categories, nodes)
        for level in levels:
            sums = counted.groupby(["year", level, scheme, "generation"])["people"].sum()
            people = sums.reset_index().rename(columns={level: "place", scheme: "category"})
            if level in small:
                people = people[(people["category"] == "all") | (people["generation"] == "all")]
            parts.append(people.assign(level=level, scheme=scheme))
    together: pd.DataFrame = pd.concat(parts, ignore_index=True)
    return together


def in_nodes(
    residents: pd.DataFrame, scheme: str, categories: tuple[str, ...], nodes: Nodes
) -> pd.DataFrame:
    """The residents once for every node of a scheme, its total included."""
    named = residents.assign(**{scheme: residents[scheme].map(dict(enumerate(categories)))})
    counted = named.merge(node_table(scheme, nodes | {"all": categories}), on=scheme)
    return counted.drop(columns=scheme).rename(columns={"node": scheme})


def release_tables(bundle: Path) -> dict[str, pd.DataFrame]:
    """Every table of a release, by name."""
    places = read_places(bundle)
    tables: dict[str, list[pd.DataFrame]] = {}
    for setting in SETTINGS:
        people = read_people(bundle, setting, places)
        for make in (opportunity, accumulation, compensation, relation):
            tables.setdefault(make.__name__, []).append(make(people, setting))
    tables["composition"] = [composition(bundle, places)]
    return {name: pd.concat(parts, ignore_index=True) for name, parts in tables.items()}


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bundle", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    asked = parser.parse_args(arguments)
    asked.out.mkdir(parents=True, exist_ok=True)
    for name, table in release_tables(asked.bundle).items():
        table.to_parquet(asked.out / f"{name}.parquet")


if __name__ == "__main__":
    main()

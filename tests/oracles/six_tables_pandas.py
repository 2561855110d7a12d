"""The paper's six tables with pandas and statsmodels, as a researcher would write them.

    python tests/oracles/six_tables_pandas.py BUNDLE --out DIRECTORY

Tables 1 and 4 become relation.parquet, 2 and 5 accumulation.parquet, 3 and 6
compensation.parquet, with the column names of a release.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import statsmodels.api as sm

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # runs as a plain script

from tests.oracles.codebook import (
    BANDS,
    CELLS,
    CLUSTERS,
    COUNTRY,
    DIMS,
    GENERATIONS,
    NATIVE,
    ORIGINS,
    STRATA,
    cluster_number,
    pooled_origin,
)


def home_areas(bundle: Path, year: int) -> pd.DataFrame:
    """Residents and natives of every postcode area, and its cluster."""
    columns = ["home_area", "origin_2005", "people"]
    residents = pd.read_parquet(
        bundle / "residents.parquet", columns=columns, filters=[("year", "==", year)]
    )
    residents["natives"] = residents["people"].where(residents["origin_2005"] == NATIVE, 0)
    areas = residents.groupby("home_area")[["people", "natives"]].sum().astype("int64")
    places = pd.read_parquet(bundle / "places.parquet", columns=["place_id", "parent"])
    municipality = places.set_index("place_id")["parent"].reindex(areas.index)
    areas["cluster"] = municipality.map(cluster_number)
    return areas


def people_of(bundle: Path, setting: str, year: int) -> pd.DataFrame:
    """Everyone in this setting with a counted neighbourhood, and the two shares."""
    columns = ["home_area", "unit", "origin", "generation", "stratum"]
    people = pd.read_parquet(
        bundle / f"{setting}.parquet", columns=columns, filters=[("year", "==", year)]
    )
    native = people["origin"].eq(NATIVE)
    units = native.groupby(people["unit"]).agg(members="size", native_members="sum")
    people = people.join(units, on="unit")
    people = people.join(home_areas(bundle, year), on="home_area", how="inner")
    people["x"] = people["natives"] / people["people"]
    people["y"] = people["native_members"] / people["members"]
    return people


def ols(people: pd.DataFrame) -> dict[str, float]:
    """The line of the setting's share on the neighbourhood's; undefined where x is constant."""
    x, y = people["x"], people["y"]
    if x.min() == x.max():
        return {"intercept": np.nan, "slope": np.nan, "r_squared": np.nan, "r": np.nan}
    fit = sm.OLS(y, sm.add_constant(x)).fit()
    slope = fit.params["x"]
    if y.min() == y.max():
        return {"intercept": y.iloc[0], "slope": 0.0, "r_squared": np.nan, "r": np.nan}
    r = np.sign(slope) * np.sqrt(fit.rsquared)
    return {
        "intercept": fit.params["const"],
        "slope": slope,
        "r_squared": fit.rsquared,
        "r": r,
    }


def partial_r(people: pd.DataFrame) -> float:
    """The correlation given cluster: of what is left after taking out cluster means."""
    means = people.groupby("cluster")[["x", "y"]].transform("mean")
    x, y = people["x"] - means["x"], people["y"] - means["y"]
    return float(x.corr(y))


def relation(people: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """Tables 1 and 4: one line per origin group, in the country and in each cluster."""
    for origin in ("all", *ORIGINS):
        group = people if origin == "all" else people[people["origin"] == ORIGINS.index(origin)]
        if group.empty:
            continue
        row = {"origin": origin, "people": len(group), **ols(group), "partial_r": partial_r(group)}
        yield {"level": "country", "place": COUNTRY, **row}
        for number, cluster in enumerate(CLUSTERS):
            part = group[group["cluster"] == number]
            if not part.empty:
                row = {"origin": origin, "people": len(part), **ols(part), "partial_r": np.nan}
                yield {"level": "cluster", "place": cluster, **row}


def counted(people: pd.DataFrame, setting: str) -> pd.DataFrame:
    """How many people stand in each cell of Tables 2, 3, 5 and 6, compared as whole numbers."""
    area, area_natives = people["people"], people["natives"]
    unit, unit_natives = people["members"], people["native_members"]
    gap = unit_natives * area - area_natives * unit
    whole = unit * area
    band = np.select(
        [4 * gap <= -whole, 10 * gap <= -whole, 10 * gap < whole, 4 * gap < whole], range(4), 4
    )
    keys = {
        "cluster": people["cluster"],
        "origin": people["origin"],
        "generation": people["generation"],
        "stratum": people["stratum"],
        "poor_home": 2 * area_natives < area,
        "poor_setting": 2 * unit_natives < unit,
        "band": band,
    }
    cells = pd.DataFrame(keys).groupby(list(keys)).size().rename("count").reset_index()
    return labelled(cells, setting)


def labelled(cells: pd.DataFrame, setting: str) -> pd.DataFrame:
    """The cells with names instead of codes, and groups pooled as the paper's tables do."""

    def named(column: str, names: tuple[str, ...]) -> npt.NDArray[np.object_]:
        text: npt.NDArray[np.object_] = np.array(names, dtype=object)[cells[column].to_numpy()]
        return text

    pooled = tuple(pooled_origin(setting, origin) for origin in ORIGINS)
    cell = 3 - 2 * cells["poor_home"].astype(int) - cells["poor_setting"].astype(int)
    return cells.assign(
        place=named("cluster", CLUSTERS),
        origin=named("origin", pooled),
        generation=named("generation", GENERATIONS),
        stratum=named("stratum", STRATA[setting]),
        cell=np.array(CELLS, dtype=object)[cell],
        band=named("band", BANDS),
    )


def with_totals(cells: pd.DataFrame, **totals: str) -> pd.DataFrame:
    """The cells once more for the total of each named column."""
    for column, total in totals.items():
        cells = pd.concat([cells, cells.assign(**{column: total})])
    return cells


def crossed(
    cells: pd.DataFrame, rows: list[str], column: str, names: tuple[str, ...]
) -> pd.DataFrame:
    """A table with these rows, and a column of people for each name."""
    table = cells.groupby([*rows, column])["count"].sum().unstack(fill_value=0)
    table = table.reindex(columns=list(names), fill_value=0).rename_axis(columns=None)
    return table.reset_index()


def accumulation(cells: pd.DataFrame) -> pd.DataFrame:
    """Tables 2 and 5: few natives at home, in the setting, in both or in neither."""
    groups = with_totals(cells, place=COUNTRY)
    by_stratum = groups[groups["stratum"] != "first_years"].assign(generation="all")
    by_generation = groups[groups["generation"] != "native"].assign(stratum="all")
    whole = with_totals(groups, origin="all").assign(generation="all", stratum="all")
    rows = ["place", "origin", "generation", "stratum"]
    table = crossed(pd.concat([whole, by_stratum, by_generation]), rows, "cell", CELLS)
    return table.assign(threshold=50)


def compensation(cells: pd.DataFrame) -> pd.DataFrame:
    """Tables 3 and 6: how the setting differs from home, for all and for the contact-poor."""
    cells = with_totals(cells, place=COUNTRY, origin="all").assign(residents="all")
    poor = cells[cells["poor_home"]].assign(residents="contact_poor")
    rows = ["place", "origin", "residents"]
    return crossed(pd.concat([cells, poor]), rows, "band", BANDS)


def completed(table: pd.DataFrame, setting: str, year: int) -> pd.DataFrame:
    """The table with every dimension of a release, those that play no part at their total."""
    for name in ("generation", "gender", "stratum"):
        if name not in table:
            table[name] = "all"
    table = table.assign(setting=setting, year=year)
    if "level" not in table:
        table["level"] = np.where(table["place"] == COUNTRY, "country", "cluster")
    return table[DIMS + [column for column in table if column not in DIMS]]


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bundle", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    asked = parser.parse_args(arguments)
    tables: dict[str, list[pd.DataFrame]] = {}
    for year in json.loads((asked.bundle / "bundle.json").read_text())["years"]:
        for setting in ("school", "work"):
            people = people_of(asked.bundle, setting, year)
            cells = counted(people, setting)
            made = {
                "relation": pd.DataFrame(relation(people)),
                "accumulation": accumulation(cells),
                "compensation": compensation(cells),
            }
            for name, table in made.items():
                tables.setdefault(name, []).append(completed(table, setting, year))
    asked.out.mkdir(parents=True, exist_ok=True)
    for name, parts in tables.items():
        pd.concat(parts, ignore_index=True).to_parquet(asked.out / f"{name}.parquet")


if __name__ == "__main__":
    main()

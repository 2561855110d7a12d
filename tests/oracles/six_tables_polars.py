"""The paper's six tables with streaming Polars, as fused as a good user of it would write them.

    python tests/oracles/six_tables_polars.py BUNDLE --out DIRECTORY

One pass counts the natives of every unit; a second one sums people and moments at the
finest cell. Everything in the six tables is rolled up from those few thousand cells. Made for
registers: it takes for granted that every group lives in more than one area and unit.
"""

import argparse
import json
import sys
from pathlib import Path

import polars as pl

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

KEYS = ("cluster", "origin", "generation", "stratum", "cell", "band")
MOMENTS = ("people", "x", "y", "xx", "xy", "yy")
MIDDLE = 0.75
"""Taken off every share before squaring, so that no digits are lost in the sums."""


def home_areas(bundle: Path, year: int) -> pl.LazyFrame:
    """Residents and natives of every postcode area, its cluster and its share."""
    places = pl.read_parquet(bundle / "places.parquet", columns=["place_id", "level", "parent"])
    areas = places.filter(pl.col("level") == "postcode_area")
    clusters = areas.lazy().select(
        home_area="place_id", cluster=pl.Series([cluster_number(m) for m in areas["parent"]])
    )
    people = pl.col("people").cast(pl.Int64)
    return (
        pl.scan_parquet(bundle / "residents.parquet")
        .filter(pl.col("year") == year)
        .group_by("home_area")
        .agg(n=people.sum(), k=people.filter(pl.col("origin_2005") == NATIVE).sum())
        .join(clusters, on="home_area")
        .with_columns(x=pl.col("k") / pl.col("n") - MIDDLE)
    )


def units(members: pl.LazyFrame) -> pl.LazyFrame:
    """Members and native members of every school or workplace, and its share."""
    native = (pl.col("origin") == NATIVE).cast(pl.Int64)
    counted = members.group_by("unit").agg(u=pl.len().cast(pl.Int64), s=native.sum())
    return counted.with_columns(y=pl.col("s") / pl.col("u") - MIDDLE)


def finest_cells(bundle: Path, setting: str, year: int) -> pl.DataFrame:
    """People and sums of the shares for every combination that a table tells apart."""
    members = pl.scan_parquet(bundle / f"{setting}.parquet").filter(pl.col("year") == year)
    n, k, u, s = pl.col("n"), pl.col("k"), pl.col("u"), pl.col("s")
    gap, whole = s * n - k * u, n * u
    band = (
        (4 * gap > -whole).cast(pl.Int8)
        + (10 * gap > -whole).cast(pl.Int8)
        + (10 * gap >= whole).cast(pl.Int8)
        + (4 * gap >= whole).cast(pl.Int8)
    )
    cell = 2 * (2 * k >= n).cast(pl.Int8) + (2 * s >= u).cast(pl.Int8)
    x, y = pl.col("x"), pl.col("y")
    return (
        members.join(units(members), on="unit")
        .join(home_areas(bundle, year), on="home_area")
        .with_columns(cell=cell, band=band)
        .group_by(KEYS)
        .agg(
            people=pl.len().cast(pl.Int64),
            x=x.sum(),
            y=y.sum(),
            xx=(x * x).sum(),
            xy=(x * y).sum(),
            yy=(y * y).sum(),
        )
        .collect(engine="streaming")
    )


def with_totals(cells: pl.DataFrame, **totals: str) -> pl.DataFrame:
    """The cells once more for the total of each named column."""
    for column, total in totals.items():
        cells = pl.concat([cells, cells.with_columns(pl.lit(total).alias(column))])
    return cells


def named(column: str, names: tuple[str, ...]) -> pl.Expr:
    """The names that a column's codes stand for."""
    return pl.col(column).replace_strict(dict(enumerate(names)), return_dtype=pl.String)


def relation(cells: pl.DataFrame) -> pl.DataFrame:
    """Tables 1 and 4: one line per origin group, in the country and in each cluster."""
    group = with_totals(
        cells.with_columns(place=named("cluster", CLUSTERS), origin=named("origin", ORIGINS)),
        origin="all",
    )
    within = centred(group.group_by("place", "origin").agg(pl.col(MOMENTS).sum()))
    both = with_totals(group, place=COUNTRY).group_by("place", "origin").agg(pl.col(MOMENTS).sum())
    lines = with_line(centred(both))
    partial = (
        within.group_by("origin")
        .agg(pl.col("sxx", "sxy", "syy").sum())
        .select("origin", place=pl.lit(COUNTRY), partial_r=correlation())
    )
    return lines.join(partial, on=["place", "origin"], how="left").select(
        "place", "origin", "people", "intercept", "slope", "r_squared", "r", "partial_r"
    )


def centred(sums: pl.DataFrame) -> pl.DataFrame:
    """The sums of squares around the means of each row's own people."""
    n, x, y = pl.col("people"), pl.col("x"), pl.col("y")
    return sums.with_columns(
        sxx=pl.col("xx") - x * x / n, sxy=pl.col("xy") - x * y / n, syy=pl.col("yy") - y * y / n
    )


def correlation() -> pl.Expr:
    return pl.col("sxy") / (pl.col("sxx") * pl.col("syy")).sqrt()


def with_line(sums: pl.DataFrame) -> pl.DataFrame:
    """The line of the setting's share on the neighbourhood's, and how closely it is followed."""
    slope = pl.col("sxy") / pl.col("sxx")
    mean_x, mean_y = pl.col("x") / pl.col("people"), pl.col("y") / pl.col("people")
    return sums.with_columns(
        slope=slope,
        intercept=mean_y + MIDDLE - slope * (mean_x + MIDDLE),
        r=correlation(),
        r_squared=correlation() ** 2,
    )


def labelled(cells: pl.DataFrame, setting: str) -> pl.DataFrame:
    """The cells with names instead of codes, and groups pooled as the paper's tables do."""
    pooled = tuple(pooled_origin(setting, origin) for origin in ORIGINS)
    return cells.select(
        "people",
        poor=pl.col("cell") < 2,
        place=named("cluster", CLUSTERS),
        origin=named("origin", pooled),
        generation=named("generation", GENERATIONS),
        stratum=named("stratum", STRATA[setting]),
        cell=named("cell", CELLS),
        band=named("band", BANDS),
    )


def crossed(
    cells: pl.DataFrame, rows: list[str], column: str, names: tuple[str, ...]
) -> pl.DataFrame:
    """A table with these rows, and a column of people for each name."""
    of = {name: pl.col("people").filter(pl.col(column) == name).sum() for name in names}
    return cells.group_by(rows).agg(**of)


def accumulation(cells: pl.DataFrame) -> pl.DataFrame:
    """Tables 2 and 5: few natives at home, in the setting, in both or in neither."""
    total = pl.lit("all")
    groups = with_totals(cells, place=COUNTRY)
    by_stratum = groups.filter(pl.col("stratum") != "first_years").with_columns(generation=total)
    by_generation = groups.filter(pl.col("generation") != "native").with_columns(stratum=total)
    whole = with_totals(groups, origin="all").with_columns(generation=total, stratum=total)
    rows = ["place", "origin", "generation", "stratum"]
    table = crossed(pl.concat([whole, by_stratum, by_generation]), rows, "cell", CELLS)
    return table.with_columns(threshold=50)


def compensation(cells: pl.DataFrame) -> pl.DataFrame:
    """Tables 3 and 6: how the setting differs from home, for all and for the contact-poor."""
    cells = with_totals(cells, place=COUNTRY, origin="all").with_columns(residents=pl.lit("all"))
    poor = cells.filter("poor").with_columns(residents=pl.lit("contact_poor"))
    return crossed(pl.concat([cells, poor]), ["place", "origin", "residents"], "band", BANDS)


def completed(table: pl.DataFrame, setting: str, year: int) -> pl.DataFrame:
    """The table with every dimension of a release, those that play no part at their total."""
    level = pl.when(pl.col("place") == COUNTRY).then(pl.lit("country")).otherwise(pl.lit("cluster"))
    dims = {"setting": pl.lit(setting), "year": pl.lit(year), "level": level}
    dims |= {name: pl.lit("all") for name in ("generation", "gender", "stratum")}
    table = table.with_columns(**{n: of for n, of in dims.items() if n not in table.columns})
    return table.select(*DIMS, pl.exclude(DIMS))


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bundle", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    asked = parser.parse_args(arguments)
    tables: dict[str, list[pl.DataFrame]] = {}
    for year in json.loads((asked.bundle / "bundle.json").read_text())["years"]:
        for setting in ("school", "work"):
            finest = finest_cells(asked.bundle, setting, year)
            cells = labelled(finest, setting)
            made = {
                "relation": relation(finest),
                "accumulation": accumulation(cells),
                "compensation": compensation(cells),
            }
            for name, table in made.items():
                tables.setdefault(name, []).append(completed(table, setting, year))
    asked.out.mkdir(parents=True, exist_ok=True)
    for name, parts in tables.items():
        pl.concat(parts).write_parquet(asked.out / f"{name}.parquet")


if __name__ == "__main__":
    main()

"""A7: look for cells of a place and a level or sector in which a school or employer stands out.

What is too few or too large is found anew here, from every unit's count with its noise.
"""

from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from core.cube.arrays import column, integers, values_of
from core.cube.count import prepare
from core.cube.cube import Cube
from core.cube.engine import Engine
from core.cube.moments import narrow_sql
from core.groups.scheme import ALL
from core.groups.setting import SETTINGS, WORK, Setting
from core.protection.attacks.finding import Control, Finding
from core.protection.counts import perturb_counts
from core.protection.node_counts import purpose_of
from core.protection.protection import Protection
from core.protection.states import SHOWN, Reason
from core.release import Release

FEW = {
    "school": "units < 3",
    "work": "units < 5 OR two[1] > 0.50 * jobs OR two[1] + COALESCE(two[2], 0) > 0.67 * jobs",
}
WITHHELD = (Reason.TOO_FEW_UNITS, Reason.DOMINATED)
Cell = tuple[str, str]


def standing_out(release: Release, counted: Cube, protection: Protection) -> Iterator[Finding]:
    """Figures shown although too few units, or too large ones, are behind them."""
    for setting in SETTINGS:
        years = counted.years_of(setting)
        if not years:
            continue
        refused = _refused(counted, setting, years[-1], protection)
        found = release.store.select(
            "opportunity",
            ("place", "stratum", "state", "reason"),
            {"setting": setting.code, "year": years[-1]},
        )
        rows = zip(*(found[name].to_pylist() for name in found.column_names), strict=True)
        shown = {state.name.lower() for state in SHOWN}
        rule = {reason.name.lower() for reason in WITHHELD}
        close, kept_back = 0, 0
        for place, stratum, state, reason in rows:
            if stratum != ALL and (place, stratum) in refused:
                close += state in shown
                kept_back += reason in rule
        name = f"A7 cells of too few {'employers' if setting == WORK else 'schools'} shown"
        yield Finding(name, float(close), "cells", 0.0, Control(float(kept_back), 1.0))


def _refused(counted: Cube, setting: Setting, year: int, protection: Protection) -> set[Cell]:
    """The cells whose units are too few or too large, by their counts with noise."""
    engine = counted.engine
    prepare(engine, setting, year, counted.geography, counted.lattice)
    _keep_unit_cells(engine, setting, year)
    source = "SELECT cell_place AS place, stratum, people, key_sum FROM place_units"
    if setting == WORK:
        source += " UNION ALL SELECT place, stratum, people, key_sum FROM home_units"
    units = engine.rows(
        f"""SELECT place, stratum, {narrow_sql("people")}, {narrow_sql("key_sum")}
            FROM ({source}) AS unit"""
    )
    people = perturb_counts(
        integers(units, "people").astype(np.int64),
        values_of(units, "key_sum").astype(np.uint64),
        protection.secret,
        protection.profile,
        purpose_of(setting),
    ).people
    noisy = {name: units[name] for name in ("place", "stratum")} | {"jobs": column(people)}
    engine.give("noisy_units", pa.table(noisy))
    found = engine.rows(
        f"""SELECT place, stratum
            FROM (SELECT place, stratum, COUNT(*) FILTER (WHERE jobs > 0) AS units,
                         SUM(jobs) AS jobs, MAX(jobs, 2) AS two
                  FROM noisy_units GROUP BY place, stratum) AS node
            WHERE {FEW[setting.code]}"""
    )
    codes = [code for _, code in counted.geography.nodes]
    strata = setting.stratum.nodes
    return {
        (codes[place], strata[stratum])
        for place, stratum in zip(
            found["place"].to_pylist(), found["stratum"].to_pylist(), strict=True
        )
    }


def _keep_unit_cells(engine: Engine, setting: Setting, year: int) -> None:
    """Lay out the people of every unit by level or sector: per home area and municipality."""
    sums = "SUM(people) AS people, SUM(key_sum) AS key_sum"
    engine.keep(
        "home_units",
        f"""SELECT home_area AS place, municipality, node AS stratum, unit, {sums}
            FROM (SELECT home_area, stratum, unit, COUNT(*) AS people, SUM(record_key) AS key_sum
                  FROM {setting.code} WHERE year = {year} GROUP BY home_area, stratum, unit) AS cell
            JOIN area_shares USING (home_area) JOIN stratum_nodes ON leaf = stratum
            GROUP BY home_area, municipality, node, unit""",
    )
    engine.keep(
        "place_units",
        f"""SELECT municipality AS cell_place, stratum, unit, {sums}
            FROM home_units GROUP BY municipality, stratum, unit""",
    )

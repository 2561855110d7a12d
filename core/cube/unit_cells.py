"""Who goes to which school or workplace: people and keys by place, level or sector, and unit.

Minima for units (``core.protection.units``) hold for a place and a level of school or sector;
what is split further lies within. Noise is drawn for every unit, so they come out one by one,
but only of nodes of which a few sums can't tell beforehand that no noise matters: ``Enough``.
"""

from dataclasses import dataclass

import pyarrow as pa

from core.cube.engine import Engine
from core.cube.moments import narrow_sql
from core.groups.setting import Setting

UNIT_BREAKDOWN = ("stratum",)
"""The breakdown whose nodes are judged by their units."""


@dataclass(frozen=True)
class Enough:
    """What makes a node safe whatever the noise, which is at most ``reach`` for each unit."""

    reach: int
    units: int
    largest_share: float | None = None
    two_largest_share: float | None = None

    def doubt_sql(self) -> str:
        """SQL for: noise might matter, of sums over the municipalities of a place."""
        doubts = [f"MAX(units) < {self.units}"]
        most = f"(LEAST(SUM(largest), MAX(any_unit)) + {self.reach})"
        if self.largest_share is not None:
            doubts.append(f"{most} > {self.largest_share} * SUM(least)")
        if self.two_largest_share is not None:
            doubts.append(f"2 * {most} > {self.two_largest_share} * SUM(least)")
        return " OR ".join(doubts)


def keep_unit_cells(engine: Engine, setting: Setting, year: int) -> None:
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


def drop_unit_cells(engine: Engine) -> None:
    """Let go of them: of employees there are as many as rows in the register."""
    engine.drop("home_units")
    engine.drop("place_units")


def units_of_places(engine: Engine, enough: Enough) -> pa.Table:
    """Each unit of the municipalities and larger places of which it isn't sure to be enough.

    A larger place has at least the units of one of its municipalities; its largest unit has
    at most the people of their largest units together, and at most those of any unit.
    """
    reach = enough.reach
    doubtful = f"""
        SELECT place, stratum
        FROM (SELECT cell_place, stratum, COUNT(*) FILTER (WHERE people > {reach}) AS units,
                     MAX(people) AS largest, SUM(GREATEST(people - {reach}, 0)) AS least
              FROM place_units GROUP BY cell_place, stratum) AS size
        JOIN everywhere USING (cell_place)
        JOIN (SELECT stratum, MAX(people) AS any_unit
              FROM (SELECT stratum, unit, SUM(people) AS people FROM place_units
                    GROUP BY stratum, unit) AS whole GROUP BY stratum) AS most USING (stratum)
        GROUP BY place, stratum HAVING {enough.doubt_sql()}"""
    return engine.rows(
        f"""SELECT place, stratum, {narrow_sql("people")}, {narrow_sql("key_sum")}
            FROM (SELECT place, stratum, unit, SUM(people) AS people, SUM(key_sum) AS key_sum
                  FROM ({doubtful}) AS doubtful
                  JOIN everywhere USING (place) JOIN place_units USING (cell_place, stratum)
                  GROUP BY place, stratum, unit) AS node"""
    )


def units_of_home_areas(engine: Engine) -> pa.Table:
    """Each unit of all home areas."""
    return engine.rows(
        f"""SELECT place, stratum, {narrow_sql("people")}, {narrow_sql("key_sum")}
            FROM home_units"""
    )

"""Native shares of home areas, branch schools and workplaces, as exact numbers.

A person counts in the own area, school and workplace.
"""

from core.cube.fixed_point import share_sql, shifted_share_sql
from core.groups.bands import GAP_EDGES
from core.groups.origin import NATIVE_2005, ORIGIN_2005

NATIVE_LEAF = ORIGIN_2005.leaves.index(NATIVE_2005)


def class_sql(part: str, whole: str, thresholds: tuple[int, ...]) -> str:
    """SQL for the number of thresholds (percent) that part/whole has reached."""
    reached = (
        f"CAST(100 * ({part}) >= {edge} * ({whole}) AS TINYINT)" for edge in sorted(thresholds)
    )
    return f"CAST({' + '.join(reached)} AS TINYINT)"


def area_shares(year: int, thresholds: tuple[int, ...]) -> str:
    """Each home area with its share, its class, and the edges of the gap bands.

    ``edge_i`` is the setting share at which the gap with this area reaches edge i.
    """
    edges = ", ".join(
        f"{shifted_share_sql('natives', 'residents', edge)} AS edge_{position}"
        for position, edge in enumerate(GAP_EDGES)
    )
    return f"""
        SELECT home_area, municipality, cluster, residents, natives,
               {share_sql("natives", "residents")} AS x,
               {class_sql("natives", "residents", thresholds)} AS x_class,
               {edges}
        FROM (SELECT home_area, CAST(SUM(people) AS BIGINT) AS residents,
                     CAST(SUM(CASE WHEN origin_2005 = {NATIVE_LEAF} THEN people ELSE 0 END)
                          AS BIGINT) AS natives
              FROM residents WHERE year = {year} GROUP BY home_area) AS counted
        JOIN home_areas USING (home_area)"""


def unit_shares(setting: str, year: int, thresholds: tuple[int, ...]) -> str:
    """Each branch school or workplace with its share and its class."""
    return f"""
        SELECT unit, {share_sql("natives", "members")} AS y,
               {class_sql("natives", "members", thresholds)} AS y_class
        FROM (SELECT unit, COUNT(*) AS members,
                     COUNT(*) FILTER (WHERE origin = {NATIVE_LEAF}) AS natives
              FROM {setting} WHERE year = {year} GROUP BY unit) AS counted"""


def gap_band_sql() -> str:
    """SQL for the position in GAP_BANDS of y − x; lower edges belong down, upper ones up."""
    compared = ("y > edge_0", "y > edge_1", "y >= edge_2", "y >= edge_3")
    return f"CAST({' + '.join(f'CAST({one} AS TINYINT)' for one in compared)} AS TINYINT)"


def members(setting: str, year: int) -> str:
    """FROM clause: every pupil or employee of a year beside the two shares."""
    return f"""
        (SELECT * FROM {setting} WHERE year = {year}) AS member
        JOIN area_shares USING (home_area)
        JOIN unit_shares USING (unit)"""

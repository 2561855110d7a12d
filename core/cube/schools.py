"""How many schools there are, and at how many most pupils share a kind of origin: sums of schools.

Of the whole country alone: a school by itself never leaves the count.
"""

from core.bundle import Bundle
from core.cube.engine import Engine
from core.groups.origin import ORIGIN_2005
from core.groups.setting import SCHOOL

NON_WESTERN = "non_western"


def mostly_non_western(bundle: Bundle, engine: Engine) -> dict[int, tuple[int, int]]:
    """By year, the schools of which at least half of the pupils are non-western, and all."""
    if SCHOOL.code not in bundle.tables:
        return {}
    leaves = [ORIGIN_2005.leaves.index(leaf) for leaf in ORIGIN_2005.leaves_under(NON_WESTERN)]
    members = "members_of_schools"
    engine.parquet(members, bundle.file(SCHOOL.code))
    rows = engine.rows(
        f"""SELECT year, COUNT(*) AS schools,
                   SUM(CASE WHEN 2 * part >= people THEN 1 ELSE 0 END) AS most
            FROM (SELECT year, unit, COUNT(*) AS people,
                         SUM(CASE WHEN origin IN {tuple(leaves)} THEN 1 ELSE 0 END) AS part
                  FROM {members} GROUP BY year, unit) AS school
            GROUP BY year ORDER BY year"""
    )
    return {int(row["year"]): (int(row["most"]), int(row["schools"])) for row in rows.to_pylist()}

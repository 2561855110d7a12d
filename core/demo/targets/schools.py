"""Facts about schools themselves, which a release doesn't tell: they are counted in a bundle."""

import pyarrow as pa

from core.bundle import Bundle
from core.cube.engine import DuckDbEngine
from core.demo.targets.figures import Values, percent
from core.groups.origin import ORIGIN_2005

YEAR = 2005


def schools_mostly_non_western(bundle: Bundle) -> Values:
    """The part of the schools of which at least half of the pupils are non-western."""
    leaves = [ORIGIN_2005.leaves.index(leaf) for leaf in ORIGIN_2005.leaves_under("non_western")]
    with DuckDbEngine() as engine:
        engine.parquet("school", bundle.file("school"))
        rows: pa.Table = engine.rows(
            f"""SELECT COUNT(*) AS schools, SUM(CASE WHEN 2 * part >= people THEN 1 END) AS most
                FROM (SELECT unit, COUNT(*) AS people,
                             SUM(CASE WHEN origin IN {tuple(leaves)} THEN 1 ELSE 0 END) AS part
                      FROM school WHERE year = {YEAR} GROUP BY unit) AS school"""
        )
    most = rows["most"][0].as_py() or 0
    return {"share_of_schools": percent(float(most) / rows["schools"][0].as_py())}

"""How unevenly the groups live: indices of every municipality and the country, for the release.

They are worked out here, inside the core, because they need the people of every group in every
unit before anything is rounded or withheld. Whether those counts are exact or bear noise is not
known here: who calls says under which rules the outcome may be shown.
"""

from collections.abc import Iterator, Sequence

import pyarrow as pa

from core.cube.unit_counts import UnitCounts
from core.release.segregation.differences import difference_tables
from core.release.segregation.measured import measured_blocks
from core.release.segregation.pairs import pair_blocks
from core.release.segregation.rows import table_of_blocks
from core.release.segregation.rules import EXACT, PROTECTED, Rules, rules_of

__all__ = ["EXACT", "PROTECTED", "Rules", "rules_of", "segregation_tables"]


def segregation_tables(
    counts: Sequence[UnitCounts], rules: Rules
) -> Iterator[tuple[str, pa.Table]]:
    """The rows of ``segregation``, an index at a time, and of ``segregation_difference``."""
    for _, blocks in measured_blocks(counts, rules):
        yield "segregation", table_of_blocks(blocks)
    if counts:
        # All pairs in all years are millions of rows: one year's at a time.
        for block in pair_blocks(counts[0], rules):
            yield "segregation", table_of_blocks([block])
    for table in difference_tables(counts, rules):
        yield "segregation_difference", table

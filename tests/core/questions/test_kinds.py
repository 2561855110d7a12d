"""The file of types says which types every municipality has, and which comes first."""

from dataclasses import replace

import numpy as np
import pyarrow as pa

from core.questions.gazetteer import codes_of_level
from core.questions.kinds import kinds_file
from core.questions.types import ORDER, Types
from core.release import Release

SOURCES = Types(year=2006, typed_by="sources")


def test_all_types_of_a_municipality_are_in_its_sum_and_the_first_is_its_class(
    release: Release,
) -> None:
    codes = codes_of_level(release, "municipality", 2006)
    answer = SOURCES.answer(release)
    content = kinds_file(answer, codes)
    sums = np.frombuffer(content, "<i2", len(codes), 8)
    first = np.frombuffer(content, np.uint8, len(codes), 8 + 2 * len(codes))
    at = codes.index("GM0362")  # Amstelveen, which the sources name with two types
    own = {one for n, one in enumerate(ORDER) if sums[at] >> n & 1}
    assert own == {"expat", "suburb"}
    assert ORDER[first[at]] in own
    assert ORDER[first[codes.index("GM0439")]] == "no_type"  # Purmerend has none


def test_a_municipality_that_the_answer_lacks_is_missing(release: Release) -> None:
    codes = codes_of_level(release, "municipality", 2006)
    answer = SOURCES.answer(release)
    without = answer.frame.filter(pa.compute.not_equal(answer.frame["place"], "GM0363"))
    content = kinds_file(replace(answer, frame=without), codes)
    assert content[8 + 2 * len(codes) + codes.index("GM0363")] == 254


def test_types_of_the_sources_are_said_to_be_theirs(release: Release) -> None:
    assert SOURCES.answer(release).sentence("nl").startswith("De WRR noemt 2 van de 4 gemeenten")

"""Every whole finds all of its parts, and no others."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from core.cube.members import members

PAIRS = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 9)), max_size=20)


@settings(max_examples=50, deadline=None, derandomize=True)
@given(pairs=PAIRS, wanted=st.lists(st.integers(0, 7), max_size=6))
def test_each_whole_asked_for_gets_its_parts_one_after_another(
    pairs: list[tuple[int, int]], wanted: list[int]
) -> None:
    whole, part = np.array(pairs, np.int64).reshape(-1, 2).T
    found, whose = members(whole, part).of(np.array(wanted, np.int64))
    assert list(zip(found.tolist(), whose.tolist(), strict=True)) == [
        (one, position)
        for position, asked in enumerate(wanted)
        for around, one in pairs
        if around == asked
    ]

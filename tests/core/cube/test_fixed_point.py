"""Shares as whole numbers are the nearest there are, and compare as fractions do."""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from math import floor

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from core.cube.arrays import table_of
from core.cube.engine import DuckDbEngine
from core.cube.fixed_point import ONE, share_sql, shifted_share_sql
from core.groups.bands import GAP_EDGES

Share = tuple[int, int]
WorkedOut = Callable[[str, Sequence[Share]], list[int]]
MOST_PEOPLE = 100_000_000
MOST_COMPARED = 3_000_000
"""Two denominators of this size and an edge's own multiply to less than 2⁴⁷."""

quickly = settings(max_examples=15, deadline=None, derandomize=True)


def shares(most: int) -> st.SearchStrategy[Share]:
    """Parts of wholes, of one person and of all, and everything between."""
    wholes = st.integers(1, most) | st.integers(1, 12)
    return wholes.flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole)))


every_edge = pytest.mark.parametrize("edge", GAP_EDGES, ids=str)
some_shares = st.lists(shares(MOST_PEOPLE), min_size=1)


@pytest.fixture(scope="module")
def worked_out() -> Iterator[WorkedOut]:
    """SQL on the columns ``part`` and ``whole``, worked out for each row."""
    with DuckDbEngine() as duckdb:

        def values(sql: str, rows: Sequence[Share]) -> list[int]:
            part, whole = np.array(rows, np.int64).T
            position = np.arange(len(rows))
            duckdb.give("shares", table_of({"part": part, "whole": whole, "position": position}))
            found = duckdb.rows(f"SELECT {sql} AS share FROM shares ORDER BY position")
            numbers: list[int] = found["share"].to_pylist()
            return numbers

        yield values


def nearest(share: Fraction) -> int:
    """The nearest multiple of 2⁻⁴⁸, the upper of two that are as near."""
    return floor(share * ONE + Fraction(1, 2))


@quickly
@given(rows=some_shares)
@example(rows=[(1, MOST_PEOPLE), (MOST_PEOPLE - 1, MOST_PEOPLE), (1, 1 << 49), (3, 1 << 49)])
def test_a_share_is_the_nearest_that_the_point_allows(
    worked_out: WorkedOut, rows: list[Share]
) -> None:
    expected = [nearest(Fraction(*row)) for row in rows]
    assert worked_out(share_sql("part", "whole"), rows) == expected


@every_edge
@quickly
@given(rows=some_shares)
def test_a_shifted_share_is_the_nearest_too_below_zero_as_above(
    worked_out: WorkedOut, edge: Fraction, rows: list[Share]
) -> None:
    expected = [nearest(Fraction(*row) + edge) for row in rows]
    assert worked_out(shifted_share_sql("part", "whole", edge), rows) == expected


@quickly
@given(rows=some_shares)
def test_none_and_all_are_zero_and_one_exactly(worked_out: WorkedOut, rows: list[Share]) -> None:
    wholes = [whole for _, whole in rows]
    assert set(worked_out(share_sql("part", "whole"), [(0, whole) for whole in wholes])) == {0}
    assert set(worked_out(share_sql("part", "whole"), [(whole, whole) for whole in wholes])) == {
        ONE
    }


@every_edge
@quickly
@given(pairs=st.lists(st.tuples(shares(MOST_COMPARED), shares(MOST_COMPARED)), min_size=1))
@example(pairs=[((1, 2), (3, 4)), ((1, 3), (1, 12)), ((2, 5), (1, 2)), ((1, 2), (2, 5))])
@example(pairs=[((1, MOST_COMPARED), (1, MOST_COMPARED - 1))])
def test_a_share_lies_beside_an_edge_as_its_fraction_does(
    worked_out: WorkedOut, edge: Fraction, pairs: list[tuple[Share, Share]]
) -> None:
    edges = worked_out(shifted_share_sql("part", "whole", edge), [home for home, _ in pairs])
    found = worked_out(share_sql("part", "whole"), [there for _, there in pairs])
    gaps = [Fraction(*there) - Fraction(*home) for home, there in pairs]
    sides = [(share > at, share == at) for share, at in zip(found, edges, strict=True)]
    assert sides == [(gap > edge, gap == edge) for gap in gaps]


@every_edge
@quickly
@given(rows=st.lists(shares(MOST_COMPARED // 20), min_size=1), times=st.integers(1, 20))
def test_a_tie_on_an_edge_is_a_tie_however_many_people_share_it(
    worked_out: WorkedOut, edge: Fraction, rows: list[Share], times: int
) -> None:
    edges = [Fraction(*row) + edge for row in rows]
    reaching = [(there.numerator * times, there.denominator * times) for there in edges]
    at_home = worked_out(shifted_share_sql("part", "whole", edge), rows)
    assert worked_out(shifted_share_sql("part", "whole", Fraction(0)), reaching) == at_home

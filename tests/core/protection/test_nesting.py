import numpy as np
import pytest

from core.errors import ProtectionError
from core.protection.nesting import Nesting
from tests.core.protection.samples import nested


def test_everything_below_a_hidden_cell_is_found_however_deep() -> None:
    chain = nested(5, (1, 0), (2, 1), (3, 2))
    hidden = np.array([False, True, False, False, False])
    assert chain.below(hidden).tolist() == [False, False, True, True, False]


def test_one_hidden_parent_of_several_is_enough() -> None:
    diamond = nested(4, (1, 0), (2, 0), (3, 1), (3, 2))
    assert diamond.below(np.array([False, False, True, False])).tolist() == [False] * 3 + [True]


def test_nothing_is_below_the_bottom() -> None:
    assert not nested(2, (1, 0)).below(np.array([False, True])).any()
    assert not nested(2).below(np.array([True, True])).any()


@pytest.mark.parametrize("pair", [(2, 0), (0, 2), (-1, 0), (1, 1)])
def test_pairs_outside_the_cells_or_of_a_cell_with_itself_are_refused(
    pair: tuple[int, int],
) -> None:
    with pytest.raises(ProtectionError, match="nested pairs"):
        nested(2, pair)


def test_every_pair_says_whether_it_is_identical_by_definition() -> None:
    one = np.array([1])
    with pytest.raises(ProtectionError, match="lengths"):
        Nesting(2, one, 0 * one, np.array([], np.bool_))
    with pytest.raises(ProtectionError, match="truth values"):
        Nesting(2, one, 0 * one, one)

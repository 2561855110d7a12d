"""H with other sizes of the groups is that of the units that would have them."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from core.indices import Units
from core.indices.comparison import resized
from core.indices.resized_theil import ResizedTheil
from core.indices.theil import theil_h
from tests.core.indices.worlds import generated, worlds


@given(worlds(), st.integers(0, 2**32 - 1))
def test_it_is_the_index_of_resized_units(units: Units, seed: int) -> None:
    random = np.random.default_rng(seed)
    sizes = random.integers(0, 50, units.group_totals.shape).astype(np.float64)
    found = ResizedTheil(units).of_sizes(sizes)
    assert_allclose(found, theil_h(resized(units, sizes)), atol=1e-9)


def test_all_places_with_the_sizes_of_each_other_one() -> None:
    units = generated(places=5, units=8, groups=3)
    found = ResizedTheil(units).of_each(units.group_totals)
    for row, sizes in enumerate(units.group_totals.T):
        assert_allclose(found[row], theil_h(resized(units, sizes)), atol=1e-12)
    assert_allclose(np.diagonal(found), theil_h(units), atol=1e-12)

"""Indices are made of counts with noise, and leave the build with few decimals."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from core.cube.cube import cube
from core.cube.engine import DuckDbEngine
from core.errors import ProtectionError
from core.protection.indices import index_rows, residents_with_noise
from core.protection.profiles import PUBLIC, WORKBENCH
from core.protection.protection import Protection
from tests.core.protection.samples import SEED
from tests.worlds import EXACT, NOISY, draw_world


def test_residents_get_noise_but_no_rounding_and_are_exact_for_the_workbench(
    tmp_path: Path,
) -> None:
    residents = "home origin people\nPC1011 dutch 4000\nPC1012 dutch 4000\nPC1181 turkish 4000"
    world = draw_world(tmp_path, residents=residents, keyed=True)
    with DuckDbEngine() as engine:
        (found, *_) = cube(world, engine).compositions()
    exact = residents_with_noise(found, EXACT)
    noisy = residents_with_noise(found, NOISY)
    assert set(exact.ravel().tolist()) == {0, 4000, 8000, 12000}
    assert 0 < np.abs(noisy - exact).max() <= PUBLIC.table.max_noise
    assert np.any(noisy % 5 != 0)


@pytest.mark.parametrize(("index", "decimals"), [("dissimilarity", 2), ("theil_h", 3)])
def test_an_index_with_a_decimal_more_stays_inside(index: str, decimals: int) -> None:
    values = [round(1 / 7, decimals), round(1 / 7, decimals + 1)]
    rows = pa.table({"index": [index, index], "value": values, "state": ["value", "value"]})
    with pytest.raises(ProtectionError, match=f"{index} have more than {decimals} decimals"):
        index_rows("segregation", rows, NOISY)
    assert index_rows("segregation", rows, EXACT).rows == rows
    assert index_rows("segregation", rows.slice(0, 1), NOISY).profile is PUBLIC


def test_a_profile_that_draws_noise_demands_a_seed() -> None:
    with pytest.raises(ProtectionError, match="needs a seed"):
        Protection(PUBLIC)
    with pytest.raises(ProtectionError, match="needs no seed"):
        Protection(WORKBENCH, SEED)

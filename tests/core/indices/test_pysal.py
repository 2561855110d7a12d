"""Where PySAL has an index too, it is the same number to 1e-12."""

import importlib
import warnings
from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd
import pytest
from numpy.testing import assert_allclose

from core.indices import INDICES, Units
from core.indices.atkinson import group_atkinson
from tests.core.indices.worlds import counts_of

CLOSE = 1e-12
OURS = {index.code: index.function for index in INDICES}


@pytest.fixture(scope="module")
def pysal() -> Iterator[Any]:
    """PySAL, kept from changing numpy's error state and from warning about pandas 3."""
    pytest.importorskip("segregation", exc_type=ImportError)
    with np.errstate(divide="ignore", invalid="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield importlib.import_module("segregation")


def places(groups: int) -> list[Units]:
    """Places as they come: small and large, some units empty, everyone present somewhere."""
    random = np.random.default_rng(18)
    made = []
    for scale in (0.4, 3.0, 60.0, 900.0):
        counts = random.poisson(random.gamma(0.4, scale, (30, groups)))
        counts[3] = 0
        counts[0] += 1
        made.append(Units.of_one_place(counts))
    return made


def table(units: Units) -> pd.DataFrame:
    counts = counts_of(units)
    return pd.DataFrame(counts, columns=[str(group) for group in range(counts.shape[1])])


@pytest.mark.parametrize("units", places(2))
@pytest.mark.parametrize(
    ("theirs", "ours", "group"),
    [
        ("Dissim", "dissimilarity", ()),
        ("Dissim", "group_dissimilarity", (0,)),
        ("Isolation", "isolation", (0,)),
        ("Interaction", "exposure", (0, 1)),
        ("Entropy", "theil_h", ()),
        ("Entropy", "group_theil_h", (0,)),
        ("Atkinson", "group_atkinson", (0,)),
        ("CorrelationR", "correlation_ratio", ()),
        ("CorrelationR", "group_correlation_ratio", (0,)),
    ],
)
def test_indices_of_two_groups_equal_pysal(
    pysal: Any, units: Units, theirs: str, ours: str, group: tuple[int, ...]
) -> None:
    rows = table(units)
    rows["total"] = rows.sum(axis=1)
    expected = getattr(pysal.singlegroup, theirs)(rows, "0", "total").statistic
    assert_allclose(OURS[ours](units)[(0, *group)], expected, rtol=0, atol=CLOSE)


@pytest.mark.parametrize("units", places(2))
@pytest.mark.parametrize("shape", [0.1, 0.5, 0.8])
def test_the_shape_of_atkinson_is_that_of_pysal(pysal: Any, units: Units, shape: float) -> None:
    rows = table(units)
    rows["total"] = rows.sum(axis=1)
    # its class swallows b without using it, so we ask the function behind it
    expected, _ = pysal.singlegroup.atkinson._atkinson(rows, "0", "total", b=shape)
    assert_allclose(group_atkinson(units, shape)[0, 0], expected, rtol=0, atol=CLOSE)


@pytest.mark.parametrize("units", places(18))
@pytest.mark.parametrize("group", [0, 7, 17])
def test_a_group_against_everyone_else_equals_pysal(pysal: Any, units: Units, group: int) -> None:
    rows = table(units)
    rows["total"] = rows.sum(axis=1)
    for theirs, ours in (("Dissim", "group_dissimilarity"), ("Atkinson", "group_atkinson")):
        expected = getattr(pysal.singlegroup, theirs)(rows, str(group), "total").statistic
        assert_allclose(OURS[ours](units)[0, group], expected, rtol=0, atol=CLOSE)


@pytest.mark.parametrize("units", places(18))
@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("MultiDissim", "dissimilarity"),
        ("MultiDivergence", "divergence"),
        ("MultiDivergence", "mutual_information"),
        ("MultiDiversity", "entropy"),
        ("MultiInfoTheory", "theil_h"),
        ("MultiNormExposure", "correlation_ratio"),
        ("MultiRelativeDiversity", "relative_diversity"),
        ("SimpsonsInteraction", "probability_of_difference"),
    ],
)
def test_indices_of_all_groups_equal_pysal(
    pysal: Any, units: Units, theirs: str, ours: str
) -> None:
    rows = table(units)
    expected = getattr(pysal.multigroup, theirs)(rows, list(rows)).statistic
    assert_allclose(OURS[ours](units)[0], expected, rtol=0, atol=CLOSE)


@pytest.mark.parametrize("units", places(18))
def test_the_location_quotient_equals_pysal(pysal: Any, units: Units) -> None:
    """Relative to its size, as a quotient has no upper bound."""
    rows = table(units)
    expected = pysal.local.MultiLocationQuotient(rows, list(rows)).statistics
    assert_allclose(OURS["location_quotient"](units), expected, rtol=CLOSE, atol=CLOSE)

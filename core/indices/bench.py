"""How fast the indices are against PySAL's, with equality checked on the same numbers."""

import importlib
import warnings
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from statistics import median
from time import perf_counter, process_time
from typing import Any, NamedTuple

import numpy as np

from core.errors import CoreError
from core.indices import INDICES
from core.indices.atkinson import group_atkinson
from core.indices.chance import WORKED_OUT, expected_by_lot, sampled
from core.indices.correlation_ratio import correlation_ratio
from core.indices.dissimilarity import dissimilarity
from core.indices.divergence import divergence
from core.indices.entropy import entropy
from core.indices.exposure import exposure
from core.indices.isolation import isolation
from core.indices.probability_of_difference import probability_of_difference
from core.indices.random_allocation import random_allocation
from core.indices.relative_diversity import relative_diversity
from core.indices.resampling import estimates
from core.indices.theil import theil_h
from core.indices.units import FloatArray, IntArray, Measure, Units

MUNICIPALITIES = 350
NEIGHBOURHOODS = 14_000
GROUPS = 18
TIMES_AS_FAST_ON_TWO_GROUPS = 1_000.0
TIMES_AS_FAST_ON_ALL_GROUPS = 60.0
TIMES_AS_FAST_AS_DRAWS = 2.0
DRAWS, LOTS = 25, 12
"""As few as leave a standard error to within a seventh."""
LARGEST_DIFFERENCE = 1e-12
REPEATS = 15


class Pair(NamedTuple):
    """An index of PySAL, by the name of its class, and ours on the same definition."""

    theirs: str
    ours: Measure


TWO_GROUPS = (
    Pair("Dissim", dissimilarity),
    Pair("Isolation", lambda units: isolation(units)[:, 0]),
    Pair("Interaction", lambda units: exposure(units)[:, 0, 1]),
    Pair("Entropy", theil_h),
    Pair("Atkinson", lambda units: group_atkinson(units)[:, 0]),
    Pair("CorrelationR", correlation_ratio),
)
ALL_GROUPS = (
    Pair("MultiDissim", dissimilarity),
    Pair("MultiDivergence", divergence),
    Pair("MultiDiversity", entropy),
    Pair("MultiInfoTheory", theil_h),
    Pair("MultiNormExposure", correlation_ratio),
    Pair("MultiRelativeDiversity", relative_diversity),
    Pair("SimpsonsInteraction", probability_of_difference),
)


def bench() -> list[dict[str, object]]:
    """Rows on speed against PySAL and on equality, for all municipalities at once."""
    counts, place_of_unit = generated_neighbourhoods()
    two = np.stack([counts[:, 1:].sum(axis=1), counts[:, 0]], axis=1)
    return [
        *_chance_rows(Units.by_place(counts, place_of_unit)),
        *_rows("two groups", TWO_GROUPS, two, place_of_unit, TIMES_AS_FAST_ON_TWO_GROUPS),
        *_rows(f"{GROUPS} groups", ALL_GROUPS, counts, place_of_unit, TIMES_AS_FAST_ON_ALL_GROUPS),
    ]


def _chance_rows(units: Units) -> list[dict[str, object]]:
    """What chance does to the published indices: by formulas, beside few draws of the same."""
    indices = [index for index in INDICES if index.code in WORKED_OUT]

    def drawn() -> None:
        estimates(units, indices, DRAWS)
        random_allocation(units, indices, LOTS)

    def worked_out() -> None:
        sampled(units)
        expected_by_lot(units)

    seconds = []
    for way in (worked_out, drawn):
        begin = process_time()
        way()
        seconds.append(process_time() - begin)
    what = f"chance in {len(indices)} indices of {GROUPS} groups"
    times = seconds[1] / seconds[0]
    name = f"{what}: times as fast as {DRAWS} draws and {LOTS} lots"
    return [
        _row(f"{what}: ours, processor", seconds[0] * 1e3, "ms", None, True),
        _row(name, times, "×", TIMES_AS_FAST_AS_DRAWS, times >= TIMES_AS_FAST_AS_DRAWS),
    ]


def generated_neighbourhoods() -> tuple[IntArray, IntArray]:
    """Made-up residents (neighbourhoods × groups) and the municipality of each, sorted."""
    random = np.random.default_rng(2005)
    extra = random.integers(0, MUNICIPALITIES, NEIGHBOURHOODS - 2 * MUNICIPALITIES)
    place_of_unit = np.sort(np.concatenate([np.arange(MUNICIPALITIES).repeat(2), extra]))
    usual = np.concatenate([[12.0], random.dirichlet(np.ones(GROUPS - 1)) * 3.0 + 0.05])
    mixes = random.dirichlet(usual, NEIGHBOURHOODS)
    sizes = random.lognormal(6.8, 0.9, NEIGHBOURHOODS).astype(np.int64) + 20
    # PySAL gives NaN if a municipality lacks a group, so every neighbourhood has everyone
    return random.multinomial(sizes, mixes) + 1, place_of_unit


def _rows(
    what: str, pairs: Sequence[Pair], counts: IntArray, place_of_unit: IntArray, limit: float
) -> list[dict[str, object]]:
    ours, our_seconds = _usual(lambda: _our_values(pairs, counts, place_of_unit))
    theirs, their_seconds = _pysal_values(pairs, counts, place_of_unit)
    difference = max(float(np.abs(ours[name] - theirs[name]).max()) for name in theirs)
    times = their_seconds / our_seconds
    ratio_name = f"{len(pairs)} indices of {what}: times as fast as PySAL"
    equal_name = f"{len(pairs)} indices of {what}: largest difference from PySAL"
    return [
        _row(f"{len(pairs)} indices of {what}: ours", our_seconds * 1e3, "ms", None, True),
        _row(f"{len(pairs)} indices of {what}: PySAL", their_seconds * 1e3, "ms", None, True),
        _row(ratio_name, times, "×", limit, times >= limit),
        # written so that NaN on either side fails
        _row(equal_name, difference, "", LARGEST_DIFFERENCE, difference <= LARGEST_DIFFERENCE),
    ]


def _row(name: str, figure: float, unit: str, limit: float | None, ok: bool) -> dict[str, object]:
    return {"name": name, "figure": figure, "unit": unit, "limit": limit, "ok": ok}


def _our_values(
    pairs: Sequence[Pair], counts: IntArray, place_of_unit: IntArray
) -> dict[str, FloatArray]:
    units = Units.by_place(counts, place_of_unit)
    return {pair.theirs: pair.ours(units) for pair in pairs}


def _usual(
    compute: Callable[[], dict[str, FloatArray]],
) -> tuple[dict[str, FloatArray], float]:
    seconds = []
    for _ in range(REPEATS):
        begin = perf_counter()
        values = compute()
        seconds.append(perf_counter() - begin)
    return values, median(seconds)


def _pysal_values(
    pairs: Sequence[Pair], counts: IntArray, place_of_unit: IntArray
) -> tuple[Mapping[str, FloatArray], float]:
    # PySAL changes numpy's error state for everyone and warns on pandas 3; neither may leak
    with np.errstate(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        indices = _pysal_indices(pairs, counts.shape[1])
        tables = _tables(counts, place_of_unit)
        indices[pairs[0].theirs](tables[0])  # imports and compilation don't count
        begin = perf_counter()
        values = {
            name: np.array([index(table) for table in tables]) for name, index in indices.items()
        }
        return values, perf_counter() - begin


def _pysal_indices(pairs: Sequence[Pair], groups: int) -> dict[str, Callable[[Any], float]]:
    package = "singlegroup" if groups == 2 else "multigroup"
    try:
        pysal = importlib.import_module(f"segregation.{package}")
    except ImportError as error:
        raise CoreError(
            "bench indices: the package 'segregation' (PySAL) isn't installed; the benchmark "
            "compares with it: install the project with its extra 'test'"
        ) from error
    arguments: list[Any] = ["a", "total"] if groups == 2 else [[str(g) for g in range(groups)]]
    return {
        pair.theirs: partial(_statistic, getattr(pysal, pair.theirs), arguments) for pair in pairs
    }


def _statistic(index: Callable[..., Any], arguments: list[Any], table: Any) -> float:
    return float(index(table, *arguments).statistic)


def _tables(counts: IntArray, place_of_unit: IntArray) -> list[Any]:
    # cut per municipality before the clock starts, in PySAL's favour
    pandas = importlib.import_module("pandas")
    if counts.shape[1] == 2:
        table = pandas.DataFrame({"a": counts[:, 0], "total": counts.sum(axis=1)})
    else:
        table = pandas.DataFrame(counts, columns=[str(g) for g in range(counts.shape[1])])
    return [rows.reset_index(drop=True) for _, rows in table.groupby(place_of_unit)]

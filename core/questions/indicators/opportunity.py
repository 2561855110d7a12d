"""Figures on opportunities: at home, at school and at work, of everyone who lives in a place."""

from functools import lru_cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from core.groups.scheme import ALL
from core.questions.indicators.indicator import Measured, Where
from core.questions.sentences import SHOWN
from core.release import Release


def setting_share(setting: str, release: Release, year: int, where: Where) -> Measured:
    """Mean share with a Dutch background at the school or work of a place's people."""
    rows = _rows(setting, release, year, where)
    return _measured(rows, _floats(rows, "setting_share"))


def setting_gap(setting: str, release: Release, year: int, where: Where) -> Measured:
    """That share minus the mean share in the same people's neighbourhoods."""
    rows = _rows(setting, release, year, where)
    if release.basis_of(setting) == "estimated":
        # On average no gap can come of an estimate from homes, so none is given anywhere.
        return _not_applicable(rows)
    gap = _floats(rows, "setting_share") - _floats(rows, "neighbourhood_share")
    return _measured(rows, gap)


def _not_applicable(rows: pa.Table) -> Measured:
    nothing = np.full(rows.num_rows, np.nan)
    measured = _measured(rows, nothing)
    state = np.full(rows.num_rows, "not_applicable")
    reason = np.full(rows.num_rows, "impossible")
    return Measured(measured.places, nothing, measured.people, state, reason)


def neighbourhood_share(setting: str, release: Release, year: int, where: Where) -> Measured:
    """Mean share with a Dutch background in the neighbourhoods of pupils or employees."""
    rows = _rows(setting, release, year, where)
    return _measured(rows, _floats(rows, "neighbourhood_share"))


def _rows(setting: str, release: Release, year: int, where: Where) -> pa.Table:
    everyone = _everyone(release, setting, year)
    (column, wanted), *_ = where.items()
    codes = [wanted] if isinstance(wanted, str) else wanted
    return everyone.filter(pc.is_in(everyone[column], pa.array(codes, pa.string())))


@lru_cache(maxsize=16)
def _everyone(release: Release, setting: str, year: int) -> pa.Table:
    """All origins together, at every level: few rows, and several figures need them."""
    return release.store.select(
        "opportunity",
        ("level", "place", "people", "neighbourhood_share", "setting_share", "state", "reason"),
        {"setting": setting, "year": year, "breakdown": "none", "origin": ALL},
    )


def _floats(rows: pa.Table, column: str) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return np.asarray(rows[column].cast("double").to_numpy(), np.float64)


def _measured(rows: pa.Table, value: np.ndarray[tuple[int], np.dtype[np.float64]]) -> Measured:
    state = np.array(rows["state"].to_pylist(), dtype="U16")
    reason = np.array(rows["reason"].to_pylist(), dtype="U24")
    # the share at home of an area is withheld where its composition is
    lacking = np.isnan(value) & np.isin(state, SHOWN)
    return Measured(
        tuple(rows["place"].to_pylist()),
        value,
        rows["people"].fill_null(0).to_numpy(),
        np.where(lacking, "withheld", state),
        np.where(lacking, "member_hidden", reason),
    )

"""Figures on the whole mix of a place: what of it comes from outside Europe, how far it is off."""

from typing import NamedTuple

import numpy as np

from core.groups.countries import EUROPEAN_ANGLO_SAXON
from core.groups.origin import ORIGIN_18
from core.groups.scheme import ALL
from core.questions.gazetteer import place
from core.questions.indicators.composition import Floats, Residents, residents
from core.questions.indicators.indicator import Measured, Where
from core.release import Release

MOST_HIDDEN = 0.02
"""Share of residents in withheld groups up to which a figure on the mix is given."""
WIDEST = 0.10
"""The same for a share that may be off by half of it; it is marked as less reliable."""
_BEYOND = np.array([one not in EUROPEAN_ANGLO_SAXON for one in ORIGIN_18.leaves])


class Mix(NamedTuple):
    """Shares of the eighteen groups; withheld ones take equal parts of what is left."""

    shares: Floats
    hidden_share: Floats
    """Share of residents in withheld groups."""


def mix_of(counted: Residents) -> Mix:
    """The shares of every place (places × groups)."""
    total = np.maximum(counted.people[:, :1], 1)
    known = np.where(counted.shown[:, 1:], counted.people[:, 1:], 0) / total
    hidden = ~counted.shown[:, 1:]
    rest = np.clip(1 - known.sum(axis=1), 0, 1) * hidden.any(axis=1)
    part = rest / np.maximum(hidden.sum(axis=1), 1)
    return Mix(known + hidden * part[:, None], rest)


def non_european_share(release: Release, year: int, where: Where) -> Measured:
    """Share of residents whose origin is not European or Anglo-Saxon, as the WRR draws the line."""
    counted = residents(release, year, where, (ALL, *ORIGIN_18.leaves))
    mix = mix_of(counted)
    value = np.minimum(mix.shares[:, _BEYOND].sum(axis=1), 1.0)
    # Withheld groups may all be from outside Europe, or none of them.
    measured = _told(counted, Mix(mix.shares, np.where(mix.hidden_share > WIDEST, 1.0, 0.0)), value)
    unsure = (mix.hidden_share > MOST_HIDDEN) & (measured.state == "value")
    state = np.where(unsure, "low_reliability", measured.state)
    reason = np.where(unsure, "noisy", measured.reason)
    return Measured(measured.places, measured.value, measured.people, state, reason)


def local_divergence(release: Release, year: int, where: Where) -> Measured:
    """How far the mix of an area is off that of its municipality: Σ p ln(p / P), in nats."""
    counted = residents(release, year, where, (ALL, *ORIGIN_18.leaves))
    mix = mix_of(counted)
    around = _around(release, year, counted.places)
    both = (mix.shares > 0) & (around > 0)
    ratios = np.where(both, mix.shares / np.where(both, around, 1.0), 1.0)
    value = np.maximum((mix.shares * np.log(ratios)).sum(axis=1), 0.0)
    return _told(counted, mix, np.where(around.sum(axis=1) > 0, value, np.nan))


def location_quotient(category: str, release: Release, year: int, where: Where) -> Measured:
    """Share of one group in an area, divided by its share in the municipality around."""
    counted = residents(release, year, where, (ALL, *ORIGIN_18.leaves))
    mix = mix_of(counted)
    column = ORIGIN_18.leaves.index(category)
    around = _around(release, year, counted.places)[:, column]
    value = np.where(around > 0, mix.shares[:, column] / np.where(around > 0, around, 1.0), np.nan)
    hidden = ~counted.shown[:, 1 + column]
    known = Mix(mix.shares, np.where(hidden, 1.0, 0.0))
    return _told(counted, known, value)


def _around(release: Release, year: int, codes: tuple[str, ...]) -> Floats:
    """The mix of the municipality around each area; zeros where there is none."""
    rows = (place(release, code) for code in codes)
    inside = [str(row["municipality"] or "") if row else "" for row in rows]
    wanted = tuple(sorted(set(inside) - {""}))
    shares = np.zeros((len(wanted) + 1, len(ORIGIN_18.leaves)))
    if wanted:
        counted = residents(release, year, {"place": wanted}, (ALL, *ORIGIN_18.leaves))
        found = mix_of(counted).shares
        for row, code in enumerate(counted.places):
            shares[wanted.index(code)] = found[row]
    return shares[[wanted.index(code) if code else len(wanted) for code in inside]]


def _told(counted: Residents, mix: Mix, value: Floats) -> Measured:
    """The values, withheld where too many residents are of withheld groups."""
    hidden = mix.hidden_share > MOST_HIDDEN
    defined = counted.shown[:, 0] & (counted.people[:, 0] > 0) & ~hidden
    plain = np.zeros(len(value), np.int64)
    measured = counted.measured(np.where(defined, value, np.nan), plain)
    withheld = counted.shown[:, 0] & hidden
    state = np.where(withheld, "withheld", measured.state)
    reason = np.where(withheld, "member_hidden", measured.reason)
    return Measured(measured.places, measured.value, measured.people, state, reason)

"""What an outsider can hold a count against: the least figure that is shown above it.

A count that is withheld for being nearly the whole leaves no gap. What lies within it is held
against the nearest figures shown above instead, so any two figures of which one is part of the
other, however far apart, differ by ten or more or are the same people by definition. What is
below ten withholds all that lies within it, and so does what another rule refused.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from core.protection.arrays import Codes, Marks
from core.protection.profiles import Profile
from core.protection.states import Reason

Floors = NDArray[np.int32]
"""Of a cell that is shown its count; of one passed over the least floor above it."""

FAR: Final = np.iinfo(np.int32).max
"""The floor of nothing: there is no figure above."""
REFUSED: Final = -1
FEW: Final = -2
"""The floors of what withholds all within it; the lower one wins."""


def verdict(
    people: Floors, beside: Floors, around: Floors, profile: Profile, inside: Floors | None = None
) -> tuple[Codes, Floors]:
    """The reasons and floors of cells by the least floor above each.

    ``around`` are floors of the same cell in larger places, ``beside`` all others; ``inside``
    is the largest figure shown of what is part of the cell, where that was judged before.
    """
    least, apart = np.minimum(beside, around), profile.least_difference
    reasons = np.zeros(people.shape, np.uint8)
    near = least - people < apart
    reasons[near] = Reason.ALMOST_ALL_AROUND
    same = beside - people < apart
    if inside is not None:
        same |= people - inside < apart
        near |= same
    reasons[same] = Reason.ALMOST_ALL
    reasons[least == REFUSED] = Reason.ANCESTOR_WITHHELD
    floors = np.where(near, least, people).astype(np.int32, copy=False)
    floors[people < profile.threshold] = FEW
    reasons[floors == FEW] = Reason.BELOW_TEN
    return reasons, floors


def refuse(reasons: Codes, floors: Floors, refusals: Codes) -> None:
    """Enter what other rules refuse, where there aren't too few people already."""
    refused: Marks = (refusals != Reason.NONE) & (floors != FEW)
    reasons[refused] = refusals[refused]
    floors[refused] = REFUSED


def seen_again(reasons: Codes, floors: Floors, least: Floors) -> tuple[Codes, Floors]:
    """Cells judged before what they are part of: hidden if that is, and their floors as now."""
    hidden = reasons != Reason.NONE
    floors = np.where(hidden, np.minimum(floors, least), floors)
    gone = least < 0
    reasons = np.where(gone & ~hidden, Reason.ANCESTOR_WITHHELD, reasons).astype(np.uint8)
    floors = np.where(gone, np.minimum(floors, least), floors)
    reasons[floors == FEW] = Reason.BELOW_TEN
    return reasons, floors.astype(np.int32, copy=False)

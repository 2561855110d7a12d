"""What chance does to an index, worked out rather than drawn.

Chance in who happens to live where makes an index of unevenness too high and unsure, and people
dealt by lot would have one too. Drawing shows by how much (``resampling``,
``random_allocation``); for the indices here both follow from formulas, without the draws' own
noise, in less time than a few draws take (``bench indices``).
"""

from core.indices.chance.by_lot import expected_by_lot
from core.indices.chance.sampling import WORKED_OUT, sampled

__all__ = ["WORKED_OUT", "expected_by_lot", "sampled"]

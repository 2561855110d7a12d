"""How far the units differ from a mix of reference."""

from numpy.typing import ArrayLike

from core.indices.local_divergence import local_divergence
from core.indices.units import FloatArray, Units


def divergence(units: Units, reference: ArrayLike | None = None) -> FloatArray:
    """Mean divergence, over people, of the unit they live in, in nats.

    0 (every unit has the mix of reference) and up; NaN without people. The reference is
    the mix of the place itself, or given shares (one per group), such as the country's.
    Source: Roberto 2016, The divergence index, arXiv 1508.01167.
    """
    from_reference = local_divergence(units, reference)
    weighted = units.unit_totals > 0
    from_reference[~weighted] = 0.0
    return units.mean_of_units(from_reference)

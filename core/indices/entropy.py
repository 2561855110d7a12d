"""How uncertain the group of a resident is."""

from core.indices.units import FloatArray, Units


def entropy(units: Units) -> FloatArray:
    """−Σ p ln p of a place, in nats.

    0 (one group) to ln(groups); NaN without people.
    Source: Shannon 1948, A mathematical theory of communication, Bell Syst. Tech. J. 27, 379.
    """
    return units.entropies

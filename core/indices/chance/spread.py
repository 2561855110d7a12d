"""How far chance takes an index off, and how unsure it makes it."""

from typing import NamedTuple

from core.indices.units import FloatArray


class Chance(NamedTuple):
    """The bias of an index as counted, and the standard error of it without that bias."""

    bias: FloatArray
    standard_error: FloatArray

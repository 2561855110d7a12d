"""The paper's bands of the native share, and of the gap between two shares.

Edges are kept as whole fractions, so that a share that sits exactly on one
(105,324 people at one half) falls where the definition says, not where
floating point rounds.
"""

from fractions import Fraction

CONTACT_POOR_PERCENT = 50
THRESHOLDS_PERCENT = tuple(range(5, 100, 5))
"""The thresholds a reader may choose for 'few opportunities'; 50 is the paper's."""

NEIGHBOURHOOD_BANDS = ("very_low", "low", "less_than_average", "above_average")
NEIGHBOURHOOD_EDGES = (Fraction(30, 100), Fraction(50, 100), Fraction(80, 100))
"""Lower edges, inclusive, of every band but the first."""

GAP_BANDS = ("much_less", "less", "equal", "more", "much_more")
GAP_EDGES = (Fraction(-25, 100), Fraction(-10, 100), Fraction(10, 100), Fraction(25, 100))
"""Edges of setting minus neighbourhood: the lower two belong to the band below
them (≤), the upper two to the band above them (≥)."""

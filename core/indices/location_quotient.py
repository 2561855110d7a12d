"""How over- or under-represented each group is in each unit."""

from core.indices.units import FloatArray, Units, ratio


def location_quotient(units: Units) -> FloatArray:
    """Share of each group in a unit divided by its share in the place (units × groups).

    0 (absent) and up, 1 as in the place; NaN in a unit without people, or if the place has
    nobody of the group.
    Source: Isard 1960, Methods of regional analysis, MIT Press.
    """
    quotient = ratio(units.shares, units.over_units(units.group_shares))
    quotient[:, units.unit_totals == 0] = float("nan")
    return quotient.T

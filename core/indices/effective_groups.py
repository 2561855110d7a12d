"""How many groups of equal size would be as diverse."""

from core.indices.units import FloatArray, Units, squares_of


def effective_number_of_groups(units: Units) -> FloatArray:
    """1 / Σp² of a place: the number of equally large groups with the same diversity.

    1 to the number of groups; NaN without people.
    Source: Laakso & Taagepera 1979, "Effective" number of parties, Comp. Pol. Stud. 12, 3.
    """
    return 1.0 / squares_of(units.group_shares)

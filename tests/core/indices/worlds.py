"""Small made-up worlds that the tests of the indices share."""

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

from core.indices import Units


def drawn(table: str) -> Units:
    """Units from a drawing: a row per unit, its place first, then the people per group."""
    rows = [line.split() for line in table.strip().splitlines()]
    counts = np.array([[float(cell) for cell in row[1:]] for row in rows])
    return Units.by_place(counts, np.array([row[0] for row in rows]))


def generated(places: int, units: int, groups: int, seed: int = 1) -> Units:
    """Places with an uneven spread over units of about 200 people, some lacking groups."""
    random = np.random.default_rng(seed)
    mixes = random.dirichlet(np.linspace(4.0, 0.5, groups), places * units)
    sizes = random.integers(0, 400, places * units)
    return Units.by_place(random.multinomial(sizes, mixes), np.repeat(np.arange(places), units))


@st.composite
def worlds(draw: st.DrawFn) -> Units:
    """Any small world: empty units, empty places, absent groups and all."""
    groups = draw(st.integers(2, 5))
    sizes = draw(st.lists(st.integers(1, 4), min_size=1, max_size=3))
    people = draw(
        st.lists(
            st.lists(st.sampled_from([0, 0, 1, 2, 5, 40]), min_size=groups, max_size=groups),
            min_size=sum(sizes),
            max_size=sum(sizes),
        )
    )
    return Units.by_place(people, np.repeat(np.arange(len(sizes)), sizes))


def counts_of(units: Units) -> NDArray[np.float64]:
    """Counts (units × groups), as they went in."""
    return units.people.T

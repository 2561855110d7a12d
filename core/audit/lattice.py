"""A4: solve a whole city for what was counted, from everything that is published of it.

Once by weighted least squares over all of its areas and groups, and once by integer
programming, which knows that people are whole and that noise and rounding have a limit.
"""

from collections.abc import Iterator

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse.linalg import lsqr

from core.audit.records import City
from core.protection.arrays import Marks, Real, Whole
from core.protection.attacks.finding import Control, Finding
from core.protection.counts import rounded
from core.protection.states import Reason

EXACT_LIMIT, GUESS_MARGIN = 0.25, 0.05
FEW, MIDDLE = 10, 4.5
SECONDS = 60.0
GROUPS_AT_ONCE = 4


def lattice_attacks(city: City) -> Iterator[Finding]:
    """How many cells of neighbourhoods are found exactly."""
    matrix, places = _membership(city)
    truth = city.exact[places][:, 1:, 0].astype(np.float64)
    published, shown = _published(city)
    exact = np.maximum(city.exact[city.places][:, 1:, 0], 0).astype(np.float64)
    control = _least_squares(matrix, exact, np.ones_like(exact, np.bool_))
    solved = _least_squares(matrix, published, shown)
    yield from _findings("A4 least squares", solved, truth, control)
    groups = np.argsort(-truth.sum(axis=0))[:GROUPS_AT_ONCE]
    whole = np.stack([_whole(matrix, published[:, g], shown[:, g]) for g in groups], axis=1)
    yield from _findings("A4 integer program", whole, truth[:, groups], control[:, groups])


def _membership(city: City) -> tuple[sparse.csr_matrix, Whole]:
    """Which neighbourhoods each place is made of: the equations, and the unknowns."""
    position = {int(place): row for row, place in enumerate(city.places)}
    unknown = [
        int(place)
        for place, level in zip(city.places, city.levels, strict=True)
        if level == "neighbourhood"
    ]
    pairs = []
    for column, place in enumerate(unknown):
        above, seen = [place], set()
        while above:
            one = above.pop()
            if one in position and one not in seen:
                seen.add(one)
                pairs.append((position[one], column))
                above += city.tree.parents[one].tolist()
    rows, columns = np.array(pairs).T
    shape = (len(city.places), len(unknown))
    return sparse.csr_matrix((np.ones(len(rows)), (rows, columns)), shape), np.array(unknown)


def _published(city: City) -> tuple[Real, Marks]:
    """The figures of each group in each place, with a mid-point where there is none."""
    residents, profile = city.residents, city.protection.profile
    people = residents.people[city.places][:, 1:, 0].astype(np.int64)
    shown = residents.reasons[city.places][:, 1:, 0] == Reason.NONE
    return np.where(shown, rounded(people, profile), MIDDLE).astype(np.float64), shown


def _least_squares(matrix: sparse.csr_matrix, figures: Real, shown: Marks) -> Real:
    found = []
    for figure, known in zip(figures.T, shown.T, strict=True):
        weight = np.where(known, 1.0, 0.1)
        weighted = sparse.diags(weight) @ matrix
        found.append(lsqr(weighted, weight * figure, atol=1e-9, btol=1e-9)[0])
    solved: Real = np.rint(np.maximum(np.stack(found, axis=1), 0))
    return solved


def _whole(matrix: sparse.csr_matrix, figures: Real, shown: Marks) -> Real:
    """Whole numbers of people that no figure contradicts, as close to the figures as can be."""
    rows, cells = matrix.shape
    reach = 7.0
    # unknowns: the people of each neighbourhood, then how far each figure is off
    cost = np.concatenate([np.zeros(cells), shown.astype(np.float64)])
    apart = sparse.eye(rows)
    above = LinearConstraint(sparse.hstack([matrix, -apart]), -np.inf, figures)
    below = LinearConstraint(sparse.hstack([matrix, apart]), figures, np.inf)
    most = np.concatenate([np.full(cells, np.inf), np.where(shown, reach, np.inf)])
    found = milp(
        cost,
        integrality=np.concatenate([np.ones(cells), np.zeros(rows)]),
        bounds=Bounds(np.zeros(cells + rows), most),
        constraints=[above, below],
        options={"time_limit": SECONDS},
    )
    return np.rint(found.x[:cells]) if found.x is not None else np.full(cells, np.nan)


def _findings(name: str, solved: Real, truth: Real, control: Real) -> Iterator[Finding]:
    large, small = truth >= FEW, (truth > 0) & (truth < FEW)
    power = Control(_rate(control, truth, large), 0.95)
    yield Finding(f"{name}, 10 or more", _rate(solved, truth, large), "share", EXACT_LIMIT, power)
    guess = np.bincount(truth[small].astype(np.int64), minlength=FEW).max() / max(small.sum(), 1)
    limit = float(guess) + GUESS_MARGIN
    power = Control(_rate(control, truth, small), limit)
    yield Finding(f"{name}, 1 to 9", _rate(solved, truth, small), "share", limit, power)


def _rate(solved: Real, truth: Real, chosen: Marks) -> float:
    return float(np.mean(solved[chosen] == truth[chosen])) if chosen.any() else 0.0

"""One line through the people of one node, with standard errors clustered two ways.

Cameron, Gelbach and Miller (2011): V = V(area) + V(unit) - V(area and unit), each part with
the small-sample factor G/(G-1) * (n-1)/(n-k), k = 2, G the number of clusters of that part;
the same choice as `cov_cluster_2groups` of statsmodels.

What is undefined, and then NaN:
- intercept, slope, r, R2 and standard errors where everyone has the same neighbourhood share
  (one person, one area);
- r and R2 where everyone has the same setting share (the slope is 0);
- partial r where within every cluster one of the two shares is the same for everyone; where
  all live in one cluster it equals r;
- standard errors with fewer than 2 areas, fewer than 2 units or fewer than 3 people, and
  wherever the estimated variance is not positive beyond rounding: the difference of the three
  parts can be negative, and it is zero if all people lie on one line.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import statsmodels.api as sm
from statsmodels.stats.sandwich_covariance import cov_cluster_2groups

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]

PARAMETERS = 2
ROUNDING = 1e-12
"""A residual up to this size is zero."""
CANCELLED = 1e-9
"""A variance up to this part of its three terms is zero: those are equal but for rounding."""

COLUMNS = (
    "intercept",
    "slope",
    "r_squared",
    "r",
    "partial_r",
    "se_intercept",
    "se_slope",
)
UNDEFINED: dict[str, float] = dict.fromkeys(COLUMNS, np.nan)


class People(NamedTuple):
    """Of everyone: both shares, and the clusters they belong to."""

    x: Floats
    """Native share of the neighbourhood."""
    y: Floats
    """Native share of the school or workplace."""
    area: Integers
    unit: Integers
    cluster: Integers
    """G4, G28 or other."""

    def only(self, rows: Integers) -> "People":
        """The people in these rows."""
        return People(
            self.x[rows], self.y[rows], self.area[rows], self.unit[rows], self.cluster[rows]
        )


def is_constant(values: Floats | Integers) -> bool:
    """Whether all are equal; equal fractions are equal floats, so this is exact."""
    return bool(values.min() == values.max())


def fitted(people: People) -> dict[str, float]:
    """Every column of a relation row but the counts."""
    x, y = people.x, people.y
    if is_constant(x):
        return UNDEFINED | {"partial_r": partial_correlation(people)}
    dx, dy = x - x.mean(), y - y.mean()
    slope = (dx @ dy) / (dx @ dx)
    se_intercept, se_slope = standard_errors(people, slope)
    r = np.nan if is_constant(y) else (dx @ dy) / np.sqrt((dx @ dx) * (dy @ dy))
    return {
        "intercept": y.mean() - slope * x.mean(),
        "slope": slope,
        "r_squared": r**2,
        "r": r,
        "partial_r": partial_correlation(people),
        "se_intercept": se_intercept,
        "se_slope": se_slope,
    }


def partial_correlation(people: People) -> float:
    """The correlation of what is left of both shares after taking out cluster means."""
    x, y = people.x.copy(), people.y.copy()
    for cluster in np.unique(people.cluster):
        members = people.cluster == cluster
        for values in (x, y):
            same = is_constant(values[members])
            values[members] = 0 if same else values[members] - values[members].mean()
    if not x.any() or not y.any():
        return np.nan
    return float((x @ y) / np.sqrt((x @ x) * (y @ y)))


def standard_errors(people: People, slope: float) -> tuple[float, float]:
    """Of intercept and slope, clustered by home area and by unit."""
    both = people.area * (people.unit.max() + 1) + people.unit
    if len(both) <= PARAMETERS or is_constant(people.area) or is_constant(people.unit):
        return np.nan, np.nan
    residual = people.y - people.y.mean() - slope * (people.x - people.x.mean())
    residual[np.abs(residual) < ROUNDING] = 0
    of_area, of_unit, of_both = (
        variances(people.x, residual, groups) for groups in (people.area, people.unit, both)
    )
    total = of_area + of_unit - of_both
    total[total <= CANCELLED * (of_area + of_unit + of_both)] = np.nan
    return float(np.sqrt(total[0])), float(np.sqrt(total[1]))


def variances(x: Floats, residual: Floats, groups: Integers) -> Floats:
    """The clustered variances of intercept and slope, for one way of clustering."""
    n, middle = len(x), x.mean()
    dx = x - middle
    names, group = np.unique(groups, return_inverse=True)
    # (X'X)^-1 X'e of each cluster, for the line through the middle of x
    level = np.bincount(group, weights=residual) / n
    slope = np.bincount(group, weights=residual * dx) / (dx @ dx)
    intercept = level - slope * middle
    factor = len(names) / (len(names) - 1) * (n - 1) / (n - PARAMETERS)
    return factor * np.array([intercept @ intercept, slope @ slope])


def by_statsmodels(people: People) -> dict[str, float]:
    """The same from statsmodels, for nodes where all of it is defined."""
    fit = sm.OLS(people.y, sm.add_constant(people.x)).fit()
    groups = np.column_stack([people.area, people.unit]).astype(np.int64)
    covariance, _, _ = cov_cluster_2groups(fit, groups)
    dummies = (people.cluster[:, None] == np.unique(people.cluster)).astype(float)
    given = sm.OLS(people.y, np.column_stack([people.x, dummies])).fit()
    t = given.tvalues[0]
    return {
        "intercept": fit.params[0],
        "slope": fit.params[1],
        "r_squared": fit.rsquared,
        "r": np.sign(fit.params[1]) * np.sqrt(fit.rsquared),
        "partial_r": t / np.sqrt(t**2 + given.df_resid),
        "se_intercept": np.sqrt(covariance[0, 0]),
        "se_slope": np.sqrt(covariance[1, 1]),
    }

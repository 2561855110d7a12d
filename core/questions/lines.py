"""Lines through points that stand for people: one for all, one for each part, and how they differ.

Weighted least squares with people as analytic weights, so a large place counts for more. The
test is Chow's (1960, Econometrica 28(3)): F compares what one line leaves unexplained with what
two lines leave, for two parts of the points.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
COEFFICIENTS = 2
FEWEST_POINTS = 3
"""A line through two points fits by itself and tells nothing."""
ON_THE_LINE = 1e-14
"""What is left of a variance below this part of it is rounding."""


@dataclass(frozen=True)
class Line:
    """A weighted line through points; NaN where undefined."""

    points: int
    people: float
    x_mean: float
    y_mean: float
    intercept: float
    slope: float
    r_squared: float
    left: float
    """Weighted squares that the line leaves unexplained."""


@dataclass(frozen=True)
class Chow:
    """Whether two parts of the points follow one line; NaN where that can't be judged."""

    f: float
    numerator: int
    denominator: int
    p: float
    """Chance of such an F or a larger one, if both parts followed one line."""


def line_through(x: Floats, y: Floats, people: Floats) -> Line:
    """The line of y on x; without spread in x, or with too few points, only the means."""
    total = float(people.sum())
    if not total:
        return Line(len(x), 0.0, *(float("nan"),) * 6)
    x_mean, y_mean = float(people @ x / total), float(people @ y / total)
    xx, xy, yy = (
        float(people @ ((one - mean) * (other - other_mean)))
        for one, mean, other, other_mean in (
            (x, x_mean, x, x_mean),
            (x, x_mean, y, y_mean),
            (y, y_mean, y, y_mean),
        )
    )
    if len(x) < FEWEST_POINTS or xx <= ON_THE_LINE * total:
        return Line(len(x), total, x_mean, y_mean, *(float("nan"),) * 4)
    slope = xy / xx
    left = max(yy - slope * xy, 0.0)
    r_squared = 1 - left / yy if yy > ON_THE_LINE * total else float("nan")
    return Line(len(x), total, x_mean, y_mean, y_mean - slope * x_mean, slope, r_squared, left)


def chow(whole: Line, parts: tuple[Line, Line]) -> Chow:
    """Chow's test of one line for all against a line for each part."""
    denominator = whole.points - 2 * COEFFICIENTS
    apart = parts[0].left + parts[1].left
    if denominator < 1 or not apart > ON_THE_LINE * whole.left:
        return Chow(float("nan"), COEFFICIENTS, max(denominator, 0), float("nan"))
    f = max(whole.left - apart, 0.0) / COEFFICIENTS / (apart / denominator)
    # With two degrees of freedom above, the F distribution has a closed form.
    p = float(np.exp(-denominator / 2 * np.log1p(COEFFICIENTS * f / denominator)))
    return Chow(f, COEFFICIENTS, denominator, p)

"""Between longitude and latitude and the metres of the Dutch grid (RD), in plain arithmetic.

The polynomials of Schreutelkamp and Strang van Hees (2001), good to a metre within the
country. A projection library may use other grids on another machine; these never differ.
"""

import numpy as np

from core.demo.geography.arrays import Floats

CENTRE_X_M, CENTRE_Y_M = 155_000.0, 463_000.0
CENTRE_LON, CENTRE_LAT = 5.38720621, 52.15517440

# power of the first offset, power of the second, coefficient
_TO_X = (
    (0, 1, 190094.945),
    (1, 1, -11832.228),
    (2, 1, -114.221),
    (0, 3, -32.391),
    (1, 0, -0.705),
    (3, 1, -2.340),
    (1, 3, -0.608),
    (0, 2, -0.008),
    (2, 3, 0.148),
)
_TO_Y = (
    (1, 0, 309056.544),
    (0, 2, 3638.893),
    (2, 0, 73.077),
    (1, 2, -157.984),
    (3, 0, 59.788),
    (0, 1, 0.433),
    (2, 2, -6.439),
    (1, 1, -0.032),
    (0, 4, 0.092),
    (1, 4, -0.054),
)
_TO_LAT = (
    (0, 1, 3235.65389),
    (2, 0, -32.58297),
    (0, 2, -0.24750),
    (2, 1, -0.84978),
    (0, 3, -0.06550),
    (2, 2, -0.01709),
    (1, 0, -0.00738),
    (4, 0, 0.00530),
    (2, 3, -0.00039),
    (4, 1, 0.00033),
    (1, 1, -0.00012),
)
_TO_LON = (
    (1, 0, 5260.52916),
    (1, 1, 105.94684),
    (1, 2, 2.45656),
    (3, 0, -0.81885),
    (1, 3, 0.05594),
    (3, 1, -0.05607),
    (0, 1, 0.01199),
    (3, 2, -0.00256),
    (1, 4, 0.00128),
    (0, 2, 0.00022),
    (2, 0, -0.00022),
    (5, 0, 0.00026),
)


def _power(base: Floats, exponent: int) -> Floats:
    result = np.ones_like(base)
    for _ in range(exponent):
        result = result * base
    return result


def _polynomial(terms: tuple[tuple[int, int, float], ...], first: Floats, second: Floats) -> Floats:
    total = np.zeros_like(first)
    for power, other_power, coefficient in terms:
        total = total + coefficient * _power(first, power) * _power(second, other_power)
    return total


def to_metres(lon_lat: Floats) -> Floats:
    """Rows of x and y in metres for rows of longitude and latitude."""
    north = 0.36 * (lon_lat[:, 1] - CENTRE_LAT)
    east = 0.36 * (lon_lat[:, 0] - CENTRE_LON)
    x_m = CENTRE_X_M + _polynomial(_TO_X, north, east)
    y_m = CENTRE_Y_M + _polynomial(_TO_Y, north, east)
    return np.column_stack([x_m, y_m])


def to_degrees(metres: Floats) -> Floats:
    """Rows of longitude and latitude for rows of x and y in metres."""
    east = (metres[:, 0] - CENTRE_X_M) * 1e-5
    north = (metres[:, 1] - CENTRE_Y_M) * 1e-5
    lat = CENTRE_LAT + _polynomial(_TO_LAT, east, north) / 3600
    lon = CENTRE_LON + _polynomial(_TO_LON, east, north) / 3600
    return np.column_stack([lon, lat])

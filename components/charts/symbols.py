"""Symbols of points as SVG, each about as large to the eye as a circle of the same size."""

from math import cos, pi, sin

STROKE = 1.8


def symbol(name: str, at: tuple[float, float], size: float, colour: str, opacity: float) -> str:
    """One point."""
    x, y = at
    shape, is_open = name.removesuffix("-open"), name.endswith("-open")
    look = (
        f'fill="none" stroke="{colour}" stroke-width="{STROKE + size / 24:.1f}"'
        if is_open
        else f'fill="{colour}" fill-opacity="{opacity:.2f}" stroke="#fff" stroke-width="0.8"'
    )
    r = size / 2
    if shape == "line-ns":
        width = max(3.0, size / 6)
        return f'<path d="M{x:.1f} {y - r:.1f}V{y + r:.1f}" stroke="{colour}" stroke-width="{width:.1f}"/>'  # noqa: E501 # one element
    if shape == "circle":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}" {look}/>'
    corners = " ".join(f"{x + r * dx:.1f},{y + r * dy:.1f}" for dx, dy in _corners(shape))
    return f'<polygon points="{corners}" {look}/>'


def _corners(shape: str) -> list[tuple[float, float]]:
    arm, wide = 0.33, 0.95
    cross = [
        *((-arm, -wide), (arm, -wide), (arm, -arm), (wide, -arm), (wide, arm), (arm, arm)),
        *((arm, wide), (-arm, wide), (-arm, arm), (-wide, arm), (-wide, -arm), (-arm, -arm)),
    ]
    known = {
        "square": [(-0.86, -0.86), (0.86, -0.86), (0.86, 0.86), (-0.86, 0.86)],
        "diamond": [(0.0, -1.15), (1.15, 0.0), (0.0, 1.15), (-1.15, 0.0)],
        "triangle-up": [(0.0, -1.1), (1.05, 0.8), (-1.05, 0.8)],
        "cross": cross,
        "x": [_turned(corner, pi / 4) for corner in cross],
        "pentagon": _regular(5, 1.05),
    }
    return known.get(shape) or _star()


def _turned(corner: tuple[float, float], angle: float) -> tuple[float, float]:
    x, y = corner
    return x * cos(angle) - y * sin(angle), x * sin(angle) + y * cos(angle)


def _regular(count: int, radius: float) -> list[tuple[float, float]]:
    return [_turned((0.0, -radius), 2 * pi * k / count) for k in range(count)]


def _star() -> list[tuple[float, float]]:
    radii = (1.15 if k % 2 == 0 else 0.5 for k in range(10))
    return [_turned((0.0, -radius), pi * k / 5) for k, radius in enumerate(radii)]

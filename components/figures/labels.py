"""Labels beside points that don't run into one another."""

from collections.abc import Sequence
from typing import NamedTuple

POSITIONS = ("middle right", "middle left", "top center", "bottom center")
LETTER, LINE, GAP = 0.72, 3.2, 0.3
"""Width of a letter, height of a line and distance to the point, in units of an axis of 100."""


class Box(NamedTuple):
    """A rectangle on the plot."""

    left: float
    right: float
    bottom: float
    top: float

    def meets(self, other: "Box") -> bool:
        """Whether the two overlap."""
        apart = (
            self.right <= other.left
            or other.right <= self.left
            or self.top <= other.bottom
            or other.top <= self.bottom
        )
        return not apart


class Point(NamedTuple):
    """A point with its radius and its name."""

    x: float
    y: float
    radius: float
    name: str


def placed(points: Sequence[Point], beside: Sequence[Point] = ()) -> list[tuple[str, str]]:
    """Label and position of each point; an empty label where there is no room for one.

    Points ``beside`` them have no label, and none lies over them.
    """
    taken = [_marker(point) for point in (*points, *beside)]
    chosen: list[tuple[str, str]] = []
    for number, point in enumerate(points):
        others = [box for at, box in enumerate(taken) if at != number]
        free = [p for p in POSITIONS if _has_room(_box(point, p), others)]
        if free:
            taken.append(_box(point, free[0]))
        chosen.append((point.name, free[0]) if free else ("", POSITIONS[0]))
    return chosen


def _has_room(box: Box, others: Sequence[Box]) -> bool:
    """Whether a label lies within the width of the plot and over nothing else."""
    return box.left >= 0 and box.right <= 100 and not any(box.meets(other) for other in others)


def _marker(point: Point) -> Box:
    r = point.radius
    return Box(point.x - r * 0.6, point.x + r * 0.6, point.y - r, point.y + r)


def _box(point: Point, position: str) -> Box:
    width, away = LETTER * len(point.name), point.radius * 0.6 + GAP
    up = point.radius + LINE / 2
    x = {"middle right": point.x + away, "middle left": point.x - away - width}.get(
        position, point.x - width / 2
    )
    y = point.y + {"top center": up, "bottom center": -up}.get(position, 0)
    return Box(x, x + width, y - LINE / 2, y + LINE / 2)

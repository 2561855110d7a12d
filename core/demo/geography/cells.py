"""Draws the areas around groups of spots, with edges that neighbours share exactly."""

import numpy as np
import shapely
from scipy.spatial import Delaunay, cKDTree

from core.demo.geography.arrays import Floats, Integers, Shapes, run_starts
from core.demo.geography.gazetteer import outline
from core.errors import CoreError

_GRID_M = 4.0
_ABROAD = -1


class Neighbours:
    """Which spots border on each other, and the edge between them."""

    def __init__(self, metres: Floats) -> None:
        self.count = len(metres)
        self._metres = np.concatenate([metres, _frame(metres)])
        mesh = Delaunay(self._metres)
        self._corner = np.round(_circumcentres(self._metres[mesh.simplices]) / _GRID_M) * _GRID_M
        triangle, opposite = np.nonzero(mesh.neighbors > np.arange(len(mesh.simplices))[:, None])
        self._triangle = triangle
        self._other_triangle = mesh.neighbors[triangle, opposite]
        self.left = mesh.simplices[triangle, (opposite + 1) % 3].astype(np.int64)
        self.right = mesh.simplices[triangle, (opposite + 2) % 3].astype(np.int64)

    def edges_between(self, label: Integers) -> Floats:
        """The edges between spots with different labels, as pairs of end points."""
        labels = np.concatenate([label, np.full(len(self._metres) - self.count, _ABROAD)])
        differ = labels[self.left] != labels[self.right]
        start = self._corner[self._triangle[differ]]
        end = self._corner[self._other_triangle[differ]]
        edges = np.stack([start, end], axis=1)
        return np.asarray(edges[(start != end).any(axis=1)])

    def pairs(self) -> tuple[Integers, Integers]:
        """Bordering spots, each pair once."""
        within = (self.left < self.count) & (self.right < self.count)
        return self.left[within], self.right[within]


def _frame(metres: Floats) -> Floats:
    """Points all around, so that no spot of the country lies on the rim."""
    west, south = metres.min(axis=0) - 60_000
    east, north = metres.max(axis=0) + 60_000
    x = np.linspace(west, east, 40)
    y = np.linspace(south, north, 40)[1:-1]
    rims = [(x, np.full_like(x, south)), (x, np.full_like(x, north))]
    rims += [(np.full_like(y, west), y), (np.full_like(y, east), y)]
    return np.concatenate([np.column_stack(rim) for rim in rims])


def _circumcentres(triangles: Floats) -> Floats:
    """The point at equal distance from the three corners of each triangle."""
    origin = triangles[:, 0]
    b, c = triangles[:, 1] - origin, triangles[:, 2] - origin
    twice = 2 * (b[:, 0] * c[:, 1] - b[:, 1] * c[:, 0])
    b2, c2 = (b * b).sum(axis=1), (c * c).sum(axis=1)
    x = (c[:, 1] * b2 - b[:, 1] * c2) / twice
    y = (b[:, 0] * c2 - c[:, 0] * b2) / twice
    return np.asarray(origin + np.column_stack([x, y]))


def areas(neighbours: Neighbours, metres: Floats, label: Integers) -> Shapes:
    """One area per label 0, 1, 2, …, together exactly the land of the country."""
    edges = np.asarray(shapely.linestrings(neighbours.edges_between(label)))
    faces = shapely.get_parts(shapely.polygonize(_noded_on_land(edges)))
    middles = shapely.get_coordinates(np.asarray(shapely.point_on_surface(faces)))
    inside = shapely.contains_xy(outline(), middles[:, 0], middles[:, 1])
    faces, middles = faces[inside], middles[inside]
    owner = label[cKDTree(metres).query(middles)[1]]
    order = np.argsort(owner, kind="stable")
    groups = np.split(faces[order], np.flatnonzero(run_starts(owner[order]))[1:])
    if len(groups) != int(label.max()) + 1:
        raise CoreError(
            f"drawing the demo country gave {len(groups)} areas instead of "
            f"{int(label.max()) + 1}; choose a slightly different scale"
        )
    return np.array([shapely.coverage_union_all(group) for group in groups], dtype=object)


def _noded_on_land(edges: Shapes) -> Shapes:
    """The edges cut off at the shore and the border, and the outline cut where they meet it."""
    land = outline()
    shapely.prepare(land)
    inland = shapely.contains_properly(land, edges)
    meeting = edges[~inland]
    meeting = meeting[shapely.intersects(land, meeting)]
    noded = shapely.union_all([*meeting, land.boundary], grid_size=_GRID_M)
    pieces = shapely.get_parts(shapely.node(noded))
    middle = shapely.line_interpolate_point(pieces, 0.5, normalized=True)
    on_land = shapely.dwithin(land, middle, 1.5 * _GRID_M)
    return np.concatenate([edges[inland], pieces[on_land]])

"""Reads the browser's file of areas, written from its description alone."""

import gzip
from collections.abc import Iterator

import shapely


def read_areas(content: bytes) -> list[shapely.MultiPolygon]:
    """The areas of a file in the order in which they stand."""
    unpacked = gzip.decompress(content)
    assert unpacked[:4] == b"CAG1"
    numbers = whole_numbers(unpacked[4:])
    arcs, areas = next(numbers), next(numbers)
    x = y = 0
    lines = []
    for _ in range(arcs):
        count = next(numbers)
        line = []
        at = (x, y)
        for _ in range(count):
            at = (at[0] + signed(next(numbers)), at[1] + signed(next(numbers)))
            line.append(at)
        x, y = line[0]
        lines.append(line)
    return [one_area(numbers, lines) for _ in range(areas)]


def one_area(numbers: Iterator[int], lines: list[list[tuple[int, int]]]) -> shapely.MultiPolygon:
    polygons = []
    for _ in range(next(numbers)):
        rings = []
        for _ in range(next(numbers)):
            ring: list[tuple[float, float]] = []
            for _ in range(next(numbers)):
                arc = next(numbers)
                line = lines[arc // 2][:: -1 if arc % 2 else 1]
                assert not ring or ring[-1] == (line[0][0] / 1e5, line[0][1] / 1e5)
                ring += [(lon / 1e5, lat / 1e5) for lon, lat in line]
            rings.append(ring)
        polygons.append(shapely.Polygon(rings[0], rings[1:]))
    return shapely.MultiPolygon(polygons)


def whole_numbers(content: bytes) -> Iterator[int]:
    value = shift = 0
    for byte in content:
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            yield value
            value = shift = 0


def signed(value: int) -> int:
    return -(value + 1) // 2 if value % 2 else value // 2

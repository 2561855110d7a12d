"""Reads the boundaries of a level back from the file that ``core.release.geometry`` describes."""

import gzip
from collections.abc import Iterator
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from core.errors import ReleaseError
from core.release.release import Release

MAGIC = b"CAG1"
STEPS_PER_DEGREE = 100_000
Ring = npt.NDArray[np.float64]
"""Longitude and latitude of each point, in degrees."""


@lru_cache(maxsize=8)
def outlines(release: Release, level: str, year: int | None = None) -> tuple[tuple[Ring, ...], ...]:
    """The rings of every place of a level, in the order of codes; none where it isn't drawn.

    With a year they are those of the boundaries on which its figures are drawn.
    """
    drawn = release.map_of(level, year) if year is not None else release.maps.get(level)
    if drawn is None:
        return ()
    content = gzip.decompress((release.path / drawn.geometry).read_bytes())
    if not content.startswith(MAGIC):
        raise ReleaseError(f"{drawn.geometry}: is no file of boundaries; build the release again")
    return tuple(_areas(_whole_numbers(content[len(MAGIC) :])))


def _whole_numbers(content: bytes) -> Iterator[int]:
    """Numbers of seven bits per byte, the lowest first."""
    number = shift = 0
    for byte in content:
        number |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            yield number
            number = shift = 0


def _areas(numbers: Iterator[int]) -> Iterator[tuple[Ring, ...]]:
    arcs_count, areas_count = next(numbers), next(numbers)
    arcs = _arcs(numbers, arcs_count)
    for _ in range(areas_count):
        rings = []
        for _ in range(next(numbers)):
            for _ in range(next(numbers)):
                along = [next(numbers) for _ in range(next(numbers))]
                rings.append(np.concatenate([_directed(arcs, one) for one in along]))
        yield tuple(rings)


def _arcs(numbers: Iterator[int], count: int) -> list[Ring]:
    arcs: list[Ring] = []
    before = np.zeros(2, np.int64)
    for _ in range(count):
        points = next(numbers)
        steps = np.array([_signed(next(numbers)) for _ in range(2 * points)], np.int64)
        places = np.cumsum(steps.reshape(-1, 2), axis=0) + before
        before = places[0]
        arcs.append(places / STEPS_PER_DEGREE)
    return arcs


def _signed(number: int) -> int:
    return -(number + 1) // 2 if number & 1 else number // 2


def _directed(arcs: list[Ring], reference: int) -> Ring:
    arc = arcs[reference // 2]
    return arc[::-1] if reference & 1 else arc

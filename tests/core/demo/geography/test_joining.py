"""Stray pieces go to the area around them; islands stay."""

import numpy as np

from core.demo.geography.joining import joined

# Ten spots in a row: each borders on the next, except 7 and 8, with water in between.
PAIRS = (np.array([0, 1, 2, 3, 4, 5, 6, 8]), np.array([1, 2, 3, 4, 5, 6, 7, 9]))
ITSELF = np.arange(4)


def test_areas_in_one_piece_stay_as_they_are() -> None:
    label = np.array([0, 0, 0, 1, 1, 2, 2, 2, 3, 3])
    assert joined(label, PAIRS, ITSELF).tolist() == label.tolist()


def test_a_stray_spot_joins_the_area_around_it() -> None:
    label = np.array([0, 0, 0, 1, 1, 0, 1, 1, 3, 3])
    assert joined(label, PAIRS, ITSELF).tolist() == [0, 0, 0, 1, 1, 1, 1, 1, 3, 3]


def test_it_prefers_the_neighbour_in_the_same_larger_area() -> None:
    label = np.array([2, 2, 2, 0, 1, 1, 1, 1, 2, 2])
    label[3] = 3
    label[8:] = 3
    larger = np.array([0, 1, 0, 1])
    assert joined(label, PAIRS, ITSELF, larger)[3] == 1
    assert joined(label, PAIRS, ITSELF, np.array([0, 1, 0, 0]))[3] == 2


def test_an_island_belongs_to_its_area_though_nothing_borders_on_it() -> None:
    label = np.array([0, 0, 0, 0, 0, 0, 1, 1, 0, 0])
    assert joined(label, PAIRS, ITSELF)[8:].tolist() == [0, 0]


def test_only_the_area_asked_about_is_made_whole() -> None:
    label = np.array([0, 0, 1, 1, 0, 2, 2, 2, 3, 3])
    larger = np.array([0, 0, 1, 1])
    assert joined(label, PAIRS, larger).tolist() == label.tolist()

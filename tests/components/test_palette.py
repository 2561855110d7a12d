"""Colours are told apart by everyone, in light and dark."""

import math
from itertools import combinations

import numpy as np
import numpy.typing as npt
import pytest

from components.figures.diversity import SHADES
from components.figures.stacked import SCALES, STAY
from components.palette import PALETTES, PLACES, SETTINGS, SURFACES, SYMBOLS, ink_on
from core.groups.setting import SETTINGS as BOTH

Vector = npt.NDArray[np.float64]
VISIONS = {
    "normal": np.eye(3),
    "protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritanopia": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}
"""Machado, Oliveira and Fernandes (2009), severity 1.0, on linear RGB."""
TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750],
     [0.0193339, 0.1191920, 0.9503041]]
)  # fmt: skip
WHITE = np.array([0.95047, 1.0, 1.08883])
LEAST_DIFFERENCE = 10
LEAST_CONTRAST = 3
LEAST_CONTRAST_OF_WORDS = 4.5


def linear(colour: str) -> Vector:
    channels = np.array([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def lab(colour: str, vision: str) -> tuple[float, float, float]:
    seen = np.clip(np.array(VISIONS[vision]) @ linear(colour), 0, 1)
    t = TO_XYZ @ seen / WHITE
    x, y, z = np.where(t > 216 / 24389, np.cbrt(t), (24389 / 27 * t + 16) / 116)
    return float(116 * y - 16), float(500 * (x - y)), float(200 * (y - z))


def _hue(b: float, a: float) -> float:
    return math.degrees(math.atan2(b, a)) % 360 if (a, b) != (0, 0) else 0.0


def ciede2000(one: tuple[float, float, float], other: tuple[float, float, float]) -> float:
    (l1, a1, b1), (l2, a2, b2) = one, other
    mean = (math.hypot(a1, b1) + math.hypot(a2, b2)) / 2
    g = 0.5 * (1 - math.sqrt(mean**7 / (mean**7 + 25**7)))
    a1, a2 = a1 * (1 + g), a2 * (1 + g)
    c1, c2 = math.hypot(a1, b1), math.hypot(a2, b2)
    h1, h2 = _hue(b1, a1), _hue(b2, a2)
    grey = c1 * c2 == 0
    turn = 0 if grey else (h2 - h1 + 180) % 360 - 180
    dl, dc = l2 - l1, c2 - c1
    dh = 2 * math.sqrt(c1 * c2) * math.sin(math.radians(turn / 2))
    lm, cm = (l1 + l2) / 2, (c1 + c2) / 2
    if grey:
        hm = h1 + h2
    elif abs(h1 - h2) <= 180:
        hm = (h1 + h2) / 2
    else:
        hm = (h1 + h2 + (360 if h1 + h2 < 360 else -360)) / 2
    cos = [math.cos(math.radians(angle)) for angle in (hm - 30, 2 * hm, 3 * hm + 6, 4 * hm - 63)]
    t = 1 - 0.17 * cos[0] + 0.24 * cos[1] + 0.32 * cos[2] - 0.20 * cos[3]
    sl = 1 + 0.015 * (lm - 50) ** 2 / math.sqrt(20 + (lm - 50) ** 2)
    sc, sh = 1 + 0.045 * cm, 1 + 0.015 * cm * t
    rotation = 60 * math.exp(-(((hm - 275) / 25) ** 2))
    rt = -math.sin(math.radians(rotation)) * 2 * math.sqrt(cm**7 / (cm**7 + 25**7))
    parts = (dl / sl) ** 2 + (dc / sc) ** 2 + (dh / sh) ** 2
    return math.sqrt(parts + rt * (dc / sc) * (dh / sh))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, -1.3802, -84.2814), (50.0, 0.0, -82.7485), 1.0),
        ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
        ((22.7233, 20.0904, -46.6940), (23.0331, 14.9730, -42.5619), 2.0373),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_the_difference_is_that_of_sharma_wu_and_dalal_2005(
    one: tuple[float, float, float], other: tuple[float, float, float], expected: float
) -> None:
    assert ciede2000(one, other) == pytest.approx(expected, abs=1e-4)


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("name", PALETTES)
def test_classes_differ_in_every_vision(name: str, vision: str) -> None:
    differences = {
        (one, other): ciede2000(lab(one, vision), lab(other, vision))
        for one, other in combinations(PALETTES[name], 2)
    }
    assert min(differences.values()) >= LEAST_DIFFERENCE, min(
        differences, key=differences.__getitem__
    )


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted(float(TO_XYZ[1] @ linear(colour)) for colour in (one, other))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", SURFACES)
@pytest.mark.parametrize("colour", [*PLACES.values(), *SETTINGS.values()])
def test_points_stand_out_in_light_and_dark(colour: str, scheme: str) -> None:
    """Bars don't need to: their parts carry their figures and lie against each other."""
    assert contrast(colour, SURFACES[scheme]) >= LEAST_CONTRAST


def test_every_single_group_has_a_shape_of_its_own() -> None:
    leaves = {leaf for one in BOTH for leaf in one.origin.leaves}
    assert leaves <= SYMBOLS.keys()
    assert len({SYMBOLS[leaf] for leaf in leaves}) == len(leaves)


@pytest.mark.parametrize("colour", [*SCALES.values(), *STAY.values(), *SHADES])
def test_words_in_a_bar_can_be_read(colour: str) -> None:
    assert contrast(colour, ink_on(colour)) >= LEAST_CONTRAST_OF_WORDS

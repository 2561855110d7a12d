"""The classes of every map are told apart by everyone, in light and dark."""

from itertools import combinations

import pytest

from components.map.palette import KINDS, RAMPS, colours
from core.questions.indicators import Palette
from core.questions.types import ORDER
from tests.components.test_palette import LEAST_DIFFERENCE, VISIONS, ciede2000, lab


@pytest.mark.parametrize("scheme", RAMPS)
@pytest.mark.parametrize("palette", RAMPS["light"])
@pytest.mark.parametrize("vision", VISIONS)
def test_classes_differ_for_every_kind_of_colour_vision(
    scheme: str, palette: Palette, vision: str
) -> None:
    ramp = RAMPS[scheme][palette]
    seen = [lab(colour, vision) for colour in ramp]
    assert min(ciede2000(*pair) for pair in combinations(seen, 2)) >= LEAST_DIFFERENCE


@pytest.mark.parametrize("scheme", RAMPS)
def test_more_classes_keep_their_order_of_lightness(scheme: str) -> None:
    climbing: tuple[Palette, ...] = ("bands", "diversity", "share")
    for palette in climbing:
        shades = [lab(one, "normal")[0] for one in colours(palette, 6, scheme)]
        assert shades in (sorted(shades), sorted(shades, reverse=True))


@pytest.mark.parametrize("scheme", KINDS)
@pytest.mark.parametrize("vision", VISIONS)
def test_types_differ_for_every_kind_of_colour_vision(scheme: str, vision: str) -> None:
    seen = [lab(colour, vision) for colour in KINDS[scheme]]
    assert len(seen) == len(ORDER)
    assert min(ciede2000(*pair) for pair in combinations(seen, 2)) >= LEAST_DIFFERENCE

"""A slide of a map: what the page shows, all of it, or in words why there is nothing to show."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pyarrow as pa
import pytest
from pptx import Presentation

from components.charts.frame import LOOKS, Paper
from components.charts.map_svg import maps_svg
from components.documents.forms import BY_CODE, FORMS
from components.documents.telling import Told
from components.map.kinds import KindsWish
from components.map.palette import RAMPS
from components.slides.kinds_sheet import kinds_drawing
from components.slides.live import Screen, live
from components.slides.sheet import Sheet
from components.slides.story import Slide, Story
from components.slides.telling import sheet_of, sheets_of
from core.release import Release
from tests.published import findings, published_release

PAPER = Paper(1500, 780, 24)
TWO = "?year=2006&beside=same&beside_year=2005&indicator=native_share"


def sheet(show: str, search: str, release: Release) -> Sheet:
    (found,) = sheets_of(Story("", "nl", (Slide(show, search),)), lambda _: release, "http://x.nl")
    return found


def test_maps_side_by_side_are_both_on_the_slide_and_in_its_tables(release: Release) -> None:
    found = sheet("kaart/map", TWO, release)
    first, second = found.maps
    assert (first.name[-4:], second.name[-4:]) == ("2006", "2005")
    assert found.title.startswith("Twee kaarten: ")
    assert len(found.grids) == 2
    assert "2006" in found.reading
    assert "2005" in found.reading
    drawn = maps_svg(found.maps, PAPER)
    assert drawn.count("<defs>") == 2
    deck = Presentation(BytesIO(BY_CODE["pptx"].make(Told("", "nl", (found,)), lambda _: None)))
    groups = [one for one in deck.slides[0].shapes if one.shape_type == GROUP]
    assert [one.name for one in groups] == [first.name, second.name]
    left, right = groups
    assert left.left + left.width <= right.left


def test_on_a_phone_maps_stand_below_one_another_each_above_its_legend(release: Release) -> None:
    found = sheet("kaart/map", TWO, release)
    told = live(found, Screen("light", narrow=True))
    drawn = ElementTree.fromstring(told["svg"])  # noqa: S314 # we made it ourselves
    wide, high = (float(one) for one in drawn.attrib["viewBox"].split()[2:])
    maps = [one for one in drawn if one.tag.endswith("g")]
    tops = [_corner(one)[1] for one in maps]
    assert tops[0] == 0
    assert high / 2 < tops[1] < high
    for one, top in zip(maps, tops, strict=True):
        _, areas, legend = one
        left, below = _corner(legend)
        assert left == _corner(one)[0] == 0
        scale = float(areas.attrib["transform"].split("scale(")[1].rstrip(")"))
        lines = [float(line.attrib["y"]) for line in legend if line.tag.endswith("text")]
        drawing = found.maps[maps.index(one)]
        assert drawing.high * scale <= below + 0.1
        assert drawing.wide * scale <= wide + 0.1
        assert top + below + max(lines) < high


def _corner(group: ElementTree.Element) -> tuple[float, float]:
    left, top = group.attrib["transform"].split("translate(")[1].split(")")[0].split()
    return float(left), float(top)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_map_on_the_wall_has_the_colours_of_its_ground(release: Release, scheme: str) -> None:
    slide = Slide("kaart/map", "?year=2006")
    found = sheet_of(slide, lambda _: release, "http://x.nl", "nl", scheme)
    drawn = live(found, Screen(scheme, narrow=False))["svg"]
    assert f'fill="{LOOKS[scheme].ink}"' in drawn
    legend = [colour for _, colour, pattern in found.maps[0].legend if not pattern]
    assert tuple(legend) == RAMPS[scheme]["diversity"]
    assert all(f'fill="{colour}"' in drawn for colour in legend)


GROUP = 6
"""A group of shapes, as the office program numbers it."""


def test_a_map_alone_stays_alone(release: Release) -> None:
    assert len(sheet("kaart/map", "?year=2006", release).maps) == 1


def test_types_have_their_colours_and_stripes_for_a_second_one(release: Release) -> None:
    wish = KindsWish("types", 2006, "GM0362")
    told = wish.question().answer(release)
    rows = told.rows()
    rows[0] |= {"municipality_type": "suburb", "second_type": "expat"}
    told = replace(told, frame=pa.Table.from_pylist(rows, schema=told.frame.schema))
    drawing = kinds_drawing(wish, told, release, "light", "en")
    (striped,) = [area for area in drawing.areas if area.stripes]
    assert striped.code == rows[0]["place"]
    assert striped.words == "Suburbs, Expat municipalities"
    colours = {words: colour for words, colour, _ in drawing.legend}
    assert (striped.colour, striped.stripes) == (
        colours["Suburbs"],
        colours["Expat municipalities"],
    )
    assert drawing.chosen
    drawn = maps_svg((drawing,), PAPER)
    assert f"url(#m0-{striped.colour[1:]}-{striped.stripes[1:]})" in drawn
    assert "&lt;br" not in drawn


def test_a_map_without_a_figure_is_told_in_words(tmp_path: Path) -> None:
    release = published_release(tmp_path, findings())
    found = sheet("segregatie/map", "?place=GM0363", release)
    assert found.maps == ()
    assert "achttien herkomstgroepen" in found.sentence
    assert found.blocks[0].text.startswith("Nodig zijn")
    for form in FORMS:
        assert form.make(Told("Proef", "nl", (found,)), lambda _: None)


def test_a_map_of_types_needs_the_groups(tmp_path: Path) -> None:
    found = sheet("verscheidenheid/types", "", published_release(tmp_path, findings()))
    assert found.maps == ()
    assert "achttien herkomstgroepen" in found.sentence


@pytest.mark.parametrize("name", ["map", "types"])
def test_a_map_stands_alone_under_its_name(name: str, release: Release) -> None:
    assert sheet(f"verscheidenheid/{name}", "?year=2006", release).maps

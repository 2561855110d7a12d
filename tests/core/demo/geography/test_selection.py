"""A small country is a fair sample of the whole one."""

from collections import Counter

import pytest

from core.demo.geography.gazetteer import all_municipalities
from core.demo.geography.selection import Selection, selected
from core.errors import InputError
from core.places.clusters import G4, G28, cluster_of
from core.places.crosswalk import carried
from core.places.types import NAMED_WITHOUT_TYPE, TYPE_LABELS


def inhabitants_by(selection: Selection, key: str) -> Counter[str]:
    totals = Counter[str]()
    for each, people in zip(selection.municipalities, selection.inhabitants, strict=True):
        totals[cluster_of(each.code) if key == "cluster" else each.corop] += int(people)
    return totals


def test_the_whole_country_has_every_municipality_at_its_size() -> None:
    whole = selected(1)
    assert whole.municipalities == all_municipalities()
    assert whole.inhabitants.tolist() == [each.inhabitants for each in all_municipalities()]


@pytest.mark.parametrize("scale", [0.02, 0.05, 0.3])
def test_cities_and_named_municipalities_are_always_there(scale: float) -> None:
    codes = {each.code for each in selected(scale).municipalities}
    wanted = G4.keys() | G28.keys() | NAMED_WITHOUT_TYPE.keys()
    wanted |= {label.municipality_code for label in TYPE_LABELS} - {"GM1954"}
    assert wanted | set(carried("GM1954", 2019, 2015)) <= codes


@pytest.mark.parametrize("key", ["cluster", "corop"])
def test_each_cluster_and_region_keeps_its_share_of_the_people(key: str) -> None:
    whole, small = inhabitants_by(selected(1), key), inhabitants_by(selected(0.05), key)
    assert small.keys() == whole.keys()
    for group, people in whole.items():
        assert small[group] == pytest.approx(0.05 * people, rel=0.001, abs=10)


@pytest.mark.parametrize("scale", [0, -1, 1.5, 0.001, float("nan")])
def test_an_impossible_scale_is_refused(scale: float) -> None:
    with pytest.raises(InputError, match=r"0\.02 to 1"):
        selected(scale)

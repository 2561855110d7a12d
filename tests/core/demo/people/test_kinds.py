"""The national numbers that people are drawn from."""

import numpy as np
import pytest

from core.demo.geography.gazetteer import all_municipalities
from core.demo.people.hague import DISTRICT_PERCENTAGES, district_shares
from core.demo.people.kinds import ANCHORS, DUTCH, kinds
from core.demo.people.profiles import leanings, profiles
from core.groups.countries import countries
from core.groups.origin import ORIGIN_18, ORIGIN_2005


def test_every_kind_is_a_pair_of_groups_that_some_country_has() -> None:
    pairs = {(country.origin_18, country.origin_2005) for country in countries()}
    found = zip(kinds().origin_18, kinds().origin_2005, strict=True)
    assert {(ORIGIN_18.leaves[fine], ORIGIN_2005.leaves[coarse]) for fine, coarse in found} <= pairs


def test_all_eighteen_groups_occur() -> None:
    assert set(kinds().origin_18.tolist()) == set(range(18))


def test_only_the_first_kind_is_dutch() -> None:
    assert (kinds().origin_2005 == 0).tolist() == [i == DUTCH for i in range(len(kinds().codes))]


def test_numbers_run_straight_between_anchors() -> None:
    middle = (kinds().people(2005) + kinds().people(2010)) / 2
    np.testing.assert_allclose((kinds().people(2007) + kinds().people(2008)) / 2, middle)
    assert ANCHORS[0] == 2000


@pytest.mark.parametrize("name", DISTRICT_PERCENTAGES)
def test_shares_of_a_district_add_up(name: str) -> None:
    shares = district_shares(name)
    assert shares.min() >= 0
    assert shares.sum() == pytest.approx(1)


def test_profiles_are_of_real_municipalities_and_real_kinds() -> None:
    codes = {municipality.code for municipality in all_municipalities()}
    assert profiles().keys() <= codes
    for profile in profiles().values():
        assert profile.leanings.keys() <= set(kinds().codes)
        assert 0.4 < profile.dutch_2015 < 1
    assert (leanings(all_municipalities())[:, DUTCH] == 0).all()

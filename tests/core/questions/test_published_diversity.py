"""The published figures on diversity come out of the questions, on the whole demo country."""

import json
from functools import cache
from typing import Any

import pytest

from core.questions.change import change_of
from core.questions.contributions import Contributions
from core.questions.diversity import Diversity
from core.questions.indicators import BY_CODE
from core.questions.kept_indices import rows_by_place
from core.questions.two_measures import TwoMeasures
from core.release import Release
from tests.shared import shared

pytestmark = pytest.mark.slow
HAGUE, UTRECHT = "GM0518", "GM0344"
THREE = ("GM0363", "GM0599", HAGUE)


@cache
def facts() -> dict[str, dict[str, Any]]:
    collected = json.loads(shared("published-figures.json").read_text("utf-8"))
    return {one["id"]: {v["name"]: v["accept"] for v in one["values"]} for one in collected}


def within(fact: str, name: str, found: float) -> bool:
    """Whether a figure lies within the interval that counts as reproduced."""
    low, high = facts()[fact][name]
    return bool(low <= round(found, 6) <= high)


def municipalities(release: Release, year: int = 2015) -> list[dict[str, Any]]:
    rows = Diversity(year=year).answer(release).rows()
    return [row for row in rows if row["role"] == "municipality"]


def test_the_index_of_the_country_is_that_of_the_pooled_population(country: Release) -> None:
    rows = Diversity(year=2015).answer(country).rows()
    (pooled,) = (row["difference_share"] for row in rows if row["role"] == "country")
    assert within("W-001", "HHI", pooled)
    values = [row["difference_share"] for row in municipalities(country)]
    assert sum(values) / len(values) < pooled, "the mean of municipalities is much lower"


def test_two_people_in_the_largest_cities_differ_seven_times_in_ten(country: Release) -> None:
    found = {row["place"]: row["difference_share"] for row in municipalities(country)}
    assert all(within("W-002", "HHI_group", found[code]) for code in THREE)


def test_the_map_has_the_published_classes() -> None:
    edges = [facts()["W-009"][f"break_{number}"][0] for number in range(1, 5)]
    assert list(BY_CODE["probability_of_difference"].breaks) == edges


def test_so_many_people_live_above_a_third_and_below_three_tenths(country: Release) -> None:
    rows = municipalities(country)
    everyone = sum(row["people"] for row in rows)
    above = sum(row["people"] for row in rows if row["difference_share"] >= 0.33)
    below = sum(row["people"] for row in rows if row["difference_share"] < 0.30)
    assert within("W-010", "population_share", 100 * above / everyone)
    assert within("W-011", "population_share", 100 * below / everyone)


def test_zorgvliet_is_diverse_with_few_from_outside_europe(country: Release) -> None:
    rows = TwoMeasures(place=(HAGUE,), year=2014).answer(country)
    row = next(r for r in rows.rows() if "Zorgvliet" in rows.context.places[r["place"]][0])
    assert within("W-004", "HHI", row["difference_share"])
    assert within("W-004", "non_European_Anglo_share", 100 * row["beyond_share"])
    why = Contributions(place=(row["place"],), year=2014).answer(country)
    assert "vooral Europese en Angelsaksische" in why.sentence("nl")
    total = sum(one["contribution"] for one in why.rows())
    assert total == pytest.approx(row["difference_share"])


def test_two_measures_rank_the_districts_of_the_hague_differently(country: Release) -> None:
    """Seventeen times as many by the one measure, twice as diverse by the other."""
    answer = TwoMeasures(place=(HAGUE,), year=2014).answer(country)
    named = {
        answer.context.places[row["place"]][0].partition(" (")[0]: row for row in answer.rows()
    }
    high, low = named["Schilderswijk"], named["Vogelwijk"]
    assert within("W-005", "ratio_by_share", high["beyond_share"] / low["beyond_share"])
    assert within("W-005", "ratio_by_HHI", high["difference_share"] / low["difference_share"])
    assert "17 keer" in answer.sentence("nl")
    for name in ("Transvaal", "Schilderswijk", "Laak en Spoorwijk"):
        assert within("W-006", "HHI_min", named[name]["difference_share"])


def test_segregation_in_utrecht_fell_by_more_than_chance(country: Release) -> None:
    rows = rows_by_place(country, "dissimilarity", "neighbourhood", "morocco")[UTRECHT]
    ends = [
        {f"{name}_share": row[name] for name in ("corrected", "lower", "upper")}
        for row in (rows[0], rows[-1])
    ]
    change = change_of(ends[0], ends[1])
    assert change.direction == "less"
    assert all(row["expected"] < row["value"] / 2 for row in rows), "not mostly chance"

"""A release of published figures says what the publisher said, and nothing more."""

import math
from pathlib import Path

import pytest

from core.errors import BundleError, NotInReleaseError
from core.questions.compensation import Compensation
from core.questions.composition import Composition
from core.questions.opportunities import Opportunities
from core.questions.origins import Origins
from core.questions.profile import Profile
from core.questions.relation import Relation
from core.questions.types import Types
from core.release import Release, Value, open_current
from core.release.published.estimates import mean_share
from core.sources.publishers.findings import Condition, Findings, Flow, PlaceName
from tests.published import PEOPLE, figure, findings, published_release


def value(release: Release, place: str, **asked: object) -> dict[str, object]:
    answer = Composition(**{"indicator": "native_share", **asked}).answer(release)  # type: ignore[arg-type]
    (row,) = [row for row in answer.rows() if row["place"] == place]
    return row


def test_it_bears_the_profile_of_published_figures_and_may_be_served(open_release: Release) -> None:
    assert (open_release.basis, open_release.protection) == ("published", "open")
    assert open_release.is_protected


def test_published_counts_come_through_as_they_are(open_release: Release) -> None:
    for code, (people, native) in PEOPLE.items():
        row = value(open_release, code)
        assert row["people"] == people
        assert row["value"] == pytest.approx(native / people)


def test_a_share_published_in_tens_is_no_count(open_release: Release) -> None:
    assert value(open_release, "PC1011", level="postcode_area")["value"] == pytest.approx(0.3)
    where = {"place": "PC1011", "category": "netherlands"}
    columns = ("people", "share", "share_lower", "share_upper")
    (row,) = open_release.store.select("composition", columns, where).to_pylist()
    assert row["people"] is None
    assert (row["share_lower"], row["share_upper"]) == pytest.approx((0.25, 0.35))


def test_larger_places_are_the_sum_of_their_municipalities(open_release: Release) -> None:
    people = sum(one for one, _ in PEOPLE.values())
    native = sum(one for _, one in PEOPLE.values())
    row = value(open_release, "NL01", level="country")
    assert row["value"] == pytest.approx(native / people)


def test_a_masked_figure_stays_masked_though_the_rest_would_tell_it(tmp_path: Path) -> None:
    """Everyone minus the other groups is never taken for the group that the publisher hides."""
    found = findings()
    found.figures = [
        one._replace(value=math.nan, mask="secret")
        if (one.place, one.category) == ("GM0014", "netherlands")
        else one
        for one in found.figures
    ]
    release = published_release(tmp_path, found)
    row = value(release, "GM0014")
    assert (row["state"], row["reason"], row["value"]) == ("withheld", "masked_by_publisher", None)
    assert value(release, "NL01", level="country")["value"] is None


def test_a_few_masked_people_hardly_move_a_sum_and_it_is_marked(tmp_path: Path) -> None:
    found = findings()
    found.figures = [
        one._replace(value=math.nan, mask="zero_to_four")
        if (one.place, one.category) == ("GM0014", "netherlands")
        else one
        for one in found.figures
    ]
    row = value(published_release(tmp_path, found), "NL01", level="country")
    assert row["value"] == pytest.approx((400 + 360 + 2) / 2300)
    assert row["state"] == "low_reliability"


def test_the_scheme_of_the_source_is_part_of_the_answer(open_release: Release) -> None:
    answer = Origins(place=("GM0363",)).answer(open_release)
    assert answer.context.schemes == ("origin_2022",)
    assert {row["origin"] for row in answer.rows()} == {"netherlands", "europe", "outside_europe"}
    assert "O02" in answer.context.caveats


def test_what_takes_eighteen_groups_says_so(open_release: Release) -> None:
    answer = Composition(indicator="probability_of_difference").answer(open_release)
    assert "achttien herkomstgroepen" in answer.sentence("nl")
    with pytest.raises(NotInReleaseError, match="country of origin") as refused:
        Types().answer(open_release)
    assert refused.value.lacks == "eighteen"


def test_a_profile_tells_the_share_where_there_is_no_chance_of_difference(
    open_release: Release,
) -> None:
    answer = Profile(place=("GM0363",)).answer(open_release)
    assert "40,0% van de inwoners heeft een Nederlandse achtergrond" in answer.sentence("nl")


def test_pupils_meet_the_mean_of_the_neighbourhoods_of_their_school(open_release: Release) -> None:
    where = {"setting": "school", "level": "postcode_area"}
    columns = ("place", "people", "neighbourhood_share", "setting_share")
    rows = {
        row["place"]: row
        for row in open_release.store.select("opportunity", columns, where).to_pylist()
    }
    first = (30 * 0.3 + 10 * 0.6) / 40
    second = (20 * 0.6 + 5 * 0.4) / 25
    assert rows["PC1011"]["setting_share"] == pytest.approx(first)
    assert rows["PC1012"]["setting_share"] == pytest.approx((10 * first + 20 * second) / 30)


def test_estimates_equal_the_neighbourhoods_on_average_so_no_gap_is_given(
    open_release: Release,
) -> None:
    where = {"setting": "school", "place": "NL01"}
    columns = ("neighbourhood_share", "setting_share")
    (row,) = open_release.store.select("opportunity", columns, where).to_pylist()
    assert row["setting_share"] == pytest.approx(row["neighbourhood_share"])
    gaps = Composition(indicator="school_gap", level="postcode_area").answer(open_release)
    assert set(gaps.frame["value"].to_pylist()) == {None}


@pytest.mark.parametrize("question", [Opportunities(), Compensation(), Relation()])
def test_views_that_would_mislead_are_refused_with_the_reason(
    open_release: Release, question: Opportunities | Compensation | Relation
) -> None:
    with pytest.raises(NotInReleaseError, match="estimated from where people live") as refused:
        question.answer(open_release)
    assert refused.value.lacks == "counted"


def test_an_estimate_says_that_it_is_one(open_release: Release) -> None:
    answer = Composition(indicator="school_share", level="postcode_area").answer(open_release)
    assert answer.context.basis == "estimated"
    assert "O01" in answer.context.caveats
    assert answer.sentence("nl").startswith("Schatting.")


def test_few_pupils_make_an_interval_that_holds_the_estimate() -> None:
    """One to four pupils of one home beside ten of another: from 1 in 11 to 4 in 14."""
    flows = [
        Flow("school", 2023, "PC1011", "16AH00", "", 2.5, 1, 4),
        Flow("school", 2023, "PC1012", "16AH00", "", 10, 10, 10),
    ]
    homes = {"PC1011": (1.0, 1.0, 1.0), "PC1012": (0.0, 0.0, 0.0)}
    middle, lower, upper = mean_share(flows, homes)
    assert (lower, upper) == pytest.approx((1 / 11, 4 / 14))
    assert lower < middle < upper


def test_municipalities_that_merged_get_figures_of_before_and_nobody_is_lost(
    tmp_path: Path,
) -> None:
    """Schijndel, Sint-Oedenrode and Veghel are Meierijstad from 2017 on."""
    found = findings()
    before = {"GM0844": 200, "GM0846": 100, "GM0860": 300}
    for code, people in before.items():
        found.places.append(PlaceName(code, 2016, code))
        found.figures += [
            figure(2016, code, "all", people),
            figure(2016, code, "netherlands", people / 2),
        ]
    for code in PEOPLE:
        found.figures += [figure(2016, code, "all", 10), figure(2016, code, "netherlands", 5)]
    found.figures += [
        figure(2024, "GM1948", "all", 700),
        figure(2024, "GM1948", "netherlands", 300),
    ]
    release = published_release(tmp_path, found)
    where: dict[str, Value] = {"place": "GM1948", "year": 2016, "category": "all"}
    (row,) = release.store.select("composition", ("people",), where).to_pylist()
    assert row["people"] == sum(before.values())
    assert any("630 residents before, 630 after (difference 0.000 %)" in n for n in release.notes)
    shown = Composition(year=2016).answer(release).frame["place"].to_pylist()
    assert {"GM0844", "GM0363"} <= set(shown)
    assert "GM1948" not in shown


def test_conditions_are_kept_with_their_state(tmp_path: Path) -> None:
    found = findings()
    found.conditions.append(Condition(2024, "GM0599", "liveability_class", math.nan, "secret"))
    release = published_release(tmp_path, found)
    rows = release.store.select("conditions", ("place", "value", "state"), {}).to_pylist()
    assert rows == [
        {"place": "GM0363", "value": 7.0, "state": "value"},
        {"place": "GM0599", "value": None, "state": "withheld"},
    ]


def test_files_without_figures_leave_the_live_release_as_it_was(tmp_path: Path) -> None:
    live = published_release(tmp_path / "first")
    with pytest.raises(BundleError, match="no figures"):
        published_release(tmp_path / "second", Findings(shapes=findings().shapes))
    assert open_current(live.path.parent).id == live.id


def test_shapes_are_drawn_with_their_shared_edges_once(open_release: Release) -> None:
    drawn = open_release.maps["municipality"]
    assert (drawn.vintage, drawn.places) == (2024, 3)

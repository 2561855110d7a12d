"""Each figure of the paper comes out on the page where a reader looks for it.

On a release of the whole demo country (``CONTACTATLAS_DATA`` names its folder) the figures are
held against their published intervals too; without one, against the report on the demo.
"""

import json
import os
from collections.abc import Collection
from dataclasses import replace
from math import isnan
from pathlib import Path

import pytest

from core.demo.targets import FACTS
from core.demo.targets.figures import Figures
from core.groups.origin import ORIGIN_2005
from core.published import published
from core.release import Release, open_first
from tests.components.pages_read import YEAR, Pages
from tests.components.paper_facts import OF_SCHOOLS, ON_PAGES
from tests.shared import shared

ROUNDED, EXACT = 0.51, 1e-6
"""Per cent: what a protected page may round away, and one that shows everything."""
LINKAGE = {
    "pupils": {"2005": {"records": 912601, "linked": 906807}},
    "jobs": {"2005": {"records": 7327536, "linked": 7186183}},
}
LINKED = {"P-002", "P-007", "P-008"}
"""The page on data gives these to the person; the report counts people in a protected table."""
OF_CITIES = {"P-059", "P-060", "P-061"}


def wanted_facts() -> set[str]:
    """The facts of the paper that are to be met, or that a demo was set by."""
    collected = json.loads(shared("published-figures.json").read_text("utf-8"))
    return {
        fact["id"]
        for fact in collected
        if fact["id"].startswith("P-") and fact["use"] in ("acceptance", "calibration")
    }


@pytest.fixture(scope="module")
def pages(release: Release) -> Pages:
    """The pages of a small release, with as many records linked as the paper says."""
    return Pages(replace(release, linkage=LINKAGE))


@pytest.fixture(scope="module")
def whole() -> Release:
    """The whole demo country, where there is one."""
    folder = os.environ.get("CONTACTATLAS_DATA", "")
    if not folder:
        pytest.skip("CONTACTATLAS_DATA names no folder with a release of the whole demo country")
    return open_first(Path(folder) / "releases")


def reported(release: Release, codes: Collection[str]) -> dict[str, dict[str, float]]:
    """What the report on the demo comes to."""
    figures = Figures(release.store, release.linkage, release.years)
    return {code: dict(work_out(figures)) for code, work_out in FACTS if code in codes}


def test_every_fact_of_the_paper_is_looked_up() -> None:
    assert wanted_facts() == ON_PAGES.keys()


@pytest.mark.parametrize("code", ON_PAGES)
def test_every_value_of_a_fact_comes_out_and_is_what_the_report_says(
    code: str, pages: Pages
) -> None:
    """One figure, worked out twice: from the lines of the pages, and by the report."""
    found = ON_PAGES[code](pages)
    assert found.keys() == {value.name for value in published()[code].values}
    if code in LINKED:
        for one in published()[code].values:
            assert one.accept[0] <= found[one.name] <= one.accept[1]
        return
    if code in OF_SCHOOLS:  # which aren't in the tables of a release
        return
    if code in OF_CITIES:  # which the small release doesn't have; see the next test
        return
    expected = reported(pages.release, (code,))[code]
    for name, value in found.items():
        if isnan(expected[name]):  # a cluster in which nobody of the group lives
            assert isnan(value) or value == 0
        else:
            assert value == pytest.approx(expected[name], abs=EXACT), name


def test_the_map_gives_the_share_by_which_the_report_judges_cities(pages: Pages) -> None:
    figures = Figures(pages.release.store, pages.release.linkage, pages.release.years)
    counted = figures.composition(ORIGIN_2005, YEAR, "municipality")
    shares = counted.share(*ORIGIN_2005.leaves_under("non_western"))
    expected = dict(zip(counted.places, 100 * shares, strict=True))
    assert pages.on_map("non_western_share") == pytest.approx(expected, abs=EXACT)


def test_schools_are_counted_as_in_the_bundle_and_the_others_given_as_printed(pages: Pages) -> None:
    assert ON_PAGES["P-062"](pages)["share_of_schools"] == 100  # all nine, by their pupils
    for one in published()["P-063"].values:
        assert ON_PAGES["P-063"](pages)[one.name] == float(one.published)


@pytest.mark.slow
def test_on_the_whole_country_figures_lie_in_their_intervals_or_are_reported_as_missed(
    whole: Release,
) -> None:
    """Nothing is missed on a page that ``python -m core targets`` doesn't name."""
    pages, report = Pages(whole), reported(whole, ON_PAGES)
    on_page, in_report = set(), set()
    for code, look_up in ON_PAGES.items():
        pages.margins.clear()
        found = look_up(pages)
        margin = max(pages.margins, default=0.0)
        if code in OF_SCHOOLS:  # of which the report looks at the bundle
            in_bounds = {one.name: one.accept for one in published()[code].values}
            assert all(low <= found[name] <= high for name, (low, high) in in_bounds.items()), code
            continue
        for value in published()[code].values:
            low, high = value.accept
            name = f"{code} {value.name}"
            if not low - margin <= round(found[value.name], 4) <= high + margin:
                on_page.add(name)
            if not low <= report[code][value.name] <= high:
                in_report.add(name)
            if code not in LINKED:
                expected = pytest.approx(report[code][value.name], abs=ROUNDED + margin)
                assert found[value.name] == expected, name
    assert on_page <= in_report

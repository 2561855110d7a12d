"""A series is broken where boundaries, scheme or years don't connect, and nowhere else."""

from dataclasses import replace

import pytest

from core.questions.breaks import breaks_of
from core.questions.diversity_years import DiversityYears
from core.release import Release


@pytest.fixture
def redrawn(release: Release) -> Release:
    """The small release as if its second year were on the boundaries of 2023."""
    levels = ("municipality", "neighbourhood", "country")
    return replace(release, vintages={level: {2005: 2021, 2006: 2023} for level in levels})


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("GM0363", "boundaries"),  # Weesp joined Amsterdam
        ("GM0439", "boundaries"),  # Beemster joined Purmerend
        ("GM0034", "none"),  # Almere stayed as it was
        ("BU03630000", "boundaries"),  # neighbourhoods may be redrawn any year
        ("NL01", "none"),
    ],
)
def test_only_places_whose_boundaries_moved_have_a_break(
    redrawn: Release, code: str, found: str
) -> None:
    assert breaks_of(redrawn, code, (2005, 2006)) == ("none", found)


def test_on_the_boundaries_of_one_year_there_is_no_break(release: Release) -> None:
    assert breaks_of(release, "GM0363", (2005, 2006)) == ("none", "none")


def test_years_that_are_left_out_are_a_break(release: Release) -> None:
    assert breaks_of(release, "GM0363", (2000, 2005, 2010, 2020)) == ("none", "none", "none", "gap")
    assert breaks_of(release, "GM0363", (2000, 2010)) == ("none", "none")
    assert breaks_of(release, "GM0363", ()) == ()


def test_another_scheme_is_a_break(release: Release) -> None:
    schemes = {"municipality": {2005: ("origin_2005",), 2006: ("origin_2022",)}}
    assert breaks_of(replace(release, schemes=schemes), "GM0034", (2005, 2006))[1] == "scheme"


def test_the_table_names_the_break_of_the_year_it_lies_before(redrawn: Release) -> None:
    rows = DiversityYears(places=("GM0363", "GM0034")).answer(redrawn).rows()
    found = {(row["place"], row["year"]): row["series_break"] for row in rows}
    assert found == {
        ("GM0363", 2005): "none",
        ("GM0363", 2006): "boundaries",
        ("GM0034", 2005): "none",
        ("GM0034", 2006): "none",
    }

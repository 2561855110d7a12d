"""Who was born here: the parts of the groups, as counted, where a release says it."""

from pathlib import Path

import pytest

from core.errors import NotInReleaseError
from core.questions.generations import Generations
from core.release import Release
from tests.published import figure, findings, published_release


def test_parts_are_those_of_the_counts(release: Release) -> None:
    rows = {row["origin"]: row for row in Generations(year=2005).answer(release).rows()}
    everyone = rows.pop("all")
    assert everyone["people"] == everyone["here"] + everyone["abroad"]
    leaves = [row for origin, row in rows.items() if origin != "non_western"]
    assert sum(row["people"] for row in leaves) == everyone["people"]
    assert sum(row["migrant_share"] for row in leaves) == pytest.approx(1)
    for row in rows.values():
        assert row["here_share"] == pytest.approx(row["here"] / row["people"])


def test_a_generation_without_a_row_is_nobody(small: Release) -> None:
    everyone = Generations(year=2005).answer(small).rows()[0]
    assert everyone["people"] == everyone["abroad"] + everyone["here"]
    assert 0 in (everyone["abroad"], everyone["here"])


def test_a_place_that_isnt_counted_by_birth_is_refused(tmp_path: Path) -> None:
    release = published_release(tmp_path, findings())
    with pytest.raises(NotInReleaseError, match="where the residents of PC1011"):
        Generations(place=("PC1011",)).answer(release)


def test_published_figures_tell_it_of_whom_they_know(tmp_path: Path) -> None:
    """CBS counts from 2022 on who was born here of those with an origin outside Europe."""
    found = findings()
    found.figures += [
        figure(2024, "GM0363", "outside_europe", people, generation=generation)
        for generation, people in (("second", 120), ("first", 180))
    ]
    answer = Generations(place=("GM0363",)).answer(published_release(tmp_path, found))
    (row,) = answer.rows()
    assert (row["origin"], row["here"], row["abroad"]) == ("outside_europe", 120, 180)
    assert row["here_share"] == pytest.approx(0.4)
    assert "buiten Europa is 40% in Nederland geboren" in answer.sentence("nl")

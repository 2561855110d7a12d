"""The country is all its residents, also of municipalities whose groups aren't all known."""

import numpy as np
import pytest

from core.questions.diversity import ALL_TYPES, Diversity
from core.questions.nodes import COUNTRY
from core.questions.typology import signs
from core.release import Release


def test_a_municipality_whose_groups_are_hidden_still_counts_in_the_country(
    small: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    def country() -> dict[str, object]:
        rows = Diversity(year=2005).answer(small).rows()
        return next(row for row in rows if row["role"] == "country")

    whole = country()
    people = signs.people_of(small, 2005)
    hidden = people[1].copy()
    hidden[0] = 0.0
    monkeypatch.setattr("core.questions.diversity.people_of", lambda *_: (people[0], hidden))
    assert country() == whole
    assert (whole["place"], whole["municipality_type"]) == (COUNTRY, ALL_TYPES)
    assert whole["people"] == round(float(np.sum(people[1])))

"""What the paper prints stands where a reader looks for it, beside what was obtained."""

import json
from collections.abc import Iterator, Mapping
from math import isnan
from typing import Any

import pytest

from components.address import Address
from components.card import answers_of
from components.views.paper_tables import CARDS, TABLES
from core.demo.targets import FACTS
from core.demo.targets.figures import Figures
from core.language import LANGUAGES, Language
from core.published import EXHIBITS, printed_cells
from core.questions.printed import OBTAINED, Printed
from core.release import Release
from tests.components.paper_facts import ON_PAGES

LINKED = {("P-002", "pupils_linked"), ("P-007", "employees_linked")}
"""Of these the report looks at the linking too; the number of people is the same."""


def parts(found: Any) -> Iterator[Mapping[str, Any]]:
    """Every element of a drawn page, as Dash sends it."""
    if isinstance(found, dict):
        if "props" in found:
            yield found["props"]
        for one in found.values():
            yield from parts(one)
    elif isinstance(found, list):
        for one in found:
            yield from parts(one)


def drawn(exhibit: str, language: Language, release: Release) -> list[Mapping[str, Any]]:
    card = next(one for one in CARDS if one.code == exhibit)
    address = Address(TABLES.path, TABLES.parameters).having(lang=language, year=2005)
    assert card.words is not None
    words = card.words(answers_of(card, address, release), language)
    return list(parts(json.loads(json.dumps(words, default=lambda one: one.to_plotly_json()))))


def words_of(part: Mapping[str, Any]) -> str:
    return json.dumps(part["children"], ensure_ascii=False)


@pytest.mark.parametrize(("exhibit", "other"), [("table_2", "werk"), ("table_5", "school")])
def test_a_table_of_one_setting_says_nothing_of_the_other(
    exhibit: str, other: str, release: Release
) -> None:
    heads = [words_of(one) for one in drawn(exhibit, "nl", release) if one.get("scope") == "col"]
    assert len(heads) > 4
    assert not [head for head in heads if other in head.lower().replace("werknemers", "")]


def test_every_fact_of_an_exhibit_is_looked_up_there() -> None:
    """What stands beside the exhibits is among what the pages are held against."""
    assert {code for codes in EXHIBITS.values() for code in codes} <= ON_PAGES.keys()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("exhibit", EXHIBITS)
def test_each_exhibit_shows_its_facts_with_the_printed_words(
    exhibit: str, language: Language, release: Release
) -> None:
    found = drawn(exhibit, language, release)
    marked = {str(part["data-fact"]): part for part in found if "data-fact" in part}
    told = {code.partition(" ")[0] for code in marked}
    assert told >= set(EXHIBITS[exhibit])
    for printed in printed_cells():
        part = marked.get(f"{printed.fact.id} {printed.value}")
        if printed.exhibit == exhibit and part is not None:
            assert printed.words[language] in words_of(part)


def test_what_is_obtained_is_what_the_demo_is_judged_by(release: Release) -> None:
    """One figure, worked out twice: by the page's question, and by the report on the demo."""
    figures = Figures(release.store, release.linkage, release.years)
    facts = dict(FACTS)
    compared = 0
    for exhibit in EXHIBITS:
        for row in Printed(exhibit=exhibit, year=2005).answer(release).rows():
            obtained = next((row[name] for name in OBTAINED if row[name] is not None), None)
            if obtained is None or (row["fact"], row["item"]) in LINKED:
                continue
            expected = float(facts[row["fact"]](figures)[row["item"]])
            if isnan(expected):  # a cluster in which nobody lives in such a neighbourhood
                continue
            in_percent = 100 if row["obtained_share"] is not None else 1
            assert in_percent * obtained == pytest.approx(expected, abs=1e-9), row
            compared += 1
    assert compared >= 15

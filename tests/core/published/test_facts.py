"""The committed facts say what the sources say, and point at cells that exist."""

import json
import re

import pytest

from core.groups.setting import setting
from core.published import EXHIBITS, PrintedCell, printed_cells, published
from tests.shared import shared

OWN_VALUES = {"P-020", "P-041", "P-059", "P-060", "P-061", "W-002", "W-090"}
"""Facts about several places or groups, of which the lowest and the highest are told apart here."""
TRUTH = "truth"


@pytest.mark.parametrize("code", published())
def test_a_fact_is_stated_in_both_languages_and_has_an_interval(code: str) -> None:
    fact = published()[code]
    assert fact.statement["nl"] != fact.statement["en"]
    assert fact.priority in (1, 2, 3)
    assert all(value.accept[0] <= value.accept[1] for value in fact.values)


def test_intervals_are_those_of_the_collected_facts() -> None:
    collected = json.loads(shared("published-figures.json").read_text("utf-8"))
    by_id = {fact["id"]: fact for fact in collected}
    for code, fact in published().items():
        assert fact.priority == by_id[code]["priority"]
        if code in OWN_VALUES:
            continue
        accepted = {value["name"]: value["accept"] for value in by_id[code]["values"]}
        for value in fact.values:
            if value.unit != TRUTH:
                assert list(value.accept) == accepted[value.name], (code, value.name)


def test_every_fact_says_where_it_stands_in_its_source() -> None:
    collected = {
        fact["id"]: fact for fact in json.loads(shared("published-figures.json").read_text())
    }
    for code, fact in published().items():
        assert fact.locus["en"]
        assert collected[code]["locus"].startswith(fact.locus["en"][:10])


def test_where_an_exhibit_says_something_is_told_in_dutch_too() -> None:
    for code in {code for codes in EXHIBITS.values() for code in codes}:
        locus = published()[code].locus
        assert locus["nl"] != locus["en"]
        assert not {"text", "Table", "Figure", "paragraph"} & set(locus["nl"].split())


@pytest.mark.parametrize("printed", printed_cells(), ids=lambda one: f"{one.fact.id} {one.value}")
def test_a_printed_cell_is_a_value_of_its_fact_at_a_node_that_can_be_asked_for(
    printed: PrintedCell,
) -> None:
    value = {one.name: one for one in printed.fact.values}[printed.value]
    cell = printed.cell
    assert cell.origin == "all" or cell.origin in setting(cell.setting).origin.nodes
    assert cell.stratum == "all" or cell.stratum in setting(cell.setting).stratum.nodes
    assert (cell.residents != "") == (cell.table == "compensation")
    stated = first_number(value.published)
    assert first_number(printed.words["en"].replace(",", "")) == stated
    assert first_number(printed.words["nl"].replace(".", "").replace(",", ".")) == stated


def first_number(words: str) -> float:
    found = re.search(r"[0-9][0-9.]*", words)
    assert found, words
    return float(found.group())


def test_exhibits_are_made_of_facts_and_hold_every_printed_cell() -> None:
    of_exhibits = {code for codes in EXHIBITS.values() for code in codes}
    assert of_exhibits <= published().keys()
    for printed in printed_cells():
        assert printed.exhibit in EXHIBITS
        assert printed.fact.id in of_exhibits | {"P-052"}

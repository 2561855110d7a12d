import math

import pytest

from core.bundle.linkage import REASONS, Linked, linkage_as_json, linkage_lines, linkage_of
from core.bundle.losses import WARNINGS, nothing_linked, warnings_of
from core.language import LANGUAGES, has_text

PUPILS = Linked("pupils", 2005, 912_601, 906_807, {"no_person": 5_000, "no_home": 794})
JOBS = Linked("jobs", 2005, 10, 4, {"no_unit": 5, "duplicate": 1}, several_jobs=2)


def test_the_report_reads_as_the_paper_reports_its_pupils() -> None:
    assert list(linkage_lines((PUPILS,), "nl")) == [
        "Leerlingen 2005: 906.807 van 912.601 gekoppeld (99,4%)",
        "  persoon dat jaar niet gevonden: 5.000",
        "  persoon zonder woonadres: 794",
    ]
    assert next(linkage_lines((PUPILS,), "en")) == "Pupils 2005: 906,807 of 912,601 linked (99.4%)"


def test_the_linkage_survives_being_kept() -> None:
    assert linkage_of(linkage_as_json((PUPILS, JOBS))) == (PUPILS, JOBS)


def test_a_share_of_nothing_is_undefined() -> None:
    assert math.isnan(Linked("jobs", 2005, 0, 0, {}).share)


@pytest.mark.parametrize("reason", REASONS)
def test_every_reason_has_a_text(reason: str) -> None:
    assert has_text(f"linkage.lost.{reason}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_table_has_a_text(language: str) -> None:
    assert all(has_text(f"linkage.table.{table}") for table in ("persons", "pupils", "jobs"))


def test_losses_of_several_years_are_told_once() -> None:
    later = Linked("pupils", 2006, 10, 9, {"no_home": 1})
    told = list(warnings_of((PUPILS, later)))
    assert len(told) == 2
    assert "left out 795 rows of persons without a home area" in told[1]


def test_every_loss_has_a_warning_of_its_own() -> None:
    for table, reason in WARNINGS:
        (told,) = warnings_of((Linked(table, 2005, 3, 2, {reason: 1}),))
        assert told.startswith(f"{table}: left out 1 row ")
        assert "; expected " in told


def test_a_year_without_links_is_no_problem_while_another_has_some() -> None:
    empty = Linked("pupils", 2006, 10, 0, {"no_home": 10})
    assert list(nothing_linked((PUPILS, empty))) == []
    (told,) = nothing_linked((empty,))
    assert told.startswith("pupils: not one of 10 rows could be linked (no_home 10); expected ")

"""Of which years a demo country is: every one, or few where somebody waits for it."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import duckdb
import pytest

from core.__main__ import main
from core.bundle import Bundle
from core.demo.generation import demo_release
from core.demo.years import EVERY_YEAR, FEW_YEARS, years_of_country

SCALE = 0.02


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> list[Bundle]:
    """What releases of a small country are made of: by itself, and with every year."""
    found: list[Bundle] = []

    def built(bundle: Bundle, *_: object, **__: object) -> SimpleNamespace:
        found.append(bundle)
        return SimpleNamespace(id=bundle.path.name)

    folder = tmp_path_factory.mktemp("years")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("core.demo.generation.build", built)
        demo_release(folder, SCALE)
        demo_release(folder, SCALE, every_year=True)
    return found


def _rows(query: str) -> list[Any]:
    with duckdb.connect() as connection:
        return connection.execute(query).fetchall()


def _years(bundle: Bundle, table: str) -> tuple[int, ...]:
    rows = _rows(f"SELECT DISTINCT year FROM '{bundle.file(table)}' ORDER BY year")
    return tuple(year for (year,) in rows)


def test_the_whole_country_has_every_year_and_one_for_tests_few() -> None:
    assert years_of_country(1) is years_of_country(0.5) is EVERY_YEAR
    assert years_of_country(0.05) is FEW_YEARS
    for name in ("residents", "school", "work"):
        assert set(getattr(FEW_YEARS, name)) < set(getattr(EVERY_YEAR, name))


@pytest.mark.parametrize("table", ["residents", "school", "work"])
def test_a_small_country_has_few_years_unless_every_one_is_asked_for(
    made: list[Bundle], table: str
) -> None:
    few, every = made
    assert _years(few, table) == getattr(FEW_YEARS, table)
    assert _years(every, table) == getattr(EVERY_YEAR, table)


def test_both_stand_side_by_side(made: list[Bundle]) -> None:
    few, every = made
    assert few.path.parent == every.path.parent
    assert few.path != every.path


def test_the_residents_of_a_year_are_the_same_whichever_others_are_made(
    made: list[Bundle],
) -> None:
    few, every = (
        _rows(
            f"""SELECT home_area, origin_18, generation, SUM(people)
                FROM '{bundle.file("residents")}' WHERE year = 2020 GROUP BY ALL ORDER BY ALL"""
        )
        for bundle in made
    )
    assert few == every
    assert few


def test_so_are_the_employees_and_how_many_work_together(made: list[Bundle]) -> None:
    few, every = (
        _rows(
            f"""SELECT lives, together, COUNT(*) FROM
                (SELECT MIN(home_area) AS lives, COUNT(*) AS together
                 FROM '{bundle.file("work")}' WHERE year = 2020 GROUP BY unit)
                GROUP BY ALL ORDER BY ALL"""
        )
        for bundle in made
    )
    assert few == every
    assert few


def test_the_command_passes_on_what_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []

    def noted(*_: object, every_year: bool) -> SimpleNamespace:
        asked.append(every_year)
        return SimpleNamespace(path=tmp_path)

    monkeypatch.setattr("core.commands.demo.demo_release", noted)
    small = ["demo", "--scale", "0.05", "--into", str(tmp_path)]
    assert main(small) == 0
    assert main([*small, "--every-year"]) == 0
    assert asked == [False, True]

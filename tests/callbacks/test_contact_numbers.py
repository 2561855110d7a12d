"""The numbers on Contact are the same by every way, and those of pandas and statsmodels."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from flask import Flask
from flask.testing import FlaskClient

from callbacks.files import figure
from components.address import Address
from components.card import answers_of
from components.cells import told_columns
from components.views import view_at
from core.__main__ import main
from core.questions import Answer
from core.questions.accumulation import CELLS, Accumulation
from core.questions.cloud import Cloud
from core.questions.compensation import Compensation
from core.questions.contrast import Contrast
from core.questions.nodes import NodeQuestion
from core.questions.opportunities import Opportunities
from core.questions.relation import Relation
from core.release import Release
from tests.oracles.codebook import ORIGINS
from tests.oracles.six_tables_pandas import people_of

YEAR = 2005
STATES: tuple[dict[str, Any], ...] = (
    {"year": YEAR},
    {"year": YEAR, "setting": "work", "place": ("GM0363",), "by": "stratum", "threshold": 70},
    {"year": YEAR, "points": "municipalities", "picked": ("GM0034", "GM0362", "GM0363")},
    {"year": YEAR, "points": "areas", "place": ("GM0363",), "residents": "contact_poor"},
)
VIEW = view_at("/contact")
assert VIEW is not None


def shown() -> Iterator[tuple[Any, Address]]:
    assert VIEW is not None
    for state in STATES:
        for card in VIEW.cards:
            yield card, Address(VIEW.path, VIEW.parameters).having(**state)


def asked_for(release: Release) -> dict[str, Answer]:
    """Every question that the page asks in these states, once."""
    found = [one for card, address in shown() for one in answers_of(card, address, release)]
    return {f"{one.question.name} {one.question.to_query()}": one for one in found}


@pytest.fixture
def client(server: Flask) -> FlaskClient:
    return server.test_client()


def test_the_api_and_the_command_line_give_the_numbers_of_the_page(
    client: FlaskClient, release: Release, capsys: pytest.CaptureFixture[str]
) -> None:
    for answer in asked_for(release).values():
        question = answer.question
        query = question.to_query()
        of_api = client.get(f"/api/v1/{question.name}", query_string=query).get_json()
        assert of_api["rows"] == answer.rows()
        options = [f"--{name}={value}" for name, value in query.items()]
        assert main(["ask", question.name, *options, "--json", f"--release={release.path}"]) == 0
        assert json.loads(capsys.readouterr().out)["rows"] == answer.rows()


def test_files_give_the_numbers_of_the_page_as_it_writes_them(
    client: FlaskClient, release: Release
) -> None:
    for card, address in shown():
        body = client.get(f"/bestand/contact/{card.code}.csv{address.query()}").data
        lines = csv.reader(io.StringIO(body.decode("utf-8-sig")))
        rows = [line for line in lines if line and not line[0].startswith("#")]
        for answer in answers_of(card, address, release):
            columns = told_columns(answer)
            _, *own = rows[: answer.frame.num_rows + 1]
            rows = rows[answer.frame.num_rows + 1 :]
            for line, row in zip(own, answer.rows(), strict=True):
                for written, column in zip(line, columns, strict=False):
                    if column.unit not in ("code", "name"):
                        value = figure(row[column.name], column)
                        assert written == ("" if value is None else str(value)), column.name


@pytest.fixture(scope="module", params=["school", "work"])
def people(request: pytest.FixtureRequest, served_folder: Path) -> tuple[str, pd.DataFrame]:
    """Everyone, person by person, with the municipality of the home."""
    bundle = next(served_folder.glob("*/bundle.json")).parent
    found = people_of(bundle, request.param, YEAR)
    places = pd.read_parquet(bundle / "places.parquet").set_index("place_id")
    parents = found["home_area"].map(places["parent"])
    return request.param, found.assign(
        municipality=parents, area=found["home_area"].map(places["code"])
    )


@pytest.mark.parametrize("threshold", range(5, 100, 5))
def test_accumulation_at_every_threshold_is_that_of_the_people(
    people: tuple[str, pd.DataFrame], threshold: int, release: Release
) -> None:
    setting, everyone = people
    (row,) = (
        Accumulation(
            setting=setting, year=YEAR, places=("NL01",), origin=("all",), threshold=threshold
        )
        .answer(release)
        .rows()
    )
    home = 100 * everyone["natives"] < threshold * everyone["people"]
    there = 100 * everyone["native_members"] < threshold * everyone["members"]
    cells = (home & there, home & ~there, ~home & there, ~home & ~there)
    for name, chosen in zip(CELLS, cells, strict=True):
        assert row[name] == int(chosen.sum())
        assert row[f"{name}_share"] == pytest.approx(float(chosen.mean()), abs=1e-9)


@pytest.mark.parametrize("level", ["municipality", "postcode_area"])
def test_clouds_and_their_lines_are_those_of_the_people(
    people: tuple[str, pd.DataFrame], level: str, release: Release
) -> None:
    setting, everyone = people
    turkish = everyone[everyone["origin"] == ORIGINS.index("turkish")]
    by = turkish.groupby("municipality" if level == "municipality" else "area")
    expected = by[["x", "y"]].mean().assign(people=by.size())
    chosen = tuple(expected.index[:3])
    asked: dict[str, Any] = {"setting": setting, "year": YEAR, "level": level, "chosen": chosen}
    rows = Cloud(origin="turkish", **asked).answer(release).rows()
    assert [row["place"] for row in rows] == list(expected.index)
    for row, point in zip(rows, expected.itertuples(), strict=True):
        assert row["people"] == point.people
        assert row["neighbourhood_share"] == pytest.approx(point.x, abs=1e-9)
        assert row["setting_share"] == pytest.approx(point.y, abs=1e-9)
    found = {row["part"]: row for row in Contrast(origin="turkish", **asked).answer(release).rows()}
    fit = sm.WLS(expected["y"], sm.add_constant(expected["x"]), weights=expected["people"]).fit()
    assert found["every"]["slope"] == pytest.approx(fit.params["x"], abs=1e-9)
    assert found["every"]["intercept"] == pytest.approx(fit.params["const"], abs=1e-9)
    if expected["y"].nunique() > 1:
        assert found["every"]["r_squared"] == pytest.approx(fit.rsquared, abs=1e-9)
    means = np.average(turkish[["x", "y"]], axis=0)
    assert found["every"]["neighbourhood_share"] == pytest.approx(means[0], abs=1e-9)
    assert found["every"]["setting_share"] == pytest.approx(means[1], abs=1e-9)


GROUPS = ("all", "dutch", "turkish", "surinamese")


def members(everyone: pd.DataFrame, origin: str) -> pd.DataFrame:
    chosen = everyone["origin"] == ORIGINS.index(origin) if origin != "all" else slice(None)
    return everyone.loc[chosen]


def rows_of(kind: type[NodeQuestion], setting: str, release: Release) -> dict[str, Any]:
    """The country's row of every group, without parts of it."""
    asked = kind(setting=setting, year=YEAR, places=("NL01",), origin=GROUPS)
    return {row["origin"]: row for row in asked.answer(release).rows()}


def test_mean_shares_are_those_of_the_people(
    people: tuple[str, pd.DataFrame], release: Release
) -> None:
    setting, everyone = people
    found = rows_of(Opportunities, setting, release)
    for origin in GROUPS:
        own = members(everyone, origin)
        assert found[origin]["people"] == len(own)
        assert found[origin]["neighbourhood_share"] == pytest.approx(own["x"].mean(), abs=1e-9)
        assert found[origin]["setting_share"] == pytest.approx(own["y"].mean(), abs=1e-9)
        assert found[origin]["gap"] == pytest.approx((own["y"] - own["x"]).mean(), abs=1e-9)


def test_bands_of_the_gap_are_those_of_the_people(
    people: tuple[str, pd.DataFrame], release: Release
) -> None:
    """Counted in whole numbers, because many people are exactly at an edge."""
    setting, everyone = people
    found = rows_of(Compensation, setting, release)
    for origin in GROUPS:
        own = members(everyone, origin)
        whole = own["members"] * own["people"]
        gap = 100 * (own["native_members"] * own["people"] - own["natives"] * own["members"])
        expected = {
            "much_less": gap <= -25 * whole,
            "less": (gap > -25 * whole) & (gap <= -10 * whole),
            "equal": (gap > -10 * whole) & (gap < 10 * whole),
            "more": (gap >= 10 * whole) & (gap < 25 * whole),
            "much_more": gap >= 25 * whole,
        }
        for name, chosen in expected.items():
            assert found[origin][name] == int(chosen.sum())
            assert found[origin][f"{name}_share"] == pytest.approx(chosen.mean(), abs=1e-9)
        gained = (gap >= 10 * whole).mean()
        assert found[origin]["more_or_much_more_share"] == pytest.approx(gained, abs=1e-9)


def test_lines_are_those_of_ordinary_least_squares_over_the_people(
    people: tuple[str, pd.DataFrame], release: Release
) -> None:
    setting, everyone = people
    found = rows_of(Relation, setting, release)
    compared = 0
    for origin in GROUPS:
        own = members(everyone, origin)
        if own["x"].nunique() < 2 or own["y"].nunique() < 2:
            continue
        fit = sm.OLS(own["y"], sm.add_constant(own["x"])).fit()
        row = found[origin]
        assert row["intercept"] == pytest.approx(fit.params["const"], abs=1e-9)
        assert row["slope"] == pytest.approx(fit.params["x"], abs=1e-9)
        assert row["r_squared"] == pytest.approx(fit.rsquared, abs=1e-9)
        assert row["r"] == pytest.approx(own["x"].corr(own["y"]), abs=1e-9)
        compared += 1
    assert compared >= 2

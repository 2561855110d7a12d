"""The small demo country: the same every time, whole, and what the figures rest on."""

import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from core.bundle import Bundle, open_bundle
from core.bundle.linkage import linkage_of
from core.demo import demo_bundle, demo_release, generate
from core.demo.fit.employees import Expected, drawn_staff
from core.demo.fit.trial import expected_employees, expected_figures, trial_figures
from core.demo.fit.years import figures_of_years
from core.demo.generation import RECORDS, SEED, recipe
from core.demo.people.country import LINKED, DemoCountry
from core.demo.people.kinds import kinds
from core.demo.people.parameters import Parameters, read_parameters
from core.demo.targets.composition import Composition
from core.demo.targets.figures import COUNTRY, YEAR, Figures
from core.demo.targets.municipality_types import looks_like
from core.demo.targets.schools import schools_mostly_non_western
from core.demo.targets.segregation import fall_around_amsterdam
from core.demo.targets.tables import paper_figures
from core.demo.years import EVERY_YEAR, FEW_YEARS
from core.errors import BundleError
from core.groups.origin import ORIGIN_18
from core.groups.setting import SECTOR
from core.places.types import TYPE_LABELS, TypeLabel

SCALE = 0.03
TABLES = ("places", "residents", "school", "work")


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Bundle:
    """A small demo country."""
    return generate(tmp_path_factory.mktemp("demo") / "small", SCALE)


@pytest.fixture(scope="module")
def figures(bundle: Bundle) -> Figures:
    """What is counted in it."""
    return paper_figures(bundle)


def _rows(query: str) -> list[tuple[object, ...]]:
    with duckdb.connect() as connection:
        return connection.execute(query).fetchall()


def _hashes(bundle: Bundle) -> dict[str, str]:
    return {name: table.sha256 for name, table in bundle.tables.items()}


def test_it_is_marked_as_synthetic(bundle: Bundle) -> None:
    assert bundle.basis == "synthetic"
    assert open_bundle(bundle.path) == bundle


def test_another_process_with_other_threads_and_hash_seed_makes_the_same_bytes(
    bundle: Bundle, tmp_path: Path
) -> None:
    program = (
        "import sys; from pathlib import Path; from core.demo import generate; "
        f"b = generate(Path(sys.argv[1]), {SCALE}); "
        "print(*(f'{n}={t.sha256}' for n, t in b.tables.items()))"
    )
    threads = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "ARROW_NUM_THREADS": "1"}
    environment = {**os.environ, **threads, "PYTHONHASHSEED": "77"}
    again = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "again")],
        capture_output=True,
        text=True,
        check=True,
        env=environment,
        cwd=Path(__file__).parents[3],
    )
    assert dict(part.split("=") for part in again.stdout.split()) == _hashes(bundle)


def test_another_seed_draws_other_choices_among_the_same_residents(
    bundle: Bundle, tmp_path: Path
) -> None:
    other = generate(tmp_path / "other", SCALE, seed=7)
    differs = {name for name in TABLES if _hashes(other)[name] != _hashes(bundle)[name]}
    assert differs == {"school", "work"}


def test_numbers_are_those_of_the_sources_at_scale(bundle: Bundle) -> None:
    linked = {(one.table, one.year): one for one in linkage_of(bundle.linkage)}
    for setting, table in (("school", "pupils"), ("work", "jobs")):
        one = linked[table, 2005]
        assert one.linked == round(LINKED[setting] * SCALE)
        assert one.linked + sum(one.lost.values()) == one.records
        assert one.records == pytest.approx(RECORDS[setting] * SCALE, abs=1)
        years = [linked[table, year].linked for year in EVERY_YEAR.of(setting)]
        assert sum(years) == bundle.tables[setting].rows


def test_the_mean_share_of_a_setting_is_the_share_among_its_members(figures: Figures) -> None:
    for setting in ("school", "work"):
        everyone = figures.means(setting)
        native = figures.means(setting, origin="dutch")["people"]
        assert everyone["setting_share"] == pytest.approx(native / everyone["people"], abs=1e-9)


@pytest.mark.parametrize("setting", ["school", "work"])
def test_a_country_that_is_only_tried_comes_to_what_the_product_counts(
    figures: Figures, setting: str
) -> None:
    country = DemoCountry(SCALE, SEED, read_parameters())
    tried = trial_figures(country, (setting,))
    for place, parts in (
        (COUNTRY, {}),
        ("g4", {"origin": "non_western"}),
        ("other", {"origin": "dutch", "generation": "native"}),
        ("g28", {"gender": "women"}),
    ):
        for name in ("people", "neighbourhood_share", "setting_share", "same_municipality"):
            counted = figures.means(setting, place, **parts)[name]
            assert tried.means(setting, place, **parts)[name] == pytest.approx(counted, rel=1e-6)
        for name, counted in figures.line(setting, place, **parts).items():
            if name in ("intercept", "slope", "r_squared", "r", "partial_r"):
                found = tried.line(setting, place, **parts)[name]
                assert found == pytest.approx(counted, rel=1e-5, nan_ok=True)
        for poor in (False, True):
            counted = figures.gaining(setting, (place,), poor, **parts)
            found = tried.gaining(setting, (place,), poor, **parts)
            assert found == pytest.approx(counted, rel=1e-9, nan_ok=True)
        counted = figures.accumulated(setting, (place,), **parts)
        found = tried.accumulated(setting, (place,), **parts)
        assert found == pytest.approx(counted, rel=1e-9, nan_ok=True)


def test_schools_that_are_only_tried_have_the_pupils_that_the_product_counts(
    bundle: Bundle,
) -> None:
    country = DemoCountry(SCALE, SEED, read_parameters())
    drawn, expected = trial_figures(country, ("school",)), expected_figures(country, 0.01)
    counted = schools_mostly_non_western(bundle)
    assert 1 < counted["share_of_schools"] < 20
    assert drawn.schools == pytest.approx(counted)
    assert expected.schools["share_of_schools"] == pytest.approx(counted["share_of_schools"], abs=2)


def test_residents_who_are_only_tried_change_as_the_product_counts(figures: Figures) -> None:
    tried = figures_of_years(DemoCountry(SCALE, SEED, read_parameters()))
    assert fall_around_amsterdam(tried) == pytest.approx(fall_around_amsterdam(figures))


def test_pupils_choose_as_they_are_expected_to() -> None:
    country = DemoCountry(SCALE, SEED, read_parameters())
    expected, drawn = expected_figures(country, 0.01), trial_figures(country, ("school",))
    for place in (COUNTRY, "g4", "other"):
        for name in ("neighbourhood_share", "setting_share"):
            near = drawn.means("school", place)[name]
            assert expected.means("school", place)[name] == pytest.approx(near, abs=0.005)


def test_employees_choose_as_they_are_expected_to() -> None:
    country = DemoCountry(SCALE, SEED, read_parameters())
    homes = country.town(YEAR)
    before = Expected(homes, country.market(homes, YEAR)).staff
    expected = expected_employees(country, (drawn_staff(country, homes), before))
    drawn = trial_figures(country, ("work",))
    for place, parts in ((COUNTRY, {}), ("g4", {"origin": "non_western"}), ("other", {})):
        near, found = (each.means("work", place, **parts) for each in (drawn, expected))
        for name in ("neighbourhood_share", "setting_share"):
            assert found[name] == pytest.approx(near[name], abs=0.01)
        for name in ("people", "same_municipality"):
            assert found[name] == pytest.approx(near[name], rel=0.02)
        for poor in (False, True):
            gained = drawn.gaining("work", (place,), poor, **parts)
            found_to_gain = expected.gaining("work", (place,), poor, **parts)
            assert found_to_gain == pytest.approx(gained, abs=2, nan_ok=True)
        twice = drawn.accumulated("work", (place,), **parts)
        assert expected.accumulated("work", (place,), **parts) == pytest.approx(twice, abs=2)


def test_residents_of_small_places_add_up_to_those_of_large_ones(figures: Figures) -> None:
    for year in EVERY_YEAR.residents:
        country = figures.composition(ORIGIN_18, year, "country").people.sum(axis=0)
        for level in ("municipality", "district", "neighbourhood", "postcode_area"):
            parts = figures.composition(ORIGIN_18, year, level).people.sum(axis=0)
            assert parts.tolist() == country.tolist()


def test_residents_are_there_every_year_and_origins_change_as_they_did(figures: Figures) -> None:
    assert figures.years == tuple(range(2000, 2021))
    people, dutch = [], []
    for year in figures.years:
        country = figures.composition(ORIGIN_18, year, "country")
        assert country.total[0] == round(float(kinds().people(year).sum()) * SCALE)
        people.append(country.total[0])
        dutch.append(country.share("netherlands")[0])
    assert people == sorted(people)
    assert dutch == sorted(dutch, reverse=True)


def test_every_year_of_a_setting_has_members_at_units_that_stay(bundle: Bundle) -> None:
    for setting in ("school", "work"):
        found = _rows(
            f"""SELECT year, COUNT(DISTINCT unit) FROM '{bundle.file(setting)}'
                GROUP BY year ORDER BY year"""
        )
        assert tuple(year for year, _ in found) == EVERY_YEAR.of(setting)
        units = _rows(f"SELECT COUNT(DISTINCT unit) FROM '{bundle.file(setting)}'")[0][0]
        assert all(2 * int(str(count)) > int(str(units)) for _, count in found)


def test_generations_add_up_and_only_the_dutch_have_none(figures: Figures) -> None:
    parts = {
        generation: figures.composition(ORIGIN_18, 2015, "country", generation).people
        for generation in ("all", "native", "first", "second")
    }
    assert (parts["native"] + parts["first"] + parts["second"] == parts["all"]).all()
    assert (parts["native"][:, 1:] == 0).all()
    assert parts["native"][0, 0] == parts["all"][0, 0]


def test_every_neighbourhood_lies_in_the_postcode_area_its_residents_are_counted_in(
    bundle: Bundle,
) -> None:
    astray = _rows(
        f"""SELECT COUNT(*) FROM '{bundle.file("residents")}' AS resident
            JOIN '{bundle.file("places")}' AS hood ON hood.place_id = resident.neighbourhood
            JOIN '{bundle.file("places")}' AS area ON area.place_id = resident.home_area
            WHERE hood.postcode_area IS DISTINCT FROM area.code"""
    )
    assert astray == [(0,)]


def test_every_school_and_workplace_stays_where_it_is(bundle: Bundle) -> None:
    for setting in ("school", "work"):
        several = _rows(
            f"""SELECT COUNT(*) FROM (
                SELECT unit FROM '{bundle.file(setting)}'
                GROUP BY unit HAVING COUNT(DISTINCT unit_municipality) > 1)"""
        )
        assert several == [(0,)]


def _towns(figures: Figures) -> Composition:
    return figures.composition(ORIGIN_18, 2015, "municipality")


@pytest.mark.parametrize("label", [one for one in TYPE_LABELS if one.strength == "named"])
def test_named_municipalities_look_like_their_type(figures: Figures, label: TypeLabel) -> None:
    towns = _towns(figures)
    assert label.municipality_code in towns.places
    assert looks_like(towns, label.municipality_code, label.municipality_type)


def test_groups_go_to_different_schools_and_school_is_nearer_home_than_work(
    figures: Figures,
) -> None:
    of_group = [
        figures.means("school", "g4", origin=origin)["setting_share"]
        for origin in ("turkish_moroccan", "western", "dutch")
    ]
    assert of_group == sorted(of_group)
    assert figures.line("school", COUNTRY)["r"] > figures.line("work", COUNTRY)["r"]


def test_a_failure_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_room(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(DemoCountry, "work_members", no_room)
    with pytest.raises(BundleError, match="room"):
        generate(tmp_path / "broken", SCALE)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_a_release_of_the_same_recipe_is_made_once(tmp_path: Path) -> None:
    first = demo_release(tmp_path, SCALE)
    files = {file: file.stat().st_mtime_ns for file in tmp_path.rglob("*")}
    again = demo_release(tmp_path, SCALE)
    assert again.id == first.id
    assert {file: file.stat().st_mtime_ns for file in tmp_path.rglob("*")} == files
    assert demo_bundle(tmp_path, SCALE) is not None
    assert first.basis == "synthetic"
    assert first.setting_years == {"school": FEW_YEARS.school, "work": FEW_YEARS.work}


def test_the_recipe_is_named_by_its_content() -> None:
    assert recipe() == recipe()
    assert len(recipe()) == 12


def _part_in_retail(parameters: Parameters) -> tuple[float, float]:
    """Of employees from areas with few and with many Dutch residents."""
    country = DemoCountry(SCALE, SEED, parameters)
    homes = country.town(YEAR)
    employees = country.choices("work", homes, YEAR)
    retail = employees.stratum == SECTOR.leaves.index("retail")
    few_dutch = homes.native_share[employees.people.area] < 0.5
    return float(retail[few_dutch].mean()), float(retail[~few_dutch].mean())


def test_more_of_those_from_areas_with_few_dutch_work_in_retail_if_that_lever_is_turned() -> None:
    usual = read_parameters()
    less, more = (_part_in_retail(usual.replaced({"retail_homes": at})) for at in (0.0, 0.5))
    assert more[0] > 1.3 * less[0]
    assert more[1] < 1.05 * less[1]


def test_levers_move_what_they_are_for() -> None:
    usual = read_parameters()
    evener = usual.replaced({"spread.0": 0.1})
    apart = [
        DemoCountry(SCALE, 1, one).residents(2005).people[:, 0].std() for one in (usual, evener)
    ]
    assert apart[1] < apart[0]

"""What the drawn records promise to whoever measures with them."""

import hashlib
import json
from pathlib import Path

import numpy as np
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from core.bench.members import workplace_sizes
from core.bench.records import Size, main, write_records
from core.errors import BundleError
from core.places.place import Place, validated_places

TINY = Size(jobs=3_000, pupils=800, residents=4_000, areas=60, years=2)
YEARS = (2005, 2006)
TABLES = ("places", "residents", "school", "work")


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_records(tmp_path_factory.mktemp("bench") / "tiny", TINY)


def test_every_year_holds_exactly_the_asked_number_of_people(bundle: Path) -> None:
    for name, people in (("school", TINY.pupils), ("work", TINY.jobs)):
        year = pq.read_table(bundle / f"{name}.parquet")["year"].to_numpy()
        assert [int((year == one).sum()) for one in YEARS] == [people, people]
    residents = pq.read_table(bundle / "residents.parquet")
    assert pc.sum(residents["people"]).as_py() == TINY.residents * TINY.years


def test_units_are_numbered_densely_and_rows_sorted_by_year_and_unit(bundle: Path) -> None:
    for name in ("school", "work"):
        rows = pq.read_table(bundle / f"{name}.parquet")
        unit = rows["unit"].to_numpy().astype(np.int64)
        assert set(unit) == set(range(unit.max() + 1))
        assert (np.diff(rows["year"].to_numpy() * (unit.max() + 1) + unit) >= 0).all()


def test_a_person_of_dutch_background_is_so_by_origin_and_by_generation(bundle: Path) -> None:
    for name, origin in (("school", "origin"), ("work", "origin"), ("residents", "origin_2005")):
        rows = pq.read_table(bundle / f"{name}.parquet")
        native = rows[origin].to_numpy() == 0
        assert (native == (rows["generation"].to_numpy() == 0)).all()
        assert 0 < native.sum() < len(native)


def test_the_places_form_one_hierarchy(bundle: Path) -> None:
    rows = pq.read_table(bundle / "places.parquet")
    assert rows["place_id"].to_pylist() == list(range(rows.num_rows))
    known = ("code", "level", "vintage", "name_nl", "name_en", "parent")
    validated_places(Place(**place) for place in rows.select(known).to_pylist())


def test_homes_are_postcode_areas_and_units_lie_in_municipalities(bundle: Path) -> None:
    level = np.array(pq.read_table(bundle / "places.parquet")["level"].to_pylist())
    for name in ("school", "work"):
        rows = pq.read_table(bundle / f"{name}.parquet")
        assert set(level[rows["home_area"].to_numpy()]) == {"postcode_area"}
        assert set(level[rows["unit_municipality"].to_numpy()]) == {"municipality"}


def test_some_people_live_where_nobody_is_counted_and_one_municipality_has_no_pupils(
    bundle: Path,
) -> None:
    counted = set(pq.read_table(bundle / "residents.parquet")["home_area"].to_pylist())
    homes = {
        name: set(pq.read_table(bundle / f"{name}.parquet")["home_area"].to_pylist())
        for name in ("school", "work")
    }
    places = pq.read_table(bundle / "places.parquet").to_pylist()
    assert homes["work"] - counted
    assert {places[home]["parent"] for home in homes["work"]} > {
        places[home]["parent"] for home in homes["school"]
    }


def test_some_native_shares_are_exact_twentieths(bundle: Path) -> None:
    rows = pq.read_table(bundle / "residents.parquet").to_pandas()
    people = rows[rows["year"] == 2005].groupby("home_area")["people"].sum()
    native = rows[(rows["year"] == 2005) & (rows["origin_2005"] == 0)]
    natives = native.groupby("home_area")["people"].sum().reindex(people.index, fill_value=0)
    assert (20 * natives % people == 0).sum() >= TINY.areas // 10 - 1


def test_the_description_names_each_table_with_its_rows_and_hash(bundle: Path) -> None:
    described = json.loads((bundle / "bundle.json").read_text())
    assert described["years"] == list(YEARS)
    for name in TABLES:
        path = bundle / f"{name}.parquet"
        assert described["tables"][name] == {
            "rows": pq.read_metadata(path).num_rows,
            "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        }


def test_the_same_seed_draws_the_same_records_and_another_seed_others(
    bundle: Path, tmp_path: Path
) -> None:
    again = write_records(tmp_path / "again", TINY)
    other = write_records(tmp_path / "other", TINY, seed=2)
    for name in TABLES:
        drawn = (bundle / f"{name}.parquet").read_bytes()
        assert (again / f"{name}.parquet").read_bytes() == drawn
        assert (other / f"{name}.parquet").read_bytes() != drawn


def test_a_bundle_that_exists_is_left_as_it_is(bundle: Path) -> None:
    before = (bundle / "bundle.json").read_bytes()
    with pytest.raises(BundleError, match="is there already"):
        write_records(bundle, TINY, seed=2)
    assert (bundle / "bundle.json").read_bytes() == before
    assert [path.name for path in bundle.parent.iterdir()] == [bundle.name]


def test_workplaces_are_mostly_tiny_and_a_few_are_very_large() -> None:
    size = workplace_sizes(1_000_000, np.random.default_rng(1))
    assert size.sum() == 1_000_000
    assert np.median(size) <= 3
    assert 10_000 < size.max() <= 20_000


def test_the_command_line_takes_any_size(tmp_path: Path) -> None:
    main([str(tmp_path / "asked"), "--size", "sample", "--jobs", "500", "--years", "1"])
    described = json.loads((tmp_path / "asked" / "bundle.json").read_text())
    assert described["tables"]["work"]["rows"] == 500

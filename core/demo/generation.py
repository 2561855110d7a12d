"""From nothing to the bundle and the release of the demo country."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import geopandas as gpd
import pyarrow as pa

from core.bundle import Bundle, open_bundle, writing_bundle
from core.bundle.linkage import Linked, linkage_as_json
from core.bundle.schema import PLACES
from core.bundle.writer import BundleWriter
from core.demo.geography import demo_boundaries
from core.demo.geography.arrays import Integers
from core.demo.people.country import LINKED, DemoCountry
from core.demo.people.members import Members
from core.demo.people.parameters import Parameters, read_parameters
from core.demo.people.residents import resident_rows
from core.demo.years import EVERY_YEAR, Years, years_of_country
from core.errors import ReleaseError
from core.memory import memory_kept
from core.protection.protection import Protection
from core.protection.synthetic import PUBLIC_SEED, synthetic_protection
from core.release import Release, open_release
from core.release.build import build
from core.release.series import OF_BASIS, series_folder
from core.sources.progress import Progress, no_progress
from core.sources.provenance import Provenance, sha256_of

SEED = 2005
RECORDS = {"school": 912_601, "work": 7_327_536}
"""Records of 2005 before linking; the other years lose as many per record."""
_WITHOUT_PERSON = {"school": 0.6, "work": 0.7}
"""Of the records that are lost; the others belong to persons without a home."""
_TABLES = {"school": "pupils", "work": "jobs"}
_HERE = Path(__file__).parent
_LOCALITIES = _HERE / "localities" / "localities.csv"


WORKERS = 2
"""Years of members in the making at a time; each takes up to a gigabyte."""


def generate(
    target: Path,
    scale: float = 1.0,
    seed: int = SEED,
    progress: Progress = no_progress,
    parameters: Parameters | None = None,
) -> Bundle:
    """The bundle of the demo country; the same bytes for the same values, on any machine."""
    country = DemoCountry(scale, seed, parameters or read_parameters())
    return write_country(target, country, EVERY_YEAR, progress)


def write_country(
    target: Path, country: DemoCountry, years: Years, progress: Progress = no_progress
) -> Bundle:
    """The bundle of a demo country; there whole or not at all."""
    steps = 3 + len(years.residents)
    progress("places", 0, steps)
    with memory_kept(), writing_bundle(target, "synthetic", (_gazetteer(),)) as writer:
        writer.keys = PUBLIC_SEED.fingerprint
        writer.add("places", _place_rows(country))
        with ThreadPoolExecutor(max_workers=WORKERS) as pool:
            # What people choose follows from the seed alone, whoever is working beside.
            school = {year: pool.submit(country.pupils, year) for year in years.school}
            work = {year: pool.submit(country.employees, year) for year in years.work}
            _write_residents(writer, country, years, progress, steps)
            progress("pupils", steps - 2, steps)
            _write_members(writer, "school", country.school_members, school)
            progress("employees", steps - 1, steps)
            _write_members(writer, "work", country.work_members, work)
        writer.linkage = linkage_as_json(tuple(_linkage(country, years)))
    progress("written", steps, steps)
    return open_bundle(target, verify=False)


def _write_residents(
    writer: BundleWriter, country: DemoCountry, years: Years, progress: Progress, steps: int
) -> None:
    def tables() -> Iterator[pa.Table]:
        for year in years.residents:
            living = country.residents(year)
            yield resident_rows(living, country.settled, year, country.place_ids)

    for done, rows in enumerate(_ahead(tables())):
        progress(f"residents {years.residents[done]}", 1 + done, steps)
        writer.add("residents", rows)


def _write_members(
    writer: BundleWriter,
    setting: str,
    members: Callable[[Mapping[int, Integers]], Members],
    packed: Mapping[int, Future[Integers]],
) -> None:
    by_year = {year: found.result() for year, found in packed.items()}
    for rows in _ahead(members(by_year).rows()):
        writer.add(setting, rows)


def _ahead(tables: Iterator[pa.Table]) -> Iterator[pa.Table]:
    """The same tables, the next one in the making while the last one is used."""
    with ThreadPoolExecutor(max_workers=1) as pool:
        coming = pool.submit(next, tables, None)
        while (table := coming.result()) is not None:
            coming = pool.submit(next, tables, None)
            yield table


def _place_rows(country: DemoCountry) -> pa.Table:
    rows = country.geography.neighbourhoods
    area_of = dict(zip(rows["neighbourhood_code"], rows["postcode_area_code"], strict=True))
    places = country.geography.places
    fields = ("code", "level", "vintage", "name_nl", "name_en", "parent")
    columns = {
        "place_id": range(len(places)),
        **{name: [getattr(place, name) for place in places] for name in fields},
        "postcode_area": [area_of.get(place.code) for place in places],
    }
    return pa.table(columns, schema=PLACES.columns)


def _linkage(country: DemoCountry, years: Years) -> Iterator[Linked]:
    for setting, table in _TABLES.items():
        for year in years.of(setting):
            linked = country.people_in(setting, year)
            records = round(linked * RECORDS[setting] / LINKED[setting])
            no_person = round((records - linked) * _WITHOUT_PERSON[setting])
            lost = {"no_person": no_person, "no_home": records - linked - no_person}
            yield Linked(table, year, records, linked, lost)


def _gazetteer() -> Provenance:
    return Provenance(
        publisher="GeoNames",
        title="GeoNames: localities of the Netherlands",
        table_id="",
        file=_LOCALITIES.name,
        sha256=sha256_of(_LOCALITIES),
        licence="CC BY 4.0",
        date="",
    )


DRAWN_LEVELS = (
    "province",
    "corop",
    "municipality",
    "district",
    "postcode_area",
    "neighbourhood",
)
"""Levels whose boundaries go into the release, for the map."""


class Drawn(Mapping[str, gpd.GeoDataFrame]):
    """The boundaries of the demo country by level, drawn when they are asked for.

    That takes some seconds, in which people are counted already.
    """

    def __init__(self, scale: float) -> None:
        self._scale = scale

    def __getitem__(self, level: str) -> gpd.GeoDataFrame:
        if level not in DRAWN_LEVELS:
            raise KeyError(level)
        return demo_boundaries(level, self._scale)

    def __iter__(self) -> Iterator[str]:
        return iter(DRAWN_LEVELS)

    def __len__(self) -> int:
        return len(DRAWN_LEVELS)


def demo_release(
    data_folder: Path,
    scale: float = 1.0,
    progress: Progress = no_progress,
    protection: Protection | None = None,
    *,
    every_year: bool = False,
) -> Release:
    """The release of the demo country, made unless this recipe's is there already.

    A country for tests has few years, unless it should have ``every_year``.
    """
    protection = protection or synthetic_protection()
    releases = series_folder(data_folder / "releases", OF_BASIS["synthetic"])
    bundles = data_folder / "bundles"
    years = EVERY_YEAR if every_year else years_of_country(scale)
    name = _name(scale, years)
    made = bundles / f"{name}.{protection.profile.name}.release"
    if made.exists():
        try:
            return open_release(releases / made.read_text("utf-8").strip())
        except ReleaseError:
            made.unlink()
    target = bundles / name
    bundle = (
        open_bundle(target)
        if target.exists()
        else write_country(target, DemoCountry(scale, SEED, read_parameters()), years, progress)
    )
    release = build(
        bundle, releases, progress=progress, boundaries=Drawn(scale), protection=protection
    )
    made.write_text(release.id + "\n", "utf-8")
    return release


def demo_bundle(data_folder: Path, scale: float = 1.0) -> Bundle | None:
    """The bundle that the demo release was made from, if it is still there."""
    target = data_folder / "bundles" / _name(scale, years_of_country(scale))
    return open_bundle(target, verify=False) if target.exists() else None


def _name(scale: float, years: Years) -> str:
    """What the bundle of a country is called: by what it was made of."""
    more = "-every-year" if years != years_of_country(scale) else ""
    return f"demo-{scale:g}{more}-{recipe()}"


def recipe() -> str:
    """A short name for everything that the demo country follows from."""
    digest = hashlib.sha256()
    for file in sorted(_HERE.rglob("*")):
        made_by = not {"targets", "fit"} & set(file.relative_to(_HERE).parts)
        if made_by and file.suffix in (".py", ".csv", ".json", ".geojson"):
            digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:12]

"""From nothing to the bundle and the release of the demo country."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyarrow as pa

from core.bundle import Bundle, open_bundle, writing_bundle
from core.bundle.linkage import Linked, linkage_as_json
from core.bundle.schema import PLACES
from core.bundle.writer import BundleWriter
from core.demo.people.country import LINKED, DemoCountry
from core.demo.people.parameters import Parameters, read_parameters
from core.demo.people.residents import resident_rows
from core.sources.progress import Progress, no_progress
from core.sources.provenance import Provenance

SEED = 2005
RESIDENT_YEARS = (2005, 2006, 2010, 2014, 2015, 2016, 2018, 2020)
"""The years that published figures are about."""
MEMBER_YEARS = (2005, 2015)
RECORDS = {"school": 912_601, "work": 7_327_536}
"""Records of 2005 before linking; the other years lose as many per record."""
_TABLES = {"school": "pupils", "work": "jobs"}
_REASONS = {
    "school": {"no_person": 0.6, "no_home": 0.4},
    "work": {"no_person": 0.7, "no_home": 0.3},
}


def generate(
    target: Path,
    scale: float = 1.0,
    seed: int = SEED,
    progress: Progress = no_progress,
    parameters: Parameters | None = None,
) -> Bundle:
    """The bundle of the demo country; the same bytes for the same values, on any machine."""
    country = DemoCountry(scale, seed, parameters or read_parameters())
    with writing_bundle(target, "synthetic", _sources()) as writer:
        _write(writer, country, progress)
    return open_bundle(target, verify=False)


def _write(writer: BundleWriter, country: DemoCountry, progress: Progress) -> None:
    steps = 3 + len(RESIDENT_YEARS)
    progress("places", 0, steps)
    writer.add("places", _place_rows(country))
    with ThreadPoolExecutor(max_workers=1) as pool:
        # What people choose follows from the seed alone, whoever is working beside.
        school = pool.submit(country.school_members, MEMBER_YEARS)
        for done, year in enumerate(RESIDENT_YEARS):
            progress(f"residents {year}", 1 + done, steps)
            writer.add("residents", _resident_rows(country, year))
        progress("pupils", steps - 2, steps)
        pupils = school.result()
        work = pool.submit(country.work_members, MEMBER_YEARS)
        for rows in pupils.rows():
            writer.add("school", rows)
        progress("employees", steps - 1, steps)
        for rows in work.result().rows():
            writer.add("work", rows)
    writer.linkage = linkage_as_json(tuple(_linkage(country)))
    progress("done", steps, steps)


def _place_rows(country: DemoCountry) -> pa.Table:
    rows = country.geography.neighbourhoods
    area_of = dict(zip(rows["neighbourhood_code"], rows["postcode_area_code"], strict=True))
    places = country.geography.places
    columns = {
        "place_id": range(len(places)),
        **{
            name: [getattr(place, name) for place in places]
            for name in ("code", "level", "vintage", "name_nl", "name_en", "parent")
        },
        "postcode_area": [area_of.get(place.code) for place in places],
    }
    return pa.table(columns, schema=PLACES.columns)


def _resident_rows(country: DemoCountry, year: int) -> pa.Table:
    return resident_rows(country.residents(year), country.settled, year, country.place_ids)


def _linkage(country: DemoCountry) -> Iterator[Linked]:
    for setting, table in _TABLES.items():
        for year in MEMBER_YEARS:
            linked = country.people_in(setting, year)
            records = round(linked * RECORDS[setting] / LINKED[setting])
            no_person = round((records - linked) * _REASONS[setting]["no_person"])
            lost = {"no_person": no_person, "no_home": records - linked - no_person}
            yield Linked(table, year, records, linked, lost)


def _sources() -> tuple[Provenance, ...]:
    return (
        Provenance(
            publisher="GeoNames",
            title="GeoNames gazetteer",
            table_id="",
            file="core/demo/localities/localities.csv",
            sha256="",
            licence="CC BY 4.0",
            date="",
        ),
    )

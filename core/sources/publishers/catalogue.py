"""What can be fetched from publishers, and where it stands.

Addresses move. One that doesn't answer any more is named in the message, and the file can be
downloaded by hand and given to ``import``, or taken from a folder of copies.
"""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

from core.errors import InputError
from core.sources.publishers.key_figures import TABLES

ODATA = "https://opendata.cbs.nl/ODataFeed/odata"
DUO = "https://onderwijsdata.duo.nl/dataset"


@dataclass(frozen=True)
class Wanted:
    """One file to fetch."""

    file: str
    address: str
    is_paged: bool = False
    """Whether the address gives rows page by page, each with the address of the next."""
    sha256: str = ""
    """The hash it must have, where it is known beforehand."""


@dataclass(frozen=True)
class Offer:
    """A kind of file that can be fetched, for the years in which there is one."""

    name: str
    about: str
    years: tuple[int, ...]
    """Empty for files without a year."""
    files: Callable[[int, str], tuple[Wanted, ...]]
    """The files of a year and an area; the area is empty for the whole country."""


def _rows(table: str, key: str, year: int, area: str) -> Wanted:
    parts = [f"substringof('{area}',{key})"] if area else []
    if key == "RegioS":
        parts.append(f"Perioden eq '{year}JJ00'")
    chosen = f"&$filter={quote(' and '.join(parts))}" if parts else ""
    where = f"_{area}" if area else ""
    return Wanted(
        f"{table}_{year}{where}.json",
        f"{ODATA}/{table}/TypedDataSet?$format=json{chosen}",
        is_paged=True,
    )


def _key_figures(year: int, area: str) -> tuple[Wanted, ...]:
    by_year = {year: table for table, year in TABLES.items()}
    if area or year < 2022:
        return (_rows(by_year[year], "WijkenEnBuurten", year, area.removeprefix("GM")),)
    address = f"https://download.cbs.nl/regionale-kaarten/kwb-{year}.xlsx"
    return (Wanted(f"kwb-{year}.xlsx", address),)


def _municipal_origin(year: int, area: str) -> tuple[Wanted, ...]:
    return (_rows("85458NED" if year >= 2022 else "84910NED", "RegioS", year, area),)


def _postcode_areas(year: int, _area: str) -> tuple[Wanted, ...]:
    name = f"2025-cbs_pc4_{year}_v1.zip"
    return (Wanted(name, f"https://download.cbs.nl/postcode/{name}"),)


def _municipalities(year: int, _area: str) -> tuple[Wanted, ...]:
    name = f"gemeente_{year}.geojson"
    return (Wanted(name, f"https://cartomap.github.io/nl/wgs84/{name}"),)


def _neighbourhoods(year: int, _area: str) -> tuple[Wanted, ...]:
    name = f"wijkenbuurten_{year}_v1.gpkg"
    folder = f"https://service.pdok.nl/cbs/wijkenbuurten/{year}/atom/downloads"
    return (Wanted(name, f"{folder}/{name}"),)


def _pupils(_year: int, _area: str) -> tuple[Wanted, ...]:
    one = "4ea91ae5-51ef-48a4-aa67-7098343f75bc/resource/402c5a69-eea8-41b4-b8ad-ecac301c28a8"
    return (Wanted("brin6_pc4.csv", f"{DUO}/{one}/download/brin6_pc4.csv"),)


def _schools(_year: int, _area: str) -> tuple[Wanted, ...]:
    one = "c416acd1-e083-4ec6-9203-3b20f98fe143/resource/a7e3f323-6e46-4dca-a834-369d9d520aa8"
    return (Wanted("onderwijslocaties.csv", f"{DUO}/{one}/download/onderwijslocaties.csv"),)


def _commuting(year: int, _area: str) -> tuple[Wanted, ...]:
    table = "85481NED" if year >= 2021 else "83628NED"
    return (
        Wanted(
            f"{table}_{year}.json",
            f"{ODATA}/{table}/TypedDataSet?$format=json&$filter="
            + quote(f"Perioden eq '{year}JJ00'"),
            is_paged=True,
        ),
    )


OFFERS: tuple[Offer, ...] = (
    Offer(
        "key-figures",
        "key figures of districts and neighbourhoods (CBS)",
        tuple(sorted(TABLES.values())),
        _key_figures,
    ),
    Offer(
        "municipal-origin",
        "residents of municipalities by origin (CBS)",
        tuple(range(2010, 2027)),
        _municipal_origin,
    ),
    Offer("postcode-areas", "figures of PC4 areas (CBS)", (2022, 2023, 2024), _postcode_areas),
    Offer(
        "municipalities",
        "boundaries of municipalities, made light",
        tuple(range(2010, 2027)),
        _municipalities,
    ),
    Offer(
        "neighbourhoods",
        "boundaries of districts and neighbourhoods, with key figures (CBS)",
        tuple(range(2022, 2026)),
        _neighbourhoods,
    ),
    Offer("pupils", "primary pupils by branch and postcode (DUO)", (), _pupils),
    Offer("schools", "school branches with coordinates (DUO)", (), _schools),
    Offer(
        "commuting",
        "employees by municipality of home and of work (CBS)",
        tuple(range(2014, 2025)),
        _commuting,
    ),
)


def wanted_files(name: str, year: int | None, area: str) -> tuple[Wanted, ...]:
    """The files of an offer; InputError where there is no such thing."""
    offer = next((one for one in OFFERS if one.name == name), None)
    if offer is None:
        raise InputError(
            f"'{name[:40]}' is nothing that can be fetched; expected one of "
            f"{', '.join(one.name for one in OFFERS)}"
        )
    if offer.years and year not in offer.years:
        raise InputError(
            f"{name}: there is none of {year or 'no year'}; expected --year from "
            f"{offer.years[0]} to {offer.years[-1]}"
        )
    return offer.files(year or 0, area)

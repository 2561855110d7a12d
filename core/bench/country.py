"""A made-up country for the bench: areas in a line, each with its residents' origins.

Only the codes of the large cities and of the example municipalities are real, so that
clusters and types exist. Nothing here is an estimate of a real place.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from core.bundle.schema import PLACES
from core.places.clusters import G4, G28, cluster_of
from core.places.types import TYPE_LABELS

VINTAGE = 2015
COUNTRY = "NL01"
NEIGHBOURHOODS_PER_AREA = 3
AREAS_PER_MUNICIPALITY = 10
FEWEST_MUNICIPALITIES = 30
"""A small country keeps this many, as far as there are four areas for each."""
EMPTY_AREAS_PER_THOUSAND = 3

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]

SIZE_OF = {"g4": 9.0, "g28": 3.0, "other": 1.0}
"""How many times as many areas as a small municipality."""
DENSITY_OF = {"g4": 2.2, "g28": 1.6, "other": 1.0}
"""How many times as many residents an area has."""
NATIVE_BETA_OF = {"g4": (2.2, 2.2), "g28": (6.0, 2.0), "other": (13.0, 1.8)}
"""Beta distribution of the areas' native shares."""
MIX_OF = {
    "g4": (0.26, 0.14, 0.15, 0.20, 0.06, 0.19),
    "g28": (0.40, 0.16, 0.12, 0.10, 0.06, 0.16),
    "other": (0.55, 0.12, 0.09, 0.07, 0.04, 0.13),
}
"""How residents with a migration background divide over the other leaves of ORIGIN_2005."""
SEGREGATION = np.array([-0.2, 1.3, 1.2, 0.7, 0.6, 0.6])
"""How much more a group lives where few natives live."""


@dataclass(frozen=True)
class Country:
    """The places, and for each home area in the line what the records are drawn from."""

    places: pa.Table
    area: Integers
    """The place_id of each home area."""
    municipality: Integers
    """The place_id of the municipality of each home area."""
    neighbourhoods: Integers
    """The place_ids of the neighbourhoods of each home area."""
    resident_mass: Floats
    """Relative number of residents; 0 in a few areas, such as harbours."""
    pupil_mass: Floats
    """Relative number of pupils; one municipality has none."""
    native_share: Floats
    origin_mix: Floats
    """Relative sizes of the groups with a migration background, in each area."""


def municipality_codes(count: int, chance: np.random.Generator) -> list[str]:
    """The G4, some of the G28, examples of types, and invented codes; in random order."""
    named = dict.fromkeys(label.municipality_code for label in TYPE_LABELS)
    large = [*G4, *list(G28)[: max(count // 4, 1)]]
    examples = [code for code in named if code not in large][: max(count // 4, 1)]
    invented = [f"GM{number}" for number in range(5000, 5000 + count)]
    codes = np.array([*large, *examples, *invented][: max(count, 5)])
    return [str(code) for code in chance.permutation(codes)]


def made_up_country(areas: int, seed: int) -> Country:
    """A country of this many home areas; the same for the same seed."""
    chance = np.random.default_rng([seed, 0])
    fewest = min(areas // 4, FEWEST_MUNICIPALITIES)
    codes = municipality_codes(max(areas // AREAS_PER_MUNICIPALITY, fewest), chance)
    clusters = np.array([cluster_of(code) for code in codes])
    home = np.repeat(np.arange(len(codes)), _areas_each(clusters, areas, chance))
    places = pa.Table.from_pylist(list(_places(codes, home)), schema=PLACES.columns)
    level = places["level"].to_numpy(zero_copy_only=False)
    share, mix = _origins(clusters[home], chance)
    residents, pupils = _masses(clusters[home], home, chance)
    return Country(
        places=places,
        area=np.flatnonzero(level == "postcode_area"),
        municipality=np.flatnonzero(level == "municipality")[home],
        neighbourhoods=np.flatnonzero(level == "neighbourhood").reshape(len(home), -1),
        resident_mass=residents,
        pupil_mass=pupils,
        native_share=share,
        origin_mix=mix,
    )


def _areas_each(
    clusters: npt.NDArray[np.str_], areas: int, chance: np.random.Generator
) -> Integers:
    weight = np.array([SIZE_OF[cluster] for cluster in clusters])
    weight *= chance.lognormal(0, 0.25, len(weight))
    spare = areas - len(weight)
    until = np.round(np.cumsum([0, *weight]) / weight.sum() * spare)
    each: Integers = np.diff(until).astype(np.int64)
    return each + 1


def _origins(clusters: npt.NDArray[np.str_], chance: np.random.Generator) -> tuple[Floats, Floats]:
    alpha, beta = np.array([NATIVE_BETA_OF[cluster] for cluster in clusters]).T
    share = np.clip(chance.beta(alpha, beta), 0.01, 0.995)
    usual = np.array([MIX_OF[cluster] for cluster in clusters])
    mix = chance.gamma(usual * 12) * (1.2 - share[:, None]) ** SEGREGATION
    return share, mix / mix.sum(axis=1, keepdims=True)


def _masses(
    clusters: npt.NDArray[np.str_], home: Integers, chance: np.random.Generator
) -> tuple[Floats, Floats]:
    mass = np.array([DENSITY_OF[cluster] for cluster in clusters])
    mass *= chance.lognormal(0, 0.6, len(mass))
    pupils = np.where(home == home[-1], 0, mass)
    empty = max(len(mass) * EMPTY_AREAS_PER_THOUSAND // 1000, 1)
    residents = mass.copy()
    residents[chance.choice(len(mass) - 1, empty, replace=False)] = 0
    return residents, pupils


def _places(codes: list[str], home: Integers) -> Iterator[dict[str, object]]:
    rows = [
        *_larger_places(len(codes)),
        *((code, "municipality", _corop(i, len(codes)), None) for i, code in enumerate(codes)),
        *_smaller_places(codes, home),
    ]
    for place_id, (code, level, parent, area) in enumerate(rows):
        yield {
            "place_id": place_id,
            "code": code,
            "level": level,
            "vintage": VINTAGE,
            "name_nl": f"Plaats {place_id}",
            "name_en": f"Place {place_id}",
            "parent": parent,
            "postcode_area": area,
        }


Row = tuple[str, str, str | None, str | None]
"""Code, level, parent, and for a neighbourhood the postcode area it lies in."""


def _corop(municipality: int, municipalities: int) -> str:
    return f"CR{1 + municipality * 40 // max(municipalities, 40):02}"


def _larger_places(municipalities: int) -> Iterator[Row]:
    corops = dict.fromkeys(_corop(i, municipalities) for i in range(municipalities))
    provinces = {corop: 20 + (int(corop[2:]) - 1) * 12 // 40 for corop in corops}
    yield COUNTRY, "country", None, None
    for part in sorted({(province - 20) // 3 for province in provinces.values()}):
        yield f"LD{part + 1:02}", "landsdeel", COUNTRY, None
    for province in sorted(set(provinces.values())):
        yield f"PV{province}", "province", f"LD{(province - 20) // 3 + 1:02}", None
    for corop, province in provinces.items():
        yield corop, "corop", f"PV{province}", None


def _smaller_places(codes: list[str], home: Integers) -> Iterator[Row]:
    """One district to each postcode area, and a few neighbourhoods in it."""
    first = np.searchsorted(home, home)
    owners = [(f"PC{1000 + i}", codes[m][2:], i - first[i]) for i, m in enumerate(home)]
    for _, digits, district in owners:
        yield f"WK{digits}{district:02X}", "district", f"GM{digits}", None
    for area, digits, district in owners:
        for part in range(NEIGHBOURHOODS_PER_AREA):
            code = f"BU{digits}{district:02X}{part:02}"
            yield code, "neighbourhood", f"WK{digits}{district:02X}", area
    for area, digits, _ in owners:
        yield area, "postcode_area", f"GM{digits}", None


def typed_table(columns: dict[str, npt.NDArray[np.generic]], schema: pa.Schema) -> pa.Table:
    """These columns, each as the schema wants it."""
    arrays = [
        pa.array(columns[field.name].astype(field.type.to_pandas_dtype())) for field in schema
    ]
    return pa.Table.from_arrays(arrays, schema=schema)

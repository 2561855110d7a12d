"""What is laid down per municipality: its share of Dutch background and who else lives there.

Shares of municipalities named in the sources are close to what the sources, and else
Statistics Netherlands, say of them; those of all others follow from their rank.
"""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from core.demo.geography.arrays import Floats
from core.demo.geography.gazetteer import Municipality
from core.demo.people.kinds import DUTCH, kinds
from core.places.clusters import cluster_of
from core.places.regions import PROVINCE_OF_COROP
from core.places.types import types_of

REGIONAL_LEANINGS = {
    "PV31": {"german_speaking": 2.4, "belgium": 2.0, "central_eastern_europe": 1.3},
    "PV30": {"belgium": 1.8, "indonesia": 1.1},
    "CR31": {"belgium": 12.0},
    "CR14": {"german_speaking": 2.0},
    "CR12": {"german_speaking": 1.7, "turkey": 1.3},
    "CR01": {"german_speaking": 1.7},
    "CR25": {"anglo_saxon": 1.4},
    "CR26": {"anglo_saxon": 1.4, "indonesia": 1.4, "suriname": 1.2},
    "CR24": {"anglo_saxon": 1.4},
}
"""How many times as many of a kind live in border and expat regions as elsewhere."""

SMALL_TOWN_LEANING = 0.75
"""Non-western kinds are rarer outside the large cities."""

DIVERSITY_OF_PROVINCE = {
    "PV20": -0.5,
    "PV21": -0.9,
    "PV22": -0.9,
    "PV23": -0.3,
    "PV24": 0.1,
    "PV25": 0.0,
    "PV26": 0.4,
    "PV27": 0.6,
    "PV28": 0.5,
    "PV29": -0.1,
    "PV30": 0.3,
    "PV31": 0.7,
}
"""Where, size apart, a municipality stands in the order from homogeneous to diverse."""

GROWTH_OF_TYPE = {"majority_minority": 0.6, "suburb": 1.5}
"""How much faster than elsewhere the share with a migration background rises."""


@dataclass(frozen=True)
class Profile:
    """What is laid down of one municipality."""

    dutch_2015: float
    non_western_2005: float | None
    leanings: dict[str, float]


@cache
def profiles() -> dict[str, Profile]:
    """The committed profiles by municipality code."""
    text = files("core.demo.people").joinpath("profiles.csv").read_text("utf-8")
    return {row["municipality_code"]: _profile(row) for row in csv.DictReader(text.splitlines())}


def _profile(row: dict[str, str]) -> Profile:
    pairs = [pair.split() for pair in row["leanings"].split(";") if pair]
    non_western = row["non_western_percent_2005"]
    return Profile(
        float(row["dutch_percent_2015"]) / 100,
        float(non_western) / 100 if non_western else None,
        {kind: float(times) for kind, times in pairs},
    )


def leanings(municipalities: tuple[Municipality, ...]) -> Floats:
    """How many times as many of each kind live in a municipality as would nationwide."""
    non_western = kinds().is_among(
        "turkish", "moroccan", "surinamese", "antillean", "other_non_western"
    )
    rows = np.ones((len(municipalities), len(kinds().codes)))
    for i, municipality in enumerate(municipalities):
        province = PROVINCE_OF_COROP[municipality.corop]
        own = profiles().get(municipality.code)
        if cluster_of(municipality.code) == "other":
            rows[i] *= np.where(non_western, SMALL_TOWN_LEANING, 1)
        for source in (
            REGIONAL_LEANINGS.get(province, {}),
            REGIONAL_LEANINGS.get(municipality.corop, {}),
            own.leanings if own else {},
        ):
            for kind, times in source.items():
                rows[i, kinds().codes.index(kind)] *= times
    rows[:, DUTCH] = 0
    return rows


def growth(municipalities: tuple[Municipality, ...]) -> Floats:
    """How fast each municipality becomes more diverse; 1 is usual."""
    types = [set(types_of(each.code)) for each in municipalities]
    return np.array(
        [max([GROWTH_OF_TYPE[t] for t in own if t in GROWTH_OF_TYPE] or [1.0]) for own in types]
    )

"""To which origin group each country belongs, in every scheme, with the judgement calls.

``countries.csv`` has a row for every country of origin that Statistics Netherlands (CBS)
tells apart, former states included (list of table 37325, 2022), and for two former Dutch
territories that it counts with Indonesia. Which countries make up the eighteen groups is
not in the sources; two things decided the cases that aren't plain:

- the WRR's split European/Anglo-Saxon (WRR 2020, note 28) takes in Israel, South Africa
  and the former Asian Soviet republics, which only makes sense if the split follows the
  groups; so South Africa is with the Anglo-Saxon countries, Israel with the Mediterranean
  ones and those republics with Central and Eastern Europe, and the split can be counted
  from the eighteen groups;
- who were born in a state that fell apart can't be split, so its successors stay together.

Every row that took judgement says why, in both languages. A territory counts where it lies,
unless its row says otherwise. An ISO code without a row of its own is listed with the
country that CBS, or else geography, counts it with.
"""

import csv
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, cast

from core.errors import CoreError
from core.groups.origin import ORIGIN_18, ORIGIN_2005, ORIGIN_2022
from core.language.catalogue import Text

FILE = Path(__file__).parent / "countries.csv"

EUROPEAN_ANGLO_SAXON = (
    "netherlands",
    "belgium",
    "indonesia",
    "anglo_saxon",
    "german_speaking",
    "scandinavian",
    "mediterranean",
    "central_eastern_europe",
)
"""The groups of eighteen that the WRR counts as European/Anglo-Saxon (2020, note 28)."""

Kind = Literal["current", "former", "sum"]


@dataclass(frozen=True)
class Country:
    """A country of origin and its group in each scheme.

    ``code`` is the first ISO 3166 code, or a word where there is none; ``kind`` is
    ``former`` for a state or name that ended and ``sum`` for a total that CBS makes of a
    former state's territory, to be used instead of its countries and never beside them.
    """

    code: str
    kind: Kind
    iso: tuple[str, ...]
    cbs_code: str | None
    name: Text
    origin_18: str
    origin_2005: str
    is_european_anglo_saxon: bool
    origin_2022: str
    judgement: Text | None


@cache
def countries() -> tuple[Country, ...]:
    """All countries of origin, by group."""
    with FILE.open(encoding="utf-8", newline="") as file:
        found = tuple(_country(row) for row in csv.DictReader(file))
    if problems := _problems(found):
        raise CoreError(f"{FILE.name}: " + "; ".join(problems))
    return found


@cache
def by_cbs_code() -> Mapping[str, Country]:
    """The countries by their key in tables of CBS, such as H008766 for Turkey."""
    return {country.cbs_code: country for country in countries() if country.cbs_code}


@cache
def by_iso_code() -> Mapping[str, Country]:
    """The countries by every ISO 3166 two-letter code they stand for."""
    return {code: country for country in countries() for code in country.iso}


def _country(row: dict[str, str]) -> Country:
    judgement = Text(row["judgement_nl"], row["judgement_en"])
    return Country(
        code=row["code"],
        kind=cast(Kind, row["kind"]),
        iso=tuple(row["iso"].split()),
        cbs_code=row["cbs_code"] or None,
        name=Text(row["name_nl"], row["name_en"]),
        origin_18=row["origin_18"],
        origin_2005=row["origin_2005"],
        is_european_anglo_saxon=row["european_anglo_saxon"] == "yes",
        origin_2022=row["origin_2022"],
        judgement=judgement if judgement.nl or judgement.en else None,
    )


def _problems(found: tuple[Country, ...]) -> list[str]:
    problems = [
        f"'{code}' stands there {times} times, expected once"
        for codes in _unique_codes(found)
        for code, times in Counter(codes).items()
        if times > 1
    ]
    for country in found:
        for scheme in (ORIGIN_18, ORIGIN_2005, ORIGIN_2022):
            group = getattr(country, scheme.code)
            if group not in scheme.leaves:
                problems.append(f"{country.code} has '{group}', no group of {scheme.code}")
        if country.judgement and not (country.judgement.nl and country.judgement.en):
            problems.append(f"{country.code} gives its judgement in one language, expected both")
    return problems


def _unique_codes(found: tuple[Country, ...]) -> list[list[str]]:
    return [
        [country.code for country in found],
        [code for country in found for code in country.iso],
        [country.cbs_code for country in found if country.cbs_code],
    ]

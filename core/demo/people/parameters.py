"""The levers that the fit turns: few, each with what it does; their values in one file."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from importlib.resources import files
from pathlib import Path
from typing import Any

from core.errors import InputError

FILE = Path(str(files("core.demo.people").joinpath("parameters.json")))

Triple = tuple[float, float, float]
"""One value for each cluster: G4, G28, other."""


@dataclass(frozen=True)
class Parameters:
    """Every lever of the demo population."""

    homogeneous_people: float
    """Share of the people in municipalities with more than 90 % Dutch background, 2015."""
    fairly_homogeneous_people: float
    """Share of the people in municipalities with more than 83 % Dutch background, 2015."""
    average_dutch_most: float
    """Highest Dutch share of the municipalities that are neither of these, 2015."""
    average_dutch_least: float
    """Lowest Dutch share of municipalities that the profiles do not mention, 2015."""
    spread: Triple
    """How much postcode areas of one municipality differ in Dutch share (log-odds)."""
    contrast: Triple
    """Below 1, areas fall apart into those with few and those with many Dutch; 1 is usual."""
    mixing: float
    """How much neighbourhoods of one postcode area differ, as part of the spread."""
    gathering: Mapping[str, float]
    """How much more a group of ORIGIN_2005 lives where few Dutch live, than western people."""
    clustering: float
    """How much each kind has neighbourhoods of its own (log-odds)."""
    deconcentration: Mapping[str, float]
    """By how much per year a group's gathering weakens."""
    family_areas: Mapping[str, float]
    """How much more pupils of a group there are per resident where more Dutch live (log-odds per
    share): where its families live, and where those without children of that age."""
    city_pupils: Triple
    """Pupils per Dutch or western resident, compared with other places."""
    working_areas: Mapping[str, float]
    """How much more employees of a group there are per resident where more Dutch live."""
    city_employees: Triple
    """Employees per Dutch resident, compared with other places."""
    school_reach_m: Triple
    """How far pupils go: the chance of a school falls e-fold with each such distance."""
    own_town_school: float
    """How much more likely a school in the own municipality is (log-odds)."""
    school_wish: Mapping[str, Triple]
    """The share of Dutch pupils that a group wishes for, besides what follows."""
    school_follow: Mapping[str, Triple]
    """How much that wish rises with the share in the neighbourhood."""
    school_match: Triple
    """How much a school counts for less the farther it is from that wish (log-odds)."""
    school_character: Mapping[str, Triple]
    """How much a group is drawn by what schools are like, whoever goes there (log-odds)."""
    work_reach_m: float
    """How far employees go: as for schools."""
    own_town_work: float
    """How much more likely work in the own municipality is (log-odds)."""
    work_pull: Mapping[str, Triple]
    """How much a group is drawn to the workplaces where many like them work (log-odds)."""
    work_sector: Mapping[str, float]
    """How much stronger that is in some sectors, as part of it."""
    work_retail: Mapping[str, float]
    """How much stronger that is in retail, by group."""
    retail_homes: float
    """How much more of those from neighbourhoods with few Dutch work in retail (log-odds per
    band)."""
    work_first_generation: Mapping[str, float]
    """How much stronger that is for the first generation, as part of it, by group."""
    work_neighbourhood: Triple
    """How much those from neighbourhoods with many Dutch work where more Dutch work, by where they
    work."""

    def value(self, name: str) -> float:
        """One number; a dotted name reaches into a lever."""
        found: Any = asdict(self)
        for part in name.split("."):
            found = found[part] if isinstance(found, Mapping) else found[int(part)]
        return float(found)

    def replaced(self, changes: Mapping[str, Any]) -> "Parameters":
        """The same with some levers set otherwise; a dotted name reaches into a lever."""
        values = asdict(self)
        for name, value in changes.items():
            lever, _, part = name.partition(".")
            values[lever] = _with_part(values[lever], part, value)
        return Parameters(**values)


def _with_part(whole: Any, part: str, value: Any) -> Any:
    if not part:
        return value
    first, _, rest = part.partition(".")
    if isinstance(whole, Mapping):
        return {**whole, first: _with_part(whole[first], rest, value)}
    changed = list(whole)
    changed[int(first)] = _with_part(changed[int(first)], rest, value)
    return tuple(changed)


def read_parameters(file: Path = FILE) -> Parameters:
    """The committed values."""
    values = json.loads(file.read_text("utf-8"))
    known = {field.name for field in fields(Parameters)}
    if values.keys() != known:
        wrong = ", ".join(sorted(values.keys() ^ known))
        raise InputError(f"{file.name}: levers {wrong} are missing or unknown; expected all once")
    return Parameters(**{name: _tuples(value) for name, value in values.items()})


def write_parameters(parameters: Parameters, file: Path = FILE) -> None:
    """Keep these values, as the next generation will use them."""
    file.write_text(json.dumps(asdict(parameters), indent=1) + "\n", "utf-8")


def _tuples(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(value)
    if isinstance(value, dict):
        return {key: _tuples(part) for key, part in value.items()}
    return value

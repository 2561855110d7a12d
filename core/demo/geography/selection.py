"""Which municipalities a smaller demo country has, and for how many people they stand."""

from dataclasses import dataclass

import numpy as np

from core.demo.geography.arrays import Floats, Integers
from core.demo.geography.gazetteer import Municipality, all_municipalities
from core.errors import InputError
from core.places.clusters import cluster_of
from core.places.types import NAMED_WITHOUT_TYPE, types_of

SMALLEST_SCALE = 0.02
_POSTCODE_AREAS = 4000
_SAMPLED_MORE = 2.0
"""How many times the scale is the part of other municipalities that is kept."""
_NEIGHBOURHOODS_PER_AREA = 3


@dataclass(frozen=True, eq=False, slots=True)
class Selection:
    """Municipalities with the inhabitants they get, and how finely they are divided."""

    municipalities: tuple[Municipality, ...]
    inhabitants: Integers
    postcode_areas: int

    @property
    def neighbourhoods(self) -> int:
        """About how many neighbourhoods there will be."""
        return self.postcode_areas * _NEIGHBOURHOODS_PER_AREA


def selected(scale: float) -> Selection:
    """All municipalities, or below scale 1 the cities, the named ones and a sample of the rest.

    A sampled municipality also stands for the others of its COROP region, so that each region
    and each cluster keeps its share of the people.
    """
    if not SMALLEST_SCALE <= scale <= 1:
        raise InputError(
            f"scale {scale}: a demo country can't have that size; "
            f"expected {SMALLEST_SCALE} to 1, where 1 is the whole country"
        )
    everyone = all_municipalities()
    stand_for = np.array([float(each.inhabitants) for each in everyone])
    if scale < 1:
        stand_for = _people_stood_for(everyone, scale)
    kept = np.flatnonzero(stand_for)
    areas = max(len(kept), round(_POSTCODE_AREAS * scale**0.9))
    inhabitants = np.round(stand_for[kept] * scale).astype(np.int64)
    return Selection(tuple(everyone[i] for i in kept), inhabitants, areas)


def is_always_kept(municipality: Municipality) -> bool:
    """Whether the sources name it or it is one of the large cities."""
    code = municipality.code
    named = bool(types_of(code)) or code in NAMED_WITHOUT_TYPE
    return named or cluster_of(code) != "other"


def _people_stood_for(everyone: tuple[Municipality, ...], scale: float) -> Floats:
    """The people each municipality stands for: none if it is left out."""
    people = np.array([float(each.inhabitants) for each in everyone])
    fixed = np.array([is_always_kept(each) for each in everyone])
    corop = np.array([each.corop for each in everyone])
    stand_for = np.where(fixed, people, 0.0)
    for region in sorted(set(corop.tolist())):
        rest = np.flatnonzero((corop == region) & ~fixed)
        rest = rest[np.argsort(-people[rest], kind="stable")]
        count = int(np.ceil(len(rest) * min(1.0, _SAMPLED_MORE * scale)))
        sampled = rest[(2 * np.arange(count) + 1) * len(rest) // (2 * count)] if count else rest
        stand_for[sampled] = people[sampled] * people[rest].sum() / people[sampled].sum()
    return stand_for

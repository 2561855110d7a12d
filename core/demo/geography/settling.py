"""Fits the people of the spots to the inhabitants of each municipality."""

from dataclasses import dataclass

import numpy as np

from core.demo.geography.arrays import Floats, Integers, summed
from core.demo.geography.gazetteer import Localities
from core.demo.geography.selection import Selection
from core.demo.geography.spots import Spots
from core.demo.geography.villages import look_alikes

_AREAS_BY_PEOPLE = 0.46
_NEIGHBOURHOODS_BY_PEOPLE = 0.62
_FEWEST_IN_LOOK_ALIKE = 250.0


@dataclass(frozen=True, eq=False, slots=True)
class Settled:
    """Spots with all that the division goes by."""

    metres: Floats
    locality: Integers
    municipality: Integers
    people: Floats
    area_weight: Floats
    neighbourhood_weight: Floats


def settled(
    spots: Spots, locality: Integers, localities: Localities, selection: Selection
) -> Settled:
    """The spots with their people made to fit the inhabitants of each municipality."""
    municipality = localities.municipality[locality]
    fitted = _fitted(spots.people, municipality, selection.inhabitants.astype(np.float64))
    fitted = _hague_fitted(fitted, locality, municipality, localities, selection)
    land = spots.area_m2 / spots.area_m2.sum()
    people = fitted / fitted.sum()
    return Settled(
        spots.metres,
        locality,
        municipality,
        fitted,
        _AREAS_BY_PEOPLE * people + (1 - _AREAS_BY_PEOPLE) * land,
        _NEIGHBOURHOODS_BY_PEOPLE * people + (1 - _NEIGHBOURHOODS_BY_PEOPLE) * land,
    )


def _fitted(people: Floats, part: Integers, totals: Floats) -> Floats:
    now = summed(part, people, len(totals))
    return np.asarray(people * (totals / np.maximum(now, 1e-9))[part])


def _hague_fitted(
    people: Floats,
    locality: Integers,
    municipality: Integers,
    localities: Localities,
    selection: Selection,
) -> Floats:
    """The look-alike districts get their own numbers, the rest of the city what remains."""
    own = look_alikes(localities, selection)
    city = localities.municipality[np.argmax(own)]
    here = municipality == city
    share = selection.inhabitants[city] / selection.municipalities[city].inhabitants
    wanted = np.where(own, np.maximum(localities.inhabitants * share, _FEWEST_IN_LOOK_ALIKE), 0.0)
    part = np.where(own[locality], locality, len(own))
    rest = selection.inhabitants[city] - wanted.sum()
    totals = np.append(wanted, rest)
    return np.where(here, _fitted(np.where(here, people, 0.0), part, totals), people)

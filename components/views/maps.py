"""The maps on all pages: by the code of their frame, what an address asks of them."""

from collections.abc import Callable, Mapping

from components.address import Address
from components.map import beside
from components.map.frame import MAP, OVERLAP, TYPES
from components.map.kinds import KindsWish
from components.map.overlap import OverlapWish
from components.map.wish import Wish
from components.views import country_map, diversity_maps, municipality, segregation
from core.release import Release

MAPS: Mapping[str, Callable[[Address, Release], Wish | None]] = {
    country_map.CODE: country_map.wish,
    beside.CODE: country_map.beside_wish,
    municipality.CODE: municipality.wish,
    diversity_maps.CODE: diversity_maps.wish,
    diversity_maps.INSIDE: diversity_maps.inside_wish,
    segregation.CODE: segregation.wish,
}

KIND_MAPS: Mapping[str, Callable[[Address, Release], KindsWish | OverlapWish | None]] = {
    TYPES: diversity_maps.types_wish,
    OVERLAP: segregation.overlap_wish,
}
"""The maps of kinds instead of figures, likewise."""

MAPS_ON: Mapping[str, Mapping[str, str]] = {
    "map": {MAP: country_map.CODE},
    "municipality": {MAP: municipality.CODE},
    "diversity": {MAP: diversity_maps.CODE, TYPES: TYPES},
    "segregation": {MAP: segregation.CODE, OVERLAP: OVERLAP},
}
"""By the code of a page, its maps that can stand alone, by what they are called there."""

BESIDE: Mapping[str, tuple[str, ...]] = {
    "map": (beside.CODE,),
    "diversity": (diversity_maps.INSIDE,),
}
"""By the code of a page, its maps that only stand beside another."""


def has_map(view: str, code: str) -> bool:
    """Whether a page can have this map."""
    return code in (*MAPS_ON.get(view, {}).values(), *BESIDE.get(view, ()))


def map_on(view: str, name: str) -> str | None:
    """The map of this name on a page; None where there is none."""
    return MAPS_ON.get(view, {}).get(name)

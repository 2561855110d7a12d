"""The maps on all pages: by the code of their frame, what an address asks of them."""

from collections.abc import Callable, Mapping

from components.address import Address
from components.map.spec import Wish
from components.views import country_map, municipality
from core.release import Release

MAPS: Mapping[str, Callable[[Address, Release], Wish | None]] = {
    country_map.CODE: country_map.wish,
    municipality.CODE: municipality.wish,
}

"""The places of the demo country, made from real localities by a fixed recipe."""

from functools import cache

import geopandas as gpd
import pandas as pd

from core.demo.geography.country import DemoGeography, generated
from core.demo.geography.gazetteer import VINTAGE
from core.places.place import Place

__all__ = [
    "VINTAGE",
    "DemoGeography",
    "demo_boundaries",
    "demo_geography",
    "demo_inhabitants",
    "demo_places",
]


@cache
def demo_geography(scale: float = 1.0) -> DemoGeography:
    """The demo country at a scale: 1 is whole, 0.05 has a twentieth of the people."""
    return generated(scale)


def demo_places(scale: float = 1.0) -> tuple[Place, ...]:
    """Every place of the demo country, from the country down."""
    return demo_geography(scale).places


def demo_inhabitants(scale: float = 1.0) -> pd.Series:
    """Inhabitants around 2012 by neighbourhood code."""
    return demo_geography(scale).neighbourhoods.set_index("neighbourhood_code")["inhabitants"]


def demo_boundaries(level: str, scale: float = 1.0) -> gpd.GeoDataFrame:
    """The areas of one level in WGS84: columns ``code`` and ``geometry``, edges shared."""
    return demo_geography(scale).boundaries(level)

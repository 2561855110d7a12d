"""Boundaries for the four municipalities that tests draw: a square for each postcode area."""

import geopandas as gpd
import shapely

SQUARES = {
    "PC1011": (4.9, 52.3),
    "PC1012": (5.0, 52.3),
    "PC1181": (4.9, 52.2),
    "PC1311": (5.1, 52.3),
    "PC1312": (5.1, 52.2),
    "PC1441": (4.9, 52.4),
}
"""South-western corner of each square of a tenth of a degree."""
AREAS: dict[str, dict[str, tuple[str, ...]]] = {
    "postcode_area": {code: (code,) for code in SQUARES},
    "neighbourhood": {"BU03630000": ("PC1011",), "BU03630001": ("PC1012",)},
    "district": {"WK036300": ("PC1011", "PC1012")},
    "municipality": {
        "GM0034": ("PC1311", "PC1312"),
        "GM0363": ("PC1011", "PC1012"),
        "GM0362": ("PC1181",),
        "GM0439": ("PC1441",),
    },
    "province": {
        "PV24": ("PC1311", "PC1312"),
        "PV27": ("PC1011", "PC1012", "PC1181", "PC1441"),
    },
}


def small_boundaries() -> dict[str, gpd.GeoDataFrame]:
    """The areas of every level."""
    squares = {
        code: shapely.box(lon, lat, round(lon + 0.1, 1), round(lat + 0.1, 1))
        for code, (lon, lat) in SQUARES.items()
    }
    return {
        level: gpd.GeoDataFrame(
            {"code": list(areas)},
            geometry=[
                shapely.coverage_union_all([squares[part] for part in parts])
                for parts in areas.values()
            ],
            crs="EPSG:4326",
        )
        for level, areas in AREAS.items()
    }

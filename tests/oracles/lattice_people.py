"""The people of a bundle with everything that a table counts them by, one column each."""

from pathlib import Path

import pandas as pd

from tests.oracles.codebook import (
    CLUSTERS,
    GENDERS,
    GENERATIONS,
    NATIVE,
    ORIGINS,
    STRATA,
    cluster_number,
    primary_type,
)

LEVELS = (
    "country",
    "landsdeel",
    "province",
    "corop",
    "municipality",
    "cluster",
    "municipality_type",
)
TRAITS = ["origin", "generation", "gender", "stratum"]
THRESHOLDS = tuple(range(5, 100, 5))


def read_places(bundle: Path) -> pd.DataFrame:
    """Each place with the place around it at every level, and its groupings, by place_id."""
    places = pd.read_parquet(bundle / "places.parquet").set_index("place_id")
    around = dict(zip(places["code"], places["parent"], strict=True))
    level = dict(zip(places["code"], places["level"], strict=True))
    rows = []
    for code in places["code"]:
        found = {level[code]: code}
        while isinstance(code := around[code], str):
            found[level[code]] = code
        municipality = found.get("municipality")
        if municipality is not None:
            found["cluster"] = CLUSTERS[cluster_number(municipality)]
            found["municipality_type"] = primary_type(municipality)
        rows.append(found)
    return pd.DataFrame(rows, index=places.index)


def read_people(bundle: Path, setting: str, places: pd.DataFrame) -> pd.DataFrame:
    """Everyone with a counted neighbourhood: names for codes, places, and both shares."""
    people = pd.read_parquet(bundle / f"{setting}.parquet")
    native = people["origin"].eq(NATIVE).astype("int64")
    unit = native.groupby([people["year"], people["unit"]])
    people["unit_members"], people["unit_natives"] = unit.transform("size"), unit.transform("sum")
    residents = pd.read_parquet(bundle / "residents.parquet")
    residents["natives"] = residents["people"].where(residents["origin_2005"] == NATIVE, 0)
    areas = residents.groupby(["year", "home_area"])[["people", "natives"]].sum().astype("int64")
    areas = areas.rename(columns={"people": "area_people", "natives": "area_natives"})
    people = people.join(areas, on=["year", "home_area"], how="inner").reset_index(drop=True)
    people = people.join(places[[*LEVELS, "postcode_area"]], on="home_area")
    works_in = people["unit_municipality"].map(places["municipality"])
    people["same_municipality"] = (works_in == people["municipality"]).astype("int64")
    people["x"] = people["area_natives"] / people["area_people"]
    people["y"] = people["unit_natives"] / people["unit_members"]
    names = {"origin": ORIGINS, "generation": GENERATIONS, "gender": GENDERS}
    for column, categories in (names | {"stratum": STRATA[setting]}).items():
        people[column] = people[column].map(dict(enumerate(categories)))
    return people


def accumulated(people: pd.DataFrame) -> pd.DataFrame:
    """One column for each threshold and cell of the accumulation, 1 for who is in it."""
    columns = {}
    for percent in THRESHOLDS:
        few_at_home = 100 * people["area_natives"] < percent * people["area_people"]
        few_in_setting = 100 * people["unit_natives"] < percent * people["unit_members"]
        columns[percent, "both"] = few_at_home & few_in_setting
        columns[percent, "neighbourhood_only"] = few_at_home & ~few_in_setting
        columns[percent, "setting_only"] = ~few_at_home & few_in_setting
        columns[percent, "neither"] = ~few_at_home & ~few_in_setting
    return pd.DataFrame(columns).astype("int64")


def kinds_of_residents(people: pd.DataFrame) -> dict[str, pd.Series]:
    """Who lives in which band of neighbourhoods; a share on an edge is in the band above."""
    share, whole = 100 * people["area_natives"], people["area_people"]
    return {
        "all": share >= 0,
        "contact_poor": share < 50 * whole,
        "very_low": share < 30 * whole,
        "low": (share >= 30 * whole) & (share < 50 * whole),
        "less_than_average": (share >= 50 * whole) & (share < 80 * whole),
        "above_average": share >= 80 * whole,
    }


def gap_bands(people: pd.DataFrame) -> dict[str, pd.Series]:
    """Who is in which band of setting minus neighbourhood, compared as whole numbers."""
    home, setting = people["area_people"], people["unit_members"]
    gap = 100 * (people["unit_natives"] * home - people["area_natives"] * setting)
    point = home * setting
    return {
        "much_less": gap <= -25 * point,
        "less": (gap > -25 * point) & (gap <= -10 * point),
        "equal": (gap > -10 * point) & (gap < 10 * point),
        "more": (gap >= 10 * point) & (gap < 25 * point),
        "much_more": gap >= 25 * point,
    }


def compensated(people: pd.DataFrame) -> pd.DataFrame:
    """One column for each kind of residents and band of the gap, 1 for who is in it."""
    bands = gap_bands(people)
    columns = {
        (kind, band): who & within
        for kind, who in kinds_of_residents(people).items()
        for band, within in bands.items()
    }
    return pd.DataFrame(columns).astype("int64")

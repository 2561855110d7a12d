"""The levers that the fit turns for each setting, and how far in one step."""

from dataclasses import dataclass

_CLUSTERS = ((0,), (1,), (2,))
_BOTH = ("turkish", "moroccan")
_WEST_INDIAN = ("surinamese", "antillean")
_OF_PUPILS = (
    ("dutch",),
    ("western",),
    ("turkish",),
    ("moroccan",),
    ("surinamese", "other_non_western"),
    ("antillean",),
)
_OF_STAFF = (("western",), _BOTH, _WEST_INDIAN, ("other_non_western",))
_OTHER_SECTORS = ("agriculture", "industry", "logistics")


@dataclass(frozen=True)
class Lever:
    """Places in the parameters that move together, and by how much in one step."""

    names: tuple[str, ...]
    step: float


def _of(lever: str, step: float, *sets: tuple[str, ...] | tuple[int, ...]) -> list[Lever]:
    """One lever for each set of groups, sectors or clusters, which move together."""
    return [Lever(tuple(f"{lever}.{one}" for one in together), step) for together in sets]


def _levers(lever: str, groups: tuple[tuple[str, ...], ...], step: float) -> list[Lever]:
    """One lever for each cluster and each set of groups."""
    return [
        Lever(tuple(f"{lever}.{group}.{cluster}" for group in together), step)
        for together in groups
        for (cluster,) in _CLUSTERS
    ]


SCHOOL_LEVERS = (
    Lever(("spread.0",), 0.05),
    *_of("gathering", 0.2, _BOTH),
    Lever(("own_town_school",), 0.4),
    *_of("family_areas", 0.2, *_OF_PUPILS),
    *_of("city_pupils", 0.03, (0,), (1,)),
    *_of("school_match", 0.1, *_CLUSTERS),
    *_of("school_reach_m", 500.0, *_CLUSTERS),
    *_levers("school_wish", _OF_PUPILS, 0.1),
    *_levers("school_follow", _OF_PUPILS, 0.15),
    *_levers("school_character", (("dutch",), _BOTH), 0.2),
)
WORK_LEVERS = (
    Lever(("work_reach_m",), 2000.0),
    Lever(("own_town_work",), 0.2),
    *_of("working_areas", 0.3, *_OF_STAFF),
    *_of("city_employees", 0.1, (0,), (1,)),
    *_of("work_neighbourhood", 0.05, *_CLUSTERS),
    *_of("work_first_generation", 0.15, (*_BOTH, "other_non_western"), _WEST_INDIAN),
    *_of("work_sector", 0.1, ("public_services",), ("health_care",), _OTHER_SECTORS),
    *_of("work_retail", 0.1, _BOTH, ("other_non_western",)),
    *_of("work_retail", 0.15, _WEST_INDIAN),
    Lever(("retail_homes",), 0.05),
    *_levers(
        "work_pull",
        (("western",), ("turkish",), ("moroccan",), _WEST_INDIAN, ("other_non_western",)),
        0.15,
    ),
    *_levers("work_pull", (("dutch",),), 0.05),
)
YEARS_LEVERS = tuple(
    Lever((f"deconcentration.{group}",), step)
    for group, step in (("turkish", 0.001), ("moroccan", 0.001), ("surinamese", 0.01))
)

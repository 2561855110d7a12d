"""The levers that the fit turns for each setting, and how far in one step."""

from dataclasses import dataclass

_CLUSTERS = range(3)
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


def _levers(lever: str, groups: tuple[tuple[str, ...], ...], step: float) -> list[Lever]:
    """One lever for each cluster and each set of groups."""
    return [
        Lever(tuple(f"{lever}.{group}.{cluster}" for group in together), step)
        for together in groups
        for cluster in _CLUSTERS
    ]


SCHOOL_LEVERS = (
    Lever(("spread.0",), 0.05),
    Lever(tuple(f"gathering.{group}" for group in _BOTH), 0.2),
    Lever(("own_town_school",), 0.4),
    *(Lever(tuple(f"family_areas.{group}" for group in together), 0.2) for together in _OF_PUPILS),
    *(Lever((f"city_pupils.{cluster}",), 0.03) for cluster in (0, 1)),
    *(Lever((f"school_match.{cluster}",), 0.1) for cluster in _CLUSTERS),
    *(Lever((f"school_reach_m.{cluster}",), 500.0) for cluster in _CLUSTERS),
    *_levers(
        "school_wish",
        _OF_PUPILS,
        0.1,
    ),
    *_levers(
        "school_follow",
        _OF_PUPILS,
        0.15,
    ),
    *_levers("school_character", (("dutch",), _BOTH), 0.2),
)
WORK_LEVERS = (
    Lever(("work_reach_m",), 2000.0),
    Lever(("own_town_work",), 0.2),
    *(Lever(tuple(f"working_areas.{group}" for group in together), 0.3) for together in _OF_STAFF),
    *(Lever((f"city_employees.{cluster}",), 0.1) for cluster in (0, 1)),
    *(Lever((f"work_neighbourhood.{cluster}",), 0.05) for cluster in _CLUSTERS),
    Lever(tuple(f"work_first_generation.{group}" for group in (*_BOTH, "other_non_western")), 0.15),
    Lever(tuple(f"work_first_generation.{group}" for group in _WEST_INDIAN), 0.15),
    *(Lever((f"work_sector.{sector}",), 0.1) for sector in ("public_services", "health_care")),
    Lever(tuple(f"work_sector.{sector}" for sector in _OTHER_SECTORS), 0.1),
    *(
        Lever(tuple(f"work_retail.{group}" for group in together), 0.1)
        for together in (_BOTH, ("other_non_western",))
    ),
    Lever(tuple(f"work_retail.{group}" for group in _WEST_INDIAN), 0.15),
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

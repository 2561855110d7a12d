"""What the codes in a bundle mean, typed over from the sources and not taken from core.groups.

Positions are the codes in the files; trees name what each category is part of.
"""

from core.places.clusters import G4, G28
from core.places.types import types_of

COUNTRY = "NL01"
SETTINGS = ("school", "work")
CLUSTERS = ("g4", "g28", "other")

ORIGINS = (
    "dutch",
    "western",
    "turkish",
    "moroccan",
    "surinamese",
    "antillean",
    "other_non_western",
)
NATIVE = 0
NON_WESTERN = ORIGINS[2:]

# The same printed label, "other non-western", has another content for employees.
POOLED = {
    "school": {
        "turkish_moroccan": ("turkish", "moroccan"),
        "surinamese_antillean_other": ("surinamese", "antillean", "other_non_western"),
    },
    "work": {
        "turkish_moroccan_other": ("turkish", "moroccan", "other_non_western"),
        "surinamese_antillean": ("surinamese", "antillean"),
    },
}
GENERATIONS = ("native", "first", "second")
GENDERS = ("women", "men")
LEVELS = ("first_years", "practice", "vmbo_bk", "vmbo_gt", "havo", "vwo")
SECTORS = (
    "agriculture",
    "industry",
    "retail",
    "logistics",
    "public_services",
    "health_care",
    "commercial_services",
)
STRATA = {"school": LEVELS, "work": SECTORS}
FINE_ORIGINS = (
    "netherlands",
    "turkey",
    "morocco",
    "belgium",
    "indonesia",
    "west_indies",
    "anglo_saxon",
    "german_speaking",
    "scandinavian",
    "mediterranean",
    "central_eastern_europe",
    "arab",
    "latin_america",
    "sub_saharan_africa",
    "south_asia",
    "central_asia",
    "south_east_asia_pacific",
    "east_asia",
)

CELLS = ("both", "neighbourhood_only", "setting_only", "neither")
BANDS = ("much_less", "less", "equal", "more", "much_more")
RESIDENTS = ("all", "contact_poor", "very_low", "low", "less_than_average", "above_average")
DIMS = ["setting", "year", "level", "place", "origin", "generation", "gender", "stratum"]

Nodes = dict[str, tuple[str, ...]]
"""A category of the tree → the categories in the files that add up to it."""


def alone(categories: tuple[str, ...]) -> Nodes:
    """Every category as a node of its own."""
    return {category: (category,) for category in categories}


ORIGIN_NODES: dict[str, Nodes] = {
    setting: alone(ORIGINS) | {"non_western": NON_WESTERN} | POOLED[setting] for setting in SETTINGS
}
GENERATION_NODES: Nodes = alone(GENERATIONS) | {"migration_background": ("first", "second")}
GENDER_NODES: Nodes = alone(GENDERS)
STRATUM_NODES: dict[str, Nodes] = {
    "school": alone(LEVELS) | {"upper_years": LEVELS[1:]},
    "work": alone(SECTORS),
}


def pooled_origin(setting: str, origin: str) -> str:
    """The group that an origin is shown in, in Tables 2, 3, 5 and 6."""
    return next((pool for pool, parts in POOLED[setting].items() if origin in parts), origin)


def cluster_number(municipality: str) -> int:
    """The position in CLUSTERS of a municipality."""
    return 0 if municipality in G4 else 1 if municipality in G28 else 2


def primary_type(municipality: str) -> str | None:
    """The first type the sources name for a municipality."""
    return next(iter(types_of(municipality)), None)

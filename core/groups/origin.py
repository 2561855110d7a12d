"""Origin of residents: the classifications of the sources, each as a scheme.

The 2005 classification is there to compare with the paper. Its pooled groups
differ between pupils and employees (same printed label, different content), so
it exists once for each.
"""

from core.groups.scheme import ALL, Scheme, flat

NATIVE_2005 = "dutch"
NATIVE_18 = "netherlands"

ORIGIN_18 = flat(
    "origin_18",
    NATIVE_18,
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

ORIGIN_2005 = Scheme(
    "origin_2005",
    (
        (NATIVE_2005, ALL),
        ("western", ALL),
        ("non_western", ALL),
        ("turkish", "non_western"),
        ("moroccan", "non_western"),
        ("surinamese", "non_western"),
        ("antillean", "non_western"),
        ("other_non_western", "non_western"),
    ),
)

ORIGIN_2005_PUPILS = Scheme(
    "origin_2005_pupils",
    (
        (NATIVE_2005, ALL),
        ("western", ALL),
        ("non_western", ALL),
        ("turkish_moroccan", "non_western"),
        ("turkish", "turkish_moroccan"),
        ("moroccan", "turkish_moroccan"),
        ("surinamese_antillean_other", "non_western"),
        ("surinamese", "surinamese_antillean_other"),
        ("antillean", "surinamese_antillean_other"),
        ("other_non_western", "surinamese_antillean_other"),
    ),
)

ORIGIN_2005_EMPLOYEES = Scheme(
    "origin_2005_employees",
    (
        (NATIVE_2005, ALL),
        ("western", ALL),
        ("non_western", ALL),
        ("turkish_moroccan_other", "non_western"),
        ("turkish", "turkish_moroccan_other"),
        ("moroccan", "turkish_moroccan_other"),
        ("surinamese_antillean", "non_western"),
        ("surinamese", "surinamese_antillean"),
        ("antillean", "surinamese_antillean"),
        ("other_non_western", "turkish_moroccan_other"),
    ),
)

ORIGIN_2022 = Scheme(
    "origin_2022",
    (
        ("netherlands", ALL),
        ("outside_netherlands", ALL),
        ("europe", "outside_netherlands"),
        ("outside_europe", "outside_netherlands"),
    ),
)

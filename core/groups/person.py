"""What is known of every person besides origin."""

from core.groups.scheme import ALL, Scheme, flat

GENDER = flat("gender", "women", "men")

GENERATION = Scheme(
    "generation",
    (
        ("native", ALL),
        ("migration_background", ALL),
        ("first", "migration_background"),
        ("second", "migration_background"),
    ),
)

"""Places that the records point at, with what each of them lies in."""

from core.places.levels import LEVELS
from core.sources.columns import Category, Identifier, Name, Year
from core.sources.table import Table

PLACES = Table(
    "places",
    (
        Identifier("code"),
        Category("level", codes=LEVELS, classification="LEVELS in core/places/levels.py"),
        Year("vintage"),
        Name("name_nl"),
        Name("name_en", may_be_absent=True, may_be_empty=True),
        Identifier("parent", may_be_empty=True),
        Identifier("postcode_area", may_be_absent=True, may_be_empty=True),
    ),
)
"""``parent`` is the place one level up among those delivered; ``postcode_area`` says, for a
neighbourhood, in which postcode area it lies."""

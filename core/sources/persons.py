"""Persons: everyone registered in a year, with the home and the origin."""

from core.groups.origin import ORIGIN_18, ORIGIN_2005
from core.groups.person import GENDER, GENERATION
from core.sources.columns import Identifier, PlaceCode, Year, of_scheme
from core.sources.table import Contradiction, Table

PERSONS = Table(
    "persons",
    (
        Identifier("person"),
        Year("year"),
        PlaceCode("home", may_be_empty=True, level="postcode_area"),
        PlaceCode("neighbourhood", may_be_absent=True, may_be_empty=True, level="neighbourhood"),
        of_scheme("origin_18", ORIGIN_18, "origin", may_be_empty=True),
        of_scheme("origin_2005", ORIGIN_2005, "origin"),
        of_scheme("generation", GENERATION, "person"),
        of_scheme("gender", GENDER, "person"),
    ),
    unique=("person", "year"),
    contradictions=(
        Contradiction(
            "(origin_2005 = 0) <> (generation = 0) AND origin_2005 >= 0 AND generation >= 0",
            "where 'origin_2005' and 'generation' contradict each other",
            "generation native for origin dutch, and for no other",
        ),
        Contradiction(
            "(origin_18 = 0) <> (origin_2005 = 0) AND origin_18 >= 0 AND origin_2005 >= 0",
            "where 'origin_18' and 'origin_2005' contradict each other",
            "origin_18 netherlands for origin_2005 dutch, and for no other",
        ),
    ),
)

"""The bundle's tables as queries on the scratch database, in the contract's columns and order."""

from core.bundle.linking import MemberTable
from core.bundle.schema import UNKNOWN
from core.sources.scratch import Scratch

TWO_TO_THE_64 = "18446744073709551616::HUGEINT"

PLACES = (
    "SELECT place_id, code, level, vintage, name_nl, name_en, parent, postcode_area "
    "FROM numbered_places ORDER BY place_id"
)

RESIDENTS = (
    f"SELECT year, home AS home_area, "
    f"coalesce(neighbourhood, {UNKNOWN})::INTEGER AS neighbourhood, "
    f"coalesce(origin_18, {UNKNOWN})::TINYINT AS origin_18, origin_2005, generation, gender, "
    f"count(*)::INTEGER AS people, "
    f"(sum(record_key(person)) % {TWO_TO_THE_64})::UBIGINT AS key_sum "
    f"FROM persons WHERE home IS NOT NULL "
    f"GROUP BY year, home, neighbourhood, origin_18, origin_2005, generation, gender "
    f"ORDER BY year, home_area, neighbourhood, origin_18, origin_2005, generation, gender"
)


def number_units(members: MemberTable, scratch: Scratch) -> None:
    """Gives every unit with linked members a number, 0 and up over all years."""
    unit = ", ".join(members.unit)
    scratch.run(
        f"CREATE TABLE units_of_{members.name} AS SELECT {unit}, "
        f"(row_number() OVER (ORDER BY {unit}) - 1)::INTEGER AS unit FROM "
        f"(SELECT DISTINCT {unit} FROM linked_{members.name} WHERE lost IS NULL)"
    )


def members_query(members: MemberTable) -> str:
    """The rows of school or work; the full order makes them the same on every import."""
    return (
        f"SELECT year, home_area, unit, unit_municipality, origin, generation, gender, stratum, "
        f"record_key FROM linked_{members.name} JOIN units_of_{members.name} "
        f"USING ({', '.join(members.unit)}) WHERE lost IS NULL "
        f"ORDER BY year, unit, home_area, origin, generation, gender, stratum, unit_municipality, "
        f"record_key"
    )

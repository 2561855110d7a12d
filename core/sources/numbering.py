"""Numbers the places of a delivery and lets them be found by any way their code is written."""

from collections.abc import Iterator

from core.errors import InputError
from core.places.levels import CODE_PATTERNS, LEVELS
from core.places.place import Place, validated_places
from core.sources.problems import counted
from core.sources.scratch import Scratch

NUMBERED = "numbered_places"
MOST_PLACES = 100_000
MOST_MESSAGES = 20
"""Place codes are no secret, but nobody reads more of them at a time."""


def number_places(scratch: Scratch) -> list[str]:
    """Keeps the delivered places numbered by level and code; gives what is wrong with them."""
    (count,) = scratch.run("SELECT count(*) FROM places")[0]
    if count > MOST_PLACES:
        return [
            f"places: has {counted(count)}; expected at most {MOST_PLACES:,}: point the "
            f"mapping's 'places' at the right file"
        ]
    scratch.run(_numbering())
    rows = scratch.run(
        f"SELECT code, level, vintage, name_nl, name_en, parent, postcode_area FROM {NUMBERED} "
        f"ORDER BY place_id"
    )
    if unlike := _count_unlike(rows):
        return [
            f"places: has {counted(unlike)} with a code not written as codes of the level are; "
            f"expected codes such as GM0363, WK036300, BU03630000 or PC1011: mend the file"
        ]
    return _hierarchy_problems(rows)


def place_lookups(scratch: Scratch) -> dict[str, str]:
    """The lookup table of every level: each place by its code, with and without its prefix."""
    found = {}
    for level in LEVELS:
        found[level] = f"places_of_{level}"
        scratch.run(
            f"CREATE TABLE {found[level]} AS SELECT DISTINCT ON (written) written, value FROM ("
            f"SELECT unnest([code, code[3:], ltrim(code[3:], '0')]) AS written, "
            f"place_id AS value FROM {NUMBERED} WHERE level = '{level}') WHERE written <> ''"
        )
    return found


def _numbering() -> str:
    levels = ", ".join(f"'{level}'" for level in LEVELS)
    return (
        f"CREATE TABLE {NUMBERED} AS SELECT "
        f"(row_number() OVER (ORDER BY level, code) - 1)::INTEGER AS place_id, code, "
        f"[{levels}][level + 1] AS level, vintage, name_nl, coalesce(name_en, name_nl) AS name_en, "
        f"parent, postcode_area FROM places ORDER BY place_id"
    )


def _count_unlike(rows: list[tuple[object, ...]]) -> int:
    """Rows with a code in no form we know, so that none is repeated in a message."""
    forms = tuple(CODE_PATTERNS.values())

    def is_code(text: object) -> bool:
        return text is None or any(form.fullmatch(str(text)) for form in forms)

    return sum(
        not (CODE_PATTERNS[str(level)].fullmatch(str(code)) and is_code(parent) and is_code(area))
        for code, level, *_, parent, area in rows
    )


def _hierarchy_problems(rows: list[tuple[object, ...]]) -> list[str]:
    found = [*_places_refused(rows), *_areas_refused(rows)]
    if len(found) > MOST_MESSAGES:
        more = len(found) - MOST_MESSAGES
        found = [*found[:MOST_MESSAGES], f"places: {more:,} more such problems; mend these first"]
    return found


def _places_refused(rows: list[tuple[object, ...]]) -> tuple[str, ...]:
    try:
        validated_places(Place(*row[:6]) for row in rows)  # type: ignore[arg-type]  # as declared
    except InputError as error:
        return error.problems
    return ()


def _areas_refused(rows: list[tuple[object, ...]]) -> Iterator[str]:
    postcode_areas = {code for code, level, *_ in rows if level == "postcode_area"}
    lost = sum(area is not None and area not in postcode_areas for *_, area in rows)
    if lost:
        yield (
            f"places: has {counted(lost)} with a 'postcode_area' that is not among the places; "
            f"expected the code of one, such as PC1011: add it, or leave the cell empty"
        )

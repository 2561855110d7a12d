"""What a browser is told of a map of kinds: every area has one or more types instead of a figure.

An area is filled with the colour of its first type, striped with those of the others.
"""

from dataclasses import asdict, dataclass
from typing import Any

from components.map.palette import INKS, KINDS
from components.map.spec import FILLED_THERE, LEAFLET, WORDS, addresses, selected_at
from core.language import Language, text
from core.questions import Answer
from core.questions.kinds import types_of
from core.questions.sentences import remark_words
from core.questions.types import BY, ORDER, UNMOVED, Types
from core.release import Release

LEVEL = "municipality"
OWN_LIMIT = "own"
"""What stands in an address for a limit that wasn't moved."""
SAID = ("kind", "also", "several")


@dataclass(frozen=True)
class KindsWish:
    """What a page wants on its map of types."""

    id: str
    year: int
    selected: str | None = None
    typed_by: str = BY[0]
    rule: str = UNMOVED
    limit: tuple[str, ...] = ()

    def question(self) -> Types:
        """The question that the map, its sentence and its table answer."""
        return Types(self.year, self.rule, self.limit, self.typed_by)

    def spec(
        self, told: Answer, release: Release, scheme: str, language: Language
    ) -> dict[str, Any]:
        """What the browser needs to draw it."""
        return kinds_spec(self, told, release, scheme, language)

    def level(self, told: Answer) -> str:
        """The level of the areas that are drawn."""
        return str(getattr(told.question, "level", LEVEL))

    def kinds(self, told: Answer) -> dict[str, list[int]]:
        """The types of every municipality, by their place in the order."""
        return {row["place"]: types_of(row) for row in told.rows()}

    def names(self, language: Language) -> list[str]:
        """The types in few words."""
        rows = [text(f"diversity.row.{one}", language) for one in ORDER]
        return [words.replace("-<br>", "-").replace("<br>", " ") for words in rows]


def kinds_spec(
    wish: KindsWish, told: Answer, release: Release, scheme: str, language: Language
) -> dict[str, Any]:
    """Everything the browser needs; shapes, names and types it fetches by their addresses."""
    notes = [text("map.kinds.note", language), text(f"map.kinds.by.{wish.typed_by}", language)]
    found = common_spec(wish.id, LEVEL, wish.year, told, release, language)
    notes += [remark_words(one, told.context, language) for one in told.context.remarks]
    return found | {
        "values": kinds_address(wish, release),
        "kinds": list(ORDER),
        "indicator": {"name": text("map.kinds.name", language), "unit": "kinds", "unit_words": ""},
        "labels": [text(f"grouping.{one}", language) for one in ORDER],
        "colours": {"classes": KINDS[scheme], **asdict(INKS[scheme])},
        "selected": selected_at(release, LEVEL, wish.selected),
        "file": f"contactatlas-types-{wish.year}-{release.id}",
        "selects": "place",
        "shows": "typed_by",
        "note": " ".join((*notes, found["note"])),
    }


def common_spec(  # noqa: PLR0913, PLR0917 (each is one property of the map)
    map_id: str, level: str, year: int, told: Answer, release: Release, language: Language
) -> dict[str, Any]:
    """What maps of kinds have in common: shapes, words, and no figure to measure by."""
    drawn = release.map_of(level, year)
    unsure = drawn is None or drawn.approximate
    words = {word: text(f"map.{word}", language, **FILLED_THERE) for word in WORDS}
    said = {word: text(f"map.kinds.{word}", language, **FILLED_THERE) for word in SAID}
    return {
        "id": map_id,
        "language": language,
        **addresses(release, "native_share", level, year),
        "edges": [],
        "breaks": None,
        "within": None,
        "inside": None,
        "around": None,
        "next_level": None,
        "ahead": {},
        "leaflet": LEAFLET,
        "profile": "/gemeente",
        "sentence": told.sentence(language),
        "note": text("map.undrawn" if drawn is None else "map.approximate", language)
        if unsure
        else "",
        "texts": words | said,
    }


def kinds_address(wish: KindsWish, release: Release) -> str:
    """Where the types of all municipalities are."""
    limit = next(iter(wish.limit), OWN_LIMIT)
    return f"/maps/types/{release.id}/{wish.typed_by}/{wish.rule}/{limit}/{wish.year}"


def question_at(typed_by: str, rule: str, limit: str, year: int) -> Types:
    """The question that such an address asks; wrong ones are refused."""
    moved = {} if limit == OWN_LIMIT else {"limit": limit}
    return Types.from_query({"typed_by": typed_by, "rule": rule, "year": str(year), **moved})

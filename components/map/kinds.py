"""What a browser is told of a map of kinds: every area has one or more types instead of a figure.

An area is filled with the colour of its first type, striped with those of the others.
"""

from dataclasses import asdict, dataclass
from typing import Any

from components.map.palette import INKS, KINDS
from components.map.spec import FILLED_THERE, LEAFLET, WORDS, addresses, selected_at
from core.language import Language, text
from core.questions import Answer
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


def kinds_spec(
    wish: KindsWish, told: Answer, release: Release, scheme: str, language: Language
) -> dict[str, Any]:
    """Everything the browser needs; shapes, names and types it fetches by their addresses."""
    drawn = release.map_of(LEVEL, wish.year)
    notes = [text("map.kinds.note", language), text(f"map.kinds.by.{wish.typed_by}", language)]
    notes += [text("map.undrawn" if drawn is None else "map.approximate", language)] * (
        drawn is None or drawn.approximate
    )
    words = {word: text(f"map.{word}", language, **FILLED_THERE) for word in WORDS}
    return {
        "id": wish.id,
        "language": language,
        **addresses(release, "native_share", LEVEL, wish.year),
        "values": kinds_address(wish, release),
        "kinds": list(ORDER),
        "indicator": {"name": text("map.kinds.name", language), "unit": "kinds", "unit_words": ""},
        "edges": [],
        "breaks": None,
        "labels": [text(f"grouping.{one}", language) for one in ORDER],
        "colours": {"classes": KINDS[scheme], **asdict(INKS[scheme])},
        "within": None,
        "inside": None,
        "selected": selected_at(release, LEVEL, wish.selected),
        "around": None,
        "file": f"contactatlas-types-{wish.year}-{release.id}",
        "next_level": None,
        "selects": "place",
        "shows": "typed_by",
        "ahead": {},
        "leaflet": LEAFLET,
        "profile": "/gemeente",
        "sentence": told.sentence(language),
        "note": " ".join(notes),
        "texts": words
        | {word: text(f"map.kinds.{word}", language, **FILLED_THERE) for word in SAID},
    }


def kinds_address(wish: KindsWish, release: Release) -> str:
    """Where the types of all municipalities are."""
    limit = next(iter(wish.limit), OWN_LIMIT)
    return f"/maps/types/{release.id}/{wish.typed_by}/{wish.rule}/{limit}/{wish.year}"


def question_at(typed_by: str, rule: str, limit: str, year: int) -> Types:
    """The question that such an address asks; wrong ones are refused."""
    moved = {} if limit == OWN_LIMIT else {"limit": limit}
    return Types.from_query({"typed_by": typed_by, "rule": rule, "year": str(year), **moved})

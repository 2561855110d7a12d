"""What a browser is told of the map of two lenses: where income, origin or both are high."""

from dataclasses import asdict, dataclass
from typing import Any

from components.map.kinds import common_spec
from components.map.palette import INKS, KINDS
from components.map.spec import inside
from core.language import Language, text
from core.questions import Answer
from core.questions.overlap import PATTERNS, Overlap
from core.release import Release

TAKEN = (0, 4, 5, 7)
"""Which of the colours of kinds stand for both, income, origin and neither."""


@dataclass(frozen=True)
class OverlapWish:
    """The areas of one municipality by which of two lenses is high."""

    id: str
    place: str
    selected: str | None = None
    """The area that is chosen."""

    def question(self) -> Overlap:
        """The question that the map, its sentence and its table answer."""
        return Overlap(place=(self.place,))

    def level(self, told: Answer) -> str:
        """The level of the areas that are drawn."""
        return str(told.frame["unit_level"][0])

    def kinds(self, told: Answer) -> dict[str, list[int]]:
        """The one kind of every area, by its place in the order."""
        return {row["place"]: [PATTERNS.index(row["overlap"])] for row in told.rows()}

    def names(self, language: Language) -> list[str]:
        """The kinds in few words."""
        return [text(f"overlap.{one}", language) for one in PATTERNS]

    def spec(
        self, told: Answer, release: Release, scheme: str, language: Language
    ) -> dict[str, Any]:
        """What the browser needs to draw it."""
        level, year = self.level(told), told.context.years[0]
        lens = text(f"segregation_lens.{told.frame['lens'][0]}", language).lower()
        common = common_spec(self.id, level, year, told, release, language)
        return common | {
            "values": f"/maps/overlap/{release.id}/{self.place}",
            "kinds": list(PATTERNS),
            "indicator": {
                "name": text("overlap.name", language),
                "unit": "kinds",
                "unit_words": "",
            },
            "labels": self.names(language),
            "colours": {
                "classes": [KINDS[scheme][one] for one in TAKEN],
                **asdict(INKS[scheme]),
            },
            "within": self.place,
            "inside": inside(release, level, self.place, year),
            "selected": self.selected,
            "file": f"contactatlas-overlap-{self.place}-{year}-{release.id}",
            "selects": "area",
            "shows": "local",
            "note": " ".join((text("overlap.note", language, lens=lens), common["note"])).strip(),
        }

"""Does school or work offer more opportunities than the neighbourhood, or fewer?"""

from dataclasses import dataclass
from typing import ClassVar

import pyarrow as pa
import pyarrow.compute as pc

from core.groups.bands import GAP_BANDS, NEIGHBOURHOOD_BANDS
from core.language import LANGUAGES, Language, percent, text
from core.questions.answer import Answer, Column, Context
from core.questions.domain import Choice
from core.questions.nodes import NODE_COLUMNS, NodeQuestion
from core.questions.question import parameter
from core.questions.sentences import first_shown, node_words
from core.questions.shares import reasons, with_shares
from core.release import Release

RESIDENTS = ("all", "contact_poor", *NEIGHBOURHOOD_BANDS)
COLUMNS = (
    *NODE_COLUMNS,
    Column("people", "people"),
    *(Column(band, "people") for band in GAP_BANDS),
    *(Column(f"{band}_share", "share") for band in GAP_BANDS),
    Column("more_or_much_more_share", "share"),
    Column("state", "state"),
    Column("reason", "state"),
    *(Column(name, "state") for name in reasons(GAP_BANDS)),
)
CAVEATS = {"school": ("C01", "C03", "C04", "C18"), "work": ("C01", "C03", "C04", "C05", "C18")}


@dataclass(frozen=True)
class Compensation(NodeQuestion):
    """Bands of the gap between setting and neighbourhood (Tables 3 and 6 of the paper)."""

    name: ClassVar[str] = "compensation"
    about: ClassVar[str] = (
        "People by the gap between the share at school or work and that in their neighbourhood"
    )

    residents: str = parameter(
        Choice(RESIDENTS), "all", "Everyone, or only residents of neighbourhoods in one band"
    )

    def answer(self, release: Release) -> Answer:
        """A row per place and group, with five bands and their shares."""
        rows = self.node_rows(
            release,
            "compensation",
            ("people", *GAP_BANDS, *reasons(GAP_BANDS)),
            {"residents": self.residents},
        )
        rows = with_shares(rows, GAP_BANDS)
        more = pc.add(rows["more_share"], rows["much_more_share"])
        rows = rows.append_column("more_or_much_more_share", more)
        rows = rows.select([column.name for column in COLUMNS])
        context = self.context(release, CAVEATS[self.setting])
        sentences = {one: self._sentence(rows, context, one) for one in LANGUAGES}
        return Answer(self, rows, COLUMNS, context, sentences)

    def _sentence(self, rows: pa.Table, context: Context, language: Language) -> str:
        row = first_shown(rows)
        if row is None or row["more_or_much_more_share"] is None:
            return text("sentence.nothing_shown", language)
        return text(
            f"sentence.compensation.{self.setting}",
            language,
            **node_words(row, context, self.setting, language),
            residents=self._residents_phrase(language),
            more=percent(row["more_or_much_more_share"], language),
        )

    def _residents_phrase(self, language: Language) -> str:
        """The band of the neighbourhoods, to stand behind the group; nothing for everyone."""
        if self.residents == "all":
            return ""
        return " " + text(f"residents_phrase.{self.residents}", language)

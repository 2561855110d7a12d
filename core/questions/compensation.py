"""Does school or work offer more opportunities than the neighbourhood, or fewer?"""

from dataclasses import dataclass
from typing import ClassVar

import pyarrow as pa

from core.groups.bands import GAP_BANDS, NEIGHBOURHOOD_BANDS
from core.language import LANGUAGES, Language, text
from core.questions.answer import Answer, Column, Context
from core.questions.domain import Choice
from core.questions.nodes import NODE_COLUMNS, NodeQuestion
from core.questions.question import parameter
from core.questions.sentences import first_told, node_words
from core.questions.shares import share_columns, with_share, with_shares
from core.release import Release

RESIDENTS = ("all", "contact_poor", *NEIGHBOURHOOD_BANDS)
COLUMNS = (
    *NODE_COLUMNS,
    Column("people", "people"),
    *(Column(band, "people") for band in GAP_BANDS),
    *share_columns(*(f"{band}_share" for band in GAP_BANDS), "more_or_much_more_share"),
    *(Column(f"{band}_reason", "state") for band in GAP_BANDS),
    Column("state", "state"),
    Column("reason", "state"),
)
CAVEATS = {"school": ("C01", "C03", "C04", "C18"), "work": ("C01", "C03", "C04", "C05", "C18")}


@dataclass(frozen=True)
class Compensation(NodeQuestion):
    """Bands of the gap between setting and neighbourhood (Tables 3 and 6 of the paper)."""

    name: ClassVar[str] = "compensation"

    residents: str = parameter(Choice(RESIDENTS), "all")

    def answer(self, release: Release) -> Answer:
        """A row per place and group, with five bands and their shares."""
        where = {"residents": self.residents}
        columns = ("people", *GAP_BANDS)
        rows = self.node_rows(release, "compensation", columns, where, GAP_BANDS)
        coded = release.has_noise
        rows = with_shares(rows, GAP_BANDS, coded=coded)
        rows = with_share(rows, "more_or_much_more", ("more", "much_more"), coded=coded)
        rows = rows.select([column.name for column in COLUMNS])
        context = self.context(release, CAVEATS[self.setting])
        sentences = {one: self._sentence(rows, context, one) for one in LANGUAGES}
        return Answer(self, rows, COLUMNS, context, sentences)

    def _sentence(self, rows: pa.Table, context: Context, language: Language) -> str:
        found = first_told(rows, "more_or_much_more_share", context, language, most=0)
        if found is None:
            return text("sentence.nothing_shown", language)
        row, more = found
        return text(
            f"sentence.compensation.{self.setting}",
            language,
            **node_words(row, context, self.setting, language),
            residents=self._residents_phrase(language),
            more=more,
        )

    def _residents_phrase(self, language: Language) -> str:
        """The band of the neighbourhoods, to stand behind the group; nothing for everyone."""
        if self.residents == "all":
            return ""
        return " " + text(f"residents_phrase.{self.residents}", language)

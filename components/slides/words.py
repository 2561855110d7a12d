"""Slides of words alone: what the sources say where no figure of ours says it."""

from components.slides.blocks import Block
from components.slides.sheet import Fact, Sheet
from core.errors import StoryError
from core.language import Language, text

WORDS = "woorden"
SLIDES = (
    *("chance", "two_answers", "two_lenses", "difference_says", "reading"),
    *("mixing_question", "mixing_instruments", "mixing_results", "mixing_contact", "mixing_open"),
)
"""Each has a title, points (a line each) and the sources they come from."""


def words_sheet(code: str, language: Language) -> Sheet:
    """The sheet of a slide of words."""
    if code not in SLIDES:
        raise StoryError(f"slide '{WORDS}/{code}': there is no such text; take it out")
    title = text(f"talk.{code}.title", language)
    points = text(f"talk.{code}.points", language).strip().splitlines()
    source = text(f"talk.{code}.source", language)
    return Sheet(
        show=f"{WORDS}/{code}",
        language=language,
        name=text("slides.words", language),
        sentence=title,
        blocks=tuple(Block("item", point) for point in points),
        facts=(Fact("source", text("slides.fact.source", language), source),),
        source=source,
        mark=code,
    )

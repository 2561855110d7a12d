"""What the figures of a slide rest on, and what a slide says that these data can't answer."""

from collections.abc import Iterator

from components.absence import absence_words
from components.notes import SYNTHETIC, caveat_ids, caveat_words, schemes_line, source_line
from components.slides.blocks import Block
from components.slides.grid import grid
from components.slides.sheet import Fact, Sheet
from components.views.view import Answers
from core.errors import NotInReleaseError
from core.language import Language, text
from core.release import Release


def absent_sheet(
    name: str, error: NotInReleaseError, release: Release, language: Language
) -> Sheet:
    """What a slide says that these data have no answer to: the others are still made."""
    needed = text(f"lacks.{error.lacks}.needs", language) if error.lacks else ""
    is_synthetic = release.basis == "synthetic"
    codes = (SYNTHETIC,) if is_synthetic else ()
    basis = (
        text(f"basis.{release.basis}", language),
        text("source.release", language, release=release.id),
    )
    return Sheet(
        show="",
        language=language,
        name=name,
        sentence=absence_words(error, language),
        blocks=(Block("text", needed),) if needed else (),
        caveats=tuple((code, text(f"caveats.{code}", language)) for code in codes),
        source=" · ".join(basis),
        is_synthetic=is_synthetic,
        release=release.id,
    )


def based(answers: Answers, extra: tuple[str, ...], language: Language) -> Sheet:
    """What the figures are and what they rest on."""
    context = answers[0].context
    codes = caveat_ids(answers, extra)
    return Sheet(
        show="",
        language=language,
        name="",
        sentence="",
        grids=tuple(grid(answer, language) for answer in answers),
        caveats=caveat_words(answers, extra, language),
        facts=tuple(_facts(answers, language)),
        source=source_line(context, language),
        scheme=schemes_line(answers, language),
        is_synthetic=SYNTHETIC in codes,
        release=context.release,
        year=context.years[-1],
    )


def _facts(answers: Answers, language: Language) -> Iterator[Fact]:
    context = answers[0].context

    def fact(code: str, words: str) -> Fact:
        return Fact(code, text(f"slides.fact.{code}", language), words)

    yield fact("year", ", ".join(map(str, context.years)))
    yield fact("basis", text(f"basis.{context.basis}", language))
    yield fact("scheme", schemes_line(answers, language))
    for source in context.sources:
        yield fact("source", f"{source.publisher}: {source.title} ({source.licence})")
    yield fact("release", context.release)
    for answer in answers:
        asked = " ".join(f"{name}={value}" for name, value in answer.question.to_query().items())
        yield fact("question", f"{answer.question.name} {asked}".strip())

"""From a slide and a release to its sheet, by the same parser and the same answers as a page."""

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import replace

from components.absence import absence_words
from components.address import Address, fitted, read_address
from components.card import answers_of
from components.charts.reading import chart_of
from components.notes import SYNTHETIC, caveat_ids, caveat_words, schemes_line, source_line
from components.slides.blocks import Block, blocks
from components.slides.grid import grid
from components.slides.map_sheet import map_drawing, told_by
from components.slides.sheet import Fact, Sheet, same_scales
from components.slides.story import Slide, Story
from components.slides.words import WORDS, words_sheet
from components.views import ALONE, MAP, view_at
from components.views.maps import MAPS, map_on
from components.views.view import Answers, Card, View
from core.errors import NotInReleaseError, StoryError
from core.language import Language, text
from core.questions.nodes import place_names
from core.release import Release

Releases = Callable[[str], Release]
"""The current release of a series by its name; of the first one without a name."""


def sheets_of(story: Story, releases: Releases, site: str) -> tuple[Sheet, ...]:
    """The sheets of a story, with equal axes where slides are compared."""
    return same_scales(tuple(sheet_of(slide, releases, site, story.language)
                             for slide in story.slides))  # fmt: skip


def sheet_of(slide: Slide, releases: Releases, site: str, language: Language) -> Sheet:
    """One slide; a StoryError or QuestionError says why there is none."""
    if slide.show.startswith(f"{WORDS}/"):
        told = words_sheet(slide.show.removeprefix(f"{WORDS}/"), language)
    else:
        told = _of_card(slide, releases, site, language)
    return replace(told, own_title=slide.title, notes=slide.notes)


def _of_card(slide: Slide, releases: Releases, site: str, language: Language) -> Sheet:
    view = view_at(f"{ALONE}/{slide.show}")
    if view is None:
        raise StoryError(f"slide '{slide.show}': there is no such card; take it out")
    wanted, _ = read_address(view.path, view.parameters, slide.search)
    release = releases(wanted.data)
    fitting, _ = fitted(wanted.having(lang=language), release, view.years(release))
    address = fitting.having(data=(release.series,) if release.series else ())
    is_map = slide.show.rpartition("/")[2] == MAP
    try:
        told = _map(view, address, release) if is_map else _card(view.cards[0], address, release)
    except NotInReleaseError as error:
        told = _absent(view, error, release, language)
    years = tuple(sorted(view.years(release)))
    rounded = json.dumps([[[cell.text for cell in row] for row in one.rows] for one in told.grids])
    return replace(
        told,
        show=slide.show,
        years=years,
        link=site + address.href(),
        facts=(*_chosen(address, release), *told.facts),
        mark=hashlib.sha256(rounded.encode()).hexdigest()[:16],
    )


def _card(card: Card, address: Address, release: Release) -> Sheet:
    language = address.language
    answers = answers_of(card, address, release)
    figure = card.draw(answers, language) if card.draw else None
    if figure and not any(len(trace.get("x", ())) for trace in figure["data"]):
        figure = None
    told = _based(answers, card.caveats, language)
    return replace(
        told,
        name=text(f"card.{card.code}.name", language),
        sentence=card.say(answers, language),
        figure=figure,
        chart=chart_of(figure, language) if figure else None,
        blocks=blocks(card.words(answers, language)) if card.words else (),
        reading=text(f"card.{card.code}.reading", language),
        method=text(f"card.{card.code}.method", language),
    )


def _absent(view: View, error: NotInReleaseError, release: Release, language: Language) -> Sheet:
    """What a slide says that these data have no answer to: the others are still made."""
    name = f"card.{view.cards[0].code}.name" if view.cards else f"view.{view.code}.name"
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
        name=text(name, language),
        sentence=absence_words(error, language),
        blocks=(Block("text", needed),) if needed else (),
        caveats=tuple((code, text(f"caveats.{code}", language)) for code in codes),
        source=" · ".join(basis),
        is_synthetic=is_synthetic,
        release=release.id,
    )


def _map(view: View, address: Address, release: Release) -> Sheet:
    language = address.language
    wish = MAPS[map_on(view.code) or ""](address, release)
    if wish is None:
        raise StoryError(f"slide '{view.path}': no place is chosen; choose a municipality first")
    told = told_by(wish, release)
    drawing = map_drawing(wish, told, release, "light", language)
    sheet = _based((told,), (), language)
    return replace(
        sheet,
        name=drawing.name,
        sentence=told.sentence(language),
        map=drawing,
        reading=drawing.note,
    )


def _based(answers: Answers, extra: tuple[str, ...], language: Language) -> Sheet:
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


def _chosen(address: Address, release: Release) -> Iterator[Fact]:
    """The places that were chosen, by name."""
    language = address.language
    for code in ("place", "compare"):
        names = place_names(release, address[code]) if address[code] else {}
        if names:
            words = ", ".join(nl if language == "nl" else en for nl, en in names.values())
            yield Fact(code, text(f"slides.fact.{code}", language), words)

"""From a slide and a release to its sheet, by the same parser and the same answers as a page."""

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import replace

from components.address import Address, fitted, read_address
from components.card import answers_of
from components.charts.reading import chart_of
from components.slides.based import absent_sheet, based
from components.slides.blocks import blocks
from components.slides.map_telling import map_sheet
from components.slides.sheet import Fact, Sheet, same_scales
from components.slides.story import Slide, Story
from components.slides.words import WORDS, words_sheet
from components.views import ALONE, view_at
from components.views.maps import map_on
from components.views.view import Card, View
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


def sheet_of(
    slide: Slide, releases: Releases, site: str, language: Language, scheme: str = "light"
) -> Sheet:
    """One slide; a StoryError or QuestionError says why there is none.

    In files maps keep their light colours, for a reader may choose the ground there.
    """
    if slide.show.startswith(f"{WORDS}/"):
        told = words_sheet(slide.show.removeprefix(f"{WORDS}/"), language)
    else:
        told = _of_card(slide, releases, site, language, scheme)
    return replace(told, own_title=slide.title, notes=slide.notes)


def _of_card(slide: Slide, releases: Releases, site: str, language: Language, scheme: str) -> Sheet:
    view = view_at(f"{ALONE}/{slide.show}")
    if view is None:
        raise StoryError(f"slide '{slide.show}': there is no such card; take it out")
    wanted, _ = read_address(view.path, view.parameters, slide.search)
    release = releases(wanted.data)
    fitting, _ = fitted(wanted.having(lang=language), release, view.years(release))
    address = fitting.having(data=(release.series,) if release.series else ())
    code = map_on(view.code, slide.show.rpartition("/")[2])
    try:
        told = (
            map_sheet(code, address, release, scheme)
            if code
            else _card(view.cards[0], address, release)
        )
    except NotInReleaseError as error:
        told = absent_sheet(_name(view, language), error, release, language)
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
    told = based(answers, card.caveats, language)
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


def _name(view: View, language: Language) -> str:
    """What the card or the page of a slide is called."""
    name = f"card.{view.cards[0].code}.name" if view.cards else f"view.{view.code}.name"
    return text(name, language)


def _chosen(address: Address, release: Release) -> Iterator[Fact]:
    """The places that were chosen, by name."""
    language = address.language
    for code in ("place", "compare"):
        names = place_names(release, address[code]) if address[code] else {}
        if names:
            words = ", ".join(nl if language == "nl" else en for nl, en in names.values())
            yield Fact(code, text(f"slides.fact.{code}", language), words)

"""The slide of a map: one, two side by side, or of types; words where it would be empty."""

from collections.abc import Sequence
from dataclasses import replace

from components.address import Address
from components.charts.map import MapDrawing
from components.map import beside
from components.map.wish import Wish
from components.slides.based import absent_sheet, based
from components.slides.kinds_sheet import kinds_drawing
from components.slides.map_sheet import map_drawing, told_by
from components.slides.sheet import Sheet
from components.views import country_map
from components.views.maps import KIND_MAPS, MAPS
from core.errors import NotInReleaseError, StoryError
from core.language import Language, text
from core.questions import Answer
from core.questions.composition import Composition
from core.release import Release


def map_sheet(code: str, address: Address, release: Release, scheme: str) -> Sheet:
    """What an address asks of a map, as a slide tells it."""
    language = address.language
    if code in KIND_MAPS:
        kinds = KIND_MAPS[code](address, release)
        if kinds is None:
            raise NotInReleaseError("this release has no figures on income here", lacks="income")
        found = kinds.question().answer(release)
        drawing = kinds_drawing(kinds, found, release, scheme, language)
        return _told((found,), (drawing,), language)
    wishes = _wishes(code, address, release)
    told = tuple(told_by(one, release) for one in wishes)
    if not any(row["value"] is not None for one in told for row in one.rows()):
        return _empty(told[0], release, language)
    drawings = tuple(
        map_drawing(wish, one, release, scheme, language)
        for wish, one in zip(wishes, told, strict=True)
    )
    return _told(told, drawings, language)


def _wishes(code: str, address: Address, release: Release) -> tuple[Wish, ...]:
    """The map, and on the page Kaart the one beside it."""
    first = MAPS[code](address, release)
    if first is None:
        raise StoryError(f"slide '{address.path}': no place is chosen; choose a municipality first")
    second = country_map.beside_wish(address, release) if code == country_map.CODE else None
    return (first, second) if second and beside.is_wanted(address) else (first,)


def _told(told: tuple[Answer, ...], drawings: Sequence[MapDrawing], language: Language) -> Sheet:
    sheet = based(told, (), language)
    sentences = [one.sentence(language) for one in told]
    if len(drawings) == 1:
        (drawing,) = drawings
        return replace(
            sheet,
            name=drawing.name,
            sentence=sentences[0],
            maps=(drawing,),
            reading=drawing.note,
        )
    dated = [
        f"{drawing.name}, {answer.context.years[0]}"
        for drawing, answer in zip(drawings, told, strict=True)
    ]
    names = dict(zip(("one", "other"), dated, strict=True))
    return replace(
        sheet,
        name=" · ".join(dict.fromkeys(one.name for one in drawings)),
        sentence=text("slides.beside", language, **names),
        maps=tuple(replace(one, name=name) for one, name in zip(drawings, dated, strict=True)),
        reading=" ".join((*sentences, *dict.fromkeys(one.note for one in drawings))),
    )


def _empty(told: Answer, release: Release, language: Language) -> Sheet:
    """Instead of a map without a single figure: why, and what it would need."""
    lacks = told.question.lacking(release) if isinstance(told.question, Composition) else ""
    error = NotInReleaseError("this release has no figure for any of these areas", lacks=lacks)
    sheet = absent_sheet(text("slides.map", language), error, release, language)
    return sheet if lacks else replace(sheet, sentence=told.sentence(language))

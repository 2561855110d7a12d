"""What a page is: a view of cards, each card a question with its figure and table."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from components.address import Address, fitted, read_address
from components.slides.grid import Line
from core.language import Language
from core.questions import Answer, Question
from core.questions.question import Parameter
from core.release import Release

Answers = tuple[Answer, ...]
Figure = dict[str, Any]
"""A plotly figure as plain values, without a template."""
Component = Any
"""Dash publishes no types for its components."""


def first_sentence(answers: Answers, language: Language) -> str:
    """What the first answer says of itself."""
    return answers[0].sentence(language)


def every_year(release: Release) -> tuple[int, ...]:
    """All years of the release."""
    return release.years


@dataclass(frozen=True)
class Card:
    """One question, or a few that are read together, with one figure and one table.

    Its texts are ``card.<code>.name``, ``.reading`` (how to read the figure) and ``.method``.
    """

    code: str
    ask: Callable[[Address, Release], tuple[Question, ...]]
    draw: Callable[[Answers, Language], Figure] | None = None
    """The figure; None where the card is read as words or as a table."""
    words: Callable[[Answers, Language], Component] | None = None
    """What stands instead of a figure, or below it."""
    say: Callable[[Answers, Language], str] = first_sentence
    """The title: one true sentence, made from the answers."""
    caveats: tuple[str, ...] = ()
    """Ids of caveats beside those of the answers."""
    controls: Callable[[Address, Release], Component] | None = None
    """Controls that concern this card alone."""
    sheet: Callable[[Answers, Language], tuple[Line, ...]] | None = None
    """Its table in a layout of its own, which files have beside the rows of the answers."""
    wide: bool = True
    height: int = 420
    narrowest: int = 440
    """Pixels below which the figure scrolls rather than becoming unreadable."""


@dataclass(frozen=True)
class Scene:
    """What a page is drawn for."""

    address: Address
    release: Release
    scheme: str
    """light or dark"""
    show: Callable[[Card], Component]
    """Draws one card, from the cache where it can."""

    @property
    def language(self) -> Language:
        """The language of the page."""
        return self.address.language


@dataclass(frozen=True)
class View:
    """One page. Its texts are ``view.<code>.name`` (menu), ``.title`` and ``.lead``."""

    code: str
    path: str
    body: Callable[[Scene], Component]
    """Everything below the title."""
    parameters: tuple[Parameter, ...] = ()
    """Its own parameters in the address, beside the common ones."""
    cards: tuple[Card, ...] = ()
    """The cards that follow the address by themselves, without drawing the page anew."""
    redrawn_by: tuple[str, ...] = field(default=("place", "compare"))
    """Parameters that draw the whole page anew when they change."""
    redrawn_at_first: tuple[str, ...] = ()
    """Parameters that draw the whole page anew when they get their first value or lose the last."""
    in_menu: bool = True
    years: Callable[[Release], tuple[int, ...]] = every_year
    """The years that this page has figures of."""

    def address(self, path: str, search: str, release: Release) -> Address:
        """The nearest to what an address asks of this page that the release can show."""
        wanted, _ = read_address(path, self.parameters, search)
        return fitted(wanted, release, self.years(release))[0]

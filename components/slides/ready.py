"""Ready-made stories: a beginning for who has ten minutes before the meeting."""

from dataclasses import dataclass

from components.slides.story import Slide, Story
from components.slides.words import WORDS
from core.language import Language, text


@dataclass(frozen=True)
class Ready:
    """A story to begin with. Its texts are ``ready.<code>.name`` and ``.about``."""

    code: str
    slides: tuple[tuple[str, str], ...]
    """Where each card stands alone, and what is chosen there beside the municipality."""
    local: bool = True
    """Whether it is about one municipality, and so needs one."""


READY: tuple[Ready, ...] = (
    Ready(
        "six",
        (
            ("gemeente/map", ""),
            ("gemeente/profile", ""),
            ("gemeente/origins", ""),
            ("contact/settings", ""),
            ("contact/accumulation", ""),
            (f"{WORDS}/reading", ""),
        ),
    ),
    Ready(
        "settings",
        (
            (f"{WORDS}/chance", ""),
            ("contact/scatter", "setting=school"),
            ("contact/scatter", "setting=work"),
            ("contact/settings", ""),
            ("contact/compensation", "residents=contact_poor"),
            ("contact/compensation", "residents=contact_poor&setting=work"),
            (f"{WORDS}/two_answers", ""),
        ),
        local=False,
    ),
    Ready(
        "lenses",
        (
            (f"{WORDS}/two_lenses", ""),
            ("kaart/map", "indicator=native_share"),
            ("kaart/map", "indicator=probability_of_difference"),
            ("verscheidenheid/lenses", ""),
            ("verscheidenheid/two_measures", "areas=neighbourhood"),
            (f"{WORDS}/difference_says", ""),
        ),
        local=False,
    ),
    Ready(
        "mixing",
        (
            (f"{WORDS}/mixing_question", ""),
            (f"{WORDS}/mixing_instruments", ""),
            (f"{WORDS}/mixing_results", ""),
            ("contact/scatter", "setting=work"),
            (f"{WORDS}/mixing_contact", ""),
            (f"{WORDS}/mixing_open", ""),
        ),
        local=False,
    ),
)


def ready_story(code: str, place: str | None, language: Language) -> Story | None:
    """The story of this code, about a municipality where one is chosen."""
    found = next((one for one in READY if one.code == code), None)
    if found is None or (found.local and place is None):
        return None
    slides = tuple(Slide(show, _search(show, more, place)) for show, more in found.slides)
    return Story(text(f"ready.{code}.name", language), language, slides)


def _search(show: str, more: str, place: str | None) -> str:
    if show.startswith(f"{WORDS}/"):
        return ""
    chosen = [f"place={place}"] if place else []
    written = "&".join([*chosen, *([more] if more else [])])
    return f"?v=1&{written}" if written else ""

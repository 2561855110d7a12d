"""Makes the file of one job from the release that is current when its turn comes."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from callbacks.current import CurrentReleases
from callbacks.exports.jobs import SERIES
from components.documents.forms import BY_CODE, Told
from components.palette import scheme_of
from components.slides.story import Slide, Story, read_story
from components.slides.telling import sheets_of
from core.errors import FileNotMadeError
from core.language import LANGUAGES
from core.release import Release
from core.settings import Settings

WARMING = ("contact/scatter", "gemeente/profile", "kaart/map")
TEMPLATE = "template.pptx"
"""The municipality's own template for slides, in the data folder."""


class Making:
    """Keeps releases open between jobs; who may see them was asked when the job was added."""

    def __init__(self, data: Path) -> None:
        self._data = data
        self._releases = CurrentReleases(Settings(data=data))

    def file(self, wanted: Mapping[str, Any], progress: Callable[[int], None]) -> tuple[str, bytes]:
        """The name of the file and what is in it."""
        form = BY_CODE.get(str(wanted.get("form")))
        if form is None:
            raise FileNotMadeError(f"no such kind of file; expected one of {', '.join(BY_CODE)}")
        story = read_story(wanted["story"])
        progress(0)
        template = self._data / TEMPLATE
        told = Told(
            story.name,
            story.language,
            sheets_of(story, self._opened(wanted[SERIES]), str(wanted.get("site", ""))),
            scheme_of(wanted.get("scheme")),
            template if template.exists() else None,
        )
        ids = dict.fromkeys(sheet.release for sheet in told.sheets if sheet.release)
        name = "-".join((file_name(story), *ids))
        return f"{name}.{form.ending}", form.make(told, progress)

    def warm(self) -> None:
        """Make slides that nobody sees, so that the first who asks doesn't wait for the start."""
        story = Story("", LANGUAGES[0], tuple(Slide(show) for show in WARMING))
        told = Told("", LANGUAGES[0], sheets_of(story, self._releases, ""))
        for form in ("pptx", "pdf"):
            BY_CODE[form].make(told, lambda _: None)

    def _opened(self, permitted: Mapping[str, str]) -> Callable[[str], Release]:
        """What opens a series, if who asked was found to be allowed that."""

        def opened(name: str) -> Release:
            if not permitted.get(name):
                raise FileNotMadeError(f"series '{name}' was not asked for; ask for the file anew")
            return self._releases(permitted[name])

        return opened


def file_name(story: Story) -> str:
    """The name of the story in letters that every system keeps."""
    plain = re.sub(r"[^a-z0-9]+", "-", story.name.lower()).strip("-")[:60]
    return f"contactatlas-{plain}" if plain else "contactatlas"

"""Before the first visitor: what each of them would otherwise wait for, asked once."""

import logging

from callbacks.current import CurrentReleases
from components.card import answers_of
from components.views import view_at
from components.views.view import Card
from core.errors import CoreError
from core.questions.gazetteer import codes_of_level
from core.questions.places import Places
from core.release import Release

LOG = logging.getLogger("contactatlas")
PATHS = ("/", "/gemeente", "/contact")
"""Pages of which most visits begin; what these keep at hand, the others need too."""

FIRST_LETTERS = "am"


def warm(releases: CurrentReleases) -> None:
    """Open the release that visitors see first, and have its pages ask what they ask.

    Processes that part afterwards share what is kept at hand. Without a release nothing is
    wrong: the pages say so, and open it when it comes.
    """
    try:
        release = releases()
    except CoreError as error:
        LOG.info("nothing to keep at hand yet: %s", error)
        return
    Places(search=FIRST_LETTERS).answer(release)
    for path in PATHS:
        _ask(release, path)


def _ask(release: Release, path: str) -> None:
    view = view_at(path)
    if view is None:
        return
    municipality = next(iter(codes_of_level(release, "municipality")), "")
    address = view.address(path, f"?place={municipality}", release)

    def ask(card: Card) -> None:
        try:
            answers_of(card, address, release)
        except CoreError:
            return  # the card says so where it is shown

    for card in view.cards:
        ask(card)

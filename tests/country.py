"""The residents of the whole demo country, without its pupils and employees: quick to make."""

from pathlib import Path

from core.demo.generation import DRAWN_LEVELS, write_country
from core.demo.geography import demo_boundaries
from core.demo.people.country import DemoCountry
from core.demo.people.parameters import read_parameters
from core.demo.years import Years
from core.release import Release
from core.release.build import build
from tests.worlds import EXACT

YEARS = (2006, 2014, 2015, 2020)
"""Those of The Hague's districts and of the published indices, with one before and one after."""


def country_release(folder: Path, *, drawn: bool = False) -> Release:
    """The release, current in ``folder/releases``; with boundaries only where a map is wanted."""
    country = DemoCountry(1.0, 2005, read_parameters())
    bundle = write_country(folder / "country", country, Years(YEARS, (), ()))
    boundaries = {level: demo_boundaries(level) for level in DRAWN_LEVELS} if drawn else {}
    return build(bundle, folder / "releases", boundaries=boundaries, protection=EXACT)

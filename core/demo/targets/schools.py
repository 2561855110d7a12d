"""Facts about schools themselves, counted in a bundle: a release rounds them to whole percents."""

from core.bundle import Bundle
from core.cube.engine import DuckDbEngine
from core.cube.schools import mostly_non_western
from core.demo.targets.figures import Values, percent

YEAR = 2005


def schools_mostly_non_western(bundle: Bundle) -> Values:
    """The part of the schools of which at least half of the pupils are non-western."""
    with DuckDbEngine() as engine:
        most, schools = mostly_non_western(bundle, engine)[YEAR]
    return {"share_of_schools": percent(most / schools)}

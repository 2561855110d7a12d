"""What an indicator is: one figure for every place, with its classes, colours and caveats."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from core.language import Language, number, percent, points, text, with_unit
from core.release import Release, Value

Palette = Literal["bands", "diversity", "share", "gap"]
Unit = Literal["share", "points", "coefficient"]
DECIMALS: Mapping[Unit, int] = {"share": 3, "points": 3, "coefficient": 2}
"""Decimals to which a value is known outside: what is shown, and never more."""


@dataclass(frozen=True)
class Measured:
    """A figure for some places, in no particular order."""

    places: tuple[str, ...]
    value: npt.NDArray[np.float64]
    """NaN where nothing may or can be shown."""
    people: npt.NDArray[np.int64]
    """Whom the figure is about; 0 where that isn't shown."""
    state: npt.NDArray[np.str_]
    reason: npt.NDArray[np.str_]


Where = Mapping[str, Value]
"""Which places: those of a ``level``, or the ones listed under ``place``."""
Measure = Callable[[Release, int, Where], Measured]


@dataclass(frozen=True)
class Indicator:
    """One figure for every place. Its texts are ``indicator.<text>.name`` and ``.about``."""

    code: str
    unit: Unit
    measure: Measure
    """What a release says of some places in a year."""
    formula: str
    """In symbols, as the page on methods prints it."""
    breaks: tuple[float, ...]
    """Lower edges of every class but the first; the same for all years and places."""
    breaks_source: str
    """Where the classes come from; the text ``breaks.<source>`` says it."""
    palette: Palette
    caveats: tuple[str, ...]
    levels: tuple[str, ...]
    """Levels at which it exists, groupings of municipalities included."""
    text: str
    group: str = ""
    """The text that names the group it is about, where it is about one."""
    most: float = 0.0
    """Where the axis of its distribution ends, if elsewhere than others of its unit."""
    setting: str = ""
    """The setting whose years it has; without one, those of the residents."""
    category: str = ""
    """The one category of the eighteen that it needs; without one it needs all of them."""
    scheme: str = ""
    """The scheme of which it needs that category; without one, any that means the same."""
    breaks_inside: tuple[float, ...] = ()
    """Likewise for maps of one municipality, where the others would leave most in one class."""
    counts_at: str = ""
    """The level whose figures it is made of, whatever place it is about."""

    def name(self, language: Language) -> str:
        """What it is called where it stands alone."""
        return self._text("name", language)

    def about(self, language: Language) -> str:
        """What it means, in one or two sentences."""
        return self._text("about", language)

    def phrase(self, language: Language) -> str:
        """What it is called within a sentence."""
        return self._text("phrase", language)

    def _text(self, part: str, language: Language) -> str:
        group = text(self.group, language) if self.group else ""
        return text(f"indicator.{self.text}.{part}", language, group=group)

    def shown(self, value: float | None, language: Language) -> str:
        """A value as a reader reads it."""
        if self.unit == "coefficient":
            return number(value, language, DECIMALS["coefficient"])
        write = percent if self.unit == "share" else points
        return write(value, language, 1)

    def told(self, value: float | None, language: Language) -> str:
        """A value as it stands in a sentence, with its unit."""
        figure = self.shown(value, language)
        unit = text("unit.points", language)
        return with_unit(figure, unit) if self.unit == "points" else figure

    def rounded(self, values: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """Values as they are shown, rounded as their digits are; NaN stays."""
        decimals = DECIMALS[self.unit]
        if self.unit == "coefficient":
            return np.array([round(value, decimals) for value in values.tolist()])
        # Readers see percents, so it is the percents that are rounded.
        return np.array([round(100 * value, decimals - 2) for value in values.tolist()]) / 100

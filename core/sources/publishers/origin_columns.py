"""How publishers head the columns of residents by origin, generation after generation.

Names are folded (``core.sources.publishers.grid``): capitals, signs and StatLine's positions
don't count. A family is a set of columns that belong together; the first that a file has
counts, so that counts go before percentages of the same people.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from core.groups.scheme import ALL
from core.sources.publishers.grid import Grid

TOTAL = (
    "aantinw",
    "ainw",
    "aantalinwoners",
    "inwoners",
    "inwoner",
    "inw",
    "bevolking",
    "totaal",
    "aantalinw",
    "bevolkingop1januari",
)
"""The column of all residents."""

Category = tuple[str, str]
"""Category of the scheme, and generation."""


@dataclass(frozen=True)
class Family:
    """Columns of one scheme in one unit."""

    scheme: str
    unit: str
    """``people``, or ``share`` where the file gives percentages."""
    columns: Mapping[Category, tuple[str, ...]]
    needed: tuple[Category, ...]
    """Without these the family isn't there."""
    rest: str = ""
    """The category that is what the needed ones leave of everyone, where no column gives it."""
    margin: float = 0.0
    """How far rounding can have moved a percentage, as a share."""

    def names(self, grid: Grid) -> dict[Category, str]:
        """The file's columns of this family."""
        found = {key: grid.name_of(*names) for key, names in self.columns.items()}
        return {key: name for key, name in found.items() if name is not None}

    def is_in(self, grid: Grid) -> bool:
        """Whether a file has it."""
        return set(self.needed) <= self.names(grid).keys()


def _whole(**columns: tuple[str, ...]) -> dict[Category, tuple[str, ...]]:
    return {(name, ALL): names for name, names in columns.items()}


_PARTS_2005 = (("western", ALL), ("non_western", ALL))
_PARTS_2022 = (("europe", ALL), ("outside_europe", ALL))

FAMILIES = (
    Family(
        "origin_2022",
        "people",
        _whole(
            netherlands=("anlall", "nederland", "herkomstnederland", "herkomstlandnederland"),
            europe=(
                "aeural",
                "europaexclusiefnederland",
                "herkomsteuropaexclnl",
                "europaexclnederland",
            ),
            outside_europe=("aneual", "buiteneuropa", "herkomstbuiteneuropa"),
        )
        | {
            ("europe", "second"): ("agebeu",),
            ("europe", "first"): ("agbleu",),
            ("outside_europe", "second"): ("agebne", "geboreninnlherkomstbuiteneuropa"),
            ("outside_europe", "first"): ("agblne", "buiteneuropageborenbuitennl"),
        },
        (("netherlands", ALL), *_PARTS_2022),
    ),
    Family(
        "origin_2022",
        "share",
        _whole(
            netherlands=("percentagemetherkomstlandnederland", "pnlall"),
            europe=("percentagemetherkomstlanduiteuropaexclnl", "peural"),
            outside_europe=("percentagemetherkomstlandbuiteneuropa", "pneual"),
        ),
        (("netherlands", ALL), *_PARTS_2022),
        margin=0.005,
    ),
    Family(
        "origin_2005",
        "people",
        _whole(
            western=("westerstotaal", "westers", "awall", "awestal"),
            non_western=("nietwesterstotaal", "nietwesters", "anwall", "anwal"),
            moroccan=("marokko", "amarok", "amarokko"),
            antillean=("nederlandseantillenenaruba", "antillenaruba", "aantaru"),
            surinamese=("suriname", "asuri", "asurinam"),
            turkish=("turkije", "atur", "aturkije"),
            other_non_western=("overignietwesters", "overignw", "aovnw", "aovernw"),
        ),
        _PARTS_2005,
        rest="dutch",
    ),
    Family(
        "origin_2005",
        "share",
        _whole(
            western=("pwestal", "percentagewestersemigratieachtergrond"),
            non_western=("pnwal", "percentagenietwestersemigratieachtergrond"),
            moroccan=("pmarokko", "percentageuitmarokko"),
            antillean=("pantaru", "percentageuitnederlandseantillenenaruba"),
            surinamese=("psurinam", "percentageuitsuriname"),
            turkish=("pturkije", "percentageuitturkije"),
            other_non_western=("povernw", "percentageoverigenietwestersemigratieachtergrond"),
        ),
        _PARTS_2005,
        rest="dutch",
        margin=0.005,
    ),
)
"""Of districts, neighbourhoods and municipalities."""

_EXPECTED = (
    "westers/niet-westers totaal, p_west_al/p_n_w_al, a_nl_all/a_eur_al/a_neu_al, or the "
    "percentages of wijkenbuurten"
)


def family_of(grid: Grid) -> Family | None:
    """The first family that a file has."""
    return next((family for family in FAMILIES if family.is_in(grid)), None)

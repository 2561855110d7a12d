"""Municipal mergers, used to carry a municipality's code to another boundary year.

A change holds from its ``year``: the first 1 January on which the new code applies. Weesp
joined Amsterdam in March 2022 and so appears under 2023. Complete from 2009 on; earlier
years are not listed. Shifts of a few streets or hamlets between municipalities are left out.
"""

from typing import NamedTuple

from core.errors import InputError


class Change(NamedTuple):
    """A municipality whose inhabitants went to another one, wholly or in part."""

    from_code: str
    to_code: str
    year: int
    whole: bool


FIRST_YEAR = 2009
"""Before this boundary year the list knows nothing."""

LAST_YEAR = 2025
"""Until this boundary year the list was checked."""

_MERGERS: dict[int, dict[str, str]] = {
    2009: {"GM1884": "0483 0645", "GM0377": "0372", "GM1891": "0065"},
    2010: {
        "GM1895": "1661 0039 0052",
        "GM1892": "0563 0567 1666",
        "GM1894": "0918 0929 0934 0941",
        "GM1507": "0964",
        "GM0983": "0885",
    },
    2011: {
        "GM0599": "0600",
        "GM1901": "0497 0595",
        "GM1903": "0905 0936",
        "GM0736": "0305",
        "GM1904": "0311 0329 0333",
        "GM0420": "0364 0459",
        "GM1900": "0064 0091 0104 0683 0710",
        "GM1908": "0083",
        "GM0828": "0808",
    },
    2012: {"GM1911": "0366 0412 0462 0463"},
    2013: {
        "GM1924": "0504 0511 0559 0580",
        "GM1927": "0693 0694 0571",
        "GM0441": "0395 0476",
    },
    2014: {"GM0484": "0499 1672", "GM1921": "0051 0082 0653"},
    2015: {
        "GM1931": "0491 0608 0623 0643 0644",
        "GM1930": "0568 0612",
        "GM0241": "0265 0282",
        "GM0361": "0365 0458",
    },
    2016: {
        "GM1942": "0381 0424 0425",
        "GM0385": "0478",
        "GM1940": "1921",
        "GM1945": "0241",
    },
    2017: {"GM1948": "0844 0846 0860"},
    2018: {
        "GM1952": "0018 0040 1987",
        "GM1950": "0007 0048",
        "GM1949": "0063 0070 1908",
        "GM0080": "0081",
        "GM0299": "0196",
    },
    2019: {
        "GM0014": "0009 0017",
        "GM1969": "0015 0022 0025 0056",
        "GM1966": "0005 1651 1663",
        "GM1970": "0058 0079 1722",
        "GM1960": "0236 0304 0733",
        "GM1961": "0545 0620 0707",
        "GM1978": "0689 1927",
        "GM1963": "0584 0585 0588 0611 0617",
        "GM1959": "0738 0870 0874",
        "GM0394": "0393",
        "GM0575": "0576",
        "GM1954": "0881 0951 0962",
    },
    2021: {"GM1979": "0003 0010 0024"},
    2022: {
        "GM0439": "0370",
        "GM1980": "0398 0416",
        "GM1982": "0756 0786 0815 1684 1702",
        "GM1991": "0856 1685",
    },
    2023: {"GM0363": "0457", "GM1992": "0501 0530 0614"},
}
"""Year → code that applies → codes that went into it whole."""

_DIVISIONS: dict[int, dict[str, str]] = {
    2010: {"GM0993": "1507 0984"},
    2014: {"GM0055": "0074 0080 1921 1900"},
    2015: {"GM1671": "0796 0828"},
    2018: {"GM0140": "1900 1949 0080"},
    2019: {"GM0053": "1966 1969"},
    2021: {"GM0788": "0824 0757 0865 0855"},
}
"""Year → abolished code → codes over which it was divided."""


def _changes() -> tuple[Change, ...]:
    merged = [
        Change(f"GM{source}", target, year, whole=True)
        for year, targets in _MERGERS.items()
        for target, sources in targets.items()
        for source in sources.split()
    ]
    divided = [
        Change(source, f"GM{target}", year, whole=False)
        for year, sources in _DIVISIONS.items()
        for source, targets in sources.items()
        for target in targets.split()
    ]
    return tuple(sorted(merged + divided, key=lambda change: change.year))


CHANGES: tuple[Change, ...] = _changes()
"""Every change known, in order of year."""


FOUNDED: dict[str, int] = {
    change.to_code: change.year for change in reversed(CHANGES) if int(change.to_code[2:]) >= 1884
}
"""Codes first given out in the years listed; they are numbered upwards from 1884."""


def _require_known(*vintages: int) -> None:
    unknown = [year for year in vintages if not FIRST_YEAR - 1 <= year <= LAST_YEAR]
    if unknown:
        raise InputError(
            f"no municipal changes are known for {unknown[0]}; expected a boundary year "
            f"from {FIRST_YEAR - 1} to {LAST_YEAR}"
        )


def carried(code: str, from_vintage: int, to_vintage: int) -> tuple[str, ...]:
    """The codes of a later (or earlier) boundary year that share land with this one.

    One code after a merger, several after a division; backwards, all that went into it
    and, if it existed already, the code itself.
    """
    _require_known(from_vintage, to_vintage)
    if from_vintage <= to_vintage:
        return _forward(code, from_vintage, to_vintage)
    return _backward(code, from_vintage, to_vintage)


def _forward(code: str, from_vintage: int, to_vintage: int) -> tuple[str, ...]:
    codes = {code}
    for year in range(from_vintage + 1, to_vintage + 1):
        targets = {c.to_code for c in CHANGES if c.year == year and c.from_code in codes}
        gone = {c.from_code for c in CHANGES if c.year == year}
        codes = (codes - gone) | targets
    return tuple(sorted(codes))


def _backward(code: str, from_vintage: int, to_vintage: int) -> tuple[str, ...]:
    codes = {code}
    for year in range(from_vintage, to_vintage, -1):
        sources = {c.from_code for c in CHANGES if c.year == year and c.to_code in codes}
        codes = (codes - _founded_in(year)) | sources
    return tuple(sorted(codes))


def _founded_in(year: int) -> set[str]:
    """Codes given out that year; a code that only took in others existed before."""
    return {code for code, first_year in FOUNDED.items() if first_year == year}


def is_carried_whole(code: str, from_vintage: int, to_vintage: int) -> bool:
    """Whether figures of a municipality can be added to one municipality of a later year."""
    return len(carried(code, from_vintage, to_vintage)) == 1

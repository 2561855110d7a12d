"""A small release to request pages of: four municipalities, two years, all groups."""

from itertools import product
from pathlib import Path

from core.groups.origin import NATIVE_2005, ORIGIN_2005
from core.groups.setting import LEVEL, SECTOR
from core.release import Release
from core.release.build import build
from tests.boundaries import small_boundaries
from tests.worlds import EXACT, FOUR_MUNICIPALITIES, draw_world

NAMES = {
    "NL01": "Nederland",
    "GM0034": "Almere",
    "GM0363": "Amsterdam",
    "GM0362": "Amstelveen",
    "GM0439": "Purmerend",
}
NATIVES = {
    "PC1011": 30,
    "PC1012": 55,
    "PC1181": 62,
    "PC1311": 45,
    "PC1312": 70,
    "PC1441": 85,
}
"""People with a Dutch background among a hundred residents of each postcode area."""
NEIGHBOURHOODS = {"PC1011": "BU03630000", "PC1012": "BU03630001"}
YEARS = (2005, 2006)
OTHERS = tuple(leaf for leaf in ORIGIN_2005.leaves if leaf != NATIVE_2005)


def small_release(folder: Path) -> Release:
    """The release, current in ``folder/releases``."""
    bundle = draw_world(
        folder, places=_places(), residents=_residents(), pupils=_pupils(), jobs=_jobs()
    )
    return build(bundle, folder / "releases", boundaries=small_boundaries(), protection=EXACT)


def _places() -> str:
    heading, *lines = [line.split() for line in FOUR_MUNICIPALITIES.splitlines() if line.strip()]
    named = [[*cells, NAMES.get(cells[0], cells[0])] for cells in lines]
    return "\n".join(" ".join(cells) for cells in [[*heading, "name"], *named])


def _residents() -> str:
    lines = ["year home neighbourhood origin people"]
    for year, (home, natives) in product(YEARS, NATIVES.items()):
        where = f"{home} {NEIGHBOURHOODS.get(home, '-')}"
        lines.append(f"{year} {where} {NATIVE_2005} {natives}")
        share, rest = divmod(100 - natives, len(OTHERS))
        lines += [
            f"{year} {where} {origin} {share + (at < rest)}" for at, origin in enumerate(OTHERS)
        ]
    return "\n".join(lines)


def _pupils() -> str:
    lines = ["year home school origin level people"]
    for year, (at, (home, natives)) in product(YEARS, enumerate(NATIVES.items())):
        for number, origin in enumerate(ORIGIN_2005.leaves):
            level = LEVEL.leaves[(at + number) % len(LEVEL.leaves)]
            people = natives // 10 if origin == NATIVE_2005 else 2 + number % 3
            lines.append(f"{year} {home} S{at % 3} {origin} {level} {people}")
            lines.append(f"{year} {home} T{at} {origin} first_years {people}")
    return "\n".join(lines)


def _jobs() -> str:
    lines = ["year home organisation origin sector people"]
    for year, (at, (home, natives)) in product(YEARS, enumerate(NATIVES.items())):
        for number, origin in enumerate(ORIGIN_2005.leaves):
            sector = SECTOR.leaves[(at + number) % len(SECTOR.leaves)]
            people = natives // 5 if origin == NATIVE_2005 else 3 + number % 2
            lines.append(f"{year} {home} O{(at + number) % 4} {origin} {sector} {people}")
    return "\n".join(lines)

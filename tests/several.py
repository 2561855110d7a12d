"""A data folder with three series: the demo, open data on residents alone, and a register."""

import shutil
from pathlib import Path

from core.release.build import build
from core.release.series import series_folder
from tests.counted import RESIDENTS, counted_release, other_release
from tests.worlds import EXACT, draw_world

OPEN_PLACES = """
    code        parent  postcode_area
    NL01        -         -
    LD03        NL01    -
    PV27        LD03    -
    CR23        PV27    -
    GM0363      CR23    -
    WK036300    GM0363  -
    BU03630000  WK036300  PC1011
    BU03630001  WK036300  PC1012
    PC1011      GM0363  -
    PC1012      GM0363  -
"""


def several_data(folder: Path) -> Path:
    """The data folder, with the series ``demo``, ``open`` and ``register``."""
    releases = folder / "releases"
    known = counted_release()
    demo = series_folder(releases, "demo")
    shutil.copytree(known.path, demo / known.id)
    (demo / "current").write_text(known.id + "\n")
    kept = "\n".join(line for line in RESIDENTS.splitlines() if "PC13" not in line)
    kept = "\n".join(line for line in kept.splitlines() if "PC14" not in line)
    bundle = draw_world(folder, residents=kept, places=OPEN_PLACES, name="open")
    build(bundle, series_folder(releases, "open"), protection=EXACT)
    other_release(series_folder(releases, "register"))
    return folder

"""A world small enough to count on one's fingers, and the release made of it.

Shares at home: PC1011 10/20 = 50%, PC1012 1/4 = 25%, PC1311 8/10 = 80%, PC1441 19/20 = 95%.
Shares at school: A 1/4 = 25%, B 4/5 = 80%, C 1/1 = 100%.
Shares at work: the bank of Amsterdam 6/10 = 60%, its branch in Almere 1/1 = 100%, the shop
3/4 = 75%, the farm 7/10 = 70%.

    pupil          home  school   gap  level         employee          home  work   gap
    2 Turkish       50     25     -25  havo          6 Dutch, 4 Tur.    50    60    +10
    1 Dutch         25     25       0  first years   3 Dutch            50    75    +25
    1 Moroccan      25     25       0  vwo           1 Moroccan         25    75    +50
    1 Dutch         50     80     +30  havo          7 Dutch, 3 Sur.    80    70    -10
    3 Dutch         80     80       0  first years   1 Dutch            80   100    +20
    1 Surinamese    80     80       0  vmbo_gt
    1 Dutch         95    100      +5  first years
"""

import atexit
import json
import shutil
import tempfile
from functools import cache
from pathlib import Path

import pyarrow.compute as pc

from core.bundle import Bundle
from core.protection.release_table import exact_rows
from core.release import Release, open_current
from core.release.build import build
from core.release.schema import TABLES
from core.release.writer import writing_release
from tests.worlds import EXACT, draw_world

RESIDENTS = """
    home    origin      people
    PC1011  dutch       10
    PC1011  turkish     10
    PC1012  dutch       1
    PC1012  moroccan    3
    PC1311  dutch       8
    PC1311  surinamese  2
    PC1441  dutch       19
    PC1441  western     1
"""
PUPILS = """
    home    school  municipality  origin      level        people
    PC1011  A       GM0363        turkish     havo         2
    PC1012  A       GM0363        dutch       first_years  1
    PC1012  A       GM0363        moroccan    vwo          1
    PC1011  B       GM0034        dutch       havo         1
    PC1311  B       GM0034        dutch       first_years  3
    PC1311  B       GM0034        surinamese  vmbo_gt      1
    PC1441  C       GM0439        dutch       first_years  1
"""
JOBS = """
    home    organisation  municipality  origin      people
    PC1011  bank          GM0363        dutch       6
    PC1011  bank          GM0363        turkish     4
    PC1311  bank          GM0034        dutch       1
    PC1011  shop          GM0363        dutch       3
    PC1012  shop          GM0363        moroccan    1
    PC1311  farm          GM0034        dutch       7
    PC1311  farm          GM0034        surinamese  3
"""


def counted_bundle(folder: Path) -> Bundle:
    """The world as a bundle."""
    return draw_world(folder, residents=RESIDENTS, pupils=PUPILS, jobs=JOBS)


@cache
def counted_data() -> Path:
    """A data folder with the release in it; built once for all tests of a process."""
    folder = Path(tempfile.mkdtemp(prefix="contactatlas-counted-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    build(counted_bundle(folder), folder / "releases", protection=EXACT)
    return folder


@cache
def counted_release() -> Release:
    """The release of this world."""
    return open_current(counted_data() / "releases")


def other_release(releases: Path) -> str:
    """The name of a release with twice the pupils and employees, which becomes the current one."""
    known = counted_release()
    about = json.loads((known.path / "manifest.json").read_text())
    about = {name: about[name] for name in about.keys() - {"schema", "tables", "maps"}}
    with writing_release(releases, about) as writer:
        for name in TABLES:
            rows = known.store.select(name, TABLES[name].names, {})
            if name == "opportunity":
                at = rows.column_names.index("people")
                rows = rows.set_column(at, "people", pc.multiply(rows["people"], 2))
            writer.add_protected(exact_rows(name, rows))
    return open_current(releases).id


def copied_data(into: Path) -> Path:
    """A data folder of its own with the same release, to do harm to."""
    shutil.copytree(counted_data() / "releases", into / "releases")
    return into

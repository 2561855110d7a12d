"""What a visitor is told, in every form and after an update, stands in the release."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from core.audit.paths import Paths, paths
from core.audit.requests import side_channels, tampering
from core.audit.serving import Reader, reading
from core.audit.updated import Update, updates
from core.release import Release
from core.release.build import build
from tests.worlds import EXACT, NOISY, draw_world

pytestmark = pytest.mark.slow

RESIDENTS = """
    home    origin      people
    PC1011  dutch       900
    PC1011  turkish     700
    PC1012  dutch       900
    PC1311  dutch       800
    PC1311  surinamese  300
    PC1312  dutch       500
"""
FIRST = """
    home    organisation  municipality  origin      sector    people
    PC1312  H             GM0034        dutch       industry  90
    PC1311  H             GM0034        dutch       industry  80
    PC1311  I             GM0034        surinamese  industry  60
    PC1311  J             GM0034        dutch       retail    70
    PC1012  A             GM0363        dutch       industry  90
    PC1011  A             GM0363        turkish     industry  70
    PC1011  B             GM0363        dutch       retail    80
"""
LATER = """    PC1011  B             GM0363        dutch       retail    2
    PC1012  A             GM0363        dutch       industry  1
"""


@pytest.fixture(scope="module")
def update(tmp_path_factory: pytest.TempPathFactory) -> Update:
    """Keys are handed out in the order of the rows, so who was there first keeps theirs."""
    found = []
    for name, jobs in (("before", FIRST), ("after", FIRST + LATER)):
        folder = tmp_path_factory.mktemp(name)
        world = draw_world(folder, residents=RESIDENTS, jobs=jobs, keyed=True)
        found += [build(world, folder / str(n), protection=p) for n, p in enumerate((NOISY, EXACT))]
    before, exact_before, after, exact_after = found
    return Update(before, after, exact_before, exact_after)


@pytest.fixture(scope="module")
def release(update: Update) -> Release:
    return update.after


@pytest.fixture(scope="module")
def reader(release: Release, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    with reading(release, tmp_path_factory.mktemp("served")) as found:
        yield found


def test_two_releases_do_not_tell_how_many_came(update: Update) -> None:
    exact, seen, same = updates(update)
    assert exact.ok
    assert exact.control is not None
    assert same.figure == 0
    assert not np.isnan(seen.figure)


def test_without_protection_two_releases_tell_it(update: Update) -> None:
    bare = Update(update.exact_before, update.exact_after, update.exact_before, update.exact_after)
    exact, *_ = updates(bare)
    assert exact.figure == 1
    assert not exact.ok


def test_every_form_of_a_card_has_the_same_figures(reader: Reader) -> None:
    (found,) = paths(reader, "GM0363")
    assert found.ok, found.row()


def test_twisted_questions_get_no_figure_of_their_own(reader: Reader, release: Release) -> None:
    raw = np.array([82, 91, 703, 1_604])
    (found,) = tampering(reader, release, raw, ("", "GM9999", "all,all", "' OR '1'='1"))
    assert found.ok, found.row()


def test_nothing_beside_the_release_changes_an_answer(update: Update, tmp_path: Path) -> None:
    bundle = update.after.path.parent.parent / "world"
    (found,) = side_channels(update.after, bundle, update.before, "GM0363", tmp_path, ("/contact",))
    assert found.ok, found.row()


def test_a_figure_that_only_one_path_has_is_noticed() -> None:
    found = Paths()
    found.among([(75.0, 1e-9), (0.4, 0.05)], [0.38, 75.0])
    assert found.finding().ok
    found.among([(80.0, 1e-9)], [75.0])
    assert not found.finding().ok

"""The benchmark measures against PySAL, and says so plainly if it can't."""

import subprocess
import sys

import numpy as np
import pytest

from core.errors import CoreError
from core.indices import bench
from core.indices.bench import generated_neighbourhoods


def test_the_generated_country_has_the_size_of_the_real_one() -> None:
    counts, place_of_unit = generated_neighbourhoods()
    assert counts.shape == (14_000, 18)
    assert len(np.unique(place_of_unit)) == 350
    assert (np.diff(place_of_unit) >= 0).all()


def test_without_pysal_the_benchmark_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "segregation.singlegroup", None)
    with pytest.raises(CoreError, match="extra 'test'"):
        bench.bench()


def test_importing_the_indices_does_not_import_pysal() -> None:
    code = "import sys, core.indices.bench; sys.exit('segregation' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.slow
def test_ours_equal_pysal_and_are_as_many_times_faster_as_promised() -> None:
    errors_before = np.geterr()
    rows = {str(row["name"]): row for row in bench.bench()}
    assert [name for name, row in rows.items() if not row["ok"]] == []
    assert rows["6 indices of two groups: times as fast as PySAL"]["limit"] == 1_000
    assert rows["7 indices of 18 groups: times as fast as PySAL"]["limit"] == 60
    assert np.geterr() == errors_before

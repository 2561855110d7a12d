"""What the stopwatch says of a command is what that command did."""

import sys

import numpy as np
import pytest

from core.bench.stopwatch import Cost, cost_of, in_turns, timed, times_as_fast, usual
from core.errors import CoreError

MEGABYTES = 200
TAKES_MEMORY = f"kept = b'x' * ({MEGABYTES} << 20)"
IN_A_CHILD = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {TAKES_MEMORY!r}])"


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


@pytest.mark.parametrize("code", [TAKES_MEMORY, IN_A_CHILD])
def test_the_peak_is_that_of_the_tree(code: str) -> None:
    assert MEGABYTES < cost_of(python(code)).peak_mb < MEGABYTES + 50


def test_the_memory_of_processes_side_by_side_is_added_up() -> None:
    """Where Linux tells it, for a peak that lasts."""
    keeping = f"import time; {TAKES_MEMORY}; time.sleep(1.5)"
    both = (
        "import subprocess, sys; "
        f"one, other = (subprocess.Popen([sys.executable, '-c', {keeping!r}]) for _ in '12'); "
        "one.wait(), other.wait()"
    )
    assert 2 * MEGABYTES < cost_of(python(both)).peak_mb < 2 * MEGABYTES + 100


def test_the_memory_of_the_bench_itself_is_not_counted() -> None:
    kept = np.ones(MEGABYTES << 17)  # as many megabytes, in eight bytes each
    assert cost_of(python("pass")).peak_mb < MEGABYTES / 2
    assert kept.nbytes == MEGABYTES << 20


def test_waiting_takes_time_but_no_processor() -> None:
    cost = cost_of(python("import time; time.sleep(0.4)"))
    assert cost.seconds > 0.4
    assert cost.cpu_seconds < 0.4


def test_what_a_command_prints_is_kept() -> None:
    assert timed(python("print(6 * 7)"))[1] == "42\n"


def test_a_command_that_fails_is_no_measurement() -> None:
    with pytest.raises(CoreError, match="ended with code 3: no room"):
        cost_of(python("import sys; print('no room', file=sys.stderr); sys.exit(3)"))


def test_commands_take_turns() -> None:
    costs = in_turns({"one": python("pass"), "other": python("pass")}, 2)
    assert [len(each) for each in costs.values()] == [2, 2]


def test_the_usual_cost_is_the_median_of_each_figure() -> None:
    costs = [Cost(1.0, 9.0, 5.0), Cost(3.0, 1.0, 4.0), Cost(2.0, 2.0, 6.0)]
    assert usual(costs) == Cost(2.0, 2.0, 5.0)


def test_a_ratio_compares_rounds_and_so_survives_a_busy_moment() -> None:
    ours = [Cost(1.0, 0, 0), Cost(10.0, 0, 0), Cost(1.0, 0, 0)]
    theirs = [Cost(4.0, 0, 0), Cost(40.0, 0, 0), Cost(4.0, 0, 0)]
    assert times_as_fast(ours, theirs) == 4

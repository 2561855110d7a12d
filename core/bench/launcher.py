"""Starts one command and writes down what it cost: `RESULT COMMAND...`.

A process of its own that imports next to nothing, because Linux counts the memory of
whoever starts a process as the least that process ever used.
"""

import json
import os
import sys
import threading
import time
from pathlib import Path

EVERY = 0.25
"""Seconds between looks at the memory of several processes; one by itself knows its peak."""


def processes_of(process: int) -> list[int]:
    """A process and all that it has begun."""
    found = [process]
    for each in found:
        for thread in Path(f"/proc/{each}/task").glob("*/children"):
            try:
                found += [int(number) for number in thread.read_text().split()]
            except OSError:
                continue
    return found


def memory_mb(processes: list[int]) -> float:
    """What they use together, what they share being counted once; 0 where that isn't told."""
    total = 0
    for each in processes:
        try:
            told = Path(f"/proc/{each}/smaps_rollup").read_text()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in told.splitlines() if line.startswith("Pss:"))
    return total / 1024


class Watch(threading.Thread):
    """Looks how much memory a process and what it has begun use together, until it ends."""

    def __init__(self, process: int) -> None:
        super().__init__(daemon=True)
        self.process, self.peak_mb, self.ended = process, 0.0, threading.Event()

    def run(self) -> None:
        """Look again and again."""
        while not self.ended.wait(EVERY):
            processes = processes_of(self.process)
            if len(processes) > 1:
                self.peak_mb = max(self.peak_mb, memory_mb(processes))


def run(result: Path, command: list[str]) -> int:
    """The exit code of the command; its cost stands in the result file."""
    start = time.perf_counter()
    process = os.posix_spawnp(command[0], command, os.environ)
    watch = Watch(process)
    watch.start()
    _, status, used = os.wait4(process, 0)
    watch.ended.set()
    cost = {
        "seconds": time.perf_counter() - start,
        "cpu_seconds": used.ru_utime + used.ru_stime,
        "peak_mb": max(used.ru_maxrss / 1024, watch.peak_mb),
    }
    result.write_text(json.dumps(cost))
    code = os.waitstatus_to_exitcode(status)
    return code if code >= 0 else 128 - code


if __name__ == "__main__":
    sys.exit(run(Path(sys.argv[1]), sys.argv[2:]))

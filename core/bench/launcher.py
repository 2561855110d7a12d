"""Starts one command and writes down what it cost: `RESULT COMMAND...`.

A process of its own that imports next to nothing, because Linux counts the memory of
whoever starts a process as the least that process ever used.
"""

import json
import os
import sys
import time
from pathlib import Path


def run(result: Path, command: list[str]) -> int:
    """The exit code of the command; its cost stands in the result file."""
    start = time.perf_counter()
    process = os.posix_spawnp(command[0], command, os.environ)
    _, status, used = os.wait4(process, 0)
    cost = {
        "seconds": time.perf_counter() - start,
        "cpu_seconds": used.ru_utime + used.ru_stime,
        "peak_mb": used.ru_maxrss / 1024,
    }
    result.write_text(json.dumps(cost))
    code = os.waitstatus_to_exitcode(status)
    return code if code >= 0 else 128 - code


if __name__ == "__main__":
    sys.exit(run(Path(sys.argv[1]), sys.argv[2:]))

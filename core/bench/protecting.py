"""What counting costs, and counting with protection, in one open process: `BUNDLE`.

Prints both in seconds of processors, which other work on the machine hardly changes.
"""

import json
import sys
import time
from pathlib import Path

from core.bundle import Bundle, open_bundle
from core.cube.cube import Cube, cube
from core.cube.engine import DuckDbEngine
from core.protection.noisy_tables import NoisyTables
from core.protection.synthetic import synthetic_protection


def counted(bundle: Bundle) -> float:
    """Every composition and part of a bundle counted, with the key sums that noise needs."""
    with DuckDbEngine() as engine:
        found = cube(bundle, engine, with_keys=True)
        start = time.process_time()
        for _ in found.compositions():
            pass
        for _ in found.parts():
            pass
        return time.process_time() - start


def protected(bundle: Bundle) -> float:
    """The same, with every table of a release made of it."""
    with DuckDbEngine() as engine:
        found: Cube = cube(bundle, engine, with_keys=True)
        start = time.process_time()
        tables = NoisyTables(found, synthetic_protection())
        for composition in found.compositions():
            tables.of_composition(composition)
        for part in found.parts():
            for _ in tables.of_part(part):
                pass
        return time.process_time() - start


def main(arguments: list[str]) -> None:
    """Print the seconds, once everything is loaded."""
    bundle = open_bundle(Path(arguments[0]), verify=False)
    counted(bundle)
    sys.stdout.write(json.dumps({"counted": counted(bundle), "protected": protected(bundle)}))


if __name__ == "__main__":
    main(sys.argv[1:])

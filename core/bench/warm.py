"""A command's main function, again and again in one process: `MODULE ROUNDS ARGUMENT...`.

Prints the seconds of every round but the first, which still loads and fills.
"""

import contextlib
import importlib
import io
import json
import sys
import time


def seconds_of(module: str, rounds: int, arguments: list[str]) -> list[float]:
    """How long each round took once everything was loaded."""
    main = importlib.import_module(module).main
    taken = []
    for _ in range(rounds + 1):
        with contextlib.redirect_stdout(io.StringIO()):
            start = time.perf_counter()
            main(arguments)
            taken.append(time.perf_counter() - start)
    return taken[1:]


def main(arguments: list[str]) -> None:
    """Print the seconds as a list."""
    module, rounds, *rest = arguments
    sys.stdout.write(json.dumps(seconds_of(module, int(rounds), rest)))


if __name__ == "__main__":
    main(sys.argv[1:])

"""Visitors of a served dashboard: `ADDRESS RELEASE cards ROUNDS` or `… many VISITORS SECONDS`.

Prints what every request was for, how long it took and whether it went well. ``cards`` asks one
visitor for views that nobody saw before, so that no cache can help; ``many`` lets visitors click
through sessions side by side, with the pauses people make.
"""

import json
import random
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from core.bench.visitor import Taken, Visitor
from core.release import Release, open_release

SEED = 1958
PAUSE_S = (2.0, 5.0)
"""Between two clicks: a person looks at what came."""
INDICATORS = ("native_share", "probability_of_difference", "school_gap", "work_share")
PAGES = ("/gemeente", "/contact")


class Wishes:
    """What visitors ask for: places, years and figures that the release has."""

    def __init__(self, release: Release, chance: random.Random) -> None:
        known = release.store.select("places", ("code", "name_nl"), {"level": "municipality"})
        self._places = known["code"].to_pylist()
        self._names = known["name_nl"].to_pylist()
        self._release = release
        self._chance = chance

    def place(self) -> dict[str, str]:
        """Any municipality."""
        return {"place": self._chance.choice(self._places)}

    def year(self, setting: str = "") -> dict[str, str]:
        """Any year that the release has, of a setting or of residents."""
        years = self._release.setting_years[setting] if setting else self._release.years
        return {"year": str(self._chance.choice(tuple(years)))}

    def typed(self) -> str:
        """The first letters of a name."""
        return str(self._chance.choice(self._names))[:4]

    def session(self) -> Iterator[tuple[str, str, dict[str, str]]]:
        """What one visitor does, in order: open, change, search or read, where, and for what."""
        place = self.place()
        yield "open", "/", {}
        yield "search", self.typed(), {}
        yield "open", "/gemeente", place
        yield "change", "", place | self.year()
        yield "table", "origins", place
        yield "open", "/kaart", place
        for indicator in self._chance.sample(INDICATORS, 2):
            yield "change", "", place | {"indicator": indicator}
        yield "open", "/contact", place
        yield "change", "", place | {"setting": "work"}
        yield "change", "", place | self.year("work") | {"setting": "work"}


def cards(address: str, release: Release, rounds: int) -> list[Taken]:
    """The requests of one visitor for cards that were never drawn before."""
    wishes = Wishes(release, random.Random(SEED))  # noqa: S311 - draws wishes, keeps no secret
    with closing(Visitor(address)) as visitor:
        for round_ in range(rounds):
            page, place = PAGES[round_ % len(PAGES)], wishes.place()
            visitor.open(page, place)  # another place is another page; another year, other cards
            visitor.change(place | wishes.year("school" if page == "/contact" else ""))
        return visitor.taken


def many(address: str, release: Release, visitors: int, seconds: int) -> list[Taken]:
    """The requests of many visitors side by side, for so many seconds."""
    taken: list[list[Taken]] = [[] for _ in range(visitors)]
    end = time.monotonic() + seconds

    def visit(number: int) -> None:
        chance = random.Random(SEED + number)  # noqa: S311 - idem
        wishes = Wishes(release, chance)
        time.sleep(chance.uniform(0, PAUSE_S[1]))  # people don't arrive all at once
        with closing(Visitor(address)) as visitor:
            while time.monotonic() < end:
                for kind, where, query in wishes.session():
                    _act(visitor, kind, where, query)
                    time.sleep(chance.uniform(*PAUSE_S))
                    if time.monotonic() >= end:
                        break
            taken[number] = visitor.taken

    threads = [threading.Thread(target=visit, args=(number,)) for number in range(visitors)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [one for each in taken for one in each]


def _act(visitor: Visitor, kind: str, where: str, query: dict[str, str]) -> None:
    if kind == "open":
        visitor.open(where, query)
    elif kind == "table":
        visitor.table(where, query)
    elif kind == "search":
        visitor.search(where)
    else:
        visitor.change(query)


def main(arguments: list[str]) -> None:
    """Print every request as [kind, seconds, fine]."""
    address, folder, kind, *numbers = arguments
    release = open_release(Path(folder))
    visits = cards if kind == "cards" else many
    sys.stdout.write(json.dumps(visits(address, release, *map(int, numbers))))


if __name__ == "__main__":
    main(sys.argv[1:])

"""Many different questions of each kind to one open release: `RELEASE ROUNDS`.

Prints the seconds of every answer by kind of question. Each question is a new one and
nothing is kept between them, so a cache can't help.
"""

import json
import random
import sys
import time
from pathlib import Path

from core.errors import QuestionError
from core.questions import QUESTIONS, Question
from core.questions.domain import Several
from core.release import Release, open_release

SEED = 2005
MOST_PLACES = 12


def drawn(kind: type[Question], release: Release, chance: random.Random) -> Question:
    """Any valid question of this kind, about places that the release has."""
    values = {one.name: one.domain.draw(chance) for one in kind.parameters()}
    if "year" in values:
        values["year"] = chance.choice(release.years)
    if "places" in values:
        known = release.store.select("places", ("code",), {"level": "municipality"})
        codes = known["code"].to_pylist()
        domain = next(one.domain for one in kind.parameters() if one.name == "places")
        most = domain.most if isinstance(domain, Several) else MOST_PLACES
        number = chance.randint(1, min(MOST_PLACES, most, len(codes)))
        values["places"] = tuple(chance.sample(codes, number))
    return kind(**values)


def answered(kind: type[Question], release: Release, rounds: int) -> list[float]:
    """How long each of so many answers took, once one had been given."""
    chance = random.Random(SEED)  # noqa: S311 - draws questions, keeps no secret
    taken: list[float] = []
    while len(taken) <= rounds:
        question = drawn(kind, release, chance)
        start = time.perf_counter()
        try:
            question.answer(release)
        except QuestionError:
            continue  # a combination that this release has nothing on
        taken.append(time.perf_counter() - start)
    return taken[1:]


def main(arguments: list[str]) -> None:
    """Print the seconds of every answer, by kind of question."""
    release = open_release(Path(arguments[0]))
    seconds = {kind.name: answered(kind, release, int(arguments[1])) for kind in QUESTIONS}
    sys.stdout.write(json.dumps(seconds))


if __name__ == "__main__":
    main(sys.argv[1:])

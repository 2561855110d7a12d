"""``targets``: what was published, held against what the demo country gives."""

import argparse
import textwrap
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from core.commands.check import opened
from core.commands.command import Command, Row, json_option, judged, releases_folder, say
from core.demo.generation import demo_bundle
from core.demo.targets import exact_targets, targets
from core.errors import CoreError
from core.language import Language

LANGUAGE: Language = "en"
_WIDTH = 88
FIRST = 1
"""Facts of this priority may not be missed."""


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--release", type=Path, help="folder of a release (the current one)")
    parser.add_argument(
        "--exact", action="store_true", help="count the people themselves, before protection"
    )
    json_option(parser)


def _run(asked: argparse.Namespace) -> int:
    bundle = demo_bundle(releases_folder().parent)
    if asked.exact and bundle is None:
        raise CoreError("no bundle of the demo to count; make it with python -m core demo")
    rows = (
        exact_targets(bundle, LANGUAGE)
        if asked.exact and bundle is not None
        else targets(opened(asked.release), bundle, LANGUAGE)
    )
    if asked.json:
        judged(rows, as_json=True)
    else:
        for line in _lines(rows):
            say(line)
        for about, chosen in (("priority 1", True), ("others", False)):
            part = [row for row in rows if (row["priority"] == FIRST) is chosen]
            say(f"{about}: {sum(row['ok'] for row in part)} of {len(part)} values within")
    return int(any(row["priority"] == FIRST and not row["ok"] for row in rows))


def _lines(rows: Sequence[Row]) -> Iterator[str]:
    """Each fact in its words, then its values: what was published, obtained, and why if missed."""
    for code, of_fact in groupby(rows, key=itemgetter("id")):
        values = list(of_fact)
        yield f"{code}  {values[0]['statement']}"
        for row in values:
            yield _line(row)
            for words in (row["given"], *textwrap.wrap(row["reason"], _WIDTH)):
                if words:
                    yield f"        {words}"


def _line(row: Row) -> str:
    low, high = (f"{end:.10g}" for end in row["limit"])
    verdict = "ok " if row["ok"] else "NOT"
    off = "" if row["ok"] else f", missed by {row['missed_by']:.10g}"
    name = row["name"].removeprefix(f"{row['id']} ")
    return (
        f"  {verdict} {name}: {row['figure']:.10g} {row['unit']}{off} "
        f"(published {row['published']}; accepted {low} to {high})"
    )


COMMAND = Command("targets", "Hold the demo against published figures", _arguments, _run)

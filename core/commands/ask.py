"""``ask``: one question of a release, on the command line."""

import argparse
import csv
import json
import sys
from pathlib import Path

from core.commands.check import opened
from core.commands.command import OK, Command, say
from core.language import LANGUAGES
from core.questions import QUESTIONS, Answer, Question


def _arguments(parser: argparse.ArgumentParser) -> None:
    kinds = parser.add_subparsers(dest="question", required=True, metavar="question")
    for kind in QUESTIONS:
        own = kinds.add_parser(kind.name, help=kind.about("en"), description=kind.about("en"))
        own.set_defaults(kind=kind)
        own.add_argument("--release", type=Path, help="folder of a release (the current one)")
        own.add_argument("--lang", choices=LANGUAGES, default="en", help="language")
        own.add_argument("--json", action="store_true", help="print for machines")
        for one in kind.parameters():
            shown = one.domain.write(one.default)
            about = kind.about_parameter(one.name, "en") + (f" ({shown})" if shown else "")
            own.add_argument(f"--{one.name}", dest=f"p_{one.name}", help=about.replace("%", "%%"))


def _run(asked: argparse.Namespace) -> int:
    kind: type[Question] = asked.kind
    given = {one.name: getattr(asked, f"p_{one.name}") for one in kind.parameters()}
    question = kind.from_query({name: text for name, text in given.items() if text is not None})
    found = question.answer(opened(asked.release))
    if asked.json:
        say(json.dumps(found.as_json(asked.lang)))
        return OK
    say(f"# {found.sentence(asked.lang)}")
    write_rows(found)
    return OK


def write_rows(found: Answer) -> None:
    """The rows as CSV on standard output."""
    rows = csv.writer(sys.stdout, lineterminator="\n")
    rows.writerow(found.frame.column_names)
    rows.writerows(row.values() for row in found.rows())


COMMAND = Command("ask", "Ask a release a question", _arguments, _run)

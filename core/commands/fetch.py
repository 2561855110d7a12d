"""``fetch``: files of publishers into a folder, from which ``import`` reads them."""

import argparse
from pathlib import Path

from core.commands.command import OK, Command, end_progress, progress_bar, say
from core.settings import settings
from core.sources.publishers.catalogue import OFFERS, wanted_files
from core.sources.publishers.fetching import Fetcher


def _arguments(parser: argparse.ArgumentParser) -> None:
    offered = "; ".join(f"{one.name}: {one.about}" for one in OFFERS)
    parser.add_argument("names", nargs="*", metavar="name", help=offered)
    parser.add_argument("--year", type=int, help="year of the figures or boundaries")
    parser.add_argument("--area", default="", help="code of a municipality; else the country")
    parser.add_argument("--into", type=Path, help="folder for the files (data/fetched)")
    parser.add_argument("--from-mirror", type=Path, help="folder with copies, instead of the web")


def _run(asked: argparse.Namespace) -> int:
    if not asked.names:
        for offer in OFFERS:
            years = f"{offer.years[0]}-{offer.years[-1]}" if offer.years else "newest"
            say(f"{offer.name:18} {years:10} {offer.about}")
        return OK
    folder = asked.into or settings().data / "fetched"
    fetcher = Fetcher(folder, asked.from_mirror, progress_bar())
    wanted = [file for name in asked.names for file in wanted_files(name, asked.year, asked.area)]
    for file in wanted:
        say(f"{fetcher.fetch(file)}")
    end_progress()
    return OK


COMMAND = Command("fetch", "Fetch open data, going on where it was broken off", _arguments, _run)

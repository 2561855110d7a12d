"""What our claims about speed and size are measured with, on records of the size of a register."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from core.bench.ask import bench_ask
from core.bench.build import bench_build
from core.bench.files import bench_files
from core.bench.growth import bench_growth
from core.bench.rows import Row
from core.bench.tables import bench_tables
from core.bench.web import bench_web
from core.indices.bench import bench as bench_indices


class Part(NamedTuple):
    """One thing to measure; its rows need a folder to keep drawn records and releases in."""

    name: str
    about: str
    rows: Callable[[Path], list[Row]]


PARTS = (
    Part("tables", "the paper's six tables, beside pandas and Polars", bench_tables),
    Part("build", "the whole release of the register", bench_build),
    Part("ask", "an answer to a question, cold and warm", bench_ask),
    Part("web", "what visitors of the dashboard wait for", bench_web),
    Part("files", "files of ten slides, while others use the dashboard", bench_files),
    Part("indices", "indices of segregation, beside PySAL", lambda _: bench_indices()),
    Part("growth", "the six tables at 1, 7, 30 and 100 million jobs", bench_growth),
)

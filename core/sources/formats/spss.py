"""SPSS files: their codes, without the labels that SPSS shows in their place.

They are read in pieces and passed on as Parquet, so that a file larger than memory fits.
"""

import zlib
from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from core.errors import InputError
from core.sources import problems
from core.sources.formats.opened import FileFormat, Opened, Request
from core.sources.formats.parquet import opened_parquet
from core.sources.scratch import Scratch

KIND = "SPSS"
ROWS_AT_ONCE = 200_000


def open_spss(request: Request, scratch: Scratch) -> Opened:
    """The columns of an SPSS file that the mapping names; of the others only the names."""
    metadata = _piece(request, metadataonly=True)[1]
    names = tuple(metadata.column_names)
    wanted = [name for name in names if name in request.expected]
    if not wanted:
        return Opened(names, source="")
    schema = pa.schema([(name, _type(metadata, name)) for name in wanted])
    path = scratch.file(".parquet")
    with pq.ParquetWriter(path, schema) as parquet:
        rows = sum(_passed_on(piece, parquet) for piece in _pieces(request, wanted))
    if (metadata.number_rows or -1) > rows:
        raise InputError(problems.damaged(request.file, KIND))
    passed_on = opened_parquet(path, schema)
    texts = {names.index(name): passed_on.text(name) for name in wanted}
    return Opened(names, passed_on.source, texts)


def _type(metadata: Any, name: str) -> pa.DataType:
    is_text = metadata.readstat_variable_types[name] == "string"
    return pa.string() if is_text else pa.float64()


def _pieces(request: Request, wanted: list[str]) -> Iterator[dict[str, list[Any]]]:
    start = 0
    while True:
        columns, _ = _piece(request, usecols=wanted, row_offset=start, row_limit=ROWS_AT_ONCE)
        rows = len(columns[wanted[0]])
        if rows:
            yield columns
        if rows < ROWS_AT_ONCE:
            return
        start += rows


def _passed_on(columns: dict[str, list[Any]], parquet: pq.ParquetWriter) -> int:
    rows = pa.table(
        [
            pa.array(columns[column.name], column.type, from_pandas=True)
            for column in parquet.schema
        ],
        schema=parquet.schema,
    )
    parquet.write_table(rows)
    return int(rows.num_rows)


def _piece(request: Request, **how: Any) -> tuple[dict[str, list[Any]], Any]:
    # Imported here because it takes long, and everyone who opens a bundle comes by.
    import pyreadstat  # noqa: PLC0415  # as said above

    try:
        return pyreadstat.read_sav(
            request.path,
            output_format="dict",
            disable_datetime_conversion=True,
            encoding=request.encoding or None,
            **how,
        )
    except (pyreadstat.ReadstatError, pyreadstat.PyreadstatError, ValueError, zlib.error):
        pass
    raise InputError(problems.damaged(request.file, KIND))


SPSS = FileFormat(KIND, (".sav", ".zsav"), open_spss)

"""Parquet files."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from core.errors import InputError
from core.sources import problems
from core.sources.formats.opened import FileFormat, Opened, Request, position_name
from core.sources.scratch import Scratch, quoted

KIND = "Parquet"


def open_parquet(request: Request, scratch: Scratch) -> Opened:
    """The columns of a Parquet file, numbers written without decimals."""
    schema = _schema(request)
    return opened_parquet(scratch.linked(request.path), schema)


def opened_parquet(path: Path, schema: pa.Schema) -> Opened:
    """A Parquet file that is known to be whole."""
    positions = ", ".join(position_name(place) for place in range(len(schema)))
    return Opened(
        names=tuple(schema.names),
        source=f"read_parquet({quoted(str(path))}) AS cells({positions})",
        texts={
            place: _text(column.type, position_name(place)) for place, column in enumerate(schema)
        },
        wrong_types={
            column.name: str(column.type) for column in schema if not _has_text(column.type)
        },
    )


def _schema(request: Request) -> pa.Schema:
    try:
        return pq.read_schema(request.path)
    except (OSError, pa.ArrowException):
        pass
    raise InputError(problems.damaged(request.file, KIND))


def _has_text(kind: pa.DataType) -> bool:
    if pa.types.is_dictionary(kind):
        return _has_text(kind.value_type)
    return not (pa.types.is_nested(kind) or _is_binary(kind))


def _is_binary(kind: pa.DataType) -> bool:
    return bool(
        pa.types.is_binary(kind)
        or pa.types.is_large_binary(kind)
        or pa.types.is_fixed_size_binary(kind)
    )


def _text(kind: pa.DataType, cell: str) -> str:
    """The expression for a cell's text: 1.0 is written as 1, since codes are often numbers."""
    if not pa.types.is_floating(kind):
        return f"{cell}::VARCHAR"
    return (
        f"CASE WHEN isnan({cell}) THEN NULL "
        f"WHEN {cell} = trunc({cell}) AND abs({cell}) < 1e15 THEN {cell}::BIGINT::VARCHAR "
        f"ELSE {cell}::VARCHAR END"
    )


PARQUET = FileFormat(KIND, (".parquet", ".pq"), open_parquet)

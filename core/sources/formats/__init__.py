"""Files as offices deliver them, each kind opened as columns of text."""

from core.sources.formats.delimited import DELIMITED
from core.sources.formats.opened import FileFormat, Opened
from core.sources.formats.parquet import PARQUET
from core.sources.formats.spss import SPSS

FORMATS = (PARQUET, DELIMITED, SPSS)

__all__ = ["FORMATS", "FileFormat", "Opened"]

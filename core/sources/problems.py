"""What can be wrong with a delivery, each in one message.

Every message says what is wrong, where, what was expected and what to do. It holds counts
and names of files and columns, never what a row says.
"""

import difflib
from collections.abc import Iterable, Sequence


def closest(name: str, candidates: Iterable[str]) -> str:
    """' (closest: …)' for the candidate that a name may have been meant as, or nothing."""
    by_fold = {candidate.casefold(): candidate for candidate in candidates}
    near = difflib.get_close_matches(name.casefold(), by_fold, n=1, cutoff=0.5)
    return f" (closest: '{by_fold[near[0]]}')" if near else ""


def listed(names: Iterable[str]) -> str:
    """Names in quotes, one after another."""
    return ", ".join(f"'{name}'" for name in names)


def counted(rows: int, one: str = "row") -> str:
    """1 row, 2 rows, 1,234 rows."""
    return f"{rows:,} {one}" + ("" if rows == 1 else "s")


def no_file(file: str) -> str:
    """The mapping names a file that isn't there."""
    return f"{file}: is not there or no file; expected a file: mend 'path' in the mapping"


def no_format(file: str, suffixes: Iterable[str]) -> str:
    """A file that is of no kind we read."""
    return (
        f"{file}: is of no known kind; expected a name that ends in {', '.join(suffixes)}: "
        f"export it as one of those"
    )


def unreadable_file(file: str) -> str:
    """A file that may not be opened."""
    return f"{file}: can't be opened; expected a file you may read: change its permissions"


def empty_file(file: str) -> str:
    """A file without rows."""
    return f"{file}: has no rows; expected at least one: deliver it anew, or leave it out"


def damaged(file: str, kind: str) -> str:
    """A file that is cut off, or is not what its name says."""
    return (
        f"{file}: can't be read as {kind}; expected a whole file of that kind: it may be cut off "
        f"or misnamed, so copy or export it anew"
    )


def nul_bytes(file: str, count: int) -> str:
    """A text file with bytes that no text has."""
    return (
        f"{file}: holds {counted(count, 'NUL byte')}; expected text: export it as CSV in UTF-8 "
        f"(UTF-16 and binary files aren't read)"
    )


def mixed_encodings(file: str, count: int) -> str:
    """A text file pieced together from files of unlike encodings."""
    return (
        f"{file}: mixes UTF-8 and another encoding ({counted(count, 'byte')} of the other); "
        f"expected one encoding throughout: export it in UTF-8, or set 'encoding' in the mapping"
    )


def unknown_encoding(file: str, encoding: str) -> str:
    """A text file in none of the encodings we read."""
    return (
        f"{file}: is no text in {encoding}; expected UTF-8 or cp1252: export it in UTF-8, or "
        f"mend 'encoding' in the mapping"
    )


def broken_lines(file: str, rows: int, or_more: bool, wrong: str) -> str:
    """Lines of a text file that don't fit its heading."""
    least = "at least " if or_more else ""
    return (
        f"{file}: has {least}{counted(rows, 'line')} with {wrong}; expected as many values as the "
        f"heading, quoted where they hold a separator, quote or line end: export it anew"
    )


def no_heading(file: str, expected: Sequence[str]) -> str:
    """A file none of whose columns is known, as when the heading is left out."""
    return (
        f"{file}: has none of the columns the mapping names; expected a heading with "
        f"{listed(expected)}: add the heading, or mend 'columns' in the mapping"
    )


def doubled_columns(file: str, names: Iterable[str]) -> str:
    """A column name that occurs more than once."""
    return (
        f"{file}: has more than one column {listed(names)}; expected each name once: rename or "
        f"leave out the others"
    )


def doubled_names(file: str, count: int) -> str:
    """Column names that occur more than once in a file whose heading may be a row."""
    return (
        f"{file}: has {counted(count, 'column name')} more than once; expected each name once: "
        f"rename or leave out the others"
    )


def missing_column(file: str, name: str, ours: str, extra: Iterable[str]) -> str:
    """A column that the mapping names and the file lacks; perhaps one of its extra ones."""
    return (
        f"{file}: lacks column '{name}'{closest(name, extra)}; expected it for '{ours}': add it, "
        f"or mend 'columns' in the mapping"
    )


def extra_columns(file: str, names: Sequence[str], missing: Sequence[str]) -> str:
    """Columns that the mapping doesn't name; perhaps ones that are missing otherwise."""
    shown = ", ".join(f"'{name}'{closest(name, missing)}" for name in names)
    return (
        f"{file}: has columns the mapping doesn't name: {shown}; expected only those it names: "
        f"leave them out of the delivery, or list them under 'ignored'"
    )


def wrong_column_type(file: str, column: str, kind: str) -> str:
    """A column whose type can hold no code."""
    return (
        f"{file}: column '{column}' is of type {kind}; expected text or numbers: export it as text"
    )


def empty_cells(file: str, column: str, rows: int) -> str:
    """Cells without a value, where every row needs one."""
    return (
        f"{file}: column '{column}' is empty in {counted(rows)}; expected a value in every row: "
        f"fill them in, or leave the rows out"
    )


def no_year(file: str, column: str, rows: int) -> str:
    """Text that is no year."""
    return (
        f"{file}: column '{column}' has {counted(rows)} without a readable year; expected whole "
        f"numbers such as 2005: mend the file, or point 'columns' at the right column"
    )


def impossible_years(file: str, column: str, rows: int, first: int, last: int) -> str:
    """Years that no register has."""
    return (
        f"{file}: column '{column}' has {counted(rows)} with an impossible year; expected "
        f"{first} to {last}: mend the file, or point 'columns' at the right column"
    )


def unknown_codes(file: str, column: str, rows: int, classification: str) -> str:
    """Codes outside a classification."""
    return (
        f"{file}: column '{column}' has {counted(rows)} with codes not in the classification; "
        f"expected those of {classification}: translate them under 'codes' in the mapping"
    )


def unknown_places(file: str, column: str, rows: int, level: str) -> str:
    """Places that the table of places doesn't have."""
    return (
        f"{file}: column '{column}' has {counted(rows)} with a place that the places don't have; "
        f"expected the code of a {level}: add the places of this boundary year, or mend the file"
    )


def contradiction(file: str, rows: int, wrong: str, expected: str) -> str:
    """Rows that can't be true."""
    return (
        f"{file}: has {counted(rows)} {wrong}; expected {expected}: mend the file or 'codes' in "
        f"the mapping"
    )


def duplicates(table: str, rows: int, columns: Iterable[str]) -> str:
    """Rows that say something of the same person in the same year."""
    return (
        f"{table}: {counted(rows)} share {listed(columns)} with another row; expected each "
        f"combination once, over all files of the table: keep one of them"
    )

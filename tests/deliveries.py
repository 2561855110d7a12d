"""Small deliveries of a register drawn as text, to import or to spoil first.

A delivery calls columns and codes as we do, so that a drawing reads like our own tables.
"""

from pathlib import Path

from tests.worlds import Row, rows_of

PLACES = """
    code        level          vintage  name_nl    parent    postcode_area
    NL01        country        2015     Nederland  -         -
    GM0363      municipality   2015     Amsterdam  NL01      -
    GM0439      municipality   2015     Purmerend  NL01      -
    WK036300    district       2015     Centrum    GM0363    -
    BU03630000  neighbourhood  2015     Kop        WK036300  PC1011
    PC1011      postcode_area  2015     1011       GM0363    -
    PC1441      postcode_area  2015     1441       GM0439    -
"""
PERSONS = """
    person  year  home    neighbourhood  origin_18    origin_2005  generation  gender
    p1      2005  PC1011  BU03630000     netherlands  dutch        native      women
    p2      2005  PC1011  -              turkey       turkish      second      men
    p3      2005  PC1441  -              -            western      first       men
"""
PUPILS = """
    person  year  school  municipality  level
    p1      2005  s1      GM0363        havo
    p2      2005  s2      GM0363        vwo
"""
JOBS = """
    person  year  organisation  municipality  sector
    p2      2005  o1            GM0363        industry
    p3      2005  o1            GM0439        retail
"""
DRAWN = {"places": PLACES, "persons": PERSONS, "pupils": PUPILS, "jobs": JOBS}


def as_csv(rows: list[Row], separator: str = ";") -> str:
    """The rows as CSV, an empty cell for each ``-``."""
    lines = [separator.join(rows[0])]
    lines += [separator.join("" if cell == "-" else cell for cell in row.values()) for row in rows]
    return "\n".join(lines) + "\n"


def mapping_of(tables: dict[str, str], more: str = "") -> str:
    """The mapping of a delivery with one file for each table."""
    parts = ['[delivery]\npublisher = "Office"\ntitle = "Drawn"\nlicence = "none"\n']
    for table, text in tables.items():
        names = rows_of(DRAWN[table])[0]
        columns = ", ".join(f'{name} = "{name}"' for name in names)
        parts.append(
            f"[{table}]\ncolumns = {{ {columns} }}\n[[{table}.files]]\npath = '{text}'\n{more}"
        )
    return "\n".join(parts)


def deliver(folder: Path, separator: str = ";", **drawings: str) -> Path:
    """The mapping file of a delivery in which the named tables are drawn anew."""
    tables = {table: rows_of(drawing) for table, drawing in (DRAWN | drawings).items() if drawing}
    for table, rows in tables.items():
        (folder / f"{table}.csv").write_text(as_csv(rows, separator), "utf-8")
    mapping = folder / "mapping.toml"
    mapping.write_text(mapping_of({table: f"{table}.csv" for table in tables}), "utf-8")
    return mapping

"""The names of a level as a browser reads them, where a release keeps no map of it."""

import json

from core.questions.gazetteer import codes_of_level, place
from core.release import Release


def names_of_level(release: Release, level: str, year: int | None = None) -> bytes:
    """Codes, names and municipalities, as in a release's own file of names."""
    rows = [place(release, code) or {} for code in codes_of_level(release, level, year)]
    columns = {name: [row.get(name) for row in rows] for name in ("code", "name_nl", "name_en")}
    same = zip(columns["name_nl"], columns["name_en"], strict=True)
    columns["name_en"] = [en if en != nl else None for nl, en in same]
    columns["municipality"] = [row.get("municipality") for row in rows]
    return json.dumps(columns, ensure_ascii=False, separators=(",", ":")).encode()

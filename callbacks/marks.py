"""Marks of what is on screen: a part that has the same mark as before need not be sent again."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from plotly.utils import PlotlyJSONEncoder

LENGTH = 12


def mark_of(part: Any) -> str:
    """A short name of exactly these contents."""
    written = json.dumps(part, cls=PlotlyJSONEncoder, sort_keys=True)
    return hashlib.sha256(written.encode()).hexdigest()[:LENGTH]


def unshown(
    parts: Mapping[str, Any], marks: Mapping[str, str], shown: Mapping[str, str]
) -> dict[str, Any]:
    """The parts that aren't on screen already."""
    return {
        name: part
        for name, part in parts.items()
        if name not in marks or shown.get(name) != marks[name]
    }

"""The types of all municipalities as one small file, by which a browser colours its map.

The bytes are those of ``values``: as its value a municipality has the sum of 2ⁿ over its types,
n their place in the order; as its class the place of its first type.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from core.questions.answer import Answer
from core.questions.types import ORDER
from core.questions.typology.typing import NONE
from core.questions.values import CODE_OF_STATE, packed_bytes

LABELS = ("municipality_type", "second_type", "third_type")


def kinds_file(answer: Answer, codes: tuple[str, ...]) -> bytes:
    """The file of an answer on types, for municipalities in the order of their codes."""
    return kinds_bytes({row["place"]: types_of(row) for row in answer.rows()}, codes)


def kinds_bytes(kinds: Mapping[str, list[int]], codes: Sequence[str]) -> bytes:
    """The file of places of which the kinds are known, each by its place in an order."""
    own = [kinds.get(code, []) for code in codes]
    sums = [sum(1 << one for one in some) for some in own]
    first = [some[0] if some else CODE_OF_STATE["missing"] for some in own]
    return packed_bytes(np.array(sums), np.array(first))


def types_of(row: Mapping[str, Any]) -> list[int]:
    """The places of its types in the order, that of having none where there are none."""
    named = [row[label] for label in LABELS if row[label] != NONE]
    return [ORDER.index(one) for one in named or [NONE]]

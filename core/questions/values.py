"""The values of a whole level as one small file, by which a browser colours its map.

The bytes: ``CAV1``, the number of places in four bytes, lowest first; for every place, in the
order of their codes, its value as a whole number of two bytes, in steps of the last digit that
is shown; then for every place one byte: its class, 100 more where it is less reliable, or 253
where there can be no figure, 254 where there is none, 255 where it is withheld.
"""

import numpy as np
import numpy.typing as npt

from core.questions.answer import Answer
from core.questions.indicators import DECIMALS, Indicator

MAGIC = b"CAV1"
LESS_RELIABLE = 100
CODE_OF_STATE = {"not_applicable": 253, "missing": 254, "withheld": 255}


def values_file(answer: Answer, indicator: Indicator) -> bytes:
    """The file of an answer on all places of a level, with what is shown and no digit more."""
    values = answer.frame["value"].to_numpy()
    steps = np.nan_to_num(indicator.rounded(values)) * 10 ** DECIMALS[indicator.unit]
    classes = answer.frame["class"].fill_null(0).to_numpy().astype(np.uint8)
    states = np.array(answer.frame["state"].to_pylist(), dtype=np.str_)
    codes = np.where(states == "low_reliability", classes + LESS_RELIABLE, classes)
    for state, code in CODE_OF_STATE.items():
        codes = np.where(states == state, code, codes)
    # A state that promises a figure, without one, is shown as missing rather than as zero.
    unfounded = np.isnan(values) & ~np.isin(states, list(CODE_OF_STATE))
    codes = np.where(unfounded, CODE_OF_STATE["missing"], codes)
    return packed_bytes(np.rint(steps), codes)


def packed_bytes(steps: npt.NDArray[np.generic], codes: npt.NDArray[np.generic]) -> bytes:
    """Whole numbers and the codes of classes and states, a place each, as a browser reads them."""
    count = np.array([len(steps)], "<u4").tobytes()
    return b"".join((MAGIC, count, steps.astype("<i2").tobytes(), codes.astype(np.uint8).tobytes()))

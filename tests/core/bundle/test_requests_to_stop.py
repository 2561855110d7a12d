"""A request to stop is told as such, whatever the work made of it."""

import signal

import pytest

from core.bundle.requests_to_stop import (
    REQUESTS,
    heeding_requests_to_stop,
    telling_of_interruptions,
)
from core.errors import CoreError


def handlers() -> list[object]:
    """What hears the two requests at this moment."""
    return [signal.getsignal(number) for number in REQUESTS]


def ask_within_an_engine(number: signal.Signals) -> None:
    """As an engine does that calls Python: it makes another error of the one it was given."""
    try:
        signal.raise_signal(number)
    except BaseException:
        raise RuntimeError("Query interrupted") from None


@pytest.mark.parametrize(
    ("number", "told", "code"),
    [(signal.SIGINT, KeyboardInterrupt, None), (signal.SIGTERM, SystemExit, 143)],
)
def test_what_an_engine_makes_of_a_request_to_stop_is_told_as_that_request(
    number: signal.Signals, told: type[BaseException], code: int | None
) -> None:
    before = handlers()
    with pytest.raises(told) as raised, heeding_requests_to_stop():
        ask_within_an_engine(number)
    assert getattr(raised.value, "code", None) == code
    assert handlers() == before


def test_an_engine_that_is_interrupted_tells_so_where_nothing_heeds_requests() -> None:
    with pytest.raises(KeyboardInterrupt), telling_of_interruptions():
        ask_within_an_engine(signal.SIGINT)
    with pytest.raises(RuntimeError, match="out of room"), telling_of_interruptions():
        raise RuntimeError("out of room")


def test_an_error_that_nobody_asked_for_stays_itself() -> None:
    with pytest.raises(CoreError, match="as it was"), heeding_requests_to_stop():
        raise CoreError("as it was")


def test_work_begun_to_outlive_its_terminal_goes_on_being_deaf_to_it() -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with heeding_requests_to_stop():
            signal.raise_signal(signal.SIGINT)
    finally:
        signal.signal(signal.SIGINT, before)

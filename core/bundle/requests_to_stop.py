"""Work that may be asked to stop, and then ends as asked, after what it had begun is cleared."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

REQUESTS = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def heeding_requests_to_stop() -> Iterator[None]:
    """Lets a request to stop unwind the stack, so that what was begun is cleared.

    Whatever error arrives here after a request is its consequence, and the request is told
    instead: an engine makes an error of its own of the one raised within it, and the death of a
    process that heard the same request is no want of memory.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    heard: list[int] = []

    def hear(number: int, _frame: FrameType | None) -> None:
        heard.append(number)
        raise _stopped_by(number)

    before = {number: signal.getsignal(number) for number in REQUESTS}
    try:
        for number, old in before.items():
            if old is not signal.SIG_IGN:
                signal.signal(number, hear)
        yield
    except BaseException:
        if heard:
            raise _stopped_by(heard[0]) from None
        raise
    finally:
        for number, old in before.items():
            signal.signal(number, old)


@contextmanager
def telling_of_interruptions() -> Iterator[None]:
    """Lets a request to stop come out of an engine as one, also where nothing heeds requests.

    The engine that hears it raises an error of its own; it has none for other reasons that says
    it was interrupted.
    """
    try:
        yield
    except RuntimeError as error:
        if "interrupted" not in str(error).lower():
            raise
        raise KeyboardInterrupt from None


def _stopped_by(number: int) -> BaseException:
    return KeyboardInterrupt() if number == signal.SIGINT else SystemExit(128 + number)

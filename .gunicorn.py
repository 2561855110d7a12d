"""How gunicorn serves app.py; what the outside may set stands in core/settings.py."""

import gc
import socket
import sys
from typing import Any

from core.errors import SettingsError
from core.settings import settings

# What is loaded before the first answer is no garbage, and looking for some takes time.
gc.disable()

try:
    _settings = settings()
except SettingsError as error:
    sys.exit(f"Contactatlas: {error}")

_address = f"[{_settings.host}]" if ":" in _settings.host else _settings.host

wsgi_app = "app:server"
bind = f"{_address}:{_settings.port}"
workers = _settings.workers
# Loaded once, before the processes part: they share its memory, and one that ends is soon back.
preload_app = True
worker_class = "gthread"
threads = _settings.threads
# One queue for each process; with a shared one, throughput swings by a factor of two.
reuse_port = True
# Answers take milliseconds; what isn't done by then is a process that missed the signal.
graceful_timeout = 5
# Nothing but the port is opened, and nothing is written beside the data.
control_socket_disable = True
loglevel = "warning"


def on_starting(server: Any) -> None:
    """End with a message where something listens already: a reused port would hide it."""
    if server.master_pid:  # a running server replaces itself, and keeps its port
        return
    family = socket.AF_INET6 if ":" in _settings.host else socket.AF_INET
    try:
        with socket.socket(family) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind((_settings.host, _settings.port))
    except OSError as error:
        sys.exit(
            f"Contactatlas: can't listen on {bind} ({error.strerror}); stop what listens there, or"
            " choose another address with CONTACTATLAS_HOST or port with CONTACTATLAS_PORT"
        )


def when_ready(_server: Any) -> None:
    """What is loaded stays as it is: a collector that marks it would copy it for each process."""
    gc.collect()
    gc.freeze()


def post_worker_init(worker: Any) -> None:
    """Look for garbage from here on, and say where the dashboard is once one process has it."""
    gc.enable()
    if worker.age == 1:
        everywhere = _settings.host in ("0.0.0.0", "::")  # noqa: S104 # recognised, not chosen
        shown = "localhost" if everywhere else _address
        sys.stderr.write(f"Contactatlas: open http://{shown}:{_settings.port} (Ctrl-C ends it)\n")
        sys.stderr.flush()

"""The web application: `gunicorn app:server`, or `make run`."""

from flask import Flask

from callbacks import api
from callbacks.current import CurrentRelease
from callbacks.failures import register as register_failures
from core.settings import Settings, settings


def create_app(chosen: Settings) -> Flask:
    """The application with these settings; what it serves is looked up on each request."""
    server = Flask("contactatlas", static_folder=None)
    release = CurrentRelease(chosen)
    register_failures(server)
    api.register(server, release)
    return server


server = create_app(settings())

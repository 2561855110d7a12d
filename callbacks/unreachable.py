"""What is raised by a cache, or a store of sessions, that can't be reached."""

from core.settings import Settings


def unreachable(settings: Settings) -> tuple[type[Exception], ...]:
    """The errors of the disk, and of Redis where a setting names it."""
    if not settings.cache_url:
        return (OSError,)
    from redis import RedisError  # noqa: PLC0415 # most servers have none, and start without it

    return (OSError, RedisError)

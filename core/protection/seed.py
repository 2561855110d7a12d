"""The one secret: 32 bytes on which all noise hangs.

The noise of a group of people follows from the seed and from who they are, so that the
same group gets the same noise everywhere and always. That is why the seed is **not
rotated** by habit: a second seed gives everyone who kept the old release a second,
independent draw of every figure, and averaging draws is how noise is undone. Rotate only
after the seed may have been seen by others: withdraw every release made with it, create a
new seed, and publish again. ``Seed.fingerprint`` in a manifest shows whether two releases
hang on the same seed, and says nothing about the seed itself.

The file belongs in a secret store, readable by the account that builds releases and by
nobody else; never in a repository, image, log or notebook. The web server doesn't need it.
"""

import hashlib
import os
import secrets
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Never

from core.errors import ProtectionError

LENGTH = 32


class Seed:
    """The secret seed; it hashes for those who hold it, and never shows itself."""

    __slots__ = ("__secret",)

    def __init__(self, secret: bytes) -> None:
        if not isinstance(secret, bytes) or len(secret) != LENGTH:
            raise ProtectionError(f"a seed is exactly {LENGTH} bytes; create one with create_seed")
        if len(set(secret)) == 1:
            raise ProtectionError("a seed of one repeated byte is no secret; use create_seed")
        self.__secret = secret

    def digests(self, messages: Iterable[bytes], domain: bytes, size: int) -> bytes:
        """The keyed BLAKE2b digests of the messages in this domain, end to end."""
        blake2b = hashlib.blake2b
        return b"".join(
            [
                blake2b(message, key=self.__secret, digest_size=size, person=domain).digest()
                for message in messages
            ]
        )

    @property
    def fingerprint(self) -> str:
        """A name of the seed from which the seed can't be found."""
        return self.digests([b"which seed is this"], b"fingerprint-v1", 8).hex()

    def __repr__(self) -> str:
        return "Seed(hidden)"

    def __reduce_ex__(self, _protocol: object) -> Never:
        raise ProtectionError("a seed is neither copied nor pickled; read it where it is needed")


def create_seed(path: Path) -> Seed:
    """Write a new seed that only its owner can read, and return it; never over an old one."""
    unfinished = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    secret = secrets.token_bytes(LENGTH)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write_private(unfinished, secret)
        # a hard link appears whole or not at all, and refuses a name that is taken
        os.link(unfinished, path)
    except OSError as problem:
        raise ProtectionError(_why_not_created(path, problem)) from None
    finally:
        with suppress(OSError):
            unfinished.unlink()
    return Seed(secret)


def read_seed(path: Path) -> Seed:
    """The seed in a file that nobody but its owner can read."""
    try:
        # without O_NONBLOCK a pipe in the seed's place would make us wait for ever
        handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
    except OSError as problem:
        raise ProtectionError(
            f"{path}: the seed can't be read ({problem.strerror}); without it nothing is protected "
            "and nothing is answered. Create it once, or point to the file that has it"
        ) from None
    try:
        _refuse_loose(path, os.fstat(handle))
        return Seed(os.read(handle, LENGTH + 1))
    finally:
        os.close(handle)


def _why_not_created(path: Path, problem: OSError) -> str:
    if path.is_file():
        return (
            f"{path}: a seed is already here; a new one would draw all noise a second time. "
            "Use it, or see the rules for rotation in core/protection/seed.py"
        )
    return (
        f"{path}: the seed can't be written ({problem.strerror}); choose a folder of our own, "
        "on a file system that keeps file rights and hard links"
    )


def _write_private(path: Path, secret: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(secret)
        file.flush()
        os.fsync(handle)


def _refuse_loose(path: Path, found: os.stat_result) -> None:
    if not stat.S_ISREG(found.st_mode) or found.st_size != LENGTH:
        raise ProtectionError(
            f"{path}: not a seed; expected a plain file of exactly {LENGTH} bytes, "
            f"found {found.st_size}"
        )
    if found.st_mode & 0o077:
        raise ProtectionError(
            f"{path}: others can reach the seed (mode {stat.S_IMODE(found.st_mode):04o}); expected "
            "0600. Who may have read it? If nobody, chmod 600; otherwise rotate the seed"
        )
    if found.st_uid not in (os.geteuid(), 0):
        raise ProtectionError(f"{path}: the seed belongs to another account; expected our own")

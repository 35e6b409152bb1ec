"""One entry of the cache as a file: a line that says what it is, a checksum over its name and content, the content."""

from __future__ import annotations

import hashlib
from typing import Final

HEAD: Final = b"typeset cache 1\n"
"""How every entry begins; another way of writing entries has another number."""

_SUM: Final = 32


def written(name: str, data: bytes) -> bytes:
    """The file of an entry that is kept under this name."""
    return b"".join((HEAD, _sum(name, data), data))


def read(name: str, file: bytes) -> bytes | None:
    """The content of an entry; None when the file is not exactly as it was written, or was written under another name."""
    if not file.startswith(HEAD):
        return None
    data = file[len(HEAD) + _SUM :]
    return data if file[len(HEAD) : len(HEAD) + _SUM] == _sum(name, data) else None


def _sum(name: str, data: bytes) -> bytes:
    checksum = hashlib.sha256(f"{name}\n".encode())
    checksum.update(data)
    return checksum.digest()

"""What makes entries of the cache besides their keys: our own code, and the libraries it calls."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

# Rooms of which nothing that is kept depends.
_OUTSIDE: Final = frozenset({"bundled", "checks", "cli", "compare", "execute", "preview", "report", "stock"})
_SOURCES: Final = (".py", ".icc")
_LIBRARIES: Final = frozenset(
    {
        *("deflate", "fonttools", "jieba", "msgspec", "pikepdf", "pillow", "pyphen", "pypdfium2"),
        *("reportlab", "segno", "svgelements", "uharfbuzz"),
    }
)
_INSTALLED: Final = (".dist-info", ".egg-info")


def code_version(package: Path = Path(__file__).parents[1]) -> bytes:
    """A digest of our own code, of the versions of the libraries it calls, and of the interpreter.

    Of an installed ``package`` the list of its files is taken, which has a digest of each; in a checkout the sources are read.
    """
    version = hashlib.sha256(f"{sys.version}\n".encode())
    for library in sorted(_libraries()):
        version.update(f"{library}\n".encode())
    for name, data in _record(package) or _sources(package):
        version.update(f"{name} {len(data)}\n".encode())
        version.update(data)
    return version.digest()


def _record(package: Path) -> list[tuple[str, bytes]]:
    """The lists of files of an installed package; none in a checkout."""
    return [
        (file.parent.name, file.read_bytes()) for file in package.parent.glob("typeset-*.dist-info/RECORD")
    ]


def _sources(package: Path) -> Iterator[tuple[str, bytes]]:
    """The sources on which what is kept may depend, by their names in the package, sorted."""
    for path in sorted(_below(os.fspath(package), _OUTSIDE)):
        yield os.path.relpath(path, package).replace(os.sep, "/"), Path(path).read_bytes()


def _below(folder: str, without: frozenset[str] = frozenset()) -> Iterator[str]:
    with os.scandir(folder) as found:
        for one in found:
            if one.is_dir():
                if one.name not in without and one.name != "__pycache__":
                    yield from _below(one.path)
            elif one.name.endswith(_SOURCES):
                yield one.path


def _libraries() -> Iterator[str]:
    """The libraries in use with their versions, as their folders are called: pillow-12.0.0.dist-info."""
    for folder in dict.fromkeys(sys.path):
        try:
            with os.scandir(folder or ".") as found:
                names = [one.name for one in found if one.name.endswith(_INSTALLED)]
        except OSError:
            continue
        yield from (name for name in names if name.partition("-")[0].lower() in _LIBRARIES)

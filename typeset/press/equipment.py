"""What a machine sets with: two with the same equipment give the same bytes (issue 9)."""

from __future__ import annotations

import functools
import hashlib
import sys
from collections.abc import Iterator, Mapping
from importlib import metadata
from pathlib import Path
from typing import Final

from typeset import __version__

# Those whose output reaches a page file. What only reads YAML or checks keys is not among them.
_PACKAGES: Final = (
    "deflate",
    "fonttools",
    "jieba",
    "markdown-it-py",
    "pikepdf",
    "pillow",
    "pyphen",
    "pypdfium2",
    "reportlab",
    "segno",
    "svgelements",
    "uharfbuzz",
)
_CODE: Final = (".py", ".json", ".icc", ".css")
_NONE: Final = "-"


@functools.cache
def equipment() -> Mapping[str, str]:
    """Versions by names: typeset, a digest of its own code and data, Python and the packages that make bytes; ``-`` for what is missing.

    Plain strings, so that an older or newer typeset understands them too.
    """
    return {
        "typeset": __version__,
        "code": _digest(),
        "python": f"{sys.version_info.major}.{sys.version_info.minor}",
        **{name: _version(name) for name in _PACKAGES},
    }


def differences(here: Mapping[str, str], there: Mapping[str, str]) -> tuple[str, ...]:
    """What is not the same in two machines, in words: ``pillow 11.0 ≠ 12.0``, the worker's second."""
    names = dict.fromkeys((*here, *there))
    return tuple(
        f"{name} {here.get(name, _NONE)} ≠ {there.get(name, _NONE)}"
        for name in names
        if here.get(name) != there.get(name)
    )


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return _NONE


def _digest() -> str:
    """A short digest of the package's code and data and of the bundled manifest of faces and house style, line ends aside."""
    told = hashlib.sha256()
    for name, file in sorted(_files()):
        data = file.read_bytes()
        if file.suffix != ".icc":
            data = data.replace(b"\r\n", b"\n")
        told.update(f"{name}\n{len(data)}\n".encode() + data)
    return told.hexdigest()[:12]


def _files() -> Iterator[tuple[str, Path]]:
    from typeset.read.disk import bundled_root

    package = Path(__file__).resolve().parents[1]
    for file in package.rglob("*"):
        name = file.relative_to(package).as_posix()
        if file.suffix in _CODE and not name.startswith("bundled/"):
            yield name, file
    for name in ("fonts/fonts.yaml", "layouts/standard.yaml"):
        yield f"bundled/{name}", bundled_root() / name

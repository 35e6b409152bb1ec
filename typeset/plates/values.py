"""Values of PDF objects, asked for without trust: what is missing or of another type is None, nothing raises."""

from __future__ import annotations

import math
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

import pikepdf

from typeset.plates.matrix import IDENTITY, Box, Matrix

_FARTHEST: Final = 1e7
"""No coordinate of a page is taken to be farther out, so that sums stay numbers."""

Reference = tuple[int, int]


def entry(holder: object, name: str) -> object:
    """The value under a key of a dictionary or stream."""
    if not isinstance(holder, pikepdf.Dictionary | pikepdf.Stream):
        return None
    try:
        return holder.get(name)
    except (pikepdf.PdfError, ValueError, TypeError, RuntimeError):
        return None


def first_entry(holder: object, *names: str) -> object:
    """The value under the first of these keys that has one."""
    return next((value for name in names if (value := entry(holder, name)) is not None), None)


def keys(holder: object) -> tuple[str, ...]:
    """The keys of a dictionary or stream, sorted; of anything else none."""
    if not isinstance(holder, pikepdf.Dictionary | pikepdf.Stream):
        return ()
    try:
        return tuple(sorted(str(key) for key in holder.keys()))  # noqa: SIM118 - not a mapping
    except (pikepdf.PdfError, ValueError, TypeError, RuntimeError):
        return ()


def items(value: object, limit: int = 100_000) -> Iterator[object]:
    """The elements of an array, ``limit`` at most; of anything else none."""
    if not isinstance(value, pikepdf.Array):
        return
    for index in range(min(len(value), limit)):
        try:
            yield value[index]
        except (pikepdf.PdfError, ValueError, TypeError, RuntimeError):
            yield None


def number(value: object, default: float = 0.0) -> float:
    """A number as float, within reach; anything else is the default."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return default
    try:
        plain = float(value)
    except (OverflowError, ValueError):
        return default
    return min(max(plain, -_FARTHEST), _FARTHEST) if math.isfinite(plain) else default


def whole(value: object, default: int = 0) -> int:
    """A whole number; anything else is the default."""
    return int(number(value, default))


def numbers(value: object, limit: int = 4096) -> tuple[float, ...]:
    """The numbers of an array; what is none counts as 0."""
    return tuple(number(item) for item in items(value, limit))


def word(value: object) -> str:
    """A name without its slash; "" for anything else."""
    if isinstance(value, pikepdf.Name):
        try:
            return str(value)[1:]
        except (UnicodeDecodeError, ValueError):
            return "?"
    return ""


def text(value: object) -> str | None:
    """A text string; None for anything else."""
    if not isinstance(value, pikepdf.String):
        return None
    try:
        return str(value)
    except (UnicodeDecodeError, ValueError):
        return bytes(value).decode("latin-1")


def yes(value: object) -> bool:
    """Whether this is the boolean true."""
    return value is True


def box_of(value: object) -> Box | None:
    """A rectangle with its corners put in order; None when it has not four numbers."""
    got = numbers(value, 5)
    if len(got) != 4:  # noqa: PLR2004 - two corners
        return None
    return Box(min(got[0], got[2]), min(got[1], got[3]), max(got[0], got[2]), max(got[1], got[3]))


def matrix_of(value: object) -> Matrix:
    """A matrix; the identity where there is none."""
    got = numbers(value, 7)
    if len(got) != 6:  # noqa: PLR2004 - a b c d e f
        return IDENTITY
    return (got[0], got[1], got[2], got[3], got[4], got[5])


def reference(value: object) -> Reference | None:
    """Number and generation of an indirect object; None for a direct one."""
    if not isinstance(value, pikepdf.Object):
        return None
    found: Reference = value.objgen
    return found if found[0] else None


def as_object(value: object) -> pikepdf.Object | None:
    """The value when it is an object of a document, else None (numbers and booleans are Python's)."""
    return value if isinstance(value, pikepdf.Object) else None

"""How columns and rows of a frame are written: ``1-8``, ``3栏``; ``15-62``, ``15-auto``, ``20行``, ``auto``, ``rest``."""

from __future__ import annotations

from typing import Annotated, Any, Final

from msgspec import Struct
from pydantic import PlainValidator, WithJsonSchema

from typeset.model.layout import Extent
from typeset.patterns import regex
from typeset.read.values import read_range, wrong

_COUNT: Final = regex(r"^(\d{1,3})\s*(行|栏)$")
_OPEN: Final = regex(r"^(\d{1,4})\s*[-–—~～至]\s*(auto|rest)$")


class ColumnsWish(Struct, frozen=True):
    """A range of basic columns, or how many of them."""

    span: tuple[int, int] | None = None
    count: int = 0


class RowsWish(Struct, frozen=True):
    """Rows from ``first`` to ``last``, or how many of them, or how their number is found; 0 was not said."""

    first: int = 0
    last: int = 0
    count: int = 0
    extent: Extent = Extent.FIXED


def _count(value: Any, unit: str) -> int:
    match = _COUNT.match(value.strip()) if isinstance(value, str) else None
    if match is None or match[2] != unit:
        return 0
    if int(match[1]) < 1:
        raise wrong("out-of-range", text=value, least=f"1{unit}", most=f"999{unit}")
    return int(match[1])


def _columns(value: Any) -> ColumnsWish:
    count = _count(value, "栏")
    return ColumnsWish(count=count) if count else ColumnsWish(read_range(value))


def _rows(value: Any) -> RowsWish:
    text = value.strip() if isinstance(value, str) else ""
    if text in {Extent.AUTO.value, Extent.REST.value}:
        return RowsWish(extent=Extent(text))
    to_open = _OPEN.match(text)
    if to_open is not None:
        if int(to_open[1]) < 1:
            raise wrong("out-of-range", text=text, least="1", most="9999")
        return RowsWish(first=int(to_open[1]), extent=Extent(to_open[2]))
    count = _count(value, "行")
    if count:
        return RowsWish(count=count)
    first, last = read_range(value)
    return RowsWish(first, last)


ColumnsText = Annotated[
    ColumnsWish,
    PlainValidator(_columns),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "integer", "minimum": 1},
                {"type": "string", "pattern": r"^(\d+(\s*-\s*\d+)?|\d+\s*栏)$"},
            ],
            "examples": ["1-8", 3, "3栏"],
        }
    ),
]
RowsText = Annotated[
    RowsWish,
    PlainValidator(_rows),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "integer", "minimum": 1},
                {
                    "type": "string",
                    "pattern": r"^(\d+(\s*-\s*(\d+|auto|rest))?|\d+\s*行|auto|rest)$",
                },
            ],
            "examples": ["15-62", "20行", "auto", "15-auto", "rest"],
        }
    ),
]

"""Items of the display list as bytes and back, for the cache (issue 9).

Rows of plain values, a list for each kind of item, with the elements and colours they share in tables of their own. What is read is checked
against the types of the fields, which the classes give, so that bytes of any origin come to items or to an error and to nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, Final, get_type_hints

import msgspec
from msgspec import Struct
from msgspec.structs import astuple

from typeset.model.placed import (
    Dot,
    GlyphRun,
    Item,
    Modules,
    Outline,
    Path,
    PlacedPicture,
    Point,
    Rule,
    Segment,
    Tint,
)
from typeset.model.structure import Element, Tag
from typeset.model.style import Colour

_KINDS: Final[tuple[type[Item], ...]] = (GlyphRun, Rule, Tint, Dot, Path, PlacedPicture, Modules)
_NUMBER: Final = {kind: number for number, kind in enumerate(_KINDS)}

StoredOutline = tuple[Point, tuple[tuple[Point, ...], ...], bool]
"""An outline as plain values."""

_Inner = tuple[int, int, Element]
_ElementRow = tuple[Tag, str, int, str, str, str, tuple[int, int], tuple[int, ...]]


class StoredItems(Struct, frozen=True, array_like=True):
    """Items: the kind of each in their order, the rows of each kind, and the tables rows name entries of by their numbers.

    An element names only those before it in the table; -1 is none.
    """

    kinds: bytes
    rows: tuple[msgspec.Raw, ...]
    elements: tuple[_ElementRow, ...]
    colours: tuple[Colour, ...]


def stored_items(items: Sequence[Item]) -> StoredItems:
    """Items as they are kept."""
    tables = _Tables()
    rows: list[list[tuple[object, ...]]] = [[] for _ in _KINDS]
    for item in items:
        rows[_NUMBER[type(item)]].append(tables.row(item))
    kinds = bytes([_NUMBER[type(item)] for item in items])
    raw = tuple(msgspec.Raw(msgspec.msgpack.encode(some)) for some in rows)
    return StoredItems(kinds, raw, tuple(tables.element_rows), tuple(tables.colours))


def items_of(stored: StoredItems) -> tuple[Item, ...]:
    """Items as they were.

    Raises:
        ValueError: when what was stored is no items; ``msgspec`` raises such errors too.
    """
    try:
        elements = _elements(stored.elements)
        made = [
            iter(_made(kind, raw, elements, stored)) for kind, raw in zip(_KINDS, stored.rows, strict=True)
        ]
        return tuple([next(made[number]) for number in stored.kinds])
    except (IndexError, StopIteration, TypeError) as error:
        raise ValueError("not a display list") from error


def stored_outline(outline: Outline) -> StoredOutline:
    """An outline as it is kept."""
    return outline.start, outline.segments, outline.closed


def outline_of(stored: StoredOutline) -> Outline:
    """An outline as it was; raises ValueError."""
    start, segments, closed = stored
    return Outline(start, tuple([_segment(points) for points in segments]), closed)


def _segment(points: tuple[Point, ...]) -> Segment:
    match points:
        case (end,):
            return (end,)
        case (first, second, end):
            return (first, second, end)
        case _:
            raise ValueError("a segment has one point or three")


class _Tables:
    """The elements and colours of items that are being stored; equal colours are one entry, of elements each object is one."""

    def __init__(self) -> None:
        self.element_rows: list[_ElementRow] = []
        self.colours: list[Colour] = []
        self._elements: dict[int, int] = {}
        self._colours: dict[Colour, int] = {}
        # Numbers are told by identity: nothing may go away meanwhile.
        self._held: list[Element] = []

    def row(self, item: Item) -> tuple[object, ...]:
        return tuple(
            [
                value if form is None else form(self, value)
                for form, value in zip(_forms(type(item)), astuple(item), strict=True)
            ]
        )

    def element(self, element: Element | None) -> int:
        if element is None:
            return -1
        number = self._elements.get(id(element))
        if number is None:
            parent, holds = self.element(element.parent), tuple(map(self.element, element.holds))
            number = self._elements[id(element)] = len(self.element_rows)
            self._held.append(element)
            told = (element.alt, element.actual, element.title)
            self.element_rows.append((element.tag, element.key, parent, *told, element.spans, holds))
        return number

    def colour(self, colour: Colour) -> int:
        number = self._colours.setdefault(colour, len(self.colours))
        if number == len(self.colours):
            self.colours.append(colour)
        return number

    def inner(self, inner: Iterable[_Inner]) -> tuple[tuple[int, int, int], ...]:
        return tuple([(first, last, self.element(element)) for first, last, element in inner])

    @staticmethod
    def outlines(_: _Tables, outlines: Iterable[Outline]) -> tuple[StoredOutline, ...]:
        return tuple([stored_outline(outline) for outline in outlines])


def _elements(rows: Iterable[_ElementRow]) -> list[Element]:
    made: list[Element] = []
    for tag, key, parent, alt, actual, title, spans, holds in rows:
        above = None if parent < 0 else made[parent]
        made.append(
            Element(tag, key, above, alt, actual, title, spans, tuple([made[number] for number in holds]))
        )
    return made


def _made(
    kind: type[Item], raw: msgspec.Raw, elements: Sequence[Element], stored: StoredItems
) -> Iterable[Item]:
    """The items of one kind."""
    back = tuple(_BACK.get(form) for form in _forms(kind))
    for row in _decoder(kind).decode(raw):
        yield kind(
            *[
                value if way is None else way(value, elements, stored.colours)
                for way, value in zip(back, row, strict=True)
            ]
        )


def _element_back(number: int, elements: Sequence[Element], _: Sequence[Colour]) -> Element | None:
    return None if number < 0 else elements[number]


def _colour_back(number: int, _: Sequence[Element], colours: Sequence[Colour]) -> Colour:
    return colours[number]


def _inner_back(
    inner: Iterable[tuple[int, int, int]], elements: Sequence[Element], _: Sequence[Colour]
) -> tuple[_Inner, ...]:
    return tuple([(first, last, elements[number]) for first, last, number in inner])


def _outlines_back(
    outlines: Iterable[StoredOutline], _: Sequence[Element], __: Sequence[Colour]
) -> tuple[Outline, ...]:
    return tuple([outline_of(one) for one in outlines])


# What of a row is written otherwise than it is in the item, by the type of its field: how, and as what type.
_WRITTEN: Final[dict[Any, tuple[Any, Any]]] = {
    Element | None: (_Tables.element, int),
    Colour: (_Tables.colour, int),
    tuple[_Inner, ...]: (_Tables.inner, tuple[tuple[int, int, int], ...]),
    tuple[Outline, ...]: (_Tables.outlines, tuple[StoredOutline, ...]),
}
_BACK: Final[dict[Any, Any]] = {
    _Tables.element: _element_back,
    _Tables.colour: _colour_back,
    _Tables.inner: _inner_back,
    _Tables.outlines: _outlines_back,
}


@cache
def _forms(kind: type[Item]) -> tuple[Any, ...]:
    """How each field of a kind of item is written; None for as it is."""
    hints = get_type_hints(kind)
    return tuple(_WRITTEN.get(hints[name], (None, None))[0] for name in kind.__struct_fields__)


@cache
def _decoder(kind: type[Item]) -> Any:
    """A decoder of the rows of a kind of item."""
    hints = get_type_hints(kind)
    types = [
        _WRITTEN[hints[name]][1] if hints[name] in _WRITTEN else hints[name]
        for name in kind.__struct_fields__
    ]
    return msgspec.msgpack.Decoder(tuple[tuple[tuple(types)], ...])  # type: ignore[misc]

"""The room of a frame of fixed copy shared out: lines of text, QR codes and pictures stand beside each other, or one below another.

What is of one kind and typed together stays together. A frame half as wide again as it is high has its parts side by side, any other one below
another. Text has the room it needs, up to two thirds of it all; codes and pictures share the rest.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from msgspec import Struct

from typeset.model.layout import Content, FramePicture, QrCode, Rect
from typeset.units import Length

Group = tuple[Content, ...]
"""Lines of text, or codes, or a picture."""


def grouped(content: Sequence[Content]) -> list[Group]:
    """What stands together, in the order it was typed; each picture stands by itself."""
    groups: list[Group] = []
    for kind, together in groupby(content, type):
        members = tuple(together)
        groups += [(one,) for one in members] if kind is FramePicture else [members]
    return groups


class Size(Struct, frozen=True):
    """Width and height of the lines of a group; both 0 for codes and pictures."""

    width: Length = 0
    height: Length = 0


def rooms(groups: Sequence[Group], rect: Rect, gap: Length, sizes: Sequence[Size]) -> list[Rect]:
    """The room of each group, ``gap`` apart; ``sizes`` are those of their lines."""
    if not groups[1:]:
        # One has it all.
        return [rect for _ in groups]
    free = gap * (len(groups) - 1)
    if rect.width * 2 >= rect.height * 3:
        wanted = [_width(group, rect.height) for group in groups]
        widths = _shared([size.width for size in sizes], wanted, rect.width - free)
        return [Rect(x, rect.y, width, rect.height) for x, width in _placed(rect.x, widths, gap)]
    wanted = [height_at(group, rect.width) for group in groups]
    heights = _shared([size.height for size in sizes], wanted, rect.height - free)
    return [Rect(rect.x, y, rect.width, height) for y, height in _placed(rect.y, heights, gap)]


def _width(group: Group, height: Length) -> Length:
    """What codes and pictures take at a height; 0 for text."""
    first = group[0]
    if isinstance(first, QrCode):
        return height * len(group)
    if isinstance(first, FramePicture):
        wide, high = first.picture.pixels
        return height * max(wide, 1) // max(high, 1)
    return 0


def height_at(group: Group, width: Length) -> Length:
    """What codes and pictures take at a width; 0 for text."""
    first = group[0]
    if isinstance(first, QrCode):
        return width // len(group)
    if isinstance(first, FramePicture):
        wide, high = first.picture.pixels
        return width * max(high, 1) // max(wide, 1)
    return 0


def _shared(lines: Sequence[Length], wanted: Sequence[Length], whole: Length) -> list[Length]:
    """What each gets of a whole: lines what they take, all else what it wants; less where that is too much, evenly more where it is less."""
    whole = max(whole, 0)
    text = _within(lines, whole * 2 // 3 if any(wanted) else whole)
    others = _within(wanted, whole - sum(text))
    left = (whole - sum(text) - sum(others)) // len(lines)
    return [own + other + left for own, other in zip(text, others, strict=True)]


def _within(sizes: Sequence[Length], whole: Length) -> list[Length]:
    """The sizes, smaller by the same share where they are too much together."""
    total = sum(sizes)
    return list(sizes) if total <= whole else [size * whole // total for size in sizes]


def _placed(start: Length, sizes: Sequence[Length], gap: Length) -> list[tuple[Length, Length]]:
    places: list[tuple[Length, Length]] = []
    for size in sizes:
        places.append((start, size))
        start += size + gap
    return places

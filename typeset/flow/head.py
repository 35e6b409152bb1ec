"""A set headline block, and the columns one may stand in."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from typeset.findings import Finding
from typeset.model.layout import HeadlineSpec, HeadPlace
from typeset.model.placed import Item
from typeset.model.style import WritingMode
from typeset.units import Length

MILLI = 1000
# White at the foot of a block, in thousandths of a grid row: a head never touches its text.
FOOT = 500


class Head(Struct, frozen=True):
    """A set headline block: the grid rows and, inside a story, the story columns it takes."""

    rows: int
    columns: int
    items: tuple[Item, ...]
    findings: tuple[Finding, ...] = ()


EMPTY = Head(0, 0, ())


class Beside(Struct, frozen=True):
    """The columns a head may stand in, those it takes first: the story's columns with their places."""

    lefts: tuple[Length, ...]
    measure: Length
    top: Length
    height: Length

    def width(self, columns: int) -> Length:
        """From the left edge of the first to the right edge of the last of so many columns."""
        return abs(self.lefts[columns - 1] - self.lefts[0]) + self.measure

    def left(self, columns: int) -> Length:
        """The left edge of so many columns from the outer edge."""
        return min(self.lefts[:columns])


def head_first(spec: HeadlineSpec, lefts: Sequence[Length]) -> tuple[Length, ...]:
    """Column edges from the left or the right as the head stands, those of a head in the middle first."""
    if spec.place is HeadPlace.INSIDE_CENTER:
        count = column_counts(spec, len(lefts))[-1]
        start = (len(lefts) - count) // 2
        return (*lefts[start : start + count], *lefts[:start], *lefts[start + count :])
    return tuple(reversed(lefts)) if spec.place.at_right else tuple(lefts)


def column_counts(spec: HeadlineSpec, total: int) -> range:
    """How many of a story's columns a head may take, the fewest first: those asked for, or what its place takes."""
    if spec.columns:
        least = most = min(spec.columns, total)
    elif spec.place is HeadPlace.INSIDE_CENTER:
        least = most = max(1, total - 2)
    else:
        most = max(1, total // 2)
        least = 1 if spec.writing is WritingMode.VERTICAL else most
    return range(least, most + 1)

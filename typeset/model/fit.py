"""How stories fit their frames, and what would make them fit: the advice of the checker (issue 7)."""

from __future__ import annotations

import enum

from msgspec import Struct

from typeset.source import Span


class FitState(enum.Enum):
    """A story fills its frame, leaves rows of it empty, or has more copy than it holds."""

    EXACT = "exact"
    SHORT = "short"
    OVER = "over"


class Change(Struct, frozen=True):
    """Characters to add at the end of a paragraph, before its closing mark; to cut there when below 0.

    ``paragraph`` counts from 1 through the copy of the story, ``span`` is where it begins, ``opening`` how.
    """

    paragraph: int
    characters: int
    span: Span
    opening: str


class Means(enum.Enum):
    """What else would make a story fit: rows of its pictures, sizes of its headline, rows of its headline block or frame.

    Looseness, paragraphs set in a line more or fewer, is only named where the style forbids it: else it is done without asking.
    """

    PICTURE = "picture"
    HEADLINE = "headline"
    WHITE = "white"
    LOOSENESS = "looseness"
    ROWS = "rows"


class Remedy(Struct, frozen=True):
    """One means that was tried and makes the story fit, and how much of it: rows or sizes more, fewer below 0.

    It comes on top of what the style changes by itself.
    """

    means: Means
    amount: int


class Range(Struct, frozen=True):
    """How many characters a story may lose and gain before something changes; None where nothing does within the search."""

    shrink: int | None
    grow: int | None


class Margin(Struct, frozen=True):
    """The late-change margin of a story: what it may lose or gain before a line, a jump or a page changes.

    ``line`` holds wherever in the copy the change is made: with one character more or fewer at the end of some paragraph, that
    paragraph gets a line more or fewer. ``jump`` and ``page`` are for changes at the end of the copy: a jump changes when a story
    begins or ceases to go on elsewhere or goes on in another frame, a page when a story fits no longer or its picture or headline is set otherwise.
    ``jump`` is None for a story that may not jump.
    """

    line: Range
    page: Range
    jump: Range | None = None


class FitAdvice(Struct, frozen=True):
    """How one story fits the frame it begins in.

    ``lines`` is how many lines it is over, or how many its frame has too many; ``characters`` how many characters are over.
    ``from_end`` is how many characters more (fewer below 0) at the end of the copy make it fit exactly, one more or fewer does not do;
    ``cheapest`` the changes in paragraphs that do it with the fewest characters, ``remedies`` what else would.
    Everything here was tried by setting the story so.
    """

    story: str
    page: int
    frame: str
    state: FitState
    lines: int = 0
    characters: int = 0
    from_end: int | None = None
    cheapest: tuple[Change, ...] = ()
    remedies: tuple[Remedy, ...] = ()
    margin: Margin | None = None

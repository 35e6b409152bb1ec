"""What one version of an issue shows (印样): lines, frames, pages, jumps, as two versions are held against each other.

It is made from set pages, from a report, or from PDF files. What its source does not hold is None, and never taken for
unchanged. Pages are named as they are in print: ``4``, ``A4``.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping

from msgspec import Struct, field

from typeset.model.layout import Rect
from typeset.model.placed import PlacedPage
from typeset.model.style import Colour
from typeset.units import Length


class TextKind(enum.Enum):
    """What a line is part of; ``PAGE`` is the text of a page of a PDF, of which no more is known."""

    BODY = "body"
    HEAD = "head"
    CAPTION = "caption"
    ASIDE = "aside"
    RUBY = "ruby"
    JUMP = "jump"
    FURNITURE = "furniture"
    PAGE = "page"


class Look(Struct, frozen=True):
    """How characters look: face, size and colour."""

    face: str
    size: Length
    colour: Colour


class LinePlace(Struct, frozen=True):
    """Where a line stands: page, frame, column of the frame and line of the column, both from 1; 0 and "" when not known.

    ``box`` is round its em squares, on its page; None in a PDF.
    """

    page: str
    frame: str = ""
    column: int = 0
    number: int = 0
    box: Rect | None = None


class ShownLine(Struct, frozen=True):
    """A line as it is printed. ``ends`` its paragraph or not; ``looks`` are stretches of characters: how many, and how they look."""

    text: str
    place: LinePlace
    ends: bool = False
    looks: tuple[tuple[int, Look], ...] = ()


class ShownText(Struct, frozen=True):
    """Lines that are read together: the copy of a story wherever it stands, its headline, the furniture of a frame.

    ``owner`` is a story when ``of_story``, else a frame of ``page``, or the page itself.
    """

    kind: TextKind
    owner: str
    lines: tuple[ShownLine, ...]
    of_story: bool = False
    page: str = ""

    @property
    def key(self) -> tuple[TextKind, bool, str, str]:
        """What makes it the same text in another version."""
        return self.kind, self.of_story, self.owner, self.page


class ShownStory(Struct, frozen=True):
    """A story: the frames it stands in, in reading order, as (page, frame); characters set and overset."""

    slug: str
    places: tuple[tuple[str, str], ...]
    characters: int
    set: int
    overset: int


class ShownFrame(Struct, frozen=True):
    """A frame in its place."""

    page: str
    name: str
    box: Rect


class ShownJump(Struct, frozen=True):
    """A jump: from where to where, as (page, frame), and the words of its two lines."""

    story: str
    come: tuple[str, str]
    gone: tuple[str, str]
    source_text: str
    target_text: str


class ShownFinding(Struct, frozen=True, eq=False):
    """A finding as a report has it; only what does not change with a line of a file counts when two are compared."""

    code: str
    id: str
    severity: str
    page: str
    frame: str
    story: str
    amount: int | None
    message: str

    def __eq__(self, other: object) -> bool:
        return type(other) is ShownFinding and self._told() == other._told()

    def __hash__(self) -> int:
        return hash(self._told())

    def _told(self) -> tuple[object, ...]:
        return self.code, self.id, self.severity, self.page, self.frame, self.story, self.amount


class ShownPage(Struct, frozen=True):
    """A page: ``placed`` is all its ink, ``digest`` that of its file; either may be None."""

    name: str
    placed: PlacedPage | None = None
    digest: str | None = None


class Impression(Struct, frozen=True, kw_only=True):
    """One version of an issue. ``pictures`` are the digests of the picture files its pages show, ``faces`` those of its fonts, by role."""

    pages: tuple[ShownPage, ...]
    stories: tuple[ShownStory, ...] = ()
    jumps: tuple[ShownJump, ...] = ()
    texts: tuple[ShownText, ...] | None = None
    frames: tuple[ShownFrame, ...] | None = None
    findings: tuple[ShownFinding, ...] | None = None
    pictures: Mapping[str, str] = field(default_factory=dict)
    faces: Mapping[str, str] = field(default_factory=dict)

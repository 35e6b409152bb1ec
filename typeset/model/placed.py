"""The display list: what stands on a page, final. Writers draw it and decide nothing.

All coordinates are thousandths of a point from the trim's top left corner, y downwards; text is placed by the
baseline. The union :data:`Item` is closed: a new kind must be drawn by every writer, and mypy says so. The ``part`` of
an item is the element it is content of, for proofs that are read aloud; None for what is no content.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from operator import attrgetter
from typing import Final

from msgspec import Struct

from typeset.model.layout import Rect
from typeset.model.story import JumpWish
from typeset.model.structure import Element, continued_line, jump_line
from typeset.model.style import Colour
from typeset.units import Length


class Purpose(enum.Enum):
    """What an item is for; lets checks and extraction tell copy from furniture."""

    BODY = "body"
    HEAD = "head"
    CAPTION = "caption"
    JUMP = "jump"
    RUBY = "ruby"
    ASIDE = "aside"
    FURNITURE = "furniture"


class Inked(Struct, frozen=True, eq=False):
    """An item. Two are equal when they draw the same, whatever they are content of."""

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and self._ink() == other._ink()

    def __hash__(self) -> int:
        return hash((type(self), self._ink()))

    def __repr__(self) -> str:
        """The marks of held pages are made of it: what draws nothing is left out."""
        return f"{type(self).__name__}({', '.join([f'{name}={getattr(self, name)!r}' for name in self._drawn()])})"

    def _drawn(self) -> tuple[str, ...]:
        return _drawn_of(type(self))

    def _ink(self) -> object:
        return _ink_of(type(self))(self)


_ASIDE: Final = frozenset({"part", "order", "inner"})
"""Fields that draw nothing: they say what an item is content of, and in what order it is read."""


@cache
def _drawn_of(kind: type[Inked]) -> tuple[str, ...]:
    """The fields of a kind of item that draw something."""
    return tuple(name for name in kind.__struct_fields__ if name not in _ASIDE)


@cache
def _ink_of(kind: type[Inked]) -> Callable[[Inked], object]:
    """What gives their values."""
    return attrgetter(*_drawn_of(kind))


class GlyphRun(Inked, frozen=True):
    """Glyphs of one face and size on one baseline.

    ``xs[i]`` is the origin of ``glyphs[i]`` and ``texts[i]`` what was typed for it ("" for the second and later
    glyphs of a cluster). ``stretch`` is the width of a glyph in thousandths of its natural width. ``turned``
    runs are rotated 90° clockwise round (``xs[0]``, ``y``): their glyphs go down the page, and ``xs`` are
    distances along that line. ``upward`` runs are turned the other way and go up. Glyphs of ``down`` runs (竖排) stand upright one below
    another: the first as in any run, the others ``xs[i] - xs[0]`` below it; they have their natural width. ``inner`` are glyphs that are
    content of an element inside that of the run: the first, the last (excluded), the element. ``order`` counts what is read in one frame
    over a fold, where pages do not follow the reading; 0 where they do.
    """

    face: str
    size: Length
    y: Length
    glyphs: tuple[int, ...]
    xs: tuple[Length, ...]
    texts: tuple[str, ...]
    colour: Colour
    purpose: Purpose
    stretch: int = 1000
    turned: bool = False
    upward: bool = False
    down: bool = False
    part: Element | None = None
    order: int = 0
    inner: tuple[tuple[int, int, Element], ...] = ()

    @property
    def text(self) -> str:
        """What was typed for the whole run."""
        return "".join(self.texts)


class LineStyle(enum.Enum):
    """How a rule is drawn."""

    SOLID = "solid"
    DOTTED = "dotted"
    DASHED = "dashed"


class Rule(Inked, frozen=True):
    """A straight rule, horizontal or vertical, by the centre line of its ink."""

    x0: Length
    y0: Length
    x1: Length
    y1: Length
    width: Length
    colour: Colour
    style: LineStyle = LineStyle.SOLID
    part: Element | None = None


class Tint(Inked, frozen=True):
    """A filled rectangle."""

    rect: Rect
    colour: Colour
    part: Element | None = None


class Dot(Inked, frozen=True):
    """A filled circle by its centre, such as an emphasis dot under a character."""

    x: Length
    y: Length
    diameter: Length
    colour: Colour
    part: Element | None = None


Point = tuple[Length, Length]
Segment = tuple[Point] | tuple[Point, Point, Point]
"""The end of a straight line, or two control points and the end of a Bézier curve."""


class Outline(Struct, frozen=True):
    """Segments one after the other from a point; ``closed`` ones end where they began."""

    start: Point
    segments: tuple[Segment, ...]
    closed: bool = True


class Path(Inked, frozen=True):
    """Outlines in one colour, drawn with a pen of ``width``; filled when it is 0.

    ``dash`` are the lengths of dashes and gaps of the pen in turn. ``even_odd`` says which of overlapping outlines that are
    filled are holes: every second one, not those that run the other way.
    """

    outlines: tuple[Outline, ...]
    colour: Colour
    width: Length = 0
    dash: tuple[Length, ...] = ()
    even_odd: bool = False
    part: Element | None = None


class PlacedPicture(Inked, frozen=True):
    """A picture in its place. ``rect`` is where the whole picture would stand; ``clip`` what of it is seen.

    ``text`` is the character of the copy an inline picture stands for, "" for any other. It is counted in the
    account of the copy; a reader who copies from the page gets nothing for it. A ``grey`` one is printed in black alone.
    ``mask`` is the file of its outline, a picture whose white is shown; "" for none.
    """

    file: str
    rect: Rect
    clip: Rect
    text: str = ""
    grey: bool = False
    mask: str = ""
    part: Element | None = None
    order: int = 0


class Modules(Inked, frozen=True):
    """The dark modules of a QR code: ``rows`` of "0" and "1", drawn into ``rect`` without a quiet zone."""

    rect: Rect
    rows: tuple[str, ...]
    colour: Colour
    part: Element | None = None
    order: int = 0


Item = GlyphRun | Rule | Tint | Dot | Path | PlacedPicture | Modules


class PlacedPage(Struct, frozen=True):
    """One finished page; ``items`` are in drawing order, which is also reading order within a story.

    ``margin`` is the paper outside the bleed on all sides, where marks stand; 0 without marks.
    """

    number: int
    width: Length
    height: Length
    bleed: Length
    items: tuple[Item, ...]
    margin: Length = 0


class FramedPage(Struct, frozen=True):
    """A page with the rectangles of its frames by their names, for reports that show where something is.

    One that goes on over the fold is on both its pages, beyond the edge of each.
    """

    page: PlacedPage
    frames: tuple[tuple[str, Rect], ...]


class Imposed(Struct, frozen=True):
    """A page in its place on a sheet: where the top left corner of its trim is; ``turned`` ones stand on their head."""

    page: PlacedPage
    x: Length
    y: Length
    turned: bool = False


class PlacedSheet(Struct, frozen=True):
    """One side of a sheet with the pages on it (拼版), and what is drawn round them.

    Lengths count from the top left corner of the sheet's trim. A page by itself is a sheet of its size.
    """

    width: Length
    height: Length
    bleed: Length
    margin: Length
    pages: tuple[Imposed, ...]
    items: tuple[Item, ...] = ()

    @classmethod
    def of(cls, page: PlacedPage) -> PlacedSheet:
        """A page as a sheet of its size."""
        return cls(page.width, page.height, page.bleed, page.margin, (Imposed(page, 0, 0),))

    @property
    def all_items(self) -> Iterator[Item]:
        """What is on its pages, then what is round them."""
        for one in self.pages:
            yield from one.page.items
        yield from self.items


class Part(Struct, frozen=True):
    """What of a story stands in one frame: characters ``first`` to ``last`` (excluded) of its text."""

    story: str
    page: int
    frame: str
    box: Rect
    first: int
    last: int
    lines: int = 0


class CutPlace(enum.Enum):
    """Where a story is cut for its jump (断处): after a paragraph, a sentence, a clause with ；：, or inside a sentence."""

    PARAGRAPH = "paragraph"
    SENTENCE = "sentence"
    CLAUSE = "clause"
    MIDDLE = "middle"


class Jump(Struct, frozen=True):
    """A story goes on elsewhere: from a frame to a frame, cut after ``at`` characters of its text.

    ``lines_before`` are all lines of copy up to here, ``lines_after`` those in the frame it goes on in, ``white`` the rows left
    empty in the frame it is cut in, ``rows`` those its tail was given in the next. ``source_box`` and ``target_box`` are round its jump line and its continued line, each on its
    own page.
    """

    story: str
    from_page: int
    from_frame: str
    to_page: int
    to_frame: str
    source_text: str
    target_text: str
    at: int
    characters_after: int
    lines_before: int = 0
    lines_after: int = 0
    cut: CutPlace = CutPlace.SENTENCE
    white: int = 0
    rows: int = 0
    source_box: Rect = Rect(0, 0, 0, 0)
    target_box: Rect = Rect(0, 0, 0, 0)


class NotTaken(enum.Enum):
    """Why a story does not go on in a frame it might have gone to.

    It is farther; the cut would be worse; tails of the story's page would stand on a page more; copy would have no room; its
    least lines find none beside the other tails.
    """

    FARTHER = "farther"
    WORSE_CUT = "worse-cut"
    MORE_PAGES = "more-pages"
    NO_ROOM = "no-room"
    NOT_LEAST = "not-least"


class NoWay(enum.Enum):
    """Why there is no frame a story that does not fit might go on in.

    No later page has a tails frame; those there are not where it is wished to go; its own frame has no room for a line of copy
    and a jump line; its layout, or its editor, says ``never``; its frame holds no line of it at all.
    """

    NO_LATER = "no-later-frame"
    NOT_WISHED = "wish-excludes"
    NO_CUT = "no-cut"
    LAYOUT = "layout-never"
    EDITOR = "editor-never"
    NO_LINE = "no-line"

    @property
    def is_planned(self) -> bool:
        """Whether the story was among those for which the plan of the issue sought a place."""
        return self in {NoWay.NO_LATER, NoWay.NOT_WISHED, NoWay.NO_CUT}


class Link(Struct, frozen=True):
    """A place on a page that leads to a place on another when it is clicked; for proofs.

    ``text`` is what stands there, ``part`` the element of it.
    """

    page: int
    rect: Rect
    to_page: int
    to_rect: Rect
    text: str = ""
    part: Element | None = None


def links_of(jumps: Iterable[Jump]) -> tuple[Link, ...]:
    """From every jump line to its continued line, and back."""
    return tuple(
        link
        for jump in jumps
        for link in (
            Link(
                jump.from_page,
                jump.source_box,
                jump.to_page,
                jump.target_box,
                jump.source_text,
                jump_line(jump.story, jump.at),
            ),
            Link(
                jump.to_page,
                jump.target_box,
                jump.from_page,
                jump.source_box,
                jump.target_text,
                continued_line(jump.story, jump.at),
            ),
        )
        if link.rect.width and link.rect.height
    )


class JumpOption(Struct, frozen=True):
    """A frame a story might have gone on in: the rows its tail wants there, the pages to turn, what its cut costs in rows of white.

    ``step`` is its place in the chain of frames the story does go on in, from 1, 0 where it does not; ``why`` it does not, where
    that can be said.
    """

    page: int
    frame: str
    rows: int
    turned: int
    cut: float
    step: int = 0
    why: NotTaken | None = None

    @property
    def chosen(self) -> bool:
        """Whether the story goes on here."""
        return self.step > 0


class JumpDecision(Struct, frozen=True):
    """Why a story goes on where it does: all frames it might have gone to, nearest page first.

    ``wish`` is what its editor or its layout asked for, ``rank`` how important it is; ``why_none`` says why there is no option,
    ``held`` that it goes on where the last build put it.
    """

    story: str
    page: int
    options: tuple[JumpOption, ...]
    wish: JumpWish = JumpWish()
    rank: int = 0
    why_none: NoWay | None = None
    held: bool = False


class JumpCost(Struct, frozen=True):
    """What a plan of jumps costs, told apart.

    Stories without a place, rows of copy for which there is no room or that are more than one tail may have, jumps that part a
    tail again, and all the rest in rows of white.
    """

    unplaced: int = 0
    over: int = 0
    again: int = 0
    white: float = 0.0


class JumpReasons(Struct, frozen=True):
    """What was weighed for the jumps of an issue; ``cost`` is that of the plan, ``whole`` when none is cheaper.

    The unit of costs is said in :mod:`typeset.flow.jumpplan`; ``spent`` is the same for people.
    """

    decisions: tuple[JumpDecision, ...] = ()
    cost: int = 0
    whole: bool = True
    spent: JumpCost = JumpCost()


class Overset(Struct, frozen=True):
    """Copy that found no room: the characters of a story from ``first`` on."""

    story: str
    page: int
    frame: str
    first: int
    characters: int
    lines: int

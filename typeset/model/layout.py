"""A page layout: sheet, grid and named frames, all lengths resolved, every frame with its place in the file."""

from __future__ import annotations

import enum
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from typeset.model.story import JumpWish, Picture, Story
from typeset.model.style import BLACK, Align, Colour, WritingMode
from typeset.source import Span
from typeset.units import Length

# White between a frame and the one it stands below, in grid rows, unless the layout says otherwise.
GAP_ROWS: Final = 1


class Rect(Struct, frozen=True):
    """A rectangle from the trim's top left corner, y downwards."""

    x: Length
    y: Length
    width: Length
    height: Length

    @property
    def right(self) -> Length:
        """The x of its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> Length:
        """The y of its lower edge."""
        return self.y + self.height


class Sheet(Struct, frozen=True):
    """The trimmed page and its type area (版心), margins from the trim's edges."""

    width: Length
    height: Length
    bleed: Length
    top: Length
    bottom: Length
    inside: Length
    outside: Length


class Grid(Struct, frozen=True):
    """Basic columns and the baseline grid.

    ``measure`` is the width of one basic column, ``body`` the size of a body character, ``leading`` the height
    of a row. How many rows the type area holds follows from the sheet.
    """

    columns: int
    measure: Length
    gutter: Length
    body: Length
    leading: Length


class FrameKind(enum.Enum):
    """What a frame is for."""

    STORY = "story"
    TAILS = "tails"
    PICTURE = "picture"
    MASTHEAD = "masthead"
    TEXT = "text"
    EARS = "ears"
    FOLIO = "folio"
    TEASERS = "teasers"
    INDEX = "index"
    AD = "ad"
    FILLER = "filler"


class Side(enum.Enum):
    """An edge of a frame that carries a rule."""

    ABOVE = "above"
    BELOW = "below"
    LEFT = "left"
    RIGHT = "right"


class RuleKind(enum.Enum):
    """The trade's rules (线): from the thin 正线 to the wave 曲线, and a row of ornaments (花边) (issue 4, 7).

    The heavy stroke of ``thick-thin`` is outside or above, that of ``thin-thick`` inside or below.
    """

    THIN = "thin"
    THICK = "thick"
    DOUBLE = "double"
    THICK_THIN = "thick-thin"
    THIN_THICK = "thin-thick"
    DOTTED = "dotted"
    DASHED = "dashed"
    WAVE = "wave"
    ORNAMENT = "ornament"


class RuleSpec(Struct, frozen=True):
    """A rule as a layout asks for it. ``width`` is that of the whole rule, all its strokes; 0 is the kind's own."""

    kind: RuleKind = RuleKind.THIN
    colour: Colour = BLACK
    width: Length = 0


HAIRLINE: Final = RuleSpec(width=300)
"""What stands between columns when the layout only says that there is a rule."""


class BoxSpec(Struct, frozen=True):
    """A rule all round a frame; ``radius`` rounds its outer corners."""

    rule: RuleSpec = RuleSpec()
    radius: Length = 0


class TintSpec(Struct, frozen=True):
    """A ground behind a frame; ``radius`` rounds its corners."""

    colour: Colour
    radius: Length = 0


class HeadPlace(enum.Enum):
    """Where a headline block stands in its frame: above all columns, in some with text below, or down one side."""

    ABOVE = "above"
    INSIDE_LEFT = "inside-left"
    INSIDE_RIGHT = "inside-right"
    INSIDE_CENTER = "inside-center"
    SIDE_LEFT = "side-left"
    SIDE_RIGHT = "side-right"

    @property
    def is_side(self) -> bool:
        """Whether it takes its columns down the whole frame."""
        return self in {HeadPlace.SIDE_LEFT, HeadPlace.SIDE_RIGHT}

    @property
    def at_right(self) -> bool:
        """Whether its columns are counted from the right."""
        return self in {HeadPlace.INSIDE_RIGHT, HeadPlace.SIDE_RIGHT}


class HeadlineSpec(Struct, frozen=True):
    """How a frame sets the headline block of its story. ``style`` names the style of the main headline.

    ``columns`` is how many of the story's columns a block takes that does not stand above them; 0 leaves it to the
    place: half of them, the middle ones but one at each side, or as few as a vertical block needs. ``rules`` are
    above and below the block.
    """

    style: str = "headline"
    kicker: str = "kicker"
    deck: str = "deck"
    writing: WritingMode = WritingMode.HORIZONTAL
    place: HeadPlace = HeadPlace.ABOVE
    align: Align = Align.CENTER
    columns: int = 0
    rules: tuple[tuple[Side, RuleSpec], ...] = ()


class TextLine(Struct, frozen=True):
    """A line of fixed copy; ``template`` holds fields such as ``{paper}``, already checked by the reader."""

    template: str
    style: str
    align: Align
    span: Span


class QrCode(Struct, frozen=True):
    """A QR code made from ``url``, with a caption below."""

    url: str
    caption: str
    span: Span


class FramePicture(Struct, frozen=True):
    """A picture that belongs to the layout itself, such as a drawn masthead."""

    picture: Picture


Content = TextLine | QrCode | FramePicture


class Extent(enum.Enum):
    """How the height of a frame is found: given, by its content, or all that is left below."""

    FIXED = "fixed"
    AUTO = "auto"
    REST = "rest"


class FramePlace(Struct, frozen=True):
    """What a frame says of its place, as long as it is not arranged.

    ``columns`` and the rows count from 1; 0 rows or a count of 0 were not said. ``gap`` is how many rows of white it
    keeps to what it stands below, and to what stands below the rest of the page.
    """

    columns: tuple[int, int] | None = None
    column_count: int = 0
    first_row: int = 0
    last_row: int = 0
    row_count: int = 0
    extent: Extent = Extent.FIXED
    below: tuple[str, ...] = ()
    right_of: str = ""
    left_of: str = ""
    gap: int = GAP_ROWS

    @property
    def neighbours(self) -> tuple[str, ...]:
        """The frames it is placed by."""
        return tuple(name for name in (*self.below, self.right_of, self.left_of) if name)


class FrameSpec(Struct, frozen=True):
    """A named area of a page, in basic columns and grid rows counted from 1, both ends included.

    As long as ``place`` says where it wants to stand, it is not arranged and has no columns and rows. ``area`` is the
    rectangle of a frame that is placed by lengths and not by the grid; its rows are those wholly inside it.
    ``follows`` names the frame whose story goes on in this one (文本链). ``label`` marks an advertisement as one.
    ``story_columns`` of a frame with vertical ``writing`` are its bands, one below another. A ``spread`` frame stands on
    a left page and goes on over the fold (跨版): columns above those of its page are the facing one's.
    ``drop_cap`` is how many rows the first character of its story takes (首字下沉), 0 for none.
    ``spare_to`` of a tails frame names the story frames beside it that get the rows it does not need.
    ``host`` names the frame in whose room the engine put this one, with a filler (补白) in it.
    """

    name: str
    kind: FrameKind
    columns: tuple[int, int]
    rows: tuple[int, int]
    span: Span
    story_columns: int = 0
    rules: tuple[tuple[Side, RuleSpec], ...] = ()
    box: BoxSpec | None = None
    tint: TintSpec | None = None
    column_rule: RuleSpec | None = None
    balance: bool = True
    body: str = "body"
    jump: JumpWish = JumpWish()
    headline: HeadlineSpec = HeadlineSpec()
    writing: WritingMode = WritingMode.HORIZONTAL
    content: tuple[Content, ...] = ()
    place: FramePlace | None = None
    area: Rect | None = None
    follows: str = ""
    label: str = ""
    spread: bool = False
    drop_cap: int = 0
    host: str = ""
    spare_to: tuple[str, ...] = ()

    def jump_of(self, story: Story) -> JumpWish:
        """What is wished for the jump of a story in this frame: its editor's wish before the layout's, but for its ``never``."""
        own, here = story.jump, self.jump
        if own is None or (here.span is not None and not here.allowed):
            return here
        if not own.allowed or own.page is not None or own.frame is not None:
            return replace(own, order=own.order or here.order)
        return replace(own, page=here.page, frame=here.frame, order=own.order or here.order)


class PageLayout(Struct, frozen=True):
    """The frames of one page on its sheet and grid."""

    name: str
    sheet: Sheet
    grid: Grid
    frames: tuple[FrameSpec, ...]
    span: Span

    @property
    def rows(self) -> int:
        """How many whole grid rows the type area holds."""
        return (self.sheet.height - self.sheet.top - self.sheet.bottom) // self.grid.leading

    @property
    def is_arranged(self) -> bool:
        """Whether every frame has its columns and rows."""
        return all(frame.place is None for frame in self.frames)

    def followers(self, frame: FrameSpec) -> tuple[FrameSpec, ...]:
        """The frames the story of a frame goes on in, in their order (文本链)."""
        found: list[FrameSpec] = []
        here = frame
        while here is not None and len(found) < len(self.frames):
            after = next((f for f in self.frames if f.follows == here.name), None)
            if after is None:
                break
            found.append(after)
            here = after
        return tuple(found)

    def thread_head(self, frame: FrameSpec) -> FrameSpec:
        """The frame in which the story of a frame begins: itself, or the first of its thread."""
        here = frame
        for _ in self.frames:
            before = self.frame(here.follows) if here.follows else None
            if before is None:
                break
            here = before
        return here

    def frame(self, name: str) -> FrameSpec | None:
        """The frame of this name."""
        return next((f for f in self.frames if f.name == name), None)

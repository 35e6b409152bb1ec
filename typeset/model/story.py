"""A story: its headline block, its paragraphs and pictures, and where each character was written."""

from __future__ import annotations

import enum
from bisect import bisect_right
from typing import Protocol

from msgspec import Struct, field

from typeset.model.annotation import Annotation
from typeset.model.reference import Mention, Reference
from typeset.model.style import CaptionPlace
from typeset.model.table import TableRows
from typeset.source import Span


class Role(enum.Enum):
    """What a paragraph is; each role is set in the style of the same name."""

    BODY = "body"
    SUBHEAD = "subhead"
    LIST_ITEM = "list_item"
    QUOTE = "quote"
    QUESTION = "question"
    ANSWER = "answer"
    TABLE = "table"
    TABLE_CAPTION = "table_caption"
    TABLE_NOTE = "table_note"


class Emphasis(enum.Enum):
    """How a run differs from its paragraph; each is set in the style of the same name."""

    NONE = "none"
    STRONG = "strong"
    ITALIC = "emphasis"
    DATELINE = "dateline"


class Run(Struct, frozen=True):
    """A stretch of text in one look.

    ``style`` names a style of the house that lends its face and colour instead of the emphasis; "" for none. A
    ``note_mark`` is set small and raised: ①, [1]. A run that ``refers`` to stories is the words of their pages (参见).
    """

    text: str
    emphasis: Emphasis = Emphasis.NONE
    style: str = ""
    note_mark: bool = False
    refers: Reference | None = None


class Anchor(Struct, frozen=True):
    """From this offset of the paragraph on, characters stand in the file from this line and column on."""

    offset: int
    line: int
    column: int


class Paragraph(Struct, frozen=True):
    """A paragraph of the body.

    ``start`` is the offset of its first character in the story's text; ``anchors`` lead back to the file.
    The text of a ruby is not part of it: it belongs to an annotation. Rows of a table are a paragraph whose text is that
    of their cells, row by row. A ``verse`` is one of several lines that were typed each as a line of its own; one that
    stands ``apart`` begins the next stanza.
    """

    role: Role
    runs: tuple[Run, ...]
    start: int
    file: str
    anchors: tuple[Anchor, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    table: TableRows | None = None
    verse: bool = False
    apart: bool = False

    @property
    def text(self) -> str:
        """The characters of the paragraph, as they are set."""
        return "".join(run.text for run in self.runs)

    def span_at(self, offset: int) -> Span:
        """Where the character at this offset of the paragraph was written."""
        if not self.anchors:
            return Span(self.file)
        index = bisect_right(self.anchors, offset, key=lambda a: a.offset) - 1
        anchor = self.anchors[max(index, 0)]
        return Span(self.file, anchor.line, anchor.column + max(offset - anchor.offset, 0))


class PicturePlace(enum.Enum):
    """Where in its story a picture stands."""

    TOP = "top"
    MIDDLE = "middle"
    BOTTOM = "bottom"


class PictureSide(enum.Enum):
    """Where in its columns a picture narrower than they are stands; text runs beside it."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


class PictureFit(enum.Enum):
    """A picture fills its box, what is too much cut off, or is shown whole in it."""

    FILL = "fill"
    WHOLE = "whole"


class Captioned(Protocol):
    """What has a caption and a credit: a picture, or several of them together."""

    @property
    def caption(self) -> str:
        """Its text; "" for none."""

    @property
    def caption_strong(self) -> tuple[tuple[int, int], ...]:
        """Which characters of it are set off: first and last (excluded) of each stretch."""

    @property
    def caption_place(self) -> CaptionPlace | None:
        """Where it stands; None where the house style says."""

    @property
    def credit(self) -> str:
        """Who made the picture; "" for nobody."""


class Picture(Struct, frozen=True):
    """A picture of a story, or of a frame.

    ``wide`` is its width in thousandths of a character where it is narrower than its columns, 0 where it is not; it
    stands at their ``side``, and text runs beside it: beside its box, or along its ``contour``, bands from top to bottom
    with the left and right edge of the ink in thousandths. ``focus`` is the point, in thousandths from the left and the
    top, that stays in the middle as far as can be when the picture is cut. ``mask`` is the file of its outline (退底): a picture whose
    white is shown; "" for none.

    ``columns`` are story columns, counted from 1; None means as many as ``width`` from the right edge.
    ``rows`` is the height of the picture without its caption in grid rows; 0 follows its proportions.
    ``pixels`` is (width, height); ``kind`` the format as Pillow names it. ``file`` is a name in the sources.
    ``mentions`` are the references in its caption.
    """

    file: str
    caption: str
    credit: str
    span: Span
    pixels: tuple[int, int]
    kind: str
    columns: tuple[int, int] | None = None
    width: int = 1
    rows: int = 0
    place: PicturePlace = PicturePlace.TOP
    wide: int = 0
    side: PictureSide = PictureSide.RIGHT
    fit: PictureFit = PictureFit.FILL
    focus: tuple[int, int] = (500, 500)
    contour: tuple[tuple[int, int], ...] = ()
    mask: str = ""
    caption_place: CaptionPlace | None = None
    caption_strong: tuple[tuple[int, int], ...] = ()
    mentions: tuple[Mention, ...] = ()

    @property
    def is_vector(self) -> bool:
        """Whether it is drawn with lines and type, of which nothing may be cut off."""
        return self.kind in {"PDF", "SVG"}


class Gallery(Struct, frozen=True):
    """Several pictures in rows of ``across``, all of a row equally high, with a caption for all (组图). 0 is one row."""

    pictures: tuple[Picture, ...]
    across: int = 0
    rows: int = 0
    caption: str = ""
    credit: str = ""
    caption_place: CaptionPlace | None = None
    caption_strong: tuple[tuple[int, int], ...] = ()


class AsideKind(enum.Enum):
    """What stands in the columns of a story: a pull quote (引语), a box of its own (插框), a table (表格), pictures (组图)."""

    QUOTE = "quote"
    BOX = "box"
    TABLE = "table"
    GALLERY = "gallery"


class Aside(Struct, frozen=True):
    """A pull quote, box, table or gallery in the columns of a story. Its copy is its own and counts in no offset of the story.

    ``columns``, ``width``, ``wide``, ``side`` and ``place`` as in :class:`Picture`.
    """

    kind: AsideKind
    paragraphs: tuple[Paragraph, ...]
    span: Span
    columns: tuple[int, int] | None = None
    width: int = 1
    wide: int = 0
    side: PictureSide = PictureSide.RIGHT
    place: PicturePlace = PicturePlace.MIDDLE
    gallery: Gallery | None = None


class HeadlineBlock(Struct, frozen=True):
    """What stands above (or beside) a story: each part is a tuple of lines as the editor gave them.

    ``marks`` says, by the name of a part given as one line, before which of its characters the editor allows a new
    line (``|`` in the story, never printed). ``mentions`` are the references in kicker, deck, slogan, byline and editor's
    note, by the name of the part and the number of its line.
    """

    headline: tuple[str, ...] = ()
    kicker: tuple[str, ...] = ()
    deck: tuple[str, ...] = ()
    series: str = ""
    slogan: tuple[str, ...] = ()
    byline: str = ""
    editors_note: str = ""
    marks: dict[str, tuple[int, ...]] = field(default_factory=dict)
    mentions: dict[tuple[str, int], tuple[Mention, ...]] = field(default_factory=dict)

    def marks_of(self, part: str) -> tuple[int, ...]:
        """Where the editor allows a part (``kicker``, ``headline``, ``deck``) to be broken."""
        return self.marks.get(part, ())


class JumpWish(Struct, frozen=True):
    """Whether a story may be continued, and where: a page by its name, a frame there, its place among the tails of the frame (from 1).

    0 and None where nothing is wished.
    """

    allowed: bool = False
    page: str | None = None
    frame: str | None = None
    span: Span | None = None
    order: int = 0


class Story(Struct, frozen=True):
    """One story. ``text`` of the body is what must come out on the pages, to the character.

    ``places`` says where each part of the headline block was written, by the name of its key. ``jump`` is what its editor wishes
    for its jump, ``rank`` how important it is among the stories that jump: 1 the most, 0 when nobody says.
    """

    slug: str
    block: HeadlineBlock
    paragraphs: tuple[Paragraph, ...]
    pictures: tuple[Picture, ...]
    span: Span
    jump_headline: str = ""
    places: dict[str, Span] = field(default_factory=dict)
    asides: tuple[Aside, ...] = ()
    jump: JumpWish | None = None
    rank: int = 0

    def place_of(self, part: str) -> Span:
        """Where a part (``kicker``, ``jump_headline`` …) was written; the story's own place when it is not known."""
        return self.places.get(part, self.span)

    @property
    def all_pictures(self) -> tuple[Picture, ...]:
        """Its pictures and those of its galleries."""
        shown = (picture for a in self.asides if a.gallery is not None for picture in a.gallery.pictures)
        return (*self.pictures, *shown)

    @property
    def text(self) -> str:
        """The body, all paragraphs joined without a separator; offsets of parts and jumps count in it."""
        return "".join(p.text for p in self.paragraphs)

    @property
    def characters(self) -> int:
        """How many characters the body has."""
        return sum(len(run.text) for p in self.paragraphs for run in p.runs)

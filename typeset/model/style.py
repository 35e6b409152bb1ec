"""Styles: what a paragraph, a headline or a line of furniture looks like, all lengths resolved."""

from __future__ import annotations

import enum
from typing import Final

from msgspec import Struct, field

from typeset.units import Length


class Align(enum.Enum):
    """How a line stands in its measure."""

    JUSTIFY = "justify"
    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


class WritingMode(enum.Enum):
    """Direction of the lines: rows from the top, or columns from the right."""

    HORIZONTAL = "horizontal"
    VERTICAL = "vertical"


class Prohibition(enum.Enum):
    """How strictly marks are kept from line edges (clreq, "Line Breaking Rules"; the levels of clreq.md §3)."""

    NONE = "none"
    BASIC = "basic"
    GB = "gb"
    STRICT = "strict"


class Region(enum.Enum):
    """Whose practice punctuation follows: where the white of a mark stands and how wide · is (clreq.md §1, §5.1)."""

    MAINLAND = "mainland"
    TAIWAN = "taiwan"
    HONGKONG = "hongkong"


class PunctuationStyle(enum.Enum):
    """Width of Chinese punctuation (clreq.md §5.6)."""

    QUANJIAO = "quanjiao"
    KAIMING = "kaiming"
    BANJIAO = "banjiao"
    LINE_END_HALF = "line-end-half"
    PLAIN = "plain"


class Composition(enum.Enum):
    """How line ends are chosen: weighed over the whole paragraph, or each line as full as it can be."""

    TOTAL_FIT = "total-fit"
    GREEDY = "greedy"


class EdgeEnd(enum.Enum):
    """A full-width mark at the end of a line: always halved, halved only when needed, or never (clreq.md §5.4)."""

    TRIM = "trim"
    ALLOW = "allow"
    FULL = "full"


class VerticalQuotes(enum.Enum):
    """What stands for “” and ‘’ in vertical lines: 『』 and 「」 (GB/T 15834 5.2.3), the other way round, or themselves."""

    GB = "gb"
    PRESS = "press"
    KEEP = "keep"


class Hanging(enum.Enum):
    """A pause or stop at the end of a line outside its measure: never, where it helps, always (clreq.md §5.7)."""

    NEVER = "never"
    ALLOW = "allow"
    ALWAYS = "always"


class Inks(Struct, frozen=True):
    """Cyan, magenta, yellow and black, each in thousandths of full coverage."""

    c: int = 0
    m: int = 0
    y: int = 0
    k: int = 1000


class Colour(Inks, frozen=True, kw_only=True):
    """A process colour, each ink in thousandths of full coverage, or a spot colour (专色).

    ``spot`` is the name of a spot colour's plate and ``tint`` how much of it is printed, in thousandths; its inks are what
    stands for the whole of it where there is no such plate. Black that ``knocks_out`` (镂空) takes away what is under it;
    other black is printed over it.
    """

    spot: str = ""
    tint: int = 1000
    knocks_out: bool = False

    @property
    def is_black(self) -> bool:
        """Whether it is full black ink and no other."""
        return not self.spot and (self.c, self.m, self.y, self.k) == (0, 0, 0, 1000)

    @property
    def inks(self) -> tuple[int, int, int, int]:
        """Cyan, magenta, yellow and black; of a spot colour those of its alternate, as much as is printed."""
        return (
            self.c * self.tint // 1000,
            self.m * self.tint // 1000,
            self.y * self.tint // 1000,
            self.k * self.tint // 1000,
        )

    @property
    def total(self) -> int:
        """All ink that is laid down, in thousandths of full coverage of one plate."""
        return self.tint if self.spot else self.c + self.m + self.y + self.k

    @property
    def plates(self) -> int:
        """On how many plates it is."""
        return 1 if self.spot else sum(ink > 0 for ink in (self.c, self.m, self.y, self.k))

    @property
    def is_white(self) -> bool:
        """Whether no plate prints it."""
        return not self.total


BLACK = Colour()
WHITE = Colour(0, 0, 0, 0)
DARKNESS: Final = (300, 590, 110)
"""How dark full cyan, magenta and yellow look beside black, in thousandths: what they take of luminance."""

REGISTRATION = Colour(1000, 1000, 1000, 1000, spot="All")
"""On every plate there is (PDF 8.6.6.4, Separation ``All``); for marks outside the trim only."""


class GroundOver(enum.Enum):
    """How far the ground of a reversed head reaches: its own lines with a little white, or the whole measure."""

    LINES = "lines"
    WIDTH = "width"


class Fit(Struct, frozen=True):
    """How type may be fitted to its width: sizes to try, largest first, then tracking and squeezing within limits.

    ``squeeze_least`` and ``squeeze_most`` are widths of a character in thousandths of its natural width
    (长体 850 … 扁体 1100), ``tracking_least`` and ``tracking_most`` thousandths of its size between characters. A
    headline given as one line may be broken into up to ``lines``. ``fill`` is the share of the width, in thousandths,
    a short headline is widened to; 0 leaves it short.
    """

    sizes: tuple[Length, ...]
    squeeze_least: int = 1000
    squeeze_most: int = 1000
    tracking_least: int = 0
    tracking_most: int = 0
    lines: int = 1
    fill: int = 0


class TextStyle(Struct, frozen=True):
    """One named style of the house.

    ``leading`` 0 means the grid's. ``indent`` is the first-line indent; ``hang`` indents all other lines.
    ``white_above`` and ``white_below`` count for lines of a headline block and for blocks between paragraphs.
    ``background`` is a tint behind labels such as the series of a story and behind lines of the headline block, where
    ``background_over`` says how far it reaches. ``rise`` lifts the baseline; only note marks have one, and no key of
    the house style sets it.
    """

    name: str
    face: str
    size: Length
    leading: Length = 0
    indent: Length = 0
    hang: Length = 0
    align: Align = Align.LEFT
    colour: Colour = BLACK
    tracking: Length = 0
    white_above: Length = 0
    white_below: Length = 0
    fit: Fit | None = None
    background: Colour | None = None
    background_over: GroundOver = GroundOver.LINES
    rise: Length = 0


class LineRules(Struct, frozen=True):
    """How lines are composed; every number is data of the house style, none is an ``if`` in the breaker.

    Gaps and limits are thousandths of an em of the body size. ``keep_together`` are words (names) that are parted only
    when nothing else is left; ``hyphenation`` is the language Western words are divided in, "" for never.
    """

    composition: Composition = Composition.TOTAL_FIT
    kinsoku: Prohibition = Prohibition.GB
    punctuation: PunctuationStyle = PunctuationStyle.QUANJIAO
    edge_end: EdgeEnd = EdgeEnd.ALLOW
    edge_start_trim: bool = True
    hanging: Hanging = Hanging.NEVER
    han_letter_gap: int = 250
    han_digit_gap: int = 250
    gap_least: int = 125
    gap_most: int = 500
    word_space: int = 250
    word_space_most: int = 500
    shrink_stops: bool = False
    fullwidth_punctuation: bool = False
    vertical_quotes: VerticalQuotes = VerticalQuotes.GB
    digits_together: int = 2
    region: Region = Region.MAINLAND
    keep_together: tuple[str, ...] = ()
    hyphenation: str = ""


class FitStep(enum.Enum):
    """A means of making copy fit its frame exactly (拟合)."""

    LOOSENESS = "looseness"
    PICTURE = "picture"
    HEADLINE = "headline"
    WHITE = "white"
    LEADING = "leading"


class FillerPlace(enum.Enum):
    """Where a filler (补白) may stand: in frames of its kind, below tails, below the copy of a story that is short."""

    FILLER = "filler"
    TAILS = "tails"
    STORY = "story"


class CopyfitRules(Struct, frozen=True):
    """What may be changed to make copy fit its frame, in this order, and how far.

    ``picture`` is how many rows a picture may grow or shrink, ``headline`` how many sizes of its list a headline may
    be smaller, ``white`` how many rows the headline block may gain or lose, ``leading`` how far the leading of a boxed
    story may leave the grid's, in thousandths. ``fillers`` says in which frames fillers may stand.
    """

    order: tuple[FitStep, ...] = (FitStep.LOOSENESS, FitStep.PICTURE, FitStep.WHITE, FitStep.HEADLINE)
    picture: int = 2
    headline: int = 1
    white: int = 1
    leading: int = 20
    fillers: tuple[FillerPlace, ...] = tuple(FillerPlace)


class CaptionPlace(enum.Enum):
    """Where a caption stands: below or above its picture, at its left or right, or reversed on its foot (压图)."""

    BELOW = "below"
    ABOVE = "above"
    LEFT = "left"
    RIGHT = "right"
    OVER = "over"


class CaptionRules(Struct, frozen=True):
    """How captions are set unless their picture says otherwise.

    ``mark`` puts ▲ before them, pointing to the picture. ``width`` is that of a caption beside its picture, in thousandths
    of its character.
    """

    place: CaptionPlace = CaptionPlace.BELOW
    mark: bool = False
    width: int = 8000


class StyleBook(Struct, frozen=True):
    """All styles of a page, by name, the rules of its lines and captions, and how copy is made to fit."""

    styles: dict[str, TextStyle] = field(default_factory=dict)
    lines: LineRules = LineRules()
    copyfit: CopyfitRules = CopyfitRules()
    captions: CaptionRules = CaptionRules()

    def __getitem__(self, name: str) -> TextStyle:
        return self.styles[name]

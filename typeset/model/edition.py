"""An edition: one day's issue of a paper, everything resolved and ready to be set."""

from __future__ import annotations

import datetime
import enum
from dataclasses import dataclass, field

from typeset.model.drawing import Drawing
from typeset.model.layout import PageLayout
from typeset.model.story import Picture, Story
from typeset.model.style import StyleBook
from typeset.source import Span


class Numerals(enum.Enum):
    """How page numbers are written in running text."""

    CHINESE = "chinese"
    ARABIC = "arabic"


class Named(enum.Enum):
    """Which pages of its stories a teaser names: those on which they begin, or all they stand on."""

    BEGIN = "begin"
    ALL = "all"


class Cut(enum.Enum):
    """Where a story may be cut for a jump: best after a sentence, or anywhere."""

    SENTENCE = "sentence"
    ANYWHERE = "anywhere"


@dataclass(frozen=True, slots=True)
class JumpRules:
    """Wording and limits of jumps and references. ``least_before`` and ``least_after`` count lines.

    ``{page}`` stands for one page number, ``{pages}`` for a list of them, both in ``numerals``. ``index`` is what stands
    at the end of a line of an index; its ``{page}`` may be a list.
    """

    source: str = "（下转第{page}版）"
    target: str = "（上接第{page}版）"
    reference: str = "详见{pages}版"
    numerals: Numerals = Numerals.CHINESE
    cut: Cut = Cut.SENTENCE
    least_before: int = 8
    least_after: int = 5
    index: str = "{page}版"


@dataclass(frozen=True, slots=True)
class Teaser:
    """A line that announces stories; its page references are computed from where they really are.

    ``places`` say where each of ``stories`` was named. A ``whole`` one gives all pages of its stories, not only those on
    which they begin. ``short`` is what an index prints where ``text`` is too wide; "" for nothing.
    """

    text: str
    stories: tuple[str, ...]
    span: Span
    places: tuple[Span, ...] = ()
    whole: bool = False
    short: str = ""

    @property
    def named(self) -> tuple[tuple[str, Span], ...]:
        """Its stories, each with where it was named."""
        places = self.places or (self.span,) * len(self.stories)
        return tuple(zip(self.stories, places, strict=True))


@dataclass(frozen=True, slots=True)
class Filler:
    """A piece of the pool of fillers (补白): a short story, by its name, or a picture."""

    story: str
    span: Span
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class Placement:
    """What the edition puts into one frame: stories, teasers, or the pictures of advertisements."""

    frame: str
    stories: tuple[str, ...]
    span: Span
    teasers: tuple[Teaser, ...] = ()
    ads: tuple[Picture, ...] = ()


@dataclass(frozen=True, slots=True)
class PageSpec:
    """One page of the edition. ``fields`` are the page's own words for furniture (``section``, ``editors`` …).

    ``number`` counts the pages of the issue, ``code`` is what a page of a section (叠) bears instead: A1, B4; "" for none.
    """

    number: int
    section: str
    layout: PageLayout
    styles: StyleBook
    jumps: JumpRules
    placements: tuple[Placement, ...]
    span: Span
    fields: dict[str, str] = field(default_factory=dict)
    code: str = ""

    @property
    def name(self) -> str:
        """What the page is called in print: ``4``, or ``A4`` where the issue has sections."""
        return self.code or str(self.number)

    def placement(self, frame: str) -> Placement | None:
        """What stands in a frame of this page."""
        return next((p for p in self.placements if p.frame == frame), None)


@dataclass(frozen=True, slots=True)
class Edition:
    """One issue. ``fields`` are the words furniture may use: ``paper``, ``issue``, ``cn``, ``sponsor`` and more.

    ``fillers`` are put where room is left, in no frame by name. ``drawings`` are the pictures that are drawn with lines and
    type, by their files.
    """

    slug: str
    paper: str
    date: datetime.date
    pages: tuple[PageSpec, ...]
    stories: dict[str, Story]
    span: Span
    fields: dict[str, str] = field(default_factory=dict)
    fillers: tuple[Filler, ...] = ()
    drawings: dict[str, Drawing] = field(default_factory=dict)

    def page_name(self, number: int) -> str:
        """What a page is called in print; its number where there is no such page."""
        return next((page.name for page in self.pages if page.number == number), str(number))

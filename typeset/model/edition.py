"""An edition: one day's issue of a paper, everything resolved and ready to be set."""

from __future__ import annotations

import datetime
import enum
import string
from collections.abc import Mapping
from itertools import pairwise

from msgspec import Struct, field

from typeset.findings import Severity
from typeset.model.drawing import Drawing
from typeset.model.form import Extra, Imprint
from typeset.model.held import HeldPlan
from typeset.model.layout import PageLayout
from typeset.model.printing import USUAL, Printing
from typeset.model.story import Picture, Story
from typeset.model.style import StyleBook
from typeset.source import Span


class Numerals(enum.Enum):
    """How page numbers are written in running text."""

    CHINESE = "chinese"
    ARABIC = "arabic"


class Fold(enum.Enum):
    """How sheets of four pages make an issue or section: put into each other (套折), or folded one by one (单张折)."""

    NESTED = "nested"
    SEPARATE = "separate"


class Named(enum.Enum):
    """Which pages of its stories a teaser names: those on which they begin, or all they stand on."""

    BEGIN = "begin"
    ALL = "all"


class Cut(enum.Enum):
    """Where a story may be cut for a jump: best after a sentence, best after a paragraph, or anywhere."""

    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"
    ANYWHERE = "anywhere"


class Brackets(enum.Enum):
    """What stands round jump lines and continued lines, whatever their wording has."""

    NONE = "none"
    ROUND = "round"
    SQUARE = "square"
    TORTOISE = "tortoise"
    LENTICULAR = "lenticular"


class Continued(enum.Enum):
    """Where a continued line stands: in a row of its own, or before the first character of the tail."""

    OWN = "own"
    INLINE = "inline"


class JumpRules(Struct, frozen=True):
    """Wording and limits of jumps and references. ``least_before``, ``least_after`` and ``most_after`` count lines of copy.

    ``{page}`` stands for one page number, ``{pages}`` for a list of them, both in ``numerals``. ``source_next`` is the jump line
    when the copy goes on on the very next page, "" for the usual one. The jump head is at least ``head_smaller`` sizes smaller
    than the headline. ``most_after`` is the most of a tail, ``most_from_page`` of stories that leave a page, 0 for no limit;
    ``most_jumps`` is how often one story may go on elsewhere.
    ``index`` is what stands at the end of a line of an index; its ``{page}`` may be a list.
    """

    source: str = "（下转第{page}版）"
    source_next: str = ""
    target: str = "（上接第{page}版）"
    reference: str = "详见{pages}版"
    numerals: Numerals = Numerals.CHINESE
    brackets: Brackets | None = None
    cut: Cut = Cut.SENTENCE
    continued: Continued = Continued.OWN
    head_smaller: int = 1
    least_before: int = 8
    least_after: int = 5
    most_after: int = 0
    most_jumps: int = 1
    most_from_page: int = 0
    index: str = "{page}版"


class Teaser(Struct, frozen=True):
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


class Filler(Struct, frozen=True):
    """A piece of the pool of fillers (补白): a short story, by its name, or a picture."""

    story: str
    span: Span
    picture: Picture | None = None


class Placement(Struct, frozen=True):
    """What the edition puts into one frame: stories, teasers, or the pictures of advertisements."""

    frame: str
    stories: tuple[str, ...]
    span: Span
    teasers: tuple[Teaser, ...] = ()
    ads: tuple[Picture, ...] = ()


def place_in_section(name: str) -> tuple[str, int]:
    """The letters of the section the name of a page begins with, "" for a number alone, and the page's number there."""
    section = name.rstrip(string.digits)
    return section, int(name.removeprefix(section))


class PageSpec(Struct, frozen=True):
    """One page of the edition. ``fields`` are the page's own words for furniture (``section``, ``editors`` …).

    ``number`` counts the pages of the issue, ``code`` is what a page of a section (叠) bears instead: A1, B4; "" for none.
    An issue without codes is one section, in which pages have the numbers they bear. ``printing`` is what its file is made to.
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
    printing: Printing = USUAL

    @property
    def name(self) -> str:
        """What the page is called in print: ``4``, or ``A4`` where the issue has sections."""
        return self.code or str(self.number)

    @property
    def section_code(self) -> str:
        """The letters of the section (叠) the page belongs to; "" where the issue has none."""
        return place_in_section(self.name)[0]

    @property
    def section_number(self) -> int:
        """The page's number in its section, which says on which side of a sheet it is: odd ones are right-hand pages."""
        return place_in_section(self.name)[1]

    @property
    def next_name(self) -> str:
        """What the page after it in its section is called, whether there is one or not."""
        return f"{self.section_code}{self.section_number + 1}"

    def placement(self, frame: str) -> Placement | None:
        """What stands in a frame of this page."""
        return next((p for p in self.placements if p.frame == frame), None)


class Edition(Struct, frozen=True):
    """One issue. ``fields`` are the words furniture may use: ``paper``, ``issue``, ``cn``, ``sponsor`` and more.

    ``fillers`` are put where room is left, in no frame by name. ``held`` is what must stay of the last
    build (保版), None for nothing. ``drawings`` are the pictures that are drawn with lines and
    type, by their files. ``fold`` says which pages are two halves of one sheet. ``severities`` are those its house style gives
    findings, by their codes. ``imprint`` says by what its form is judged, ``extra`` what it is called when it is no regular issue.
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
    fold: Fold = Fold.NESTED
    held: HeldPlan | None = None
    severities: dict[str, Severity] = field(default_factory=dict)
    imprint: Imprint = field(default_factory=Imprint)
    extra: Extra | None = None

    @property
    def codes(self) -> Mapping[int, str]:
        """The codes of pages by their numbers; empty where pages have none."""
        return {page.number: page.code for page in self.pages if page.code}

    def page(self, number: int | None) -> PageSpec | None:
        """The page of this number."""
        # As a rule they are numbered from one in their order.
        if number is not None and 0 < number <= len(self.pages) and self.pages[number - 1].number == number:
            return self.pages[number - 1]
        return next((page for page in self.pages if page.number == number), None)

    def follows(self, number: int, other: int) -> bool:
        """Whether the second page comes right after the first."""
        numbers = [page.number for page in self.pages]
        return (number, other) in pairwise(numbers)

    def page_of(self, slug: str) -> PageSpec | None:
        """The page in whose frames a story was placed; None when it is in none, as a filler."""
        return next((p for p in self.pages for placed in p.placements if slug in placed.stories), None)

    def page_name(self, number: int) -> str:
        """What a page is called in print; its number where there is no such page."""
        page = self.page(number)
        return str(number) if page is None else page.name

"""What is different between two versions of an issue, for those who read the second proof (二校): values only.

Three things are told apart for every line: its characters changed and it must be read; the same characters were broken or styled
otherwise; it stands elsewhere and nothing else. What could not be compared is named, never passed over.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator

from msgspec import Struct

from typeset.model.impression import (
    LinePlace,
    ShownFinding,
    ShownFrame,
    ShownJump,
    ShownStory,
    TextKind,
)
from typeset.model.layout import Rect


class Aspect(enum.Enum):
    """What of two versions can be compared when both hold it."""

    STORIES = "stories"
    LINES = "lines"
    FRAMES = "frames"
    JUMPS = "jumps"
    INK = "ink"


class Fate(enum.Enum):
    """What became of a page, a story, a frame; ``UNKNOWN`` when it could not be compared."""

    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    UNKNOWN = "unknown"


class ChangedLine(Struct, frozen=True):
    """A line to read. ``marks`` are the characters that changed, first and last (excluded); one after its text is the end of its paragraph.

    A line without marks is where characters were taken away, or were put in in the other version.
    """

    text: str
    place: LinePlace
    marks: tuple[tuple[int, int], ...] = ()


class Hunk(Struct, frozen=True):
    """A place where characters changed: its lines in the old and in the new version."""

    old: tuple[ChangedLine, ...]
    new: tuple[ChangedLine, ...]


class TextDiff(Struct, frozen=True):
    """A text that is not what it was; ``moved``, ``rebroken`` and ``restyled`` are lines of the new version with the same characters.

    ``fate`` is ADDED or REMOVED when the other version has no such text.
    """

    kind: TextKind
    owner: str
    of_story: bool
    page: str
    fate: Fate = Fate.SAME
    hunks: tuple[Hunk, ...] = ()
    moved: tuple[LinePlace, ...] = ()
    rebroken: tuple[LinePlace, ...] = ()
    restyled: tuple[LinePlace, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing of it changed."""
        return not (self.hunks or self.moved or self.rebroken or self.restyled)

    @property
    def to_read(self) -> Iterator[LinePlace]:
        """The lines of the new version that must be read."""
        return (line.place for hunk in self.hunks for line in hunk.new)


class StoryDiff(Struct, frozen=True):
    """A story that is not what it was; ``old`` or ``new`` is None when that version has it not."""

    slug: str
    old: ShownStory | None
    new: ShownStory | None
    texts: tuple[TextDiff, ...] = ()

    @property
    def fate(self) -> Fate:
        """Whether it is new, gone, or changed."""
        if self.old is None:
            return Fate.ADDED
        return Fate.REMOVED if self.new is None else Fate.CHANGED

    @property
    def is_moved(self) -> bool:
        """Whether it stands in other frames or on other pages."""
        return self.old is not None and self.new is not None and self.old.places != self.new.places


class FrameDiff(Struct, frozen=True):
    """A frame that is new, gone, or elsewhere or of another size."""

    page: str
    name: str
    old: ShownFrame | None
    new: ShownFrame | None

    @property
    def is_moved(self) -> bool:
        """Whether its top left corner is elsewhere."""
        if self.old is None or self.new is None:
            return False
        return (self.old.box.x, self.old.box.y) != (self.new.box.x, self.new.box.y)

    @property
    def is_resized(self) -> bool:
        """Whether its width or height changed."""
        if self.old is None or self.new is None:
            return False
        return (self.old.box.width, self.old.box.height) != (self.new.box.width, self.new.box.height)


class JumpDiff(Struct, frozen=True):
    """The jumps of a story, where they lead elsewhere or in other words."""

    story: str
    old: tuple[ShownJump, ...]
    new: tuple[ShownJump, ...]


class InkKind(enum.Enum):
    """What is drawn: a picture; a rule, tint or drawing; ``ANY`` where only pixels are known."""

    PICTURE = "picture"
    DRAWING = "drawing"
    ANY = "any"


class InkPlace(Struct, frozen=True):
    """Where ink that is no type changed. It is ``gone`` when the new page has nothing in its stead."""

    kind: InkKind
    box: Rect
    frame: str = ""
    gone: bool = False


class PageDiff(Struct, frozen=True):
    """A page: whether any of its ink changed, and how many of its lines are to be read, moved, broken or styled otherwise."""

    name: str
    fate: Fate
    read: int = 0
    moved: int = 0
    rebroken: int = 0
    restyled: int = 0
    places: tuple[InkPlace, ...] = ()


class FindingsDiff(Struct, frozen=True):
    """Findings only the new version has, and those only the old one had."""

    new: tuple[ShownFinding, ...] = ()
    gone: tuple[ShownFinding, ...] = ()


class IssueDiff(Struct, frozen=True, kw_only=True):
    """Everything that is different between two versions. ``pages`` are all pages of both, the rest only what changed.

    ``texts`` belong to no story. ``findings`` is None when not both are reports.
    """

    pages: tuple[PageDiff, ...]
    stories: tuple[StoryDiff, ...] = ()
    texts: tuple[TextDiff, ...] = ()
    frames: tuple[FrameDiff, ...] = ()
    jumps: tuple[JumpDiff, ...] = ()
    findings: FindingsDiff | None = None
    not_compared: tuple[Aspect, ...] = ()

    @property
    def all_texts(self) -> Iterator[TextDiff]:
        """All texts that changed, those of stories first."""
        for story in self.stories:
            yield from story.texts
        yield from self.texts

    @property
    def is_changed(self) -> bool:
        """Whether anything is not what it was."""
        pages = any(page.fate not in {Fate.SAME, Fate.UNKNOWN} for page in self.pages)
        told = self.findings is not None and bool(self.findings.new or self.findings.gone)
        return pages or told or bool(self.stories or self.texts or self.frames or self.jumps)

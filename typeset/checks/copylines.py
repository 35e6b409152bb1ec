"""The lines of copy of an issue that was set, story by story in reading order: what each holds and where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec import Struct

from typeset.flow.issue import SetIssue
from typeset.flow.settext import SetText
from typeset.model.edition import PageSpec
from typeset.model.story import Paragraph, Role, Story
from typeset.source import Span
from typeset.standing import NOTHING_STANDS, StandingResults
from typeset.units import Length

_NO_PROSE = frozenset({Role.TABLE, Role.TABLE_CAPTION, Role.TABLE_NOTE, Role.SUBHEAD})


class CopyLine(Struct, frozen=True):
    """A line of a story: characters ``first`` to ``last`` (excluded) of a paragraph, in a column of a frame on a page."""

    story: str
    page: int
    frame: str
    column: int
    paragraph: Paragraph
    first: int
    last: int

    @property
    def place(self) -> tuple[int, str, int]:
        """The column it stands in."""
        return self.page, self.frame, self.column

    @property
    def text(self) -> str:
        """What it holds."""
        return self.paragraph.text[self.first : self.last]

    @property
    def begins(self) -> bool:
        """Whether its paragraph begins in it."""
        return self.first == 0

    @property
    def ends(self) -> bool:
        """Whether its paragraph ends in it."""
        return self.last >= len(self.paragraph.text)

    @property
    def is_prose(self) -> bool:
        """Whether it is running copy: no row of a table, no subhead."""
        return self.paragraph.role not in _NO_PROSE

    def span_at(self, offset: int) -> Span:
        """Where the character at this offset of its paragraph was written."""
        return self.paragraph.span_at(offset)


class StoryLines(Struct, frozen=True):
    """All lines of a story."""

    story: str
    lines: tuple[CopyLine, ...]


def lines_of(issue: SetIssue, standing: StandingResults = NOTHING_STANDS) -> Iterator[StoryLines]:
    """The lines of each story, stories in the order of their pages; asides and captions are no lines of a story."""
    for slug, texts, widths in standing.of(_by_story, issue.texts, issue.edition.pages):
        yield standing.of(_of_story, issue.edition.stories[slug], texts, widths)


def _by_story(
    texts: Sequence[SetText], pages: Sequence[PageSpec]
) -> list[tuple[str, tuple[SetText, ...], tuple[Length, ...]]]:
    """Stories with their texts in reading order, and the widths of the pages on which those stand."""
    sheets = {page.number: page.layout.sheet.width for page in pages}
    filled = sorted((text for text in texts if text.extents), key=lambda text: (text.story, text.extents[0]))
    grouped = ((slug, tuple(own)) for slug, own in groupby(filled, key=lambda text: text.story))
    return [(slug, own, tuple(sheets[text.page] for text in own)) for slug, own in grouped]


def _of_story(story: Story, texts: Sequence[SetText], widths: Sequence[Length]) -> StoryLines:
    """The lines of a story in its frames, which stand on pages of these widths."""
    both = zip(texts, widths, strict=True)
    lines = (line for text, width in both for line in _of_text(text, story.paragraphs, width))
    return StoryLines(texts[0].story, tuple(lines))


def _of_text(text: SetText, paragraphs: Sequence[Paragraph], beyond: Length) -> Iterator[CopyLine]:
    for placed, (first, last) in zip(text.lines, text.extents, strict=True):
        paragraph = paragraphs[placed.paragraph]
        # Columns beyond the fold of a spread are on the facing page.
        number = text.page + (text.columns[placed.column].x >= beyond)
        yield CopyLine(
            text.story,
            number,
            text.frame,
            placed.column,
            paragraph,
            first - paragraph.start,
            last - paragraph.start,
        )

"""Stories with a few characters more or fewer, as an editor would change them: at the end of a paragraph, before its closing mark.

It is how fit advice is proved: the change it names is made, and the story is set again (issue 7).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Final

from msgspec.structs import replace

from typeset.flow.body import is_signature
from typeset.flow.copyfit import LOOSENED
from typeset.model.story import Paragraph, Run, Story

FILLING: Final = "字"
"""The character that stands for copy still to be written."""


def editable(story: Story) -> tuple[int, ...]:
    """The paragraphs of a story an editor may shorten or lengthen: copy, no subhead, no table, no signature."""
    return tuple(
        number
        for number, paragraph in enumerate(story.paragraphs)
        if paragraph.role in LOOSENED
        and paragraph.table is None
        and not is_signature(story.paragraphs, number)
    )


def core(paragraph: Paragraph) -> int:
    """How many characters a paragraph has before the marks it closes with."""
    text = paragraph.text
    end = len(text)
    while end and unicodedata.category(text[end - 1])[0] in "PZ":
        end -= 1
    return end


def lengthened(story: Story, number: int, characters: int) -> Story:
    """The story with so many characters more at the end of a paragraph; fewer when the number is below 0.

    Raises:
        ValueError: when more is to be cut than the paragraph has before its closing marks.
    """
    end = core(story.paragraphs[number])
    if characters >= 0:
        return _replaced(story, number, (end, end), FILLING * characters)
    if -characters > end:
        raise ValueError(f"paragraph {number} has {end} characters to cut, not {-characters}")
    return _replaced(story, number, (end + characters, end), "")


def ended(story: Story, characters: int) -> Story:
    """The story with so many characters more at the end of its copy; fewer when the number is below 0.

    Paragraphs that are cut whole are gone; of the last that is left its closing marks stay. A story is never cut to nothing: one
    character is left.
    """
    numbers = editable(story)
    if not numbers:
        return story
    if characters >= 0:
        return lengthened(story, numbers[-1], characters)
    left = -characters
    for number in reversed(numbers):
        paragraph = story.paragraphs[number]
        length = len(paragraph.text)
        if left >= length and number != numbers[0]:
            story, left = _without(story, number), left - length
        else:
            most = core(paragraph)
            cut = min(left, length - 1)
            span = (0, cut) if cut > most else (most - cut, most)
            return _replaced(story, number, span, "")
        if not left:
            break
    return story


def _without(story: Story, number: int) -> Story:
    gone = len(story.paragraphs[number].text)
    after = tuple(replace(p, start=p.start - gone) for p in story.paragraphs[number + 1 :])
    return replace(story, paragraphs=(*story.paragraphs[:number], *after))


def _replaced(story: Story, number: int, span: tuple[int, int], text: str) -> Story:
    """The story with the characters ``span`` of a paragraph replaced by a text."""
    first, last = span
    by = len(text) - (last - first)
    paragraph = story.paragraphs[number]
    changed = replace(
        paragraph,
        runs=tuple(_runs(paragraph, first, last, text)),
        annotations=tuple(
            replace(a, first=a.first + by, last=a.last + by) if a.first >= last else a
            for a in paragraph.annotations
            if a.last <= first or a.first >= last
        ),
        anchors=tuple(
            replace(a, offset=max(first, a.offset + by)) if a.offset >= last else a for a in paragraph.anchors
        ),
    )
    after = tuple(replace(p, start=p.start + by) for p in story.paragraphs[number + 1 :])
    return replace(story, paragraphs=(*story.paragraphs[:number], changed, *after))


def _runs(paragraph: Paragraph, first: int, last: int, text: str) -> Iterator[Run]:
    """The runs with a stretch replaced; what comes in has the look of the character before it."""
    at = 0
    waiting = text
    for run in paragraph.runs:
        stop = at + len(run.text)
        kept = run.text[: max(first - at, 0)]
        if waiting and at <= max(first - 1, 0) < stop:
            kept, waiting = kept + waiting, ""
        kept += run.text[max(last - at, 0) :] if stop > last else ""
        if kept:
            yield replace(run, text=kept)
        at = stop

"""A headline torn inside a word: a line of it that ends inside a number, a Western word, a name in marks, a Chinese word.

Where the engine breaks a headline it never does that; where its editor gave the lines, or marked the places, it is as they said.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Final

from typeset.catalogue import finding
from typeset.checks.inked import is_headline
from typeset.findings import Finding
from typeset.flow.issue import SetIssue
from typeset.model.placed import GlyphRun, PlacedPage
from typeset.model.story import Story
from typeset.model.structure import story_of
from typeset.standing import NOTHING_STANDS, StandingResults
from typeset.text.breaks import Words
from typeset.text.inseparable import parted_units

# A longer word is made of words, and may be broken between them.
_LONGEST: Final = 4
_PARTS: Final = ("headline", "kicker", "deck")


def check_head_breaks(
    issue: SetIssue, words: Words | None = None, standing: StandingResults = NOTHING_STANDS
) -> list[Finding]:
    """At most one finding a story that stands on a page: the first place at which its head is torn."""
    printed: defaultdict[str, list[str]] = defaultdict(list)
    for page in issue.pages:
        for slug, line in standing.of(_printed_on, page):
            printed[slug].append(line)
    named = {page.number: tuple(page.styles.lines.keep_together) for page in issue.edition.pages}
    found: list[Finding] = []
    for slug, (number, frame) in _places(issue).items():
        story = issue.edition.stories[slug]
        for part, lines in _lines(story, printed.get(slug, ())):
            torn = next(tears(lines, named[number], words), None)
            if torn is not None:
                found.append(
                    finding(
                        "headline-torn",
                        span=story.place_of(part),
                        page=number,
                        frame=frame,
                        story=slug,
                        lines=" / ".join(lines),
                        text=torn,
                    )
                )
                break
    return found


def tears(lines: Sequence[str], names: tuple[str, ...] = (), words: Words | None = None) -> Iterator[str]:
    """What is torn where one line of a head ends and the next begins, in the order of the lines."""
    text = "".join(lines)
    for number, at in enumerate(accumulate(len(line) for line in lines[:-1])):
        if _is_joint(text, at) and (
            _inside(text, at, names) or _in_word(lines[number], lines[number + 1], words)
        ):
            yield f"{text[max(0, at - 3) : at]}|{text[at : at + 3]}"


def _is_joint(text: str, at: int) -> bool:
    """Whether characters that may be parts of one thing meet here: no mark or blank is one of them."""
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def _inside(text: str, at: int, names: tuple[str, ...]) -> bool:
    one, two = text[at - 1], text[at]
    if one.isascii() and two.isascii():
        return True
    return parted_units(text, names)[at]


def _in_word(line: str, after: str, words: Words | None) -> bool:
    """Whether a short word goes on over the end of a line, one of its halves a single character."""
    text, at = line + after, len(line)
    inner = () if words is None else words(text)
    if not inner or at in inner:
        return False
    borders = (0, *inner, len(text))
    first = max(border for border in borders if border < at)
    last = min(border for border in borders if border > at)
    return last - first <= _LONGEST and min(at - first, last - at) == 1


def _places(issue: SetIssue) -> dict[str, tuple[int, str]]:
    """The page and frame on which each story begins."""
    return {part.story: (part.page, part.frame) for part in reversed(issue.parts)}


def _lines(story: Story, printed: Sequence[str]) -> Iterator[tuple[str, Sequence[str]]]:
    """The parts of a head that stand in several lines: as given, or as printed where one line was given."""
    for part in _PARTS:
        given: tuple[str, ...] = getattr(story.block, part)
        if len(given) > 1:
            yield part, given
        elif part == "headline" and len(printed) > 1 and story.block.marks_of(part):
            yield part, printed


def _printed_on(page: PlacedPage) -> list[tuple[str, str]]:
    """The lines of headlines as they stand on a finished page, each with its story."""
    found: list[tuple[str, str]] = []
    before: GlyphRun | None = None
    for item in page.items:
        if not isinstance(item, GlyphRun) or not is_headline(item.part):
            continue
        slug = story_of(item.part)
        if before is not None and story_of(before.part) == slug and _one_line(before, item):
            # The line before is that of its story: nothing else came between.
            found[-1] = slug, found[-1][1] + item.text
        else:
            found.append((slug, item.text))
        before = item
    return found


def _one_line(run: GlyphRun, after: GlyphRun) -> bool:
    """Whether a run goes on in the line of another: on its baseline, or in vertical lines on its axis."""
    if run.down or after.down or run.turned or after.turned:
        return abs(after.xs[0] - run.xs[0]) <= max(run.size, after.size)
    return run.y == after.y

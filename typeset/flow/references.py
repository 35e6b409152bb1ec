"""References (参见) in the words of their pages: runs and mentions are rewritten, and what stands behind them moves.

A reference changes the length of its story, and that may change where stories go on. So an issue is set, its references
are compared with where its stories really are, and it is set again, a few times at most.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from typeset.catalogue import finding
from typeset.findings import Finding
from typeset.flow.whereabouts import Whereabouts
from typeset.model.edition import Edition, JumpRules
from typeset.model.reference import Mention, Reference, Rewriting
from typeset.model.story import Anchor, Aside, HeadlineBlock, Paragraph, Picture, Story
from typeset.model.table import TableRows
from typeset.source import Span
from typeset.standing import NOTHING_STANDS, StandingResults

ROUNDS: Final = 3
"""How often an issue is set at most until its references are those of its pages."""

Words = Callable[[Reference], str]
"""What a reference prints."""


class Printed(Struct, frozen=True):
    """A reference as it stands: its words, what it refers to, where it was written, and its offset in the story's copy.

    The offset is None in asides, the headline block and captions.
    """

    text: str
    refers: Reference
    span: Span
    offset: int | None = None


def with_words(edition: Edition, where: Whereabouts, standing: StandingResults = NOTHING_STANDS) -> Edition:
    """The edition with its references in the words of their pages; the same edition when nothing changes."""
    words = _words_in(edition, where)
    stories = {
        slug: rewritten(story, words(slug)) if standing.of(refers, story) else story
        for slug, story in edition.stories.items()
    }
    if all(stories[slug] is story for slug, story in edition.stories.items()):
        return edition
    return replace(edition, stories=stories)


def unsettled(edition: Edition, where: Whereabouts) -> list[Finding]:
    """Findings for references of an edition that was set that print other pages than those of their stories."""
    words = _words_in(edition, where)
    return [
        finding(
            "reference-unsettled",
            span=printed.span,
            story=slug,
            amount=ROUNDS,
            text=printed.text,
            wanted=wanted,
        )
        for slug, story in edition.stories.items()
        for printed in references(story)
        if printed.text != (wanted := words(slug)(printed.refers))
    ]


def refers(story: Story) -> bool:
    """Whether there is a reference in a story."""
    return next(references(story), None) is not None


def references(story: Story) -> Iterator[Printed]:
    """The references of a story in its copy, asides, headline block and captions."""
    for paragraph in story.paragraphs:
        yield from _in_copy(paragraph, paragraph.start)
    for aside in story.asides:
        for paragraph in aside.paragraphs:
            yield from _in_copy(paragraph, None)
    for (part, number), mentions in story.block.mentions.items():
        yield from _mentioned(_lines(story.block, part)[number], mentions)
    for picture in story.all_pictures:
        yield from _mentioned(picture.caption, picture.mentions)


def _in_copy(paragraph: Paragraph, start: int | None) -> Iterator[Printed]:
    at = 0
    for run in paragraph.runs:
        if run.refers is not None:
            offset = None if start is None else start + at
            yield Printed(run.text, run.refers, paragraph.span_at(at), offset)
        at += len(run.text)


def _mentioned(text: str, mentions: Sequence[Mention]) -> Iterator[Printed]:
    return (Printed(text[m.first : m.last], m.refers, m.span) for m in mentions)


def _words_in(edition: Edition, where: Whereabouts) -> Callable[[str], Words]:
    """Gives what references of a story print by its name: in the numerals of the page it begins on."""
    of_pages = {page.number: page.jumps for page in edition.pages}
    usual = next(iter(of_pages.values()), JumpRules())

    def words(slug: str) -> Words:
        pages = where.begins.get(slug, ())
        rules = of_pages[pages[0]] if pages else usual
        return lambda reference: where.of_reference(reference, rules)

    return words


def rewritten(story: Story, words: Words) -> Story:
    """The story with these words for its references; the same story when they are those it has."""
    if all(printed.text == words(printed.refers) for printed in references(story)):
        return story
    return replace(
        story,
        block=_block(story.block, words),
        paragraphs=_paragraphs(story.paragraphs, words),
        pictures=tuple(_picture(picture, words) for picture in story.pictures),
        asides=tuple(_aside(aside, words) for aside in story.asides),
    )


def _paragraphs(paragraphs: Sequence[Paragraph], words: Words) -> tuple[Paragraph, ...]:
    made: list[Paragraph] = []
    start = 0
    for paragraph in paragraphs:
        made.append(replace(_paragraph(paragraph, words), start=start))
        start += len(made[-1].text)
    return tuple(made)


def _paragraph(paragraph: Paragraph, words: Words) -> Paragraph:
    """The paragraph with its references rewritten; every character of a reference was written where its brace stands."""
    runs = tuple(
        run if run.refers is None else replace(run, text=words(run.refers)) for run in paragraph.runs
    )
    if runs == paragraph.runs:
        return paragraph
    stretches: list[tuple[int, int, int]] = []
    at = 0
    for before, after in zip(paragraph.runs, runs, strict=True):
        if before.refers is not None:
            stretches.append((at, at + len(before.text), len(after.text)))
        at += len(before.text)
    by = Rewriting.of(stretches)
    return replace(
        paragraph,
        runs=runs,
        anchors=_anchors(paragraph, by),
        annotations=tuple(
            replace(note, first=by.moved(note.first), last=by.moved(note.last))
            for note in paragraph.annotations
        ),
        table=_table(paragraph.table, by),
    )


def _anchors(paragraph: Paragraph, by: Rewriting) -> tuple[Anchor, ...]:
    if not paragraph.anchors:
        return ()
    inside = {offset for first, last, _ in by.stretches for offset in range(first, last)}
    kept = [
        replace(anchor, offset=by.moved(anchor.offset))
        for anchor in paragraph.anchors
        if anchor.offset not in inside
    ]
    for first, _, length in by.stretches:
        span = paragraph.span_at(first)
        start = by.moved(first)
        kept += (Anchor(offset, span.line, span.column) for offset in range(start, start + length))
    return tuple(sorted(kept, key=lambda anchor: anchor.offset))


def _table(table: TableRows | None, by: Rewriting) -> TableRows | None:
    if table is None:
        return None
    cells = (replace(cell, first=by.moved(cell.first), last=by.moved(cell.last)) for cell in table.cells)
    return replace(table, cells=tuple(cells))


def _aside(aside: Aside, words: Words) -> Aside:
    gallery = aside.gallery
    if gallery is not None:
        gallery = replace(gallery, pictures=tuple(_picture(picture, words) for picture in gallery.pictures))
    return replace(aside, paragraphs=_paragraphs(aside.paragraphs, words), gallery=gallery)


def _picture(picture: Picture, words: Words) -> Picture:
    if not picture.mentions:
        return picture
    caption, mentions, by = _line(picture.caption, picture.mentions, words)
    strong = tuple((by.moved(first), by.moved(last)) for first, last in picture.caption_strong)
    return replace(picture, caption=caption, mentions=mentions, caption_strong=strong)


def _block(block: HeadlineBlock, words: Words) -> HeadlineBlock:
    for (part, number), mentions in block.mentions.items():
        lines = list(_lines(block, part))
        lines[number], moved, by = _line(lines[number], mentions, words)
        marks = block.marks
        if part in marks:
            marks = {**marks, part: tuple(by.moved(mark) for mark in marks[part])}
        block = replace(block, marks=marks, mentions={**block.mentions, (part, number): moved})
        match part:
            case "kicker":
                block = replace(block, kicker=tuple(lines))
            case "deck":
                block = replace(block, deck=tuple(lines))
            case "slogan":
                block = replace(block, slogan=tuple(lines))
            case "byline":
                block = replace(block, byline=lines[0])
            case _:
                block = replace(block, editors_note=lines[0])
    return block


def _lines(block: HeadlineBlock, part: str) -> tuple[str, ...]:
    """The lines of a part that may hold references."""
    known = {
        "kicker": block.kicker,
        "deck": block.deck,
        "slogan": block.slogan,
        "byline": (block.byline,),
        "editors_note": (block.editors_note,),
    }
    return known[part]


def _line(text: str, mentions: Sequence[Mention], words: Words) -> tuple[str, tuple[Mention, ...], Rewriting]:
    """A text with its mentions rewritten, where they are now, and what that moved."""
    made, at = "", 0
    moved: list[Mention] = []
    for mention in mentions:
        made += text[at : mention.first]
        first = len(made)
        made += words(mention.refers)
        moved.append(replace(mention, first=first, last=len(made)))
        at = mention.last
    pairs = zip(mentions, moved, strict=True)
    by = Rewriting.of((old.first, old.last, new.last - new.first) for old, new in pairs)
    return made + text[at:], tuple(moved), by

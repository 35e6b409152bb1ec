"""A set issue as an impression: the lines of its pages read back from what is drawn, so that what is compared is what is printed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import groupby

from msgspec.structs import replace

from typeset.compare.piecing import Drawn, lines_of
from typeset.compare.places import Places
from typeset.faces import FaceBook
from typeset.flow.issue import SetIssue
from typeset.model.impression import (
    Impression,
    ShownFrame,
    ShownJump,
    ShownLine,
    ShownPage,
    ShownStory,
    ShownText,
    TextKind,
)
from typeset.model.placed import GlyphRun, PlacedPage, PlacedPicture
from typeset.model.structure import story_of


def impression_of(issue: SetIssue, faces: FaceBook, read_bytes: Callable[[str], bytes]) -> Impression:
    """Everything a set issue shows; ``read_bytes`` gives its picture files, whose content is part of it, as that of the fonts is."""
    places, name = Places.of(issue), issue.edition.page_name
    return Impression(
        pages=tuple(ShownPage(name(page.number), page) for page in issue.pages),
        stories=tuple(_stories(issue)),
        jumps=tuple(
            ShownJump(
                jump.story,
                (name(jump.from_page), jump.from_frame),
                (name(jump.to_page), jump.to_frame),
                jump.source_text,
                jump.target_text,
            )
            for jump in issue.jumps
        ),
        texts=_texts(issue.pages, places),
        frames=tuple(
            ShownFrame(name(page), frame, box)
            for page in sorted(places.frames)
            for frame, box in places.frames[page].items()
        ),
        pictures=_digests(issue.pages, read_bytes),
        faces=_fonts(issue.pages, faces),
    )


def _stories(issue: SetIssue) -> Iterator[ShownStory]:
    for slug in dict.fromkeys(part.story for part in issue.parts):
        parts = [part for part in issue.parts if part.story == slug]
        over = sum(o.characters for o in issue.oversets if o.story == slug)
        places = ((issue.edition.page_name(part.page), part.frame) for part in parts)
        count = sum(part.last - part.first for part in parts)
        yield ShownStory(
            slug, tuple(dict.fromkeys(places)), issue.edition.stories[slug].characters, count, over
        )


def _digests(pages: Sequence[PlacedPage], read_bytes: Callable[[str], bytes]) -> Mapping[str, str]:
    shown = [item for page in pages for item in page.items if isinstance(item, PlacedPicture)]
    files = {name for item in shown for name in (item.file, item.mask) if name}
    return {file: _digest(file, read_bytes) for file in sorted(files)}


def _digest(file: str, read_bytes: Callable[[str], bytes]) -> str:
    try:
        return sha256(read_bytes(file)).hexdigest()
    except OSError:
        # It was there when the edition was read; the build tells of it.
        return ""


def _fonts(pages: Sequence[PlacedPage], faces: FaceBook) -> Mapping[str, str]:
    roles = {item.face for page in pages for item in page.items if isinstance(item, GlyphRun)}
    records = {role: faces.face(role).record for role in sorted(roles)}
    return {role: f"{sha256(one.data).hexdigest()} {one.index}" for role, one in records.items()}


def _texts(pages: Sequence[PlacedPage], places: Places) -> tuple[ShownText, ...]:
    """All texts in the order in which they come first."""
    made: dict[ShownText, list[tuple[Drawn, ShownLine]]] = {}
    for page in pages:
        for drawn in lines_of(page.items):
            line = places.located(page.number, drawn)
            made.setdefault(_text_of(drawn, line), []).append((drawn, line))
    return tuple(replace(text, lines=tuple(_numbered(_ended(lines)))) for text, lines in made.items())


def _ended(lines: Sequence[tuple[Drawn, ShownLine]]) -> list[ShownLine]:
    """The lines, the last one of each paragraph told; a paragraph may go on on another page."""
    following = [drawn.block for drawn, _ in lines[1:]]
    last = lines[-1][1]
    return [
        *(
            replace(line, ends=block != drawn.block)
            for (drawn, line), block in zip(lines, following, strict=False)
        ),
        replace(last, ends=True),
    ]


def _text_of(drawn: Drawn, line: ShownLine) -> ShownText:
    """The text a line belongs to, still without lines."""
    story = story_of(drawn.part)
    kind = TextKind(drawn.purpose.value)
    if story:
        return ShownText(kind, story, (), of_story=True)
    return ShownText(kind, line.place.frame, (), page=line.place.page)


def _numbered(lines: Sequence[ShownLine]) -> Iterator[ShownLine]:
    """The lines counted in each column of each frame; those side by side, as in a table, count as one."""

    def column(line: ShownLine) -> tuple[str, str, int]:
        return line.place.page, line.place.frame, line.place.column

    for _, group in groupby(lines, key=column):
        number, before = 0, None
        for line in group:
            level = line.place.box.y if line.place.box is not None else None
            number += level is None or level != before
            before = level
            yield replace(line, place=replace(line.place, number=number))

"""Drafts into paragraphs: styles asked for by name are checked, inline pictures found, characters become runs."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from typeset.catalogue import finding
from typeset.findings import Finding
from typeset.model.annotation import Annotation, InlinePicture
from typeset.model.reference import Reference
from typeset.model.story import Anchor, Emphasis, Paragraph, Run
from typeset.model.table import Cell, Table, TableRows
from typeset.read.attributes import Mistake, read_inline_attributes
from typeset.read.characters import composed as composed_text
from typeset.read.characters import composed_offsets
from typeset.read.draft import Draft, Place, line_of
from typeset.read.look import PLAIN, Look, Marking, TypedPicture
from typeset.read.near import meant
from typeset.read.pictures import Pictures
from typeset.source import Span

# An inline picture wider than this many thousandths of a character would not fit a narrow column.
_WIDEST: Final = 4000

_RunKey = tuple[Emphasis, str, bool, Reference | None, Place | None]


class Desk(Struct, frozen=True):
    """What the characters of one story are resolved against; ``styles`` None when the page's are not known."""

    file: str
    slug: str
    styles: frozenset[str] | None
    pictures: Pictures
    picture_folders: tuple[str, ...]


def composed(draft: Draft) -> Draft:
    """The draft with letters and the accents behind them made one character each."""
    text, offsets = composed_offsets(draft.text)
    if len(offsets) == len(draft.chars):
        return draft
    looks, places = [draft.looks[at] for at in offsets], [draft.places[at] for at in offsets]
    return replace(draft, chars=list(text), looks=looks, places=places)


def resolved(draft: Draft, desk: Desk, found: list[Finding]) -> Draft:
    """The draft with styles that exist only, and its inline pictures looked up; those that cannot be had go."""
    if draft.is_plain:
        return draft
    unknown: set[int] = set()
    made = replace(draft, chars=[], looks=[], places=[])
    file = draft.file or desk.file
    for char, typed, place in zip(draft.chars, draft.looks, draft.places, strict=True):
        look = typed
        if look.style and desk.styles is not None and look.style not in desk.styles:
            if look.style_at not in unknown:
                unknown.add(look.style_at)
                found.append(_unknown_style(look, Span(file, *look.style_place), desk))
            look = replace(look, style="")
        if look.markings:
            markings = [_with_picture(marking, place, desk, found) for marking in look.markings]
            if None in markings:
                continue
            look = replace(look, markings=tuple(m for m in markings if m is not None))
        made.chars.append(char)
        made.looks.append(look)
        made.places.append(place)
    return made


def _unknown_style(look: Look, span: Span, desk: Desk) -> Finding:
    facts = meant(look.style, sorted(desk.styles or ()))
    return finding("unknown-style", span=span, story=desk.slug, name=look.style, **facts)


def _with_picture(marking: Marking, place: Place, desk: Desk, found: list[Finding]) -> Marking | None:
    """The marking with its picture found; None, with a finding, when it cannot be had."""
    typed = marking.picture
    if typed is None:
        return marking
    span = Span(desk.file, *place)
    attributes = read_inline_attributes(typed.attributes)
    for mistake in attributes.mistakes:
        at = Span(desk.file, place[0], place[1] + typed.attributes_at - typed.at + mistake.offset)
        found.append(_mistake(mistake, at, desk))
    if typed.caption:
        found.append(finding("inline-picture-caption", span=span, story=desk.slug, text=typed.caption))
    known = desk.pictures.look(typed.file, desk.picture_folders, span)
    if isinstance(known, Finding):
        found.append(replace(known, story=desk.slug))
        return None
    picture = InlinePicture(known.file, known.pixels, known.kind, attributes.height)
    if picture.width > _WIDEST:
        found.append(_too_wide(typed, picture, span, desk))
        return None
    return replace(marking, shown=picture)


def _mistake(mistake: Mistake, span: Span, desk: Desk) -> Finding:
    facts: dict[str, Any] = dict(mistake.facts)
    return finding(mistake.code, span=span, story=desk.slug, **facts)


def _too_wide(typed: TypedPicture, picture: InlinePicture, span: Span, desk: Desk) -> Finding:
    return finding(
        "inline-picture-wide",
        span=span,
        story=desk.slug,
        file=typed.file,
        width=f"{picture.width / 1000:.1f}",
        most=_WIDEST // 1000,
    )


def paragraphs(drafts: list[Draft], file: str) -> tuple[Paragraph, ...]:
    """The paragraphs of a story, each with its offset in the story's text; rows of a table that hold together are one."""
    made: list[Paragraph] = []
    start = 0
    for group in _grouped(drafts):
        cells = [draft.cell for draft in group if draft.cell is not None]
        table = _rows_of(group) if cells else None
        draft = _joined(group)
        runs, file_of = tuple(_runs(draft)), draft.file or file
        annotations = tuple(_annotations(draft, file_of))
        anchors = _anchors(draft.places)
        verse, apart = draft.verse, draft.apart
        made.append(
            Paragraph(draft.role, runs, start, file_of, anchors, annotations, table, verse=verse, apart=apart)
        )
        start += len(draft.chars)
    return tuple(made)


def _runs(draft: Draft) -> Iterator[Run]:
    """A run for each stretch in one look; a reference is one of its own, also beside another to the same stories."""
    if draft.chars and draft.is_plain:
        yield Run(draft.text, *_key(PLAIN, None)[:4])
        return
    keys = (_key(look, place) for look, place in zip(draft.looks, draft.places, strict=True))
    for key, stretch in groupby(zip(keys, draft.chars, strict=True), key=lambda pair: pair[0]):
        yield Run("".join(char for _, char in stretch), *key[:4])


def _key(look: Look, place: Place | None) -> _RunKey:
    return look.emphasis, look.style, look.note_mark, look.refers, place if look.refers is not None else None


def _grouped(drafts: list[Draft]) -> Iterator[list[Draft]]:
    """Each draft alone, but for the cells of rows that are not parted."""
    numbered = (
        ((True, d.cell.table.number, d.cell.group) if d.cell is not None else (False, 0, n), d)
        for n, d in enumerate(drafts)
    )
    for _, group in groupby(numbered, key=lambda pair: pair[0]):
        yield [draft for _, draft in group]


def _joined(group: list[Draft]) -> Draft:
    if len(group) == 1:
        return group[0]
    return replace(
        group[0],
        chars=[char for draft in group for char in draft.chars],
        looks=[look for draft in group for look in draft.looks],
        places=[place for draft in group for place in draft.places],
    )


def _rows_of(group: list[Draft]) -> TableRows:
    cells: list[Cell] = []
    at = 0
    for draft in group:
        typed = draft.cell
        assert typed is not None
        last = at + len(draft.chars)
        cells.append(Cell(at, last, typed.row, typed.column, typed.rows, typed.columns, typed.align))
        at = last
    first = group[0].cell
    assert first is not None
    known = first.table
    table = Table(known.number, known.align, known.shares, known.rules)
    return TableRows(table, tuple(cells), first.group_rows, first.head, first.last)


def _annotations(draft: Draft, file: str) -> Iterator[Annotation]:
    """An annotation for each stretch of characters that carry the same marking, by their first character."""
    if draft.is_plain:
        return
    open_at: dict[Marking, int] = {}
    for index, look in enumerate([*draft.looks, Look()]):
        here = frozenset(look.markings)
        for marking in [marking for marking in open_at if marking not in here]:
            first = open_at.pop(marking)
            span = Span(file, *marking.place)
            yield Annotation(marking.mark, first, index, composed_text(marking.ruby), marking.shown, span)
        for marking in look.markings:
            open_at.setdefault(marking, index)


def _anchors(places: list[Place]) -> tuple[Anchor, ...]:
    """An anchor wherever a character does not stand right behind the one before it."""
    anchors: list[Anchor] = []
    if places:
        (line, column), (last, end) = places[0], places[-1]
        # Places only ever go on: in one line, and as far as there are characters, each is right behind the other.
        if line == last and end - column == len(places) - 1 and places == line_of(places[0], len(places)):
            return (Anchor(0, line, column),)
    expected: Place | None = None
    for offset, (line, column) in enumerate(places):
        if (line, column) != expected:
            anchors.append(Anchor(offset, line, column))
        expected = (line, column + 1)
    return tuple(anchors)

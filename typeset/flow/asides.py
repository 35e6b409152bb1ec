"""Asides (文中插框): pull quotes and boxes that stand in the columns of their story, text running beside or below them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from typeset.catalogue import finding
from typeset.findings import Finding
from typeset.flow.body import Body, Cursor
from typeset.flow.gallery import set_gallery
from typeset.flow.glyphs import missing_in_body
from typeset.flow.grid import MILLI, PageGrid
from typeset.flow.place import Spot, place_line
from typeset.flow.rules import box, horizontal
from typeset.flow.runaround import rectangle
from typeset.flow.setter import Setter
from typeset.flow.standing import Room, Standing, find_rows, rooms_for, without
from typeset.flow.table import Piece, place_piece
from typeset.flow.tagged import article, paragraphs_of, under, within
from typeset.flow.thread import Column
from typeset.model.layout import BoxSpec, Rect, RuleKind, RuleSpec
from typeset.model.placed import Item, Purpose
from typeset.model.story import Aside, AsideKind, Gallery, Story
from typeset.model.structure import Element, Tag
from typeset.units import EM_ASCENT, Length

# White inside a box at its sides, in thousandths of a character; above and below its copy stands a row each.
_PAD: Final = 750
# White between the rules of a pull quote and its lines, in thousandths of a row.
_QUOTE_PAD: Final = 500
# The least width and height of a picture in a gallery, in characters of the body.
_LEAST_PICTURE: Final = 2
# White above a gallery, or below one at the foot of its columns, in thousandths of a row.
_GALLERY_AIR: Final = 250
_STYLES: Final = {
    AsideKind.QUOTE: "pull_quote",
    AsideKind.BOX: "box_body",
    AsideKind.TABLE: "body",
    AsideKind.GALLERY: "body",
}


class _Set(Struct, frozen=True):
    """The lines of an aside one below the other: each with its paragraph, the top of its box and its height."""

    body: Body
    lines: tuple[tuple[int, int, Length, Length], ...]
    height: Length


def stand_asides(story: Story, columns: Sequence[Column], setter: Setter, grid: PageGrid) -> Standing:
    """Give each aside its place in the columns that pictures have left; one without room is an error, never dropped."""
    left = list(columns)
    items: list[Item] = []
    findings: list[Finding] = []
    for number, aside in enumerate(story.asides):
        tag = Tag.QUOTE if aside.kind is AsideKind.QUOTE else Tag.SECTION
        part = Element(tag, f"aside {number}", article(story))
        if aside.gallery is not None:
            stood = _stand_gallery(aside, aside.gallery, left, setter, grid)
            left, items, findings = (
                list(stood.columns),
                [*items, *under(stood.items, part)],
                [*findings, *stood.findings],
            )
            continue
        pad = grid.body * _PAD // MILLI if aside.kind is AsideKind.BOX else 0
        rooms, width = _off_fold(rooms_for(aside, left, grid), grid)
        made = _set(aside, story, width - 2 * pad, setter, grid)
        findings += missing_in_body(made.body)
        around = _around(aside.kind, grid)
        found = find_rows(left, rooms, grid.rows_for(made.height + around) + 1, aside.place)
        if found is None:
            amount = made.body.story.characters
            findings.append(finding("aside-no-room", span=aside.span, amount=amount, unit="characters"))
            continue
        room, rows = found
        # The last row, or the first of an aside at the foot, is white between it and the text.
        top = rows[1] if rows[0] != left[room.first].rows[0] else rows[0]
        height = (len(rows) - 1) * grid.leading
        items += _items(aside, made, Rect(room.x, grid.row_top(top), room.width, height), pad, grid, part)
        left = without(left, room, rows, rectangle(Rect(room.x, 0, room.width, 0), rows), grid)
    return Standing(tuple(left), tuple(items), tuple(findings))


def _off_fold(rooms: Sequence[Room], grid: PageGrid) -> tuple[tuple[Room, ...], Length]:
    """The rooms that do not lie over a fold, where lines of an aside are not parted as a headline is, and their width."""
    clear = tuple(room for room in rooms if not grid.crosses(Rect(room.x, 0, room.width, 1)))
    return clear, (clear or rooms)[0].width


def _stand_gallery(
    aside: Aside, gallery: Gallery, columns: Sequence[Column], setter: Setter, grid: PageGrid
) -> Standing:
    """A gallery in its columns; its top is level with the characters beside it, its foot clear of the text below."""
    rooms, width = _off_fold(rooms_for(aside, columns, grid), grid)
    made = set_gallery(gallery, width, setter)
    air = (grid.leading - grid.body) // 2
    gap = grid.leading * _GALLERY_AIR // MILLI
    needed = gallery.rows or grid.rows_for(made.height + air + gap)
    found = find_rows(columns, rooms, needed, aside.place)
    height = needed * grid.leading - air - gap
    if found is None or not made.stands_in(height, _LEAST_PICTURE * grid.body):
        told = finding("gallery-no-room", span=aside.span, amount=len(gallery.pictures), rows=needed)
        return Standing(tuple(columns), (), (told,))
    room, rows = found
    items = made.items(Rect(room.x, grid.row_top(rows[0]) + air, room.width, height))
    left = without(columns, room, rows, rectangle(Rect(room.x, 0, room.width, 0), rows), grid)
    return Standing(tuple(left), tuple(items), ())


def _set(aside: Aside, story: Story, width: Length, setter: Setter, grid: PageGrid) -> _Set:
    own = replace(story, paragraphs=aside.paragraphs, pictures=(), asides=())
    body = Body.of(own, setter, _STYLES[aside.kind])
    lines: list[tuple[int, int, Length, Length]] = []
    top = 0
    for number, paragraph in enumerate(body.paragraphs):
        if paragraph.is_table:
            table, piece = body.table(number, width)
            lines.append((number, 0, top, table.pieces[piece].rows(grid) * grid.leading))
            top += lines[-1][-1]
            continue
        leading = grid.leading
        if aside.kind is AsideKind.QUOTE:
            leading = paragraph.style.leading or _airy(paragraph.style.size)
        for index, _ in enumerate(body.lines(Cursor(number), width)):
            lines.append((number, index, top, leading))
            top += leading
    return _Set(body, tuple(lines), top)


def _around(kind: AsideKind, grid: PageGrid) -> Length:
    """The height of what stands above and below the copy: white in a box, rules of a quote; a table has its own rules."""
    if kind is AsideKind.TABLE:
        return 0
    return 2 * grid.leading if kind is AsideKind.BOX else grid.leading * 2 * _QUOTE_PAD // MILLI


def _airy(size: Length) -> Length:
    """The leading of larger type that has none of its own."""
    return size * 1400 // MILLI


def _items(aside: Aside, made: _Set, rect: Rect, pad: Length, grid: PageGrid, part: Element) -> list[Item]:
    items: list[Item] = []
    elements = paragraphs_of([one.source for one in made.body.paragraphs], part)
    top = rect.y
    if aside.kind is AsideKind.BOX:
        items += box(rect, BoxSpec())
        top = rect.y + grid.leading
    elif aside.kind is AsideKind.QUOTE:
        items += horizontal(rect.x, rect.right, rect.y + grid.leading // 4, RuleSpec(RuleKind.THICK))
        items += horizontal(rect.x, rect.right, rect.bottom - grid.leading // 4, RuleSpec(RuleKind.THIN))
        top = rect.y + (rect.height - made.height) // 2
    for number, index, at, leading in made.lines:
        paragraph = made.body.paragraphs[number]
        if paragraph.is_table:
            room = Rect(rect.x + pad, top + at, rect.width - 2 * pad, 0)
            items += under(_rows(made.body, number, room, grid), elements[number])
            continue
        line = made.body.lines(Cursor(number), rect.width - 2 * pad)[index]
        size = paragraph.style.size
        baseline = top + at + (leading - size) // 2 + EM_ASCENT * size // MILLI
        placed = place_line(paragraph.shaped, line, Spot(rect.x + pad, baseline), Purpose.ASIDE)
        items += within(placed, elements[number])
    return items


def _rows(body: Body, number: int, at: Rect, grid: PageGrid) -> list[Item]:
    """Rows of a table that stands whole."""
    table, index = body.table(number, at.width)
    row = (at.y - grid.top) // grid.leading + 1
    return place_piece(
        table, index, at.x, Piece(row, repeats=False, opens=not index, closes=False), grid, Purpose.ASIDE
    )

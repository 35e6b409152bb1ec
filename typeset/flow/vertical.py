"""Vertical lines on the page: their glyphs, and the bands a vertical story is set in.

A band (栏) is a column turned: its measure is its height, its rows are its lines, counted from the right edge. So the
flow fills, balances and cuts it like any column, and only placing turns it back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby, pairwise

from msgspec.structs import replace

from typeset.flow.adorn import adornments_down
from typeset.flow.body import Body
from typeset.flow.grid import PageGrid
from typeset.flow.missing import missing_box
from typeset.flow.place import inline_figure, stand_in
from typeset.flow.rules import horizontal
from typeset.flow.tagged import article, named, paragraphs_of, ruby_base, within
from typeset.flow.thread import Column, SetLine
from typeset.model.annotation import InlinePicture, Mark
from typeset.model.layout import Rect, RuleSpec
from typeset.model.placed import GlyphRun, Item, PlacedPicture, Purpose
from typeset.model.structure import Element
from typeset.model.style import Colour
from typeset.text.justify import Line
from typeset.text.shaped import ShapedParagraph
from typeset.units import EM_ASCENT, Length

MILLI = 1000


def place_column(
    shaped: ShapedParagraph, line: Line, axis: Length, top: Length, purpose: Purpose
) -> list[Item]:
    """The glyphs of a vertical line on its axis, its measure beginning at ``top``, in reading order.

    Upright glyphs that stand one below another are one run; all others are level runs of their own.
    """
    items: list[Item] = []
    pictures = {a.first: a.source.picture for a in shaped.annotations if a.source.picture is not None}
    for index in range(line.first, line.last):
        at = top + line.xs[index - line.first]
        if shaped.atoms[index].face:
            items.extend(_glyphs(shaped, index, (axis, at), purpose))
        else:
            items.extend(_faceless(shaped, index, (axis, at), pictures))
    items.extend(_hyphen(shaped, line, axis, top, purpose))
    return _in_columns(items)


def _in_columns(items: Sequence[Item]) -> list[Item]:
    """The items, upright runs of one glyph that follow each other down the line put together."""
    made: list[Item] = []
    for key, group in groupby(items, key=_column_of):
        runs = list(group)
        first = runs[0]
        if key is None or len(runs) == 1 or not isinstance(first, GlyphRun):
            made.extend(runs)
            continue
        glyphs = [run for run in runs if isinstance(run, GlyphRun)]
        made.append(
            replace(
                first,
                glyphs=tuple(run.glyphs[0] for run in glyphs),
                xs=tuple(first.xs[0] + run.y - first.y for run in glyphs),
                texts=tuple(run.texts[0] for run in glyphs),
                inner=tuple((n, n + 1, part) for n, run in enumerate(glyphs) for _, _, part in run.inner),
                down=True,
            )
        )
    return made


def _column_of(item: Item) -> tuple[str, Length, Length, Colour, Purpose] | None:
    """What glyphs of one upright run have in common; None for anything else."""
    if not isinstance(item, GlyphRun) or item.turned or item.stretch != MILLI or not item.texts[0]:
        return None
    return item.face, item.size, item.xs[0], item.colour, item.purpose


def _faceless(
    shaped: ShapedParagraph,
    index: int,
    spot: tuple[Length, Length],
    pictures: Mapping[int, InlinePicture],
) -> list[Item]:
    """A picture in the line, upright and no wider than a character, or a box for what no face has."""
    size, atom = shaped.styles[shaped.style_of[index]].size, shaped.atoms[index]
    char = shaped.text[shaped.offsets[index]]
    axis, top = spot[0], spot[1] + atom.before * size // MILLI
    picture = pictures.get(index)
    if picture is None:
        box = missing_box(char, axis - size // 2, top + EM_ASCENT * size // MILLI, size)
        return named(box, stand_in(char, index))
    room = shaped.ink[index] - (atom.before + atom.after) * size // MILLI
    width = min(size, room * picture.pixels[0] // max(picture.pixels[1], 1))
    height = max(1, width * picture.pixels[1] // max(picture.pixels[0], 1))
    rect = Rect(axis - width // 2, top + (room - height) // 2, width, height)
    return [PlacedPicture(picture.file, rect, rect, char, part=inline_figure(index))]


def _glyphs(shaped: ShapedParagraph, index: int, spot: tuple[Length, Length], purpose: Purpose) -> list[Item]:
    atom = shaped.atoms[index]
    style = shaped.styles[shaped.style_of[index]]
    typed = shaped.text[shaped.offsets[index] : shaped.offsets[index + 1]]
    one_each = len(typed) == len(atom.gids)
    base = _base(shaped, index)
    runs: list[Item] = []
    for number, (gid, step, across) in enumerate(zip(atom.gids, atom.steps, atom.across, strict=True)):
        runs.append(
            GlyphRun(
                face=atom.face,
                size=style.size,
                y=spot[1] + (atom.origin + step) * style.size // MILLI,
                glyphs=(gid,),
                xs=(spot[0] + across * style.size // MILLI + style.rise,),
                texts=(typed[number] if one_each else typed if number == 0 else "",),
                colour=style.colour,
                purpose=purpose,
                stretch=atom.stretch,
                turned=atom.turned,
                inner=((0, 1, base),) if base is not None else (),
            )
        )
    return runs


def _base(shaped: ShapedParagraph, index: int) -> Element | None:
    """The element of an atom under a ruby."""
    under = (one for one in shaped.annotations if one.mark is Mark.RUBY and one.first <= index < one.last)
    first = next(under, None)
    return None if first is None else ruby_base(first.first)


def _hyphen(shaped: ShapedParagraph, line: Line, axis: Length, top: Length, purpose: Purpose) -> list[Item]:
    """The hyphen of a turned word that goes on in the next line."""
    last = line.last - 1
    atom = shaped.hyphens.get(last)
    if atom is None or not atom.face or line.last >= len(shaped):
        return []
    style = shaped.styles[shaped.style_of[last]]
    at = top + line.xs[-1] + shaped.ink[last]
    below = (EM_ASCENT - MILLI // 2) * style.size // MILLI
    return [
        GlyphRun(
            face=atom.face,
            size=style.size,
            y=at,
            glyphs=atom.gids,
            xs=(axis - below,),
            texts=("\u00ad",),
            colour=style.colour,
            purpose=purpose,
            turned=True,
        )
    ]


def bands_of(rect: Rect, count: int, grid: PageGrid) -> tuple[Column, ...]:
    """``count`` bands one below another, each a whole number of characters high, a character of white between.

    A column's ``x`` is the top of its band and ``width`` its height; what is left over goes between the bands.
    """
    count = max(count, 1)
    room = rect.height - (count - 1) * grid.body
    measure = max(grid.body, room // count // grid.body * grid.body)
    spare = max(0, rect.height - count * measure)
    lines = tuple(range(1, rect.width // grid.leading + 1))
    if count == 1:
        return (Column(rect.y + spare // 2, measure, lines),)
    return tuple(
        Column(rect.y + number * measure + spare * number // (count - 1), measure, lines)
        for number in range(count)
    )


def axis_of(rect: Rect, row: int, rows: int, grid: PageGrid) -> Length:
    """The axis of a line that takes ``rows`` lines from ``row`` on, in a rectangle whose lines stand in its middle."""
    spare = rect.width % grid.leading
    return rect.right - spare // 2 - (row - 1) * grid.leading - rows * grid.leading // 2


def place_bands(
    body: Body, lines: Sequence[SetLine], bands: Sequence[Column], rect: Rect, grid: PageGrid
) -> list[Item]:
    """The glyphs of set lines, band by band: the order of the copy."""
    items: list[Item] = []
    elements = paragraphs_of([one.source for one in body.paragraphs], article(body.story))
    for placed in lines:
        element = elements[placed.paragraph]
        shaped = body.paragraphs[placed.paragraph].shaped
        axis = axis_of(rect, placed.row, placed.rows, grid)
        top = bands[placed.column].x
        items += within(place_column(shaped, placed.line, axis, top, Purpose.BODY), element)
        items += within(adornments_down(shaped, placed.line, axis, top), element)
    return items


def band_rules(bands: Sequence[Column], rect: Rect, rule: RuleSpec) -> list[Item]:
    """Rules in the middle between the bands."""
    middles = ((upper.x + upper.width + lower.x) // 2 for upper, lower in pairwise(bands))
    return [item for y in middles for item in horizontal(rect.x, rect.right, y, rule)]


def band_box(lines: Sequence[SetLine], bands: Sequence[Column], rect: Rect, grid: PageGrid) -> Rect:
    """The rectangle round set lines."""
    if not lines:
        return Rect(rect.right, rect.y, 0, 0)
    used = [bands[placed.column] for placed in lines]
    top = min(band.x for band in used)
    foot = max(band.x + band.width for band in used)
    half = grid.leading // 2
    right = max(axis_of(rect, placed.row, 1, grid) for placed in lines) + half
    left = min(axis_of(rect, placed.row + placed.rows - 1, 1, grid) for placed in lines) - half
    return Rect(left, top, right - left, foot - top)

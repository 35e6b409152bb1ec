"""Lines to glyph runs: the one place where a position in a line becomes a position on the page."""

from __future__ import annotations

from collections.abc import Sequence
from sys import intern

from msgspec import Struct

from typeset.flow.missing import missing_box
from typeset.flow.tagged import PICTURE, named, ruby_base
from typeset.model.annotation import InlinePicture, Mark
from typeset.model.layout import Rect
from typeset.model.placed import GlyphRun, Item, PlacedPicture, Purpose
from typeset.model.structure import Element, Tag
from typeset.text.classes import CharClass
from typeset.text.justify import Line
from typeset.text.shaped import ShapedParagraph
from typeset.units import EM_ASCENT, Length

MILLI = 1000


class Spot(Struct, frozen=True):
    """Where a line starts: the left edge of its measure and its baseline."""

    x: Length
    baseline: Length


def place_line(
    shaped: ShapedParagraph, line: Line, spot: Spot, purpose: Purpose, *, stretch: int = MILLI
) -> list[Item]:
    """The glyph runs of one line; one run for each stretch in one face and style.

    ``stretch`` narrows or widens the whole line, its positions as well as its glyphs.
    """
    items: list[Item] = []
    index = line.first
    while index < line.last:
        face, style_number = shaped.atoms[index].face, shaped.style_of[index]
        end = index + 1
        while end < line.last and shaped.atoms[end].face == face and shaped.style_of[end] == style_number:
            end += 1
        if face:
            items.append(_run(shaped, line, (index, end), spot, purpose, stretch=stretch))
        else:
            items.extend(_faceless(shaped, line, (index, end), spot))
        index = end
    items.extend(_hyphen(shaped, line, spot, purpose, stretch=stretch))
    return items


def _hyphen(shaped: ShapedParagraph, line: Line, spot: Spot, purpose: Purpose, *, stretch: int) -> list[Item]:
    """The hyphen of a line that ends inside a word; copied, it comes out as a soft hyphen, never twice."""
    last = line.last - 1
    atom = shaped.hyphens.get(last)
    if atom is None or not atom.face or line.last >= len(shaped):
        return []
    style = shaped.styles[shaped.style_of[last]]
    typed = shaped.kinds[last] is CharClass.SOFT_HYPHEN
    x = line.xs[-1] + shaped.ink[last]
    return [
        GlyphRun(
            face=atom.face,
            size=style.size,
            y=spot.baseline,
            glyphs=atom.gids,
            xs=(spot.x + x * stretch // MILLI,),
            texts=("" if typed else "\u00ad",),
            colour=style.colour,
            purpose=purpose,
            stretch=stretch,
        )
    ]


def _run(
    shaped: ShapedParagraph, line: Line, span: tuple[int, int], spot: Spot, purpose: Purpose, *, stretch: int
) -> GlyphRun:
    style = shaped.styles[shaped.style_of[span[0]]]
    single = _single_glyphs(shaped)
    if single is not None and stretch == MILLI:
        return _single_run(shaped, line, span, spot, purpose, single)
    glyphs: list[int] = []
    xs: list[Length] = []
    texts: list[str] = []
    starts: list[int] = []
    for index in range(*span):
        starts.append(len(glyphs))
        atom = shaped.atoms[index]
        at = line.xs[index - line.first]
        typed = shaped.text[shaped.offsets[index] : shaped.offsets[index + 1]]
        one_each = len(typed) == len(atom.gids)
        for number, (gid, step) in enumerate(zip(atom.gids, atom.steps, strict=True)):
            glyphs.append(gid)
            xs.append(spot.x + (at + (atom.origin + step) * style.size // MILLI) * stretch // MILLI)
            texts.append(typed[number] if one_each else typed if number == 0 else "")
    return GlyphRun(
        face=shaped.atoms[span[0]].face,
        size=style.size,
        y=spot.baseline - style.rise,
        glyphs=tuple(glyphs),
        xs=tuple(xs),
        texts=tuple(texts),
        colour=style.colour,
        purpose=purpose,
        stretch=stretch,
        inner=_bases(shaped, span, (*starts, len(glyphs))) if shaped.annotations else (),
    )


def _single_run(
    shaped: ShapedParagraph, line: Line, span: tuple[int, int], spot: Spot, purpose: Purpose, single: _Single
) -> GlyphRun:
    """As :func:`_run`, of atoms that are one glyph each, at their natural width."""
    first, last = span
    style = shaped.styles[shaped.style_of[first]]
    left = spot.x
    places = zip(line.xs[first - line.first : last - line.first], single.shifts[first:last], strict=True)
    return GlyphRun(
        face=shaped.atoms[first].face,
        size=style.size,
        y=spot.baseline - style.rise,
        glyphs=single.glyphs[first:last],
        xs=tuple([left + x + shift for x, shift in places]),
        texts=single.texts[first:last],
        colour=style.colour,
        purpose=purpose,
        inner=_bases(shaped, span, range(last - first + 1)) if shaped.annotations else (),
    )


class _Single(Struct, frozen=True):
    """Of a paragraph whose atoms are one glyph each: the glyphs, how far right of its ink each begins, what was typed."""

    glyphs: tuple[int, ...]
    shifts: tuple[Length, ...]
    texts: tuple[str, ...]


def _single_glyphs(shaped: ShapedParagraph) -> _Single | None:
    """None where an atom has several glyphs, or none; worked out once, and kept with the paragraph."""
    found: _Single | None = shaped.derived.get("single")
    if found is None and "single" not in shaped.derived:
        if all(len(atom.gids) == 1 for atom in shaped.atoms) and len(shaped.text) == len(shaped):
            sizes = [style.size for style in shaped.styles]
            glyphs, shifts = [], []
            for atom, style in zip(shaped.atoms, shaped.style_of, strict=True):
                glyphs.append(atom.gids[0])
                shift = atom.origin + atom.steps[0]
                shifts.append(shift * sizes[style] // MILLI if shift else 0)
            # One string a character for the whole issue: there are millions of them, and few that differ.
            found = _Single(tuple(glyphs), tuple(shifts), tuple(map(intern, shaped.text)))
        shaped.derived["single"] = found
    return found


def _bases(
    shaped: ShapedParagraph, span: tuple[int, int], starts: Sequence[int]
) -> tuple[tuple[int, int, Element], ...]:
    """The glyphs of a run that stand under a ruby; ``starts`` is the first glyph of each atom, and the end."""
    found: list[tuple[int, int, Element]] = []
    for one in shaped.annotations:
        first, last = max(one.first, span[0]), min(one.last, span[1])
        if one.mark is Mark.RUBY and first < last:
            found.append((starts[first - span[0]], starts[last - span[0]], ruby_base(one.first)))
    return tuple(found)


def _faceless(shaped: ShapedParagraph, line: Line, span: tuple[int, int], spot: Spot) -> list[Item]:
    """Inline pictures, and boxes for what no face has."""
    pictures = {a.first: a.source.picture for a in shaped.annotations if a.source.picture is not None}
    items: list[Item] = []
    for index in range(*span):
        style = shaped.styles[shaped.style_of[index]]
        char = shaped.text[shaped.offsets[index]]
        before = shaped.atoms[index].before * style.size // MILLI
        at = Spot(spot.x + line.xs[index - line.first] + before, spot.baseline - style.rise)
        if index in pictures:
            items += named([_picture(pictures[index], char, at, style.size)], inline_figure(index))
        else:
            items += named(missing_box(char, at.x, at.baseline, style.size), stand_in(char, index))
    return items


def inline_figure(index: int) -> Element:
    """The picture that stands for an atom of a line."""
    return Element(Tag.FIGURE, f"inline {index}", alt=PICTURE)


def stand_in(char: str, index: int) -> Element:
    """The box that stands for an atom no face has; its character is read for it."""
    return Element(Tag.SPAN, f"missing {index}", actual=char)


def _picture(picture: InlinePicture, char: str, spot: Spot, size: Length) -> PlacedPicture:
    """A picture in the line: in the middle of the em square a character would have, however high it is."""
    height, width = picture.height * size // MILLI, picture.width * size // MILLI
    top = spot.baseline - EM_ASCENT * size // MILLI + (size - height) // 2
    rect = Rect(spot.x, top, width, height)
    return PlacedPicture(picture.file, rect, rect, char)

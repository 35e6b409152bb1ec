"""Lines to glyph runs: the one place where a position in a line becomes a position on the page."""

from __future__ import annotations

from dataclasses import dataclass

from typeset.flow.missing import missing_box
from typeset.model.placed import GlyphRun, Item, Purpose
from typeset.text.classes import CharClass
from typeset.text.justify import Line
from typeset.text.shape import ShapedParagraph
from typeset.units import Length

MILLI = 1000


@dataclass(frozen=True, slots=True)
class Spot:
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
            items.extend(_missing(shaped, line, (index, end), spot))
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
    glyphs: list[int] = []
    xs: list[Length] = []
    texts: list[str] = []
    for index in range(*span):
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
        y=spot.baseline,
        glyphs=tuple(glyphs),
        xs=tuple(xs),
        texts=tuple(texts),
        colour=style.colour,
        purpose=purpose,
        stretch=stretch,
    )


def _missing(shaped: ShapedParagraph, line: Line, span: tuple[int, int], spot: Spot) -> list[Item]:
    items: list[Item] = []
    for index in range(*span):
        size = shaped.styles[shaped.style_of[index]].size
        char = shaped.text[shaped.offsets[index]]
        items.extend(missing_box(char, spot.x + line.xs[index - line.first], spot.baseline, size))
    return items

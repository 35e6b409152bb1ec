"""Western words divided at the ends of lines: the hyphen has room, is drawn, and is not there when copied."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from typeset.faces import FaceBook
from typeset.flow.place import Spot, place_line
from typeset.model.placed import GlyphRun, Purpose
from typeset.model.style import LineRules, TextStyle
from typeset.text.breaks import Break
from typeset.text.linebreak import Measure, compose
from typeset.text.shape import Shaper, StyledText
from typeset.text.shaped import ShapedParagraph

EM = 10_000
BODY = TextStyle("body", "宋", EM)
Shape = Callable[..., ShapedParagraph]


def divided(language: str, word: str) -> Sequence[int]:
    """Every word may be divided after each three letters."""
    return range(3, len(word) - 2, 3)


def test_a_divided_word_has_room_for_its_hyphen(faces: FaceBook) -> None:
    shaper = Shaper(faces, divided)
    text = "中中中中中中中internationalisation中中中中"
    shaped = shaper.shape((StyledText(text, BODY),), LineRules(hyphenation="en_US"))
    lines = compose(shaped, Measure(10 * EM))
    first = lines[0]
    assert shaped.breaks[first.last - 1] is Break.HYPHENATED
    assert first.width == 10 * EM
    ink_ends = first.xs[-1] + shaped.ink[first.last - 1]
    hyphen = shaped.hyphen_width(first.last - 1)
    assert hyphen > 0
    assert ink_ends + hyphen == 10 * EM


def test_the_hyphen_is_drawn_and_copied_as_a_soft_one(faces: FaceBook) -> None:
    shaped = Shaper(faces, divided).shape(
        (StyledText("中中中中中中中internationalisation中中中中", BODY),), LineRules(hyphenation="en_US")
    )
    line = compose(shaped, Measure(10 * EM))[0]
    items = place_line(shaped, line, Spot(0, 0), Purpose.BODY)
    last = items[-1]
    assert isinstance(last, GlyphRun)
    assert last.text == "\u00ad"
    assert last.glyphs == (faces.face(last.face).glyph("-"),)
    drawn = "".join(item.text for item in items if isinstance(item, GlyphRun))
    assert drawn.replace("\u00ad", "") == shaped.text[: shaped.offsets[line.last]]


def test_a_typed_soft_hyphen_divides_without_a_dictionary(shape: Shape) -> None:
    text = "中中中中中中中inter\u00adnation\u00adali\u00adsa\u00adtion中中中中"
    shaped = shape(text)
    line = compose(shaped, Measure(10 * EM))[0]
    assert text[shaped.offsets[line.last] - 1] == "\u00ad"
    drawn = [i.text for i in place_line(shaped, line, Spot(0, 0), Purpose.BODY) if isinstance(i, GlyphRun)]
    assert "".join(drawn).count("\u00ad") == 1


def test_no_hyphen_where_the_word_is_whole(shape: Shape) -> None:
    shaped = shape("inter\u00adnational中中中中中中中")
    line = compose(shaped, Measure(20 * EM))[0]
    glyphs = [
        g
        for i in place_line(shaped, line, Spot(0, 0), Purpose.BODY)
        if isinstance(i, GlyphRun)
        for g in i.glyphs
    ]
    hyphen = shaped.hyphens[5].gids[0]
    assert hyphen not in glyphs

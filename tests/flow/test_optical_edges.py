"""Display lines look aligned by their ink: quotes, brackets, 《》 and commas at the edges give up their white."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from paper import STYLES, frame, paper, story

from typeset.faces import FaceBook
from typeset.flow.headfit import display_line
from typeset.flow.issue import set_issue
from typeset.flow.optical import BEARING
from typeset.flow.setter import SetBlock, Setter
from typeset.model.placed import GlyphRun, Purpose
from typeset.model.story import HeadlineBlock
from typeset.model.style import Hanging, LineRules, StyleBook, TextStyle
from typeset.text.shape import Shaper

SIZE = 40_000
HEAD = TextStyle("headline", "小标宋", SIZE)
# Side bearings of ordinary characters are within these, in thousandths of an em.
NEAR = 100


def setter_of(faces: FaceBook, rules: LineRules | None = None) -> Setter:
    return Setter(Shaper(faces), StyleBook(STYLES, rules or LineRules()))


def ink_of(runs: list[GlyphRun], faces: FaceBook) -> tuple[int, int]:
    """The left and right edge of the ink of a horizontal line."""
    first, last = runs[0], runs[-1]
    left = faces.face(first.face).ink(first.glyphs[0])[0]
    right = faces.face(last.face).ink(last.glyphs[-1])[2]
    return first.xs[0] + left * first.size // 1000, last.xs[-1] + right * last.size // 1000


def edges(block: SetBlock, faces: FaceBook) -> tuple[int, int]:
    """White between the line's edges and its ink, in thousandths of an em."""
    runs = [item for item in block.place(0, 0, Purpose.HEAD) if isinstance(item, GlyphRun)]
    left, right = ink_of(runs, faces)
    return left * 1000 // SIZE, (block.lines[0].width - right) * 1000 // SIZE


@pytest.mark.parametrize(
    "text", ["《秋收》", "“秋收”", "（秋收）", "秋收，", "秋收。", "‘秋收’", "【秋收】", "秋收、"]
)
@pytest.mark.parametrize("role", ["小标宋", "楷", "黑"])
def test_marks_stand_with_their_ink_where_characters_do(faces: FaceBook, text: str, role: str) -> None:
    before, after = edges(display_line(text, replace(HEAD, face=role), setter_of(faces)), faces)
    assert 0 <= before <= NEAR
    assert 0 <= after <= NEAR
    if text[0] in "《“（‘【":
        assert before <= BEARING
    if text[-1] in "》”），。’】、":
        assert after <= BEARING


def test_lines_of_one_width_have_their_ink_on_one_edge(faces: FaceBook) -> None:
    block = HeadlineBlock(headline=("《秋收》之后", "秋收之后，", "（秋收）之后"))
    copy = story("s", ["正文。" * 20])
    edition = paper({1: [frame("main", (1, 4), (1, 26))]}, {(1, "main"): replace(copy, block=block)})
    page = set_issue(edition, faces).pages[0]
    rows: dict[int, list[GlyphRun]] = {}
    for item in page.items:
        if isinstance(item, GlyphRun) and item.purpose is Purpose.HEAD:
            rows.setdefault(item.y, []).append(item)
    middles = [sum(ink_of(runs, faces)) // 2 for runs in rows.values()]
    assert len(middles) == 3
    # Centred by ink: within a tenth of a character, where boxes of half an em put them up to a fifth apart.
    assert max(middles) - min(middles) <= 24_000 // 20


def test_the_positions_inside_a_line_do_not_change(faces: FaceBook) -> None:
    setter = setter_of(faces)
    plain = setter.fitted_line("（秋收）之后，", HEAD, 10 * SIZE)
    edged = display_line("（秋收）之后，", HEAD, setter)
    moved = {a - b for a, b in zip(plain.lines[0].xs, edged.lines[0].xs, strict=True)}
    assert len(moved) == 1
    assert moved.pop() > 0
    assert edged.lines[0].width < plain.lines[0].width


def test_no_mark_of_a_headline_hangs(faces: FaceBook) -> None:
    always = setter_of(faces, LineRules(hanging=Hanging.ALWAYS))
    never = setter_of(faces)
    assert display_line("秋收，", HEAD, always).lines == display_line("秋收，", HEAD, never).lines

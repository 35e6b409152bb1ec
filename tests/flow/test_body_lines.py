"""The lines of a paragraph among rows of any width: rows it does not reach do not make it be composed again."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from paper import BODY, STYLES, story

from typeset.faces import FaceBook
from typeset.flow.body import Body, Cursor
from typeset.flow.setter import Setter
from typeset.model.style import Align, LineRules, StyleBook
from typeset.text.linebreak import Measure, Piece, compose
from typeset.text.shape import Shaper

WIDTH = 17 * BODY
rooms = st.lists(
    st.one_of(
        st.just(Piece(0, WIDTH)),
        st.builds(lambda x, n: Piece(x * BODY, n * BODY), st.integers(0, 9), st.integers(5, 8)),
    ),
    max_size=40,
)
copies = st.lists(
    st.sampled_from(["中", "国，", "2026年", "newspaper", "。", "“一”"]), min_size=1, max_size=60
)


def body_of(faces: FaceBook, text: str) -> Body:
    copy = story("s", [text])
    return Body.of(copy, Setter(Shaper(faces), StyleBook(STYLES, LineRules())), "body")


@settings(max_examples=200, deadline=None)
@given(parts=copies, pieces=rooms, resumed=st.integers(0, 3))
def test_lines_are_those_of_all_rooms_however_many_are_looked_at(
    faces: FaceBook, parts: list[str], pieces: list[Piece], resumed: int
) -> None:
    body = body_of(faces, "".join(parts))
    shaped = body.paragraphs[0].shaped
    first = min(resumed, len(shaped) - 1)
    at = Cursor(0, shaped.offsets[first])
    found = body.lines(at, WIDTH, tuple(pieces))
    indent = 0 if first else 2 * BODY
    whole = Measure(WIDTH, indent, 0, tuple(pieces))
    assert found == compose(shaped, whole, at=first, align=Align.JUSTIFY)


def test_a_narrow_row_below_a_paragraph_does_not_compose_it_again(faces: FaceBook) -> None:
    body = body_of(faces, "中" * 40)
    plain = body.lines(Cursor(), WIDTH)
    far = (Piece(0, WIDTH),) * 20 + (Piece(0, 5 * BODY),)
    assert [line is known for line, known in zip(body.lines(Cursor(), WIDTH, far), plain, strict=True)] == [
        True
    ] * len(plain)
    near = (Piece(0, WIDTH), Piece(0, 5 * BODY))
    assert body.lines(Cursor(), WIDTH, near) != plain

"""Columns filled again after a paragraph changed: what is remembered of them changes nothing but the time it takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from paper import BODY, LEADING, STYLES, story

from typeset.faces import FaceBook
from typeset.flow.body import Body, Cursor, Stop
from typeset.flow.grid import PageGrid
from typeset.flow.setter import Setter
from typeset.flow.thread import Column, Slot, Thread, fill
from typeset.model.story import Role, Story
from typeset.model.style import LineRules, StyleBook
from typeset.text.shape import Shaper

WIDTH = 12 * BODY
GRID = PageGrid(0, 0, 4, 60, WIDTH, BODY, BODY, LEADING)
copies = st.lists(
    st.tuples(
        st.sampled_from([Role.BODY, Role.BODY, Role.BODY, Role.SUBHEAD, Role.QUESTION]), st.integers(1, 90)
    ),
    min_size=1,
    max_size=9,
)
changes = st.lists(
    st.tuples(
        st.dictionaries(st.integers(0, 8), st.sampled_from([1, -1]), max_size=3),
        st.none() | st.tuples(st.integers(0, 8), st.integers(1, 40), st.sampled_from([0, 1, -1])),
    ),
    max_size=6,
)
feet = st.lists(st.integers(3, 9), min_size=1, max_size=4)


def copy_of(paragraphs: Sequence[tuple[Role, int]]) -> Story:
    made = story("s", [("市民，说：“好。”" * count)[:count] for _, count in paragraphs])
    roles = [replace(p, role=role) for p, (role, _) in zip(made.paragraphs, paragraphs, strict=True)]
    return replace(made, paragraphs=tuple(roles))


def body_of(copy: Story, faces: FaceBook) -> Body:
    return Body.of(copy, Setter(Shaper(faces), StyleBook(STYLES, LineRules())), "body")


def changed(body: Body, looseness: Mapping[int, int], stop: tuple[int, int, int] | None) -> Body:
    known = {number: by for number, by in looseness.items() if number < len(body.paragraphs)}
    if stop is None or stop[0] >= len(body.paragraphs):
        return body.with_looseness(known)
    return body.with_looseness(
        known, Stop(stop[0], min(stop[1], len(body.paragraphs[stop[0]].shaped)), stop[2])
    )


@settings(max_examples=150, deadline=None)
@given(paragraphs=copies, tried=changes, rows=feet, beside=st.booleans())
# What is behind a stop is not the rest of the paragraph as it was set a line longer.
@example(paragraphs=[(Role.BODY, 22)], tried=[({0: 1}, None), ({0: 1}, (0, 10, 0))], rows=[3], beside=False)
def test_columns_filled_again_are_those_filled_for_the_first_time(
    faces: FaceBook,
    paragraphs: list[tuple[Role, int]],
    tried: list[tuple[dict[int, int], tuple[int, int, int] | None]],
    rows: list[int],
    *,
    beside: bool,
) -> None:
    columns = [Column(n * 2 * WIDTH, WIDTH, tuple(range(1, foot + 1))) for n, foot in enumerate(rows)]
    if beside:
        # A picture in the first column.
        columns[0] = replace(columns[0], slots={row: Slot(4 * BODY, 8 * BODY) for row in (2, 3)})
    copy = copy_of(paragraphs)
    body = body_of(copy, faces)
    thread = Thread(body, columns, GRID)
    for looseness, stop in [({}, None), *tried, *tried]:
        again = thread.fill(changed(body, looseness, stop), Cursor())
        assert again == fill(changed(body_of(copy, faces), looseness, stop), Cursor(), columns, GRID)


def test_columns_before_a_paragraph_that_changed_are_not_filled_again(faces: FaceBook) -> None:
    body = body_of(copy_of([(Role.BODY, 40)] * 6), faces)
    thread = Thread(body, [Column(n * 2 * WIDTH, WIDTH, tuple(range(1, 9))) for n in range(3)], GRID)
    first = thread.fill(body, Cursor())
    again = thread.fill(body.with_looseness({5: 1}), Cursor())
    assert {line.column for line in first.lines if line.paragraph == 5} == {1, 2}
    assert all(
        (line is known) == (known.column == 0) for line, known in zip(again.lines, first.lines, strict=False)
    )
    assert again != first


def test_columns_of_full_rows_are_known_to_another_thread_with_the_same_copy(faces: FaceBook) -> None:
    body = body_of(copy_of([(Role.BODY, 40)] * 4), faces)
    columns = [Column(n * 2 * WIDTH, WIDTH, tuple(range(1, 9))) for n in range(3)]
    first = fill(body, Cursor(), columns, GRID)
    shorter = [*columns[:2], replace(columns[2], rows=(1,))]
    again = fill(body, Cursor(), shorter, GRID)
    assert all(
        line is known
        for line, known in zip(again.lines[:16], first.lines[:16], strict=True)
        if line.column < 2
    )
    narrower = [replace(column, width=WIDTH - BODY) for column in columns]
    assert fill(body, Cursor(), narrower, GRID).lines[0] != first.lines[0]

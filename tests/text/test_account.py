"""What is told of a set line."""

from __future__ import annotations

from collections.abc import Callable

from typeset.model.style import EdgeEnd, LineRules
from typeset.text.account import Change, Place, changes, is_loose, opened
from typeset.text.linebreak import Measure, compose
from typeset.text.shaped import ShapedParagraph

EM = 10_000
Shape = Callable[..., ShapedParagraph]


def test_what_a_squeezed_line_gave_and_where(shape: Shape) -> None:
    shaped = shape("中中，中中中、中中中。中中中中")
    line = compose(shaped, Measure(10 * EM))[0]
    # Eleven em in ten: the stop at the line's end gives its half first, then both pauses in equal parts.
    assert changes(shaped, line) == (
        Change(2, Place.PAUSE, -2_500),
        Change(6, Place.PAUSE, -2_500),
        Change(10, Place.LINE_END, -5_000),
    )
    assert opened(shaped, line) == 0


def test_what_an_opened_line_was_given_and_where(shape: Shape) -> None:
    shaped = shape("中中中中A中中中中《中中中中中中", LineRules(edge_end=EdgeEnd.FULL))
    line = compose(shaped, Measure(10 * EM))[0]
    given = changes(shaped, line)
    assert line.width == 10 * EM
    assert {change.place for change in given} == {Place.HAN_WESTERN, Place.CHARACTER}
    natural = sum(shaped.ink[: line.last]) + sum(shaped.white[: line.last - 1])
    assert sum(change.amount for change in given) == 10 * EM - natural
    assert opened(shaped, line) == line.added * 1000 // EM


def test_a_line_is_loose_beyond_a_tenth_of_an_em_in_thirteen_characters(shape: Shape) -> None:
    shaped = shape("中" * 11 + "COVID-19" + "中" * 13)
    line = compose(shaped, Measure(13 * EM))[0]
    assert opened(shaped, line) == 200
    assert is_loose(shaped, line, 13 * EM)


def test_a_narrower_column_bears_a_little_more(shape: Shape) -> None:
    shaped = shape("中" * 9 + "——" + "中" * 12)
    line = compose(shaped, Measure(10 * EM))[0]
    assert opened(shaped, line) == 125
    assert is_loose(shaped, line, 13 * EM)
    assert not is_loose(shaped, line, 10 * EM)

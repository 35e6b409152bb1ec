import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from typeset.report.excerpt import cells, excerpt, visible, width
from typeset.source import Span


def at(source: str, line: int, column: int, **end: int) -> tuple[str, str]:
    shown = excerpt(source, Span("a.md", line, column, **end))
    assert shown is not None
    return shown.text, shown.marks


def test_caret_stands_below_a_western_character() -> None:
    assert at("abc: def\n", 1, 6) == ("abc: def", "     ^")


def test_han_before_the_place_move_the_caret_two_cells_each() -> None:
    text, marks = at("昨天 x 下午", 1, 4)
    assert text == "昨天 x 下午"
    assert width(marks) - 1 == width("昨天 ")
    assert marks.endswith("^")


def test_a_span_is_marked_to_its_end() -> None:
    assert at("face: 宋體\n", 1, 7, end_line=1, end_column=9)[1].strip() == "^^^^"


def test_a_span_over_several_lines_is_marked_at_its_start() -> None:
    assert at("a: b\nc: d\n", 1, 1, end_line=2, end_column=3)[1] == "^"


def test_a_long_line_is_cut_round_the_place() -> None:
    line = "字" * 300 + "错" + "字" * 300
    text, marks = at(line, 1, 301)
    assert text.startswith("…")
    assert text.endswith("…")
    assert width(text) <= 76
    assert text[_index_at(text, width(marks) - 2)] == "错"


def _index_at(text: str, cell: int) -> int:
    seen = 0
    for i, char in enumerate(text):
        if seen == cell:
            return i
        seen += cells(char)
    raise AssertionError("the caret stands beyond the text")


@pytest.mark.parametrize("line", [0, 3, 99])
def test_no_such_line(line: int) -> None:
    assert excerpt("one\ntwo", Span("a.md", line, 1)) is None


def test_column_beyond_the_line_marks_its_end() -> None:
    assert at("ab", 1, 99) == ("ab", "  ^")


def test_form_feed_and_line_separator_do_not_count_as_lines() -> None:
    assert at("a\x0cb\u2028c\r\nsecond", 2, 1)[0] == "second"


def test_terminal_escapes_are_made_harmless() -> None:
    assert "\x1b" not in visible("\x1b[31mred\x07")
    assert "\u202e" not in visible("a\u202eb")


TEXTS = st.text(st.sampled_from("中文字，。“”abc 1\t…ｱａ́"), max_size=200)


@given(TEXTS, st.integers(1, 220))
def test_caret_is_always_below_the_character_meant(line: str, column: int) -> None:
    shown = excerpt(line, Span("a.md", 1, column))
    assert shown is not None
    lead = shown.marks.rstrip("^")
    assert "^" in shown.marks
    if column <= len(line) and not unicodedata.category(line[column - 1]).startswith("M"):
        assert shown.text[_skip_marks(shown.text, width(lead))] == visible(line[column - 1])


def _skip_marks(text: str, cell: int) -> int:
    """The index of the character that begins at a cell; combining marks belong to the one before."""
    seen = 0
    for i, char in enumerate(text):
        if seen == cell and cells(char):
            return i
        seen += cells(char)
    raise AssertionError("the caret stands beyond the text")

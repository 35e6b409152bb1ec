"""Paragraphs kept from one setting to the next are those that would be shaped anew (issue 9)."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from typeset.faces import FaceBook
from typeset.model.annotation import Annotation, Mark
from typeset.model.style import LineRules, TextStyle, WritingMode
from typeset.text import shelf
from typeset.text.shape import Shaper, StyledText

STYLE = TextStyle("body", "宋", 9000, indent=18000)
RULES = LineRules()
# 宋 of the bundled faces does not have it: 楷 lends it.
BORROWED = "₽"
# A letter of which that is true as well.
LETTER = "Ħ"

texts = st.text(alphabet="云汀市新闻报，。（）“”…·12AbĦ ₽", min_size=1, max_size=40)


def shaped(shaper: Shaper, text: str, mode: WritingMode = WritingMode.HORIZONTAL) -> object:
    return shaper.shape((StyledText(text, STYLE),), RULES, mode)


@settings(max_examples=100, deadline=None)
@given(st.lists(texts, min_size=1, max_size=4), st.sampled_from(WritingMode))
def test_they_are_those_that_would_be_shaped_anew(
    faces: FaceBook, tried: list[str], mode: WritingMode
) -> None:
    root = Shaper(faces)
    root.keep_paragraphs()
    for text in (*tried, *tried):
        one, fresh = root.beside(), Shaper(faces)
        assert shaped(one, text, mode) == shaped(fresh, text, mode)
        assert list(one.borrowed()) == list(fresh.borrowed())


def test_only_on_request_are_they_kept(faces: FaceBook) -> None:
    root = Shaper(faces)
    assert shaped(root.beside(), "云汀") is not shaped(root.beside(), "云汀")
    root.keep_paragraphs()
    assert shaped(root.beside(), "云汀") is shaped(root.beside(), "云汀")


def test_what_borrows_or_is_annotated_is_shaped_each_time(faces: FaceBook) -> None:
    root = Shaper(faces)
    root.keep_paragraphs()
    assert shaped(root.beside(), BORROWED) is not shaped(root.beside(), BORROWED)
    ruby = [Annotation(Mark.RUBY, 0, 1, BORROWED)]
    made = [root.beside().shape((StyledText("云汀", STYLE),), RULES, annotations=ruby) for _ in range(2)]
    assert made[0] is not made[1]


@pytest.mark.parametrize("mode", WritingMode)
@pytest.mark.parametrize("text", ["", " ", "云Ħanna汀", "AĦ1", "云  Ħ", "Ħ\u00adan", "云₽"])
@pytest.mark.parametrize("annotated", [False, True])
def test_letters_are_borrowed_like_other_characters(
    faces: FaceBook, text: str, mode: WritingMode, *, annotated: bool
) -> None:
    lent = [char for char in text if char in {BORROWED, LETTER}]
    one = Shaper(faces)
    dots = [Annotation(Mark.DOTS, 0, 1)] if annotated and text else []
    for _ in range(2):
        one.shape((StyledText(text, STYLE),), RULES, mode, annotations=dots)
        assert list(one.borrowed()) == [("宋", "楷", char) for char in lent]
    assert list(one.beside().borrowed()) == []


def test_so_many_are_kept_the_last_ones(faces: FaceBook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "MOST", 2)
    root = Shaper(faces)
    root.keep_paragraphs()
    first, second = shaped(root.beside(), "云"), shaped(root.beside(), "汀")
    # Asked for again it is the last one.
    assert shaped(root.beside(), "云") is first
    shaped(root.beside(), "报")
    assert shaped(root.beside(), "云") is first
    assert shaped(root.beside(), "汀") is not second


def test_what_is_worked_out_of_one_is_bounded(faces: FaceBook) -> None:
    root = Shaper(faces)
    root.keep_paragraphs()
    text = (StyledText("云汀市新闻报" * 4, STYLE),)
    for width in range(30_000, 30_000 + 3 * shelf.MOST_DERIVED):
        one = root.beside().shape(text, RULES)
        one.derived["lines", width] = width
    assert len(root.beside().shape(text, RULES).derived) <= shelf.MOST_DERIVED
    assert one is root.beside().shape(text, RULES)

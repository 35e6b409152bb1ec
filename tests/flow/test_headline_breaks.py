"""Where a headline given as one line is broken: at its editor's marks, else behind marks and at borders of words."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from typeset.flow.headbreak import Cut, Places, cuts_in, lines_of, places_in
from typeset.model.style import LineRules, Prohibition
from typeset.text.breaks import forbidden_at_end, forbidden_at_start
from typeset.text.classes import classify

RULES = LineRules()


def everywhere(text: str) -> list[int]:
    """Words of one character: a border behind each."""
    return list(range(1, len(text)))


def width(first: int, last: int) -> int:
    return 1_000 * (last - first)


def broken(
    text: str, marks: tuple[int, ...] = (), most: int = 2, rules: LineRules = RULES
) -> list[tuple[str, ...]]:
    places = places_in(text, marks, rules, everywhere)
    return [lines_of(text, cut) for cut in cuts_in(text, places, most, width)]


texts = st.text("甲乙丙丁十二万云汀，、：；。！？《》“”（）—…　 A3.5%", min_size=2, max_size=30)


@given(texts, st.integers(2, 4))
def test_lines_joined_are_the_headline_but_for_blanks_at_breaks(text: str, most: int) -> None:
    for lines in broken(text, most=most):
        assert "".join("".join(lines).split()) == "".join(text.split())
        assert 2 <= len(lines) <= most
        assert all(lines)


@given(texts, st.sampled_from(list(Prohibition)))
def test_no_line_begins_or_ends_with_a_forbidden_mark(text: str, level: Prohibition) -> None:
    held = level if level is Prohibition.STRICT else Prohibition.GB
    for lines in broken(text, most=3, rules=LineRules(kinsoku=level)):
        for upper, lower in pairwise(lines):
            assert not forbidden_at_end(classify(upper)[-1], held)
            assert not forbidden_at_start(classify(lower)[0], held)


@given(texts, st.data())
def test_marks_of_the_editor_are_the_only_places(text: str, data: st.DataObject) -> None:
    inner = [at for at in range(1, len(text)) if text[:at].strip() and text[at:].strip()]
    if not inner:
        return
    marks = tuple(sorted(data.draw(st.sets(st.sampled_from(inner), min_size=1, max_size=4))))
    places = places_in(text, marks, RULES, everywhere)
    assert places.marked
    assert set(places.offsets) | set(places.refused) == set(marks)
    for cut in cuts_in(text, places, 4, width):
        assert set(cut) <= set(marks)


@given(texts, st.integers(2, 4))
def test_the_upper_line_is_never_much_shorter(text: str, most: int) -> None:
    places = places_in(text, (), RULES, everywhere)
    for cut in cuts_in(text, places, most, width):
        widths = [width(a, b) for a, b in pairwise((0, *cut, len(text)))]
        assert all(upper * 5 >= lower * 3 and lower * 2 >= upper for upper, lower in pairwise(widths))


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("收成十二万亩稻", "十二万"),
        ("连续2026.5天", "2026.5"),
        ("我读《红楼梦》两遍", "《红楼梦》"),
        ("说“好的”又说", "“好的”"),
        ("来了（等）三人", "（等）"),
        ("用上Python语言", "Python"),
        ("定于12月举行会", "12月"),
        ("李小明来到村里", "李小明"),
        ("第三届大会开幕", "第三届"),
    ],
)
def test_what_is_one_thing_is_not_parted(text: str, kept: str) -> None:
    places = places_in(text, (), LineRules(keep_together=("李小明",)), everywhere)
    start = text.index(kept)
    assert not set(places.offsets) & set(range(start + 1, start + len(kept)))


def test_long_pairs_of_brackets_may_be_parted() -> None:
    text = "《中华人民共和国乡村振兴法》"
    assert places_in(text, (), RULES, everywhere).offsets


def test_without_words_lines_end_behind_marks_and_blanks_only() -> None:
    text = "秋收结束，《日报》报道　颗粒归仓"
    assert places_in(text, (), RULES).offsets == (5, 9, 12)
    assert places_in("秋收结束颗粒归仓", (), RULES).offsets == ()


def test_the_editor_may_part_a_word_but_not_begin_a_line_with_a_comma() -> None:
    places = places_in("十二万亩，归仓《好》", (2, 4, 8), RULES)
    assert places == Places((2,), marked=True, soft=frozenset({2}), refused=(4, 8))


def test_an_uneven_mark_is_obeyed_where_an_uneven_word_is_not() -> None:
    text = "昨日，全区一万二千亩水稻颗粒归仓"
    assert ("昨日，", "全区一万二千亩水稻颗粒归仓") not in broken(text)
    assert broken(text, marks=(3,)) == [("昨日，", "全区一万二千亩水稻颗粒归仓")]


def test_a_break_behind_a_mark_is_better_than_one_at_a_word() -> None:
    assert broken("秋粮全部收完了，颗粒归仓好")[0] == ("秋粮全部收完了，", "颗粒归仓好")


def test_two_lines_are_tried_before_three() -> None:
    found: list[Cut] = [*cuts_in("甲乙丙丁戊己", Places((2, 3, 4)), 3, width)]
    assert [len(cut) for cut in found] == sorted(len(cut) for cut in found)
    assert found[0] == (3,)
    assert (2, 4) in found


def test_a_blank_hides_no_forbidden_mark() -> None:
    assert 4 not in places_in("三三“　三三", (), RULES, everywhere).offsets
    assert places_in("三三“　三三", (4,), RULES).refused == (4,)

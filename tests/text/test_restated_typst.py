"""What Typst's tests and issues expect of Chinese, restated.

Origins: sections of tests/suite/layout/inline/cjk.typ, justify.typ and linebreak.typ of typst/typst (whose expected
results are pictures: restated is what their comments and the rules say must be seen), and numbers of its issues and
pull requests. Typst trims line ends always, which is ``edge_end: trim`` here.

Not restated: Japanese and Thai, emoji and hyphenation (test_breaks.py, test_hyphens.py), hard line breaks inside a
paragraph, links and line ends in the source (tests of reading).
"""

from __future__ import annotations

from itertools import pairwise

import pytest
from restated import EM, USUAL, Case, Setter, each

from typeset.model.style import Align, Composition, EdgeEnd, Hanging, LineRules, PunctuationStyle, Region
from typeset.text.account import Place, changes
from typeset.text.classes import CharClass, classify
from typeset.text.justify import set_line
from typeset.text.linebreak import Measure, compose
from typeset.text.spacing import whites_between

NEAR = 0.01
TRIM = LineRules(edge_end=EdgeEnd.TRIM)
SIMPLE = LineRules(edge_end=EdgeEnd.TRIM, composition=Composition.GREEDY)
NO_GAP = LineRules(han_letter_gap=0, han_digit_gap=0)
TAIWAN = LineRules(region=Region.TAIWAN)


# Widths between two Han.
@each(
    # 1.5 and 1.0: ？ loses its half to the closing bracket, ！？ are one sign of one em (GB/T 15834 5.1.2).
    Case("cjk-punctuation-adjustment-1", "》！？", 1.5),
    Case(
        "cjk-punctuation-adjustment-1",
        "》！",
        2.0,
        1.5,
        "》 gives its half beside any mark, in Taiwan as well: only the ！ there is rigid (clreq.md §5.1)",
        TAIWAN,
    ),
    Case("cjk-punctuation-adjustment-1", "？」", 1.5),
    Case("cjk-punctuation-adjustment-2", "〉》", 1.5),
    Case("cjk-punctuation-adjustment-2", "〕：", 1.5),
    Case("cjk-punctuation-adjustment-3", "（〔", 1.5),
    Case("cjk-punctuation-adjustment-3", "、〔", 1.5),
    Case("cjk-punctuation-adjustment-3", "］）", 1.5),
    Case("cjk-punctuation-adjustment-3", "）】", 1.5),
    Case("cjk-punctuation-adjustment-3", "）（", 1.5),
    Case("cjk-punctuation-adjustment-3", "〗。（", 2.0),
    Case("cjk-punctuation-adjustment-3", "。”（［", 2.5),
    Case("cjk-punctuation-adjustment-3", "》）", 1.5),
    Case("justify-punctuation-adjustment", "，，，", 3.0),
    Case("justify-variants", "》：“", 2.0),
    Case("justify-variants", "。”", 1.5),
    Case("#2439", "【【", 1.5),
    Case("#2439", "｝｝", 1.5),
    Case("#2439", "？〖", 1.5),
    Case("#2439", "．］", 1.5),
    Case("#2460", "【【", 1.0, rules=LineRules(punctuation=PunctuationStyle.BANJIAO)),
    Case(
        "#2460",
        "？〖",
        1.5,
        1.0,
        "kaiming halves all brackets; only the stop of a sentence is whole, and it meets one",
        LineRules(punctuation=PunctuationStyle.KAIMING),
    ),
    Case("#5474", "。|”", 1.5),
    Case("#5474", "》|、|《", 2.0),
    Case("#6501", "：|“", 1.5),
    Case("#6774", "·", 0.5),
    Case("#6774", "·", 1.0, rules=TAIWAN),
    Case("#5858", "“中文”", 4.0),
    Case("#5858", "‘中’", 3.0),
    Case("#6735", "——", 2.0),
)
def test_widths(setter: Setter, case: Case) -> None:
    assert setter.inside(case.text, case.rules) == pytest.approx(case.expected, abs=NEAR)


# Gaps: all whites of a text without marks.
@each(
    Case("text-cjk-latin-spacing", "中12文1中", [0.25] * 4),
    Case("text-cjk-latin-spacing", "中ab文a中", [0.25] * 4),
    Case("text-cjk-latin-spacing", "中12文1中", [], rules=NO_GAP),
    Case("text-cjk-latin-spacing", "中ab文a中", [], rules=NO_GAP),
    Case("issue-2650-cjk-latin-spacing-meta", "测|a|试", [0.25, 0.25]),
    Case("issue-2650-cjk-latin-spacing-meta", "测|a试", [0.25, 0.25]),
    Case("issue-2538-cjk-latin-spacing-before-linebreak", "abc字", [0.25]),
    Case("#6062", "あaあ", [0.25, 0.25]),
)
def test_gaps(setter: Setter, case: Case) -> None:
    whites = setter.shape(case.text, case.rules).white
    assert [white / EM for white in whites if white] == case.expected


@each(
    Case("issue-6539-cjk-latin-spacing-at-manual-linebreak", "甲国T国", ["甲国", "T国"], measure=2.3),
    Case("issue-6539-cjk-latin-spacing-at-manual-linebreak", "乙国 T国", ["乙国 ", "T国"], measure=2.3),
)
def test_no_gap_where_a_line_ends(setter: Setter, case: Case) -> None:
    """The second line stands flush with the first: no space is left before the T, nor after the 国."""
    lines, places = setter.set(case, Align.RIGHT)
    assert lines == case.expected
    assert places[0] == pytest.approx([0.3, 1.3] + [2.3] * (len(lines[0]) - 2), abs=NEAR)
    assert places[1][-1] == pytest.approx(1.3, abs=NEAR)


@each(
    Case("issue-7113-cjk-latin-spacing-in-sup", "乙[1]与", 0.0),
    Case("issue-7113-cjk-latin-spacing-in-sup", "上[2]。", 0.0),
    Case(
        "issue-7113-cjk-latin-spacing-in-sup",
        "乙A与",
        0.25,
        0.0,
        "a raised letter is a note mark like any other (clreq.md §7)",
    ),
)
def test_no_gap_beside_a_raised_mark(setter: Setter, case: Case) -> None:
    shaped = setter.shape(case.text, USUAL)
    kinds = [
        CharClass.NOTE_MARK if 0 < n < len(case.text) - 1 else kind
        for n, kind in enumerate(classify(case.text))
    ]
    whites = whites_between(kinds, shaped.atoms, (EM,) * len(kinds), (0,) * len(kinds), USUAL)
    assert max(whites.natural) / EM == case.expected


# Lines in columns of eight characters; the widths are counted by hand.
@each(
    # ½ + 4 + ½ + 1 + 1 + 1: the line is full only because its first mark is half.
    Case("justify-whitespace-adjustment", "“引号测试”，还，", ["“引号测试”，还，"], measure=8),
    # ½ + 2 + ½ + ½ + ½ + 2 + ½ + ½ + 1.
    Case(
        "justify-whitespace-adjustment", "《书名》《测试》下一行", ["《书名》《测试》下", "一行"], measure=8
    ),
    # ½ + 2 + 1½ + 2 + ½ + 1.
    Case("justify-whitespace-adjustment", "《书名》《测试》。", ["《书名》《测试》。"], measure=7.5),
    # Four trimmed to half before and after the Han, a pair of one and a half between, one at the end.
    Case(
        "justify-whitespace-adjustment", "「『引号』」。“‘引号’”。", ["「『引号』」。“‘引号’”。"], measure=10
    ),
    Case("#3743", "中中中中中中中。中中", ["中中中中中中中。", "中中"], rules=SIMPLE, measure=7.5),
    Case("#3743", "中中中中中中中？中中", ["中中中中中中中？", "中中"], rules=SIMPLE, measure=7.5),
    Case("#560", "方程x，中中", ["方程x，", "中中"], measure=3.6),
    Case("#6774", "让·雅克·卢梭", ["让·雅", "克·卢梭"], measure=3.5),
    Case("#6774", "中中约翰·列侬", ["中中约", "翰·列侬"], measure=4),
    Case("#1211", "中中中中，中中", ["中中中", "中，中中"], measure=4.4),
    Case("justify-punctuation-adjustment", "中中是否调整取决于……", ["中中是否调整取决", "于……"], measure=9),
)
def test_lines(setter: Setter, case: Case) -> None:
    lines, places = setter.set(case)
    assert lines == case.expected
    assert all(xs[0] == 0 for xs in places)


@pytest.mark.parametrize("opening", "（“《【〔「")
def test_the_first_mark_of_a_paragraph_is_trimmed_behind_its_indent(setter: Setter, opening: str) -> None:
    """#2348: whatever else the line holds."""
    for tail in ("", "ijk", "，“囗”，"):
        case = Case("#2348", f"{opening}囗囗囗囗{tail}囗囗囗囗囗囗囗囗", None, measure=12, indent=2)
        assert setter.set(case, Align.LEFT)[1][0][:2] == pytest.approx([2.0, 2.5], abs=NEAR)


CHINESE = (
    "全市今年新建和改造口袋公园128处，绿道贯通46公里；“推窗见绿、出门进园”正在变成现实。据园林部门介绍，"
    "《公园城市建设规划（2026—2030年）》已经印发，其中明确：到2030年，人均公园绿地面积达到15.6平方米……"
    "市民李先生说：“以前周末要开车出城，现在下楼走5分钟就到了！”"
)


@pytest.mark.parametrize("rules", [USUAL, TRIM, SIMPLE], ids=["allow", "trim", "simple"])
@pytest.mark.parametrize("measure", [8, 11, 13, 17])
def test_justified_lines_end_together_and_nothing_hangs(
    setter: Setter, measure: int, rules: LineRules
) -> None:
    """justify-chinese: the ends of all lines but the last are aligned, and no mark hangs."""
    shaped = setter.shape(CHINESE, rules)
    lines = compose(shaped, Measure(measure * EM))
    # A line that was not too long is stretched; one that was, gave the white it had to at its end.
    assert all(line.width == measure * EM for line in lines[:-1])
    assert not any(line.hung for line in lines)
    assert not any(CHINESE[shaped.offsets[line.first]] in "，。；：、！？”’）》…—·" for line in lines[1:])


@pytest.mark.parametrize("measure", range(5, 25))
def test_no_mark_after_a_bracket_begins_a_line(setter: Setter, measure: int) -> None:
    """issue-3082-chinese-punctuation: a digit before ） made the comma after it begin a line."""
    for inner in ("abcd", "abc0", "0000", "8888"):
        case = Case(
            "issue-3082", f"课有手冬朱得过已谁卜服见以大（{inner}），松黄贯谁。", None, measure=measure
        )
        assert not any(line[0] in "），。" for line in setter.set(case)[0])


def test_gaps_grow_equally_before_and_after_western(setter: Setter) -> None:
    """issue-6062-justify-cjk-latin-spacing: they grew only before it."""
    shaped = setter.shape("第1回第A回第1回《中》", USUAL)
    room = shaped.natural[9] - shaped.white[8] + 2_400
    line = set_line(shaped, 0, 9, room, indent=0, flush=True)
    grown = {
        change.offset: change.amount for change in changes(shaped, line) if change.place is Place.HAN_WESTERN
    }
    assert sorted(grown) == [0, 1, 3, 4, 6, 7]
    assert set(grown.values()) == {400}


def test_the_last_line_is_squeezed_never_stretched(setter: Setter) -> None:
    """#836 and justify-shrink-last-line: it was stretched; and what can be fitted in one line is."""
    shaped = setter.shape("中文，中文，中文。", USUAL)
    short, tight = compose(shaped, Measure(12 * EM)), compose(shaped, Measure(8 * EM))
    assert (len(short), short[0].width, short[0].added) == (1, 9 * EM, 0)
    assert (len(tight), tight[0].width) == (1, 8 * EM)


def test_trimmed_edges_take_no_part_in_stretching(setter: Setter) -> None:
    """#3744: a mark trimmed at an edge or beside another was stretched again when the line was justified."""
    shaped = setter.shape("“中中中”，中中中中。中", TRIM)
    line = compose(shaped, Measure(10 * EM))[0]
    inks = [x / EM for x in line.xs]
    assert line.last == 11
    assert inks[0] == 0
    assert inks[-1] == pytest.approx(9.5, abs=NEAR)
    gaps = {
        round(b - a - shaped.ink[n] / EM - shaped.white[n] / EM, 2) for n, (a, b) in enumerate(pairwise(inks))
    }
    assert len(gaps) == 1


@pytest.mark.parametrize("long_mark", ["——", "……"])
def test_a_long_mark_neither_hangs_nor_is_parted(setter: Setter, long_mark: str) -> None:
    """#6735 and #6582: a dash hung over the edge of the line by a fifth; its two halves were parted."""
    rules = LineRules(hanging=Hanging.ALWAYS)
    for measure in range(4, 14):
        shaped = setter.shape(f"中中中中中{long_mark}中中中中{long_mark}中中中", rules)
        lines = compose(shaped, Measure(measure * EM))
        assert not any(line.hung for line in lines)
        assert all(
            shaped.ink[n] == 2 * EM for n, kind in enumerate(shaped.kinds) if kind is not CharClass.HAN
        )

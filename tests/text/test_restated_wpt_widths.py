"""Widths of marks and gaps that web-platform-tests expects, restated: css-text/text-spacing-trim and text-autospace.

Origins are files of css/css-text there. Not restated: the variants in vertical lines (test_vertical*), those of fonts
without ``halt`` or with a feature set by hand (-fallback, -feature, -subset), of pages that change under the reader
(-dynamic, -edit, -oof), of lines broken by hand (-br), of ruby and ``first-line``, and whether a space made by an
engine can be selected.

``space-first`` is not offered: clreq.md §5.5 has line starts trimmed after an indent too. ``text-spacing-trim: normal``
is ``edge_start_trim=False`` with ``edge_end: allow``; ``trim-start`` our default; ``trim-all`` ``banjiao``;
``space-all`` ``plain``.
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from restated import EM, USUAL, Case, Setter, each

from typeset.model.style import Align, EdgeEnd, LineRules, PunctuationStyle, Region
from typeset.text.classes import classify
from typeset.text.spacing import whites_between

NEAR = 0.01
SPACED = LineRules(edge_start_trim=False)
PLAIN = LineRules(punctuation=PunctuationStyle.PLAIN)
HALF = LineRules(punctuation=PunctuationStyle.BANJIAO)
TAIWAN = LineRules(region=Region.TAIWAN)
EIGHTH = LineRules(han_letter_gap=125, han_digit_gap=125)
INTERPUNCT = "an interpunct is half an em wide on the mainland (GB/T 15834 5.1.7); ・ is taken for one"
BRACKETS_ONLY = "the pair rule needs a bracket (clreq.md §5.1); two pauses keep their ems"
NO_INTERPUNCT = "the pair rule is of brackets, pauses and stops (clreq.md §5.1); interpuncts have their own step of squeezing"
FULL_WIDTH_ONLY = "the pair rule is of full-width marks (clreq.md §5.1); a half-width bracket is Western"


@each(
    Case("text-spacing-trim-001", "（（", 1.5),
    Case("text-spacing-trim-001", "（（（", 2.0),
    Case("text-spacing-trim-001", "（）", 2.0),
    Case("text-spacing-trim-001", "（・", 2.0, 1.5, INTERPUNCT),
    Case("text-spacing-trim-001", "（\u3000", 2.0),
    Case("text-spacing-trim-001", "）（", 1.5),
    Case("text-spacing-trim-001", "））", 1.5),
    Case("text-spacing-trim-001", "）））", 2.0),
    Case("text-spacing-trim-001", "）・", 1.5),
    Case("text-spacing-trim-001", "）\u3000", 1.5),
    Case("text-spacing-trim-001", "・（", 1.5),
    Case("text-spacing-trim-001", "・・", 2.0, 1.0, INTERPUNCT),
    Case("text-spacing-trim-001", "・）", 2.0, 1.5, INTERPUNCT),
    Case("text-spacing-trim-001", "\u3000（", 1.5),
    Case("text-spacing-trim-001", "\u3000\u3000", 2.0),
    Case("text-spacing-trim-001", "\u3000）", 2.0),
    # The same in Taiwan, where an interpunct has an em.
    Case("text-spacing-trim-001", "（・", 2.0, rules=TAIWAN),
    Case("text-spacing-trim-001", "・・", 2.0, rules=TAIWAN),
    Case("text-spacing-trim-001", "・）", 2.0, rules=TAIWAN),
    Case("text-spacing-trim-001", "）・", 1.5, 2.0, NO_INTERPUNCT, TAIWAN),
    Case("text-spacing-trim-001", "・（", 1.5, 2.0, NO_INTERPUNCT, TAIWAN),
    Case("text-spacing-trim-quote-001", "）‘（", 2.0),
    Case("text-spacing-trim-quote-001", "）“（", 2.0),
    Case("text-spacing-trim-quote-001", "）’（", 2.0),
    Case("text-spacing-trim-quote-001", "）”（", 2.0),
    Case("text-spacing-trim-colon-001", "：（", 1.5),
    Case("text-spacing-trim-colon-001", "：）", 1.5),
    Case("text-spacing-trim-colon-001", "：・", 1.5),
    Case("text-spacing-trim-colon-001", "：\u3000", 1.5),
    Case("text-spacing-trim-colon-001", "（：", 2.0),
    Case("text-spacing-trim-colon-001", "）：", 1.5),
    Case("text-spacing-trim-colon-001", "・：", 2.0, 1.5, INTERPUNCT),
    Case("text-spacing-trim-colon-001", "\u3000：", 2.0),
    Case("text-spacing-trim-colon-001", "；（", 1.5),
    Case("text-spacing-trim-colon-001", "；）", 1.5),
    Case("text-spacing-trim-colon-001", "；・", 1.5),
    Case("text-spacing-trim-colon-001", "；\u3000", 1.5),
    Case("text-spacing-trim-colon-001", "（；", 2.0),
    Case("text-spacing-trim-colon-001", "）；", 1.5),
    Case("text-spacing-trim-colon-001", "・；", 2.0, 1.5, INTERPUNCT),
    Case("text-spacing-trim-colon-001", "\u3000；", 2.0),
    Case("text-spacing-trim-dot-001", "。（", 1.5),
    Case("text-spacing-trim-dot-001", "。）", 1.5),
    Case("text-spacing-trim-dot-001", "。・", 1.5),
    Case("text-spacing-trim-dot-001", "。\u3000", 1.5),
    Case("text-spacing-trim-dot-001", "（。", 2.0),
    Case("text-spacing-trim-dot-001", "）。", 1.5),
    Case("text-spacing-trim-dot-001", "・。", 2.0, 1.5, INTERPUNCT),
    Case("text-spacing-trim-dot-001", "\u3000。", 2.0),
    Case("text-spacing-trim-space-all-001", "）（国国（（国（国", 9.0, rules=PLAIN),
    *(Case("text-spacing-trim-trim-all-001", mark, 0.5, rules=HALF) for mark in "（）、・。「」"),
    Case("text-spacing-trim-span-001", "）|（国", 2.5),
)
def test_marks_between_han(setter: Setter, case: Case) -> None:
    assert setter.inside(case.text, case.rules) == pytest.approx(case.expected, abs=NEAR)


OPENINGS = "《「『〔〖〘〝（｛｟“‘"
BRACKETS = "》」』〕〗〙〟）｝｠”’"
DOTS = "、，。．：；"
STOPS = "。．"


@pytest.mark.parametrize("second", OPENINGS)
@pytest.mark.parametrize("firsts", [OPENINGS, BRACKETS + DOTS, "\u3000"], ids=["OO", "CO", "MO"])
def test_combinations_before_an_opening_mark(setter: Setter, firsts: str, second: str) -> None:
    """text-spacing-trim-combinations-001: OO, CO and MO, one half of the white goes."""
    widths = {first: setter.inside(first + second) for first in firsts}
    assert widths == pytest.approx(dict.fromkeys(firsts, 1.5), abs=NEAR)


@pytest.mark.parametrize("first", BRACKETS + DOTS)
def test_combinations_after_a_closing_mark(setter: Setter, first: str) -> None:
    """text-spacing-trim-combinations-001: CC and CM, the first mark is half an em."""
    seconds = BRACKETS + "\u3000" + (DOTS if first in BRACKETS else "")
    widths = {second: setter.inside(first + second) for second in seconds}
    assert widths == pytest.approx(dict.fromkeys(seconds, 1.5), abs=NEAR)


@each(
    *(
        Case("text-spacing-trim-combinations-001", pair, 1.5, 2.0, BRACKETS_ONLY)
        for pair in ("、，", "，，", "，。", "；：", "。，")
    )
)
def test_two_dots_in_a_row(setter: Setter, case: Case) -> None:
    assert setter.inside(case.text) == pytest.approx(case.expected, abs=NEAR)


@dataclass(frozen=True, slots=True)
class Box:
    lead: int = 0
    ink: int = 500
    trail: int = 0


HANT = {"（": Box(500), "）": Box(trail=500), "\u3000": Box(ink=0)}
CENTRED = Box(250, 500, 250)


# No bundled face centres its marks, so these have boxes made for them.
@each(
    *(
        Case(f"text-spacing-trim-{name}-001", text.replace("：", mark), width)
        for name, mark in (("colon", "："), ("colon", "；"), ("dot", "。"))
        for text, width in (
            ("：（", 1.5),
            ("：）", 2.0),
            ("：・", 2.0),
            ("：\u3000", 2.0),
            ("（：", 2.0),
            ("）：", 1.5),
            ("・：", 2.0),
            ("\u3000：", 2.0),
        )
    )
)
def test_marks_that_are_centred_in_zh_hant(case: Case) -> None:
    boxes = [HANT.get(char, CENTRED) for char in case.text]
    white = whites_between(classify(case.text), boxes, (EM, EM), (0, 0), LineRules()).natural[0]
    whole = boxes[0].lead + boxes[0].ink + boxes[1].ink + boxes[1].trail
    whole += 1000 * case.text.endswith("\u3000")
    assert whole / 1000 + white / EM == case.expected


@each(
    Case("text-spacing-trim-narrow-001", "国）)国", 0.0, 0.5, FULL_WIDTH_ONLY),
    Case("text-spacing-trim-narrow-001", "国）(国", 0.5),
    Case("text-spacing-trim-narrow-001", "国(（国", 0.0, 0.5, FULL_WIDTH_ONLY),
    Case("text-spacing-trim-narrow-001", "国)（国", 0.5),
)
def test_a_narrow_bracket_beside_a_full_width_one(setter: Setter, case: Case) -> None:
    assert setter.shape(case.text, case.rules).white[1] / EM == pytest.approx(case.expected, abs=NEAR)


SPACE_FIRST = "clreq.md §5.5 has the first line of a paragraph trimmed as well; space-first is not offered"


@each(
    Case("text-spacing-trim-start-001", "（国国国（国国国（国", [1.0, 1.0, 1.0], rules=SPACED, measure=4),
    Case("text-spacing-trim-start-001", "（国国国（国国国（国", [0.5, 0.5, 0.5], measure=4),
    Case(
        "text-spacing-trim-start-001",
        "（国国国（国国国（国",
        [1.0, 0.5, 0.5],
        [0.5, 0.5, 0.5],
        SPACE_FIRST,
        measure=4,
    ),
    Case("text-spacing-trim-start-001", "国国国）（国国）（国", [1.0, 1.0, 1.0], rules=SPACED, measure=4),
    Case("text-spacing-trim-start-001", "国国国）（国国）（国", [1.0, 0.5, 0.5], measure=4),
    Case("text-spacing-trim-start-002", "（国国国（国国国（国国国", [0.5, 0.5, 0.5], measure=3.6),
    Case("text-spacing-trim-span-001", "国国国）|（国国", [1.0, 0.5], measure=4),
    Case("text-spacing-trim-span-001", "国国国）|（国国", [1.0, 1.0], rules=SPACED, measure=4),
)
def test_an_opening_mark_at_the_start_of_lines(setter: Setter, case: Case) -> None:
    """Where the second character of each line begins; lines as they come, not justified."""
    lines, places = setter.set(case, Align.LEFT)
    assert [line[0] for line in lines[1:]] == ["（"] * (len(lines) - 1)
    assert [xs[1] for xs in places] == pytest.approx(case.expected, abs=NEAR)


@each(
    Case("text-spacing-trim-end-001", "国国国）国国国）", ["国国国）", "国国国）"], measure=3.6),
    Case(
        "text-spacing-trim-end-001",
        "国国国）国国国）",
        ["国国国）", "国国国）"],
        rules=LineRules(edge_end=EdgeEnd.TRIM),
        measure=3.6,
    ),
    Case("text-spacing-trim-end-span-001", "国国国|国|国国国）", ["国国国国国国国）"], measure=7.5),
    Case("text-spacing-trim-start-002", "（国国国（国国国", ["（国国国", "（国国国"], measure=3.6),
    Case("text-spacing-trim-wrap-001", "国国国国（国", ["国国国国", "（国"], measure=4),
    Case("text-spacing-trim-wrap-001", "国国国国“国", ["国国国国", "“国"], measure=4),
)
def test_marks_at_the_end_of_lines(setter: Setter, case: Case) -> None:
    assert setter.set(case, Align.LEFT)[0] == case.expected


@each(
    Case("text-autospace-001", "国国XX国", [0.125, 0.125]),
    Case("text-autospace-001", "国，XX国", [0.125]),
    Case("text-autospace-002", "𠀀𠀀XX𠀀", [0.125, 0.125]),
    Case("text-autospace-002", "𠀀、XX𠀀", [0.125]),
    Case("text-autospace-ideogram-alpha-001", "A水水", [0.125]),
    Case("text-autospace-ideograph-numeric-001", "4水水", [0.125]),
    Case(
        "text-autospace-ideograph-numeric-001",
        "A水4",
        [0.125],
        rules=LineRules(han_letter_gap=0, han_digit_gap=125),
    ),
    Case(
        "text-autospace-ideogram-alpha-001",
        "A水4",
        [0.125],
        rules=LineRules(han_letter_gap=125, han_digit_gap=0),
    ),
    Case("text-autospace-no-001", "国国XX国", [], rules=LineRules(han_letter_gap=0, han_digit_gap=0)),
    Case("text-autospace-elements-001", "国国|AA|国国", [0.125, 0.125]),
    Case("text-autospace-elements-001", "AA|国国|AA", [0.125, 0.125]),
    Case("text-autospace-supplementary-ideograph", "𠀀|A", [0.125]),
    Case("text-autospace-supplementary-ideograph", "A|𠀀", [0.125]),
    Case("text-autospace-combining-marks", "国\u0301X", [0.125]),
    Case("text-autospace-combining-marks", "X\u0301国", [0.125]),
    Case("text-autospace-combining-marks", "X\u0301X\u0301", []),
    Case("text-autospace-combining-marks", "国\u0301国\u0301", []),
    Case("text-autospace-vs-001", "国\ufe00A", [0.125]),
    Case("text-autospace-vs-001", "A\ufe00国", [0.125]),
    Case("text-autospace-vs-001", "国\U000e0100A", [0.125]),
    Case("text-autospace-vs-001", "A\U000e0100国", [0.125]),
    Case("text-autospace-vs-001", "国\ufe00国", []),
    Case("text-autospace-mixed-001", "国国אבג国国", [0.125, 0.125]),
    Case("text-autospace-mixed-001", "国国مرب国国", [0.125, 0.125]),
    Case("text-autospace-zh-001", "国!国#国", [0.125] * 4),
    Case("text-autospace-transform-full-width-001", "国Ａ国１国", []),
)
def test_gaps_between_han_and_western(setter: Setter, case: Case) -> None:
    """The whites of a text in which no mark has any of its own; an eighth of an em, as css-text has it."""
    rules = EIGHTH if case.rules is USUAL else case.rules
    shaped = setter.shape(case.text, rules)
    marks = {n for n, kind in enumerate(shaped.kinds) if shaped.trail[n]}
    whites = [white / EM for n, white in enumerate(shaped.white) if white and n not in marks]
    assert whites == case.expected


@each(
    Case("text-autospace-break-001", "国国国国|X国", ["国国国国", "X国"]),
    Case("text-autospace-break-001", "国国国国|1国", ["国国国国", "1国"]),
    Case("text-autospace-break-001", "XXXX|国X", ["XXXX", "国X"]),
    Case("text-autospace-break-001", "1111|国1", ["1111", "国1"]),
)
def test_no_gap_at_the_ends_of_lines(setter: Setter, case: Case) -> None:
    """The first part of a text fills its line to the end: the gap that follows it takes no room."""
    first = case.text.split("|", maxsplit=1)[0]
    filled = Case(case.origin, case.text, case.theirs, rules=EIGHTH, measure=setter.width(first))
    lines, places = setter.set(filled)
    assert lines == case.expected
    assert places[1][0] == 0

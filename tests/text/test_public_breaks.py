"""What public suites expect of Chinese line breaks, in our words: web-platform-tests and xeCJK.

Origins: web-platform-tests, css/css-text/i18n/zh/css-text-line-break-zh-{cpm,hyphens,in,iteration,po}-{strict,normal,
loose}.html (which characters may begin a line of 文…文X字字); xeCJK, testfiles/longpunct-kinsoku01.lvt and issue
456 of CTeX-org/ctex-kit (what may stand beside a dash or an ellipsis).
"""

from __future__ import annotations

import pytest

from typeset.model.style import LineRules, Prohibition
from typeset.text.breaks import Break, line_breaks
from typeset.text.classes import classify

# Characters that `line-break: strict` keeps from the start of a line.
WPT_STRICT = {
    "cpm": "30FB FF1A FF1B FF65 203C 2047 2048 2049 FF01 FF1F",
    "hyphens": "2010 2013 301C 30A0",
    "iteration": "3005 303B 309D 309E 30FD 30FE",
    "in": "2024 2025 2026 22EF FE19 10AF6",
    "po": "00B0 2030 2032 2033 2035 2103 2109 FE6A FF05 FFE0",
}


def before(char: str, level: Prohibition) -> Break:
    """What a line break before a character between Han is worth."""
    text = f"文{char}字"
    return line_breaks(text, classify(text), LineRules(kinsoku=level))[0]


# CSS `loose`, made for newspapers, lets lines begin with most of these; papers of the mainland do not use it
# (clreq.md §3), so all levels but none are at least as strict as `strict`.
@pytest.mark.parametrize("level", [Prohibition.BASIC, Prohibition.GB, Prohibition.STRICT])
@pytest.mark.parametrize("group", WPT_STRICT)
def test_what_strict_keeps_from_a_line_start(group: str, level: Prohibition) -> None:
    for point in WPT_STRICT[group].split():
        assert before(chr(int(point, 16)), level) < Break.PRESSED, point


@pytest.mark.parametrize(
    "text",
    [
        "他说（——完",
        "他说“——完",
        "他说《……完",
        "中——，完",
        "中——。完",
        "中……，完",
        "中……”完",
        "中——）完",
        "中……——）完",
    ],
)
def test_no_bracket_hangs_before_a_long_mark_and_no_mark_begins_the_line_after_it(text: str) -> None:
    found = line_breaks(text, classify(text), LineRules())
    for index, char in enumerate(text[:-1]):
        if char in "（“《" or text[index + 1] in "，。”）":
            assert found[index] < Break.PRESSED


@pytest.mark.parametrize("text", ["破折，——字", "破折……——字", "破折——字"])
def test_legal_breaks_before_a_dash_are_kept(text: str) -> None:
    found = line_breaks(text, classify(text), LineRules())
    assert found[text.index("——") - 1] is Break.ALLOWED
    assert found[text.index("——") + 1] is Break.ALLOWED

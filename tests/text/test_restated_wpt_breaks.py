"""Line starts web-platform-tests expects of Chinese, restated: css-text/i18n/zh/css-text-line-break-zh-*.

Six Han fill the line, then come the character in question and two more. Where it may begin a line the first line is
full; where it may not it takes the sixth Han along. ``line-break: strict`` is our ``strict``, ``normal`` our ``gb``.
``loose`` is meant for newspapers, but those of Japan: mainland papers do not use it (clreq.md §3), and the nearest we
have is ``none``, which lets go of the Chinese prohibition rules and of nothing else.
"""

from __future__ import annotations

from itertools import chain

import pytest
from restated import Case, Setter, each

from typeset.model.style import LineRules, Prohibition

STRICT, NORMAL, LOOSE = (
    LineRules(kinsoku=level) for level in (Prohibition.STRICT, Prohibition.GB, Prohibition.NONE)
)
NAMES = {STRICT: "strict", NORMAL: "normal", LOOSE: "loose"}
KEPT, LET = "文文文文文", "文文文文文文"

CONNECTORS = "clreq.md §3: a connector begins no line at any level but none"
HYPHEN = "UAX #14 LB21: a hyphen begins no line, and none only lets go of Chinese marks"
ITERATION = "々 is part of its word, and none only lets go of Chinese marks (UAX #14 NS)"
LEADERS = "leaders are not Chinese: UAX #14 LB22 holds at every level"
POSTFIX = "clreq.md §3: what belongs to a number does not begin a line at any level"
PREFIX = "clreq.md §3: ￥ and № go with the number that follows; the line ends before them, never after"
KANA = "UAX #14 as it stands has small kana as NS, which is CSS strict; clreq says nothing of kana"


def group(name: str, points: str, *levels: tuple[LineRules, bool, bool, str]) -> list[Case]:
    """The cases of one group: for each level whether theirs may begin a line, whether ours, and why not the same."""
    return [
        Case(
            f"css-text-line-break-zh-{name}-{NAMES[rules]}-{point}",
            chr(int(point, 16)),
            LET if theirs else KEPT,
            (LET if ours else KEPT) if reason else None,
            reason,
            rules,
        )
        for rules, theirs, ours, reason in levels
        for point in points.split()
    ]


NOT = ((STRICT, False, False, ""), (NORMAL, False, False, ""))
CASES = chain(
    group("cpm", "30FB FF1A FF1B FF65 203C 2047 2048 2049 FF01 FF1F", *NOT, (LOOSE, True, True, "")),
    group("hyphens", "2013 301C", NOT[0], (NORMAL, True, False, CONNECTORS), (LOOSE, True, True, "")),
    group("hyphens", "2010 30A0", NOT[0], (NORMAL, True, False, HYPHEN), (LOOSE, True, False, HYPHEN)),
    group("iteration", "3005 303B 309D 309E 30FD 30FE", *NOT, (LOOSE, True, False, ITERATION)),
    group("in", "2026 22EF FE19", *NOT, (LOOSE, True, True, "")),
    group("in", "2024 2025 10AF6", *NOT, (LOOSE, True, False, LEADERS)),
    group("po", "00B0 2030 2032 2033 2035 2103 2109 FE6A FF05 FFE0", *NOT, (LOOSE, True, False, POSTFIX)),
    group(
        "pr",
        "00B1 20AC 2116 FE69 FF04 FFE1 FFE5 FFE6",
        (STRICT, False, True, PREFIX),
        (LOOSE, True, True, ""),
    ),
    group(
        "cj",
        "3041 3063 3087 30A1 30C3 30E7 30FC 31F0 31FF FF67 FF6F FF70",
        NOT[0],
        (NORMAL, True, False, KANA),
    ),
)


@each(*CASES)
def test_what_may_begin_a_line(setter: Setter, case: Case) -> None:
    lines, _ = setter.set(Case(case.origin, f"{LET}{case.text}字字", None, rules=case.rules, measure=6))
    assert lines[0] == case.expected
    assert "".join(lines) == f"{LET}{case.text}字字"


@pytest.mark.parametrize("sign", "￥＄￡№")
def test_the_sign_before_a_number_never_ends_a_line(setter: Setter, sign: str) -> None:
    """The other side of the group pr, which those tests do not look at."""
    lines, _ = setter.set(Case("pr", f"文文文文文{sign}字字字", None, measure=6))
    assert lines[0] == KEPT

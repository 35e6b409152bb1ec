"""What the house style forbids of jumps: the small rules, each by itself."""

from __future__ import annotations

import pytest

from typeset.checks.jumppages import pages_named
from typeset.checks.jumptyped import _typed


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("（下转第四版）", ("4",)),
        ("（下转第十版）", ("10",)),
        ("（上接第十二版）", ("12",)),
        ("（紧接第二十版）", ("20",)),
        ("（下转第二十一版）", ("21",)),
        ("（下转第一〇二版）", ("102",)),
        ("（下转第一○二版）", ("102",)),
        ("（下转第一百零二版）", ("102",)),
        ("下转4版", ("4",)),
        ("［下转第０４版］", ("4",)),
        ("(下转 12 版)", ("12",)),
        ("（下转A3版）", ("A3",)),
        ("（下转Ａ１２版）", ("A12",)),
        ("〔上接AB03版〕", ("AB3",)),
        ("（接一版转第三版）", ("1", "3")),
        ("（11月2日第3版）", ("3",)),
        ("（下转四）", ("4",)),
        ("see A3", ("A3",)),
        ("continued on page4", ("4",)),
        ("（下转）", ()),
        ("", ()),
    ],
)
def test_the_page_is_read_out_of_the_words(text: str, named: tuple[str, ...]) -> None:
    assert pages_named(text) == named


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("（下转第四版）", [(0, "（下转第四版）")]),
        ("全会闭幕。（下转第4版）", [(5, "（下转第4版）")]),
        ("（上接第1版）会议指出", [(0, "（上接第1版）")]),
        ("见报。(下转A8版)", [(3, "(下转A8版)")]),
        ("见报。〔紧接第二版〕完", [(3, "〔紧接第二版〕")]),
        ("见报。【下转 第 十二 版】", [(3, "【下转 第 十二 版】")]),
        ("（下轉第０４版）", [(0, "（下轉第０４版）")]),
        ("（下转第二版《秋收》）", [(0, "（下转第二版《秋收》）")]),
        ("（转三版）（接一版）", [(0, "（转三版）"), (5, "（接一版）")]),
        ("下转A8版", [(0, "下转A8版")]),
        ("▶ 下转第四版", [(2, "下转第四版")]),
        ("请见下转第四版的说明", []),
        ("本报讯 上接第一版的报道已经登完。", []),
        ("（下转第四版的说明）", []),
        ("（请见下转第四版）", []),
        ("（详见第四版）", []),
        ("（第一版）", []),
        ("下转第四版。", []),
        ("（下转版）", []),
        ("", []),
    ],
)
def test_a_typed_jump_line_is_one_in_brackets_or_a_whole_paragraph(
    text: str, found: list[tuple[int, str]]
) -> None:
    assert list(_typed(text)) == found

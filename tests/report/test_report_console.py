import re

import pytest
from msgspec import structs

from typeset.catalogue import finding
from typeset.catalogue.entry import Lang
from typeset.findings import Finding, Severity, coded
from typeset.model.fullness import PageFill
from typeset.model.verdict import NotRun, Ruling
from typeset.report import Outcome
from typeset.report.console import ConsoleReport
from typeset.report.console_pages import percent
from typeset.report.excerpt import width
from typeset.report.table import table
from typeset.source import Span


def source(name: str) -> str | None:
    return (
        "---\nheadline: 短讯\n---\n\n\n\n\n\n各位读者请注意这里开始排不下了。\n"
        if name.endswith("digest.md")
        else None
    )


def chinese(outcome: Outcome, *, colours: bool = False) -> list[str]:
    return ConsoleReport(source=source, colours=colours).write(outcome, lang=Lang.ZH).splitlines()


def test_chinese_report(outcome: Outcome) -> None:
    assert chinese(outcome) == [
        "云汀时报　2026-11-22　第 5678 期　3 版",
        "  第 1 版  要闻 front         通过  pages/01.pdf",
        "  第 2 版  要闻 inside        1 错误",
        "  第 4 版  综合 inside-tails  通过  pages/04.pdf",
        "editions/2026-11-22/stories/digest.md:9:14: 错误 T101 overset: "
        "“digest”在第2版“main”框排不下，多 7 字（1 行），从“短讯短讯”起",
        "    9 | 各位读者请注意这里开始排不下了。",
        "      | 　　　　　　　　　　　　　^^",
        "    办法：删 7 字",
        "    办法：要转版，框里写 jump: auto，后面的版要有放得下的 tails 框",
        "第 1 版: 提示 T103 underset: “plenary”在第1版“lead”框缺 3 行",
        "    办法：每栏约空 1 行",
        "2 篇稿 140 字，排出 133 字；溢出 7 字；1 处转版；1 错误，0 警告，1 提示",
    ]


def test_english_report(outcome: Outcome) -> None:
    lines = ConsoleReport().write(outcome, lang=Lang.EN).splitlines()
    assert lines[0] == "云汀时报  2026-11-22  no. 5678  pages: 3"
    assert lines[2].split() == ["page", "2", "要闻", "inside", "1", "error"]
    assert lines[4].startswith(
        "editions/2026-11-22/stories/digest.md:9:14: error T101 overset: “digest” does not fit"
    )
    assert lines[-1] == (
        "stories: 2, characters: 140, set: 133; overset: 7; jumps: 1; 1 error, 0 warnings, 1 notice"
    )


def test_without_a_readable_file_the_finding_stands_alone(outcome: Outcome) -> None:
    text = ConsoleReport().write(outcome, lang=Lang.ZH)
    assert "^" not in text
    assert "digest.md:9:14" in text


def test_nothing_wrong_is_said(outcome: Outcome) -> None:
    clean = structs.replace(outcome, findings=(), oversets=())
    assert chinese(clean)[-1].endswith("没有问题")
    assert ConsoleReport().write(clean, lang=Lang.EN).endswith("nothing to report\n")


def test_no_escape_sequences_without_colours(outcome: Outcome) -> None:
    assert "\x1b" not in "".join(chinese(outcome))


def test_colours_change_nothing_but_colour(outcome: Outcome, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    text = ConsoleReport(source=source, colours=True).write(outcome, lang=Lang.ZH)
    assert "\x1b[1;31m" in text
    assert re.sub(r"\x1b\[[0-9;]*m", "", text).splitlines() == chinese(outcome)


def test_copy_cannot_steer_the_terminal(overset: Finding) -> None:
    evil = structs.replace(overset, facts=(("lines", 1), ("from_text", "\x1b]0;pwned\x07")))
    text = ConsoleReport().write(Outcome(slug="x", findings=(evil,)), lang=Lang.ZH)
    assert "\x1b" not in text
    assert "\x07" not in text


def test_square_brackets_are_copy_not_markup(overset: Finding) -> None:
    odd = structs.replace(overset, facts=(("lines", 1), ("from_text", "[red]x[/red]:smile:")))
    assert "[red]x[/red]:smile:" in ConsoleReport().write(Outcome(slug="x", findings=(odd,)), lang=Lang.EN)


def test_a_second_place_is_named(overset: Finding) -> None:
    related = structs.replace(overset, related=Span("layouts/front.yaml", 4, 3))
    assert "另见 layouts/front.yaml:4:3" in ConsoleReport().findings([related], lang=Lang.ZH)


def test_a_long_message_is_not_folded() -> None:
    long = finding("file-access", file="x" * 300, reason="y")
    assert len(ConsoleReport().findings([long], lang=Lang.EN).splitlines()) == 2


def test_an_edition_that_could_not_be_read_has_no_pages(overset: Finding) -> None:
    lines = chinese(Outcome(slug="x", findings=(overset,)))
    assert lines[0].startswith("editions/")
    assert lines[-1] == "1 错误，0 警告，0 提示"


def test_table_lines_up_han_and_western() -> None:
    first, second = table([("宋", "Noto Serif", "8105"), ("小标宋", "x", "1")]).splitlines()
    assert width(first[: first.index("8105")]) == width(second[: second.index("1")])
    assert table([]) == ""


def test_pages_of_sections_are_called_by_their_codes(outcome: Outcome) -> None:
    assert outcome.edition is not None
    codes = ("A1", "A12", "B1")
    pages = tuple(
        structs.replace(page, code=code) for page, code in zip(outcome.edition.pages, codes, strict=True)
    )
    edition = structs.replace(outcome.edition, pages=pages)
    found = coded(outcome.findings, edition.codes)
    coded_outcome = structs.replace(outcome, edition=edition, findings=found)
    text = ConsoleReport().write(coded_outcome, lang=Lang.ZH)
    assert "  第  A1 版  " in text
    assert "  第 A12 版  " in text
    assert "在第A12版“main”框排不下" in text
    assert "第 A1 版: 提示 T103 underset: “plenary”在第A1版" in text
    english = ConsoleReport().write(coded_outcome, lang=Lang.EN)
    assert "frame main on page A12" in english


def test_pages_show_how_full_they_are(outcome: Outcome) -> None:
    fills = (PageFill(1, 400, 399), PageFill(2, 40, 40, 2), PageFill(4, 40, 10))
    told = structs.replace(outcome, fills=fills)
    lines = chinese(told)
    assert lines[1] == "  第 1 版  要闻 front         ▓▓▓▓▓▓▓▓    99%  通过  pages/01.pdf"
    assert lines[2] == "  第 2 版  要闻 inside        ▓▓▓▓▓▓▓▓▓  105%  1 错误"
    assert lines[3] == "  第 4 版  综合 inside-tails  ▓▓░░░░░░    25%  通过  pages/04.pdf"
    assert max(map(width, lines[:4])) <= 80
    coloured = ConsoleReport(colours=True).write(told, lang=Lang.EN)
    assert "\x1b[1;31m▓ \x1b[0m\x1b[1;31m 105%" in coloured


@pytest.mark.parametrize(
    ("fill", "expected"),
    [
        (PageFill(1, 400, 400), 100),
        (PageFill(1, 400, 399), 99),
        (PageFill(1, 400, 400, 1), 101),
        (PageFill(1, 3, 1), 33),
        (PageFill(1, 0, 0), 100),
    ],
)
def test_only_a_full_page_has_a_hundred_per_cent(fill: PageFill, expected: int) -> None:
    assert percent(fill) == expected


RULINGS = (
    Ruling("fit", ("overset", "underset"), 2),
    Ruling("jumps", ("jump-unpaired",)),
    Ruling("imprint", ("x",), not_run=NotRun("没有登记号", "no registration")),
)


def test_what_became_of_the_rules_is_told(outcome: Outcome) -> None:
    judged = structs.replace(outcome, rulings=RULINGS)
    assert "规则：1 条通过，1 条违反，1 条没有执行" in chinese(judged)
    assert "    规则 imprint 没有执行：没有登记号" in chinese(judged)
    short = ConsoleReport(level=Severity.WARNING).write(judged, lang=Lang.EN)
    assert "rules: 1 passed, 1 broken, 1 not run\n" in short
    assert "no registration" not in short

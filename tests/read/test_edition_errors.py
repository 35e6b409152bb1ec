"""Every mistake in a workspace is reported where it was made, in words that say how to mend it."""

from __future__ import annotations

import pytest
from newsroom import (
    EDITION,
    FOLDER,
    FRONT,
    HOUSE,
    INSIDE,
    LEAD,
    files,
    read,
    said,
    said_in_english,
    spoilt,
)

from typeset.units import mm

# file, what stands there, what is written instead, code, place, words of the message or hint
MISTAKES = [
    (HOUSE, "paper: 云汀时报", "paper:", "missing-key", "1:1", "缺“paper”"),
    (
        HOUSE,
        "  price: 2元",
        "  price: 2元\njumps: {source: ''}",
        "jump-wording",
        "17:17",
        '没有 {page}，读者不知道翻到哪一版 写成这样："（下转第{page}版）"',
    ),
    (HOUSE, "  price: 2元", "  price: 2元\njumps: {target: }", "jump-wording", "17:17", "“jumps.target”"),
    (HOUSE, "  price: 2元", "  price: 2元\njumps: {reference: 见内页}", "jump-wording", "17:20", "{pages}"),
    (
        HOUSE,
        "  price: 2元",
        "  price: 2元\nstyles: {body: {tracking: 8pt}}",
        "out-of-range",
        "17:27",
        "“8pt”超出范围（-4.875pt—4.875pt）",
    ),
    (
        HOUSE,
        "  price: 2元",
        "  price: 2元\nstyles: {body: {indent: 7字}}",
        "out-of-range",
        "17:25",
        "0pt—58.5pt",
    ),
    (
        HOUSE,
        "  price: 2元",
        "  price: 2元\nstyles: {body: {leading: 12pt}}",
        "body-leading",
        "17:26",
        "去掉 styles.body 的 leading",
    ),
    (HOUSE, "  price: 2元", "  price: 2元\ntext: {composition: greed}", "bad-choice", "17:21", "“greedy”"),
    (
        FRONT,
        '      - "{paper}"',
        "      - {qr: " + "a" * 1001 + "}",
        "qr-too-long",
        "9:14",
        "有 1001 字节，最多 1000 字节",
    ),
    (HOUSE, "gutter:", "guter:", "unknown-key", "8:3", "没有“guter”这个键 是不是“gutter”？"),
    (FRONT, "    story_columns: 4", "    storycolumns: 4", "unknown-key", "15:5", "是不是“story_columns”？"),
    (FRONT, "jump: auto", "jump: {pages: 2}", "unknown-key", "18:12", "这里可用：page、frame"),
    (EDITION, "section: 综合", "sektion: 综合", "unknown-key", "16:5", "是不是“section”？"),
    (EDITION, "issue: 5678", "isue: 5678", "unknown-key", "3:1", "是不是“issue”？"),
    (
        EDITION,
        "      second: second",
        "      lead: second",
        "duplicate-key",
        "11:7",
        f"前一次在 {EDITION}:10:7",
    ),
    (HOUSE, "columns: 8", "columns: 8\n  columns: 7", "duplicate-key", "7:3", "“columns”写了两次"),
    (HOUSE, "leading: 13pt", "leading: 13px", "wrong-unit", "10:12", "“13px”不是长度"),
    (HOUSE, "leading: 13pt", "leading: 13", "wrong-unit", "10:12", "数字和单位都要写"),
    (HOUSE, "[390mm, 543mm]", "[390mm, 40行]", "unit-not-here", "3:17", "“40行”"),
    (HOUSE, "body: 新五号", "body: 2字", "unit-not-here", "9:9", "“2字”"),
    (HOUSE, "body: 新五号", "body: 新五", "unknown-size", "9:9", "是不是“新五号”？"),
    (HOUSE, "[390mm, 543mm]", "390mm", "wrong-type", "3:9", "宽和高两个长度"),
    (HOUSE, "columns: 8", "columns: 八", "wrong-type", "6:12", "“grid.columns”应当是一个整数"),
    (HOUSE, "columns: 8", "columns: 0", "out-of-range", "6:12", "“0”超出范围"),
    (HOUSE, "leading: 13pt", "leading: 0pt", "out-of-range", "10:12", "“0pt”超出范围"),
    (HOUSE, "240%", "900%", "out-of-range", "17:58", "100%—400%"),
    (HOUSE, "pdfx-1a", "pdfx-1", "bad-choice", "17:19", "可选：pdfx-1a、pdfx-1a-2003、pdfx-4"),
    (HOUSE, "inside: 17.5mm", "inside: 380mm", "no-type-area", "4:3", "没有版心了"),
    (HOUSE, "cmyk(0 100 100 0)", "cmyk(0 100 100)", "bad-value", "12:8", "写成这样：cmyk(0 100 100 0)"),
    (HOUSE, "cmyk(0 100 100 0)", "cmyk(0 100 120 0)", "out-of-range", "12:8", "0%—100%"),
    (HOUSE, "  price:", "  Price:", "bad-name", "16:3", "“Price”不能作键名"),
    (HOUSE, "paper: 云汀时报\n", "", "missing-key", "1:1", "缺“paper”"),
    (HOUSE, "  measure: 12字\n", "", "missing-key", "5:1", "缺“grid.measure”"),
    (FRONT, "kind: story\n    columns: 1-8", "columns: 1-8", "missing-key", "11:3", "缺“frames.lead.kind”"),
    (
        FRONT,
        "kind: story\n    columns: 1-6",
        "kind: stroy\n    columns: 1-6",
        "bad-choice",
        "20:11",
        "是不是“story”？",
    ),
    (FRONT, "rows: 15-62", "rows: 62-15", "reversed-range", "14:11", "写成 15-62"),
    (FRONT, "rows: 15-62", "rows: 15..62", "bad-value", "14:11", "写成这样：1-8"),
    (FRONT, "rows: 15-62", "rows: 0-62", "out-of-range", "14:11", "超出范围"),
    (FRONT, "below: double", "below: dubble", "bad-choice", "16:19", "是不是“double”？"),
    (FRONT, "box: thin", "box: thinn", "bad-choice", "23:10", "是不是“thin”？"),
    (FRONT, "jump: auto", "jump: maybe", "bad-choice", "18:11", "auto、never"),
    (
        FRONT,
        "style: headline_second",
        "style: headline_secnd",
        "unknown-style",
        "24:23",
        "是不是“headline_second”？",
    ),
    (FRONT, "style: furniture", "style: furnitur", "unknown-style", "10:61", "是不是“furniture”？"),
    (FRONT, "    jump: auto", "    jump: auto\n    body: bodi", "unknown-style", "19:11", "是不是“body”？"),
    (FRONT, "gray(8%)", "报头兰", "unknown-colour", "17:11", "没有“报头兰”这个颜色 是不是“报头红”？"),
    (FRONT, "{weekday}", "{weekdy}", "unknown-field", "10:16", "没有“{weekdy}”这个字段 是不是“weekday”？"),
    (FRONT, "{weekday}", "{weekday", "bad-template", "10:16", "花括号不成对"),
    (FRONT, '- "{paper}"', "- {paper}", "unquoted-field", "9:9", '写成 "{paper}"'),
    (FRONT, '- "{paper}"', '- {text: "x", qr: y}', "content-item", "9:9", "只能有一个"),
    (
        FRONT,
        "    box: thin",
        "    content: [x]",
        "content-misplaced",
        "23:5",
        "story 框“second”不能有 content",
    ),
    (INSIDE, '"{editors}"]', '"{editors}", "x"]', "folio-too-full", "8:63", "这里有 4 项"),
    (FRONT, "extends: house", "extends: hous", "unknown-layout", "2:10", "是不是“house”？"),
    (FRONT, "extends: house", "extends: front", "extends-cycle", "2:10", "front → front"),
    (EDITION, "layout: inside", "layout: inide", "unknown-layout", "17:13", "layouts/inide.yaml"),
    (EDITION, "layout: inside", "layout: house", "wrong-file-kind", "17:13", "带“layout”键"),
    (EDITION, "layout: inside", "layout: ../secret", "unknown-layout", "17:13", "../secret"),
    (EDITION, "extends: house", "extends: front", "wrong-file-kind", "1:10", "带“paper”键"),
    (EDITION, "2026-11-22", "2026-11-31", "no-such-date", "2:7", "11月没有31日 11月最后一天是 2026-11-30"),
    (EDITION, "2026-11-22", "2026-02-29", "no-such-date", "2:7", "2026年2月没有29日"),
    (EDITION, "2026-11-22", "2026-13-01", "bad-value", "2:7", "写成这样：2026-11-22"),
    (EDITION, "2026-11-22", "2026年1月5日", "bad-value", "2:7", "写成这样：2026-01-05"),
    (EDITION, "2026-11-22", "后天", "bad-value", "2:7", "写成这样：2026-11-22"),
    (HOUSE, "[390mm, 543mm]", "[390毫米, 543mm]", "wrong-unit", "3:10", "写成 390mm。"),
    (HOUSE, "[390mm, 543mm]", "[390mm, 54.3 厘米]", "wrong-unit", "3:17", "写成 54.3cm。"),
    (HOUSE, "leading: 13pt", "leading: 13磅", "wrong-unit", "10:12", "写成 13pt。"),
    (HOUSE, "leading: 13pt", "leading: 13点", "wrong-unit", "10:12", "写成 13pt。"),
    (
        HOUSE,
        "measure: 12字",
        "measure: 12.5字",
        "grid-too-wide",
        "5:1",
        "measure 最多 12.0 字，或 columns 最多 7",
    ),
    (
        FRONT,
        "extends: house\n",
        "extends: house\nstyles: {body: {face: 宗}}\n",
        "unknown-face",
        "3:23",
        "没有这款字体 可用的有：",
    ),
    (
        FRONT,
        "kind: story\n    columns: 1-8",
        "knd: story\n    columns: 1-8",
        "unknown-key",
        "12:5",
        "是不是“kind”？",
    ),
    (EDITION, "date: 2026-11-22\n", "", "missing-key", "1:1", "缺“date”"),
    (EDITION, "    layout: inside\n", "", "missing-key", "15:5", "缺“pages[2].layout”"),
    (EDITION, "page: 2", "page: 1", "page-twice", "15:11", "第1版写了两次"),
    (
        EDITION,
        "lead: lead",
        "lead: leed",
        "missing-story",
        "10:13",
        f"（{FOLDER}/stories/leed.md） 是不是“lead”？",
    ),
    (EDITION, "lead: lead", "lead: ../../secret", "missing-story", "10:13", "找不到稿件"),
    (EDITION, "second: second", "second: [second, gone]", "missing-story", "11:24", "找不到稿件“gone”"),
    (EDITION, "second: second", "second: {text: x, stories: [second]}", "wrong-type", "11:15", "稿件名"),
    (EDITION, "stories: [third]", "stories: [thrid]", "missing-story", "13:32", "是不是“third”？"),
    (EDITION, ", stories: [third]", "", "teaser-no-stories", "13:11", "写成 {text: 巡礼, stories: [稿件名]}"),
    (EDITION, "fields: {lunar: 十月十四}\n", "", "unknown-field", "8:29", "没有“{lunar}”这个字段"),
    (FRONT, "layout: front", "layout: frnt", "layout-name", "1:9", "文件名却是“front”"),
]


@pytest.mark.parametrize(("file", "old", "new", "code", "place", "words"), MISTAKES)
def test_a_mistake_is_reported_at_its_place(
    file: str, old: str, new: str, code: str, place: str, words: str
) -> None:
    found = read(spoilt(file, old, new)).only(code)
    # A field that nobody fills is reported where it is used.
    where = INSIDE if code == "unknown-field" and file == EDITION else file
    assert str(found.span) == f"{where}:{place}", said(found)
    assert words in said(found)
    assert said_in_english(found).startswith(f"{where}:{place} ")


def test_one_mistake_makes_one_finding() -> None:
    for file, old, new, code, *_ in MISTAKES:
        codes = read(spoilt(file, old, new)).codes
        assert codes == [code], (file, new, codes)


def test_mistakes_of_all_files_are_reported_in_one_run() -> None:
    given = spoilt(HOUSE, "gutter:", "guter:")
    given[HOUSE] = str(given[HOUSE]).replace("leading: 13pt", "leading: 13px")
    given[FRONT] = (
        str(given[FRONT]).replace("rows: 15-62", "rows: 62-15").replace("box: thin", "box: thick-thick")
    )
    given[EDITION] = str(given[EDITION]).replace("main: third", "main: gone").replace("issue:", "isue:")
    given[LEAD] = "---\nheadlin: x\n---\n正文\n"
    reading = read(given)
    assert reading.edition is None
    assert sorted(set(reading.codes)) == [
        "bad-choice",
        "missing-story",
        "reversed-range",
        "unknown-key",
        "wrong-unit",
    ]
    assert reading.codes.count("unknown-key") == 3


def test_a_file_used_twice_is_reported_once() -> None:
    given = spoilt(HOUSE, "leading: 13pt", "leading: 13px")
    assert read(given).codes == ["wrong-unit"]


def test_a_missing_story_leaves_the_rest_of_the_edition() -> None:
    reading = read(spoilt(EDITION, "lead: lead", "lead: leed"))
    edition = reading.good
    placement = edition.pages[0].placement("lead")
    assert placement is not None
    assert placement.stories == ()
    found = reading.only("missing-story")
    assert (found.page, found.frame, found.story) == (1, "lead", "leed")


NO_EXTENDS = "layout: other\nframes:\n  lead: {kind: story, columns: 1-8, rows: 1-20}\n"


def test_a_layout_without_extends_names_the_house_styles_there_are() -> None:
    given = spoilt(EDITION, "extends: house\n", "")
    given[EDITION] = str(given[EDITION]).replace("layout: front", "layout: other")
    given["layouts/other.yaml"] = NO_EXTENDS
    found = read(given).only("missing-extends")
    assert str(found.span) == "layouts/other.yaml:1:1"
    assert "报纸版式有：house" in said(found)
    assert "front" not in said(found)
    assert "missing-key" not in read(given).codes


def test_a_layout_without_extends_inherits_no_frame_to_remove() -> None:
    given = spoilt(EDITION, "layout: front", "layout: other")
    given["layouts/other.yaml"] = NO_EXTENDS + "  second: ~\n"
    codes = read(given).codes
    assert codes.count("missing-extends") == 1
    assert "nothing-to-remove" not in codes
    # With nothing to remove the house style of the edition is enough.
    given["layouts/other.yaml"] = NO_EXTENDS
    assert "missing-extends" not in read(given).codes


def test_a_grid_too_wide_is_reported_once_for_all_layouts() -> None:
    found = read(spoilt(HOUSE, "measure: 12字", "measure: 15字")).only("grid-too-wide")
    assert str(found.span) == f"{HOUSE}:5:1"
    assert "8 个基本栏共宽 1238.25 pt，版心只有 1006.30 pt" in said(found)
    fits = read(spoilt(HOUSE, "measure: 12字", "measure: 12.0字")).codes
    assert fits == []


def test_a_measure_of_no_whole_number_of_characters_names_the_whole_ones() -> None:
    found = read(spoilt(HOUSE, "measure: 12字", "measure: 11.5字")).only("fractional-measure")
    assert str(found.span).startswith(f"{HOUSE}:7:")
    assert "基本栏宽 11.50 字" in said(found)
    assert "11字（gutter: 1.57字）" in said(found)
    assert "12字" not in said(found).split("：")[-1]


@pytest.mark.parametrize(
    ("written", "size"),
    [("broadsheet", (390, 543)), ("对开", (390, 543)), ("tabloid", (273, 390)), ("四开", (273, 390))],
)
def test_sheets_have_names(written: str, size: tuple[int, int]) -> None:
    known = read(spoilt(HOUSE, "trim: [390mm, 543mm]", f"trim: {written}"))
    assert "bad-choice" not in known.codes
    if known.edition is not None:
        sheet = known.edition.pages[0].layout.sheet
        assert (sheet.width, sheet.height) == (mm(size[0]), mm(size[1]))


def test_a_sheet_nobody_knows_is_told() -> None:
    assert "对开" in said(read(spoilt(HOUSE, "trim: [390mm, 543mm]", "trim: 三开")).only("bad-choice"))


def test_a_wrong_date_makes_no_second_finding() -> None:
    for wrong in ("2026-11-31", "昨天", "~"):
        codes = read(spoilt(EDITION, "date: 2026-11-22", f"date: {wrong}")).codes
        assert "unknown-field" not in codes
        assert len(codes) == 1


def test_faces_are_not_judged_when_it_is_not_known_which_there_are() -> None:
    given = spoilt(FRONT, "extends: house\n", "extends: house\nstyles: {body: {face: 宗}}\n")
    assert read(given, faces=None).codes == []


def test_circles_of_files_and_styles_are_named() -> None:
    given = spoilt(FRONT, "extends: house", "extends: other")
    given["layouts/other.yaml"] = "layout: other\nextends: front\n"
    found = read(given).only("extends-cycle")
    assert "front → other → front" in said(found)
    assert str(found.span) == "layouts/other.yaml:2:10"
    given = spoilt(HOUSE, "colours:\n", "styles:\n  a: {based_on: b}\n  b: {based_on: a}\ncolours:\n")
    circles = [said(f) for f in read(given).findings]
    assert any("a → b → a" in text and text.startswith(f"{HOUSE}:13:") for text in circles)


def test_an_unknown_base_of_a_style_is_reported_at_the_base() -> None:
    given = spoilt(HOUSE, "colours:\n", "styles:\n  note: {based_on: bodi}\ncolours:\n")
    found = read(given).only("unknown-style")
    assert str(found.span) == f"{HOUSE}:12:20"
    assert "是不是“body”？" in said(found)


def test_a_frame_that_is_not_inherited_cannot_be_removed() -> None:
    given = spoilt(FRONT, "  teasers:\n", "  secnd: ~\n  teasers:\n")
    found = read(given).only("nothing-to-remove")
    assert str(found.span) == f"{FRONT}:26:3"


def test_an_edition_that_is_not_there() -> None:
    given = files()
    del given[EDITION]
    reading = read(given)
    assert reading.edition is None
    assert f"找不到 {FOLDER}/edition.yaml" in said(reading.only("missing-edition"))


@pytest.mark.parametrize("text", ["", "# only a comment\n", "---\n"])
def test_an_empty_edition(text: str) -> None:
    given = files()
    given[EDITION] = text
    reading = read(given)
    assert reading.edition is None
    assert reading.codes in (["empty-file"], ["missing-key", "missing-key"], ["wrong-type"])


def test_an_edition_without_pages_is_no_edition() -> None:
    given = files()
    given[EDITION] = "extends: house\ndate: 2026-11-22\npages: []\n"
    reading = read(given)
    assert reading.edition is None
    assert str(reading.only("missing-key").span) == f"{EDITION}:3:1"


@pytest.mark.parametrize("text", ["just text", "[a, b]", "- a: 1\n"])
def test_a_file_that_is_no_mapping(text: str) -> None:
    for file in (EDITION, HOUSE, FRONT):
        given = files()
        given[file] = text
        reading = read(given)
        assert reading.edition is None
        found = reading.only("wrong-type")
        assert str(found.span) == f"{file}:1:1"
        assert f"“{file.rpartition('/')[2]}”应当是键: 值" in said(found)


def test_templates_of_jumps_know_only_the_page() -> None:
    given = spoilt(HOUSE, "print: {", "jumps:\n  source: （下转第{pag}版）\nprint: {")
    found = read(given).only("unknown-field")
    assert str(found.span) == f"{HOUSE}:18:11"
    assert "是不是“page”？" in said(found)

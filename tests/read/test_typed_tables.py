"""Tables as they are typed: Markdown, CSV and YAML into rows of cells, every character with its place."""

from __future__ import annotations

import pytest
from newsroom import FOLDER, LEAD, read, said, with_story

from typeset.model.story import AsideKind, Paragraph, Role
from typeset.model.style import Align
from typeset.model.table import TableRules

HEAD = "---\nheadline: 题\n---\n"
TABLE = "前。\n\n| 线路 | 票价 |\n|:--|--:|\n| 1路 | 2元 |\n| 2路 | 3元 |\n"


def beside(given: dict[str, str | bytes], files: dict[str, str]) -> dict[str, str | bytes]:
    """The workspace with more files in the edition."""
    return given | {f"{FOLDER}/{name}": text for name, text in files.items()}


def rows(paragraphs: tuple[Paragraph, ...]) -> list[list[str]]:
    """The text of each cell, paragraph by paragraph."""
    return [[p.text[c.first : c.last] for c in p.table.cells] for p in paragraphs if p.table is not None]


def test_every_row_of_a_markdown_table_is_a_paragraph_of_cells() -> None:
    known = read(with_story(HEAD + TABLE + "\n后。\n"))
    assert known.codes == []
    story = known.edition.stories["lead"]
    assert rows(story.paragraphs) == [["线路", "票价"], ["1路", "2元"], ["2路", "3元"]]
    assert [p.role for p in story.paragraphs] == [Role.BODY, *[Role.TABLE] * 3, Role.BODY]
    head, first, last = (p.table for p in story.paragraphs if p.table is not None)
    assert (head.head, first.head, first.last, last.last) == (True, False, False, True)
    assert head.table.align == (Align.LEFT, Align.RIGHT)
    assert head.table.rules is TableRules.THREE
    assert str(story.paragraphs[2].span_at(2)) == f"{LEAD}:8:8"


def test_what_stands_in_braces_below_a_table_is_its_caption_note_and_form() -> None:
    for gap in ("", "\n"):
        asked = '{caption="表一" note="注：略" widths="3,1" rules=all}\n'
        known = read(with_story(HEAD + TABLE + gap + asked + "\n后。\n"))
        assert known.codes == []
        story = known.edition.stories["lead"]
        assert [(p.role, p.text) for p in story.paragraphs if p.table is None] == [
            (Role.BODY, "前。"),
            (Role.TABLE_CAPTION, "表一"),
            (Role.TABLE_NOTE, "注：略"),
            (Role.BODY, "后。"),
        ]
        table = next(p.table.table for p in story.paragraphs if p.table is not None)
        assert (table.shares, table.rules) == ((3, 1), TableRules.ALL)
        caption = next(p for p in story.paragraphs if p.role is Role.TABLE_CAPTION)
        assert str(caption.span_at(0)) == f"{LEAD}:{10 + len(gap)}:11"


def test_cells_join_their_neighbours_and_hold_rows_together() -> None:
    typed = "| 队 | 胜负 | < |\n|---|---|---|\n| 甲 | 1 | 2 |\n| ^ | 3 | 4 |\n| 乙 | 5 | 6 |\n"
    story = read(with_story(HEAD + typed)).edition.stories["lead"]
    tables = [p.table for p in story.paragraphs if p.table is not None]
    assert [t.rows for t in tables] == [1, 2, 1]
    assert [(c.row, c.column, c.rows, c.columns) for c in tables[0].cells] == [(0, 0, 1, 1), (0, 1, 1, 2)]
    assert [(c.row, c.column, c.rows) for c in tables[1].cells] == [
        (0, 0, 2),
        (0, 1, 1),
        (0, 2, 1),
        (1, 1, 1),
        (1, 2, 1),
    ]


def test_two_rows_of_head_are_one_piece() -> None:
    typed = "| 队 | 胜负 | < |\n|---|---|---|\n| ^ | 胜 | 负 |\n| 甲 | 1 | 2 |\n{head=2}\n"
    story = read(with_story(HEAD + typed)).edition.stories["lead"]
    head, body = (p.table for p in story.paragraphs if p.table is not None)
    assert (head.rows, head.head, body.head) == (2, True, False)
    assert rows(story.paragraphs)[0] == ["队", "胜负", "胜", "负"]


def test_cells_have_markup_bars_and_blanks() -> None:
    typed = "| 甲 | 乙 |\n|---|---|\n| **黑**体 |  |\n| a\\|b | {重|chóng} |\n"
    known = read(with_story(HEAD + typed))
    assert known.codes == []
    story = known.edition.stories["lead"]
    assert rows(story.paragraphs)[1:] == [["黑体", ""], ["a|b", "重"]]
    assert story.paragraphs[1].runs[0].emphasis.value == "strong"
    assert story.paragraphs[2].annotations[0].ruby == "chóng"


@pytest.mark.parametrize(
    ("typed", "code", "line"),
    [
        ("| 甲 | 乙 |\n|---|---|\n| 1 | 2 | 3 |\n", "table-row-uneven", 6),
        ("| < | 乙 |\n|---|---|\n| 1 | 2 |\n", "table-join", 4),
        ("| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n{widths=1}\n", "table-widths", 7),
        ("| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n{rules=some}\n", "bad-choice", 7),
        ("| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n{width=1}\n", "unknown-key", 7),
        ("| 甲 | ![](x.jpg) |\n|---|---|\n| 1 | 2 |\n", "table-picture", 4),
        ("|" + " 甲 |" * 41 + "\n|" + "---|" * 41 + "\n", "table-too-large", 4),
    ],
)
def test_a_table_that_is_not_right_is_told_with_its_place(typed: str, code: str, line: int) -> None:
    known = read(with_story(HEAD + "\n\n甲\n".join([typed, ""])))
    found = [f for f in known.findings if f.code == code]
    assert found, known.codes
    assert f":{line}:" in str(found[0].span)


def test_a_cell_too_many_is_set_all_the_same() -> None:
    story = read(with_story(HEAD + "| 甲 | 乙 |\n|---|---|\n| 1 | 2 | 3 |\n")).edition.stories["lead"]
    assert rows(story.paragraphs) == [["甲", "乙"], ["1", "2", "3"]]
    assert all(p.table.table.columns == 3 for p in story.paragraphs if p.table is not None)


@pytest.mark.parametrize(
    ("csv", "expected"),
    [
        ("品名\t价格\n土豆\t2.5\n", [["品名", "价格"], ["土豆", "2.5"]]),
        ("品名;价格\n土豆;2.5\n\n", [["品名", "价格"], ["土豆", "2.5"]]),
        ("品名,价格\n土豆;豆角,2.5\n", [["品名", "价格"], ["土豆;豆角", "2.5"]]),
        ("品名\n土豆;豆角\n", [["品名"], ["土豆;豆角"]]),
    ],
    ids=["tabs", "semicolons", "a semicolon in a cell", "one column"],
)
def test_cells_of_a_csv_table_are_parted_by_what_parts_them(csv: str, expected: list[list[str]]) -> None:
    files = beside(with_story(HEAD + "前。\n\n![](p.csv)\n\n后。\n"), {"pictures/p.csv": csv})
    found = rows(read(files).edition.stories["lead"].paragraphs)
    assert [[cell.replace("；", ";") for cell in row] for row in found] == expected


def test_a_csv_table_is_placed_like_a_picture() -> None:
    csv = '品名,价格\n"土豆,本地",2.5\n\n白菜,"1\n2"\n'
    files = beside(with_story(HEAD + "前。\n\n![菜价](p.csv){rules=none}\n\n后。\n"), {"pictures/p.csv": csv})
    known = read(files)
    story = known.edition.stories["lead"]
    assert rows(story.paragraphs) == [["品名", "价格"], ["土豆，本地", "2.5"], ["白菜", "1 2"]]
    assert [p.text for p in story.paragraphs if p.table is None] == ["前。", "菜价", "后。"]
    second = next(p for p in story.paragraphs if p.text.startswith("土豆"))
    assert str(second.span_at(0)) == f"{FOLDER}/pictures/p.csv:2:2"
    (widened,) = known.findings
    assert widened.code == "punctuation-widened"
    assert str(widened.span) == f"{FOLDER}/pictures/p.csv:2:4"


def test_a_yaml_table_has_cells_that_span() -> None:
    yaml = "head: [场次, 主队, 客队]\nalign: [left, ~, right]\nrows:\n  - [{text: 第一轮, rows: 2}, 甲, 乙]\n  - [丙, 丁]\n  - [二, {text: 待定, columns: 2, align: center}]\n"
    yaml = yaml.replace("~", "center")
    files = beside(with_story(HEAD + "![](g.yaml)\n"), {"pictures/g.yaml": yaml})
    known = read(files)
    assert known.codes == []
    tables = [p.table for p in known.edition.stories["lead"].paragraphs if p.table is not None]
    assert tables[0].table.align == (Align.LEFT, Align.CENTER, Align.RIGHT)
    assert (tables[1].rows, tables[1].cells[0].rows) == (2, 2)
    assert (tables[2].cells[1].columns, tables[2].cells[1].align) == (2, Align.CENTER)


@pytest.mark.parametrize(
    ("name", "text", "code", "where"),
    [
        ("p.csv", '甲,"乙\n', "table-csv", "p.csv:2"),
        ("p.csv", "", "table-empty", "p.csv:1"),
        ("p.yaml", "[1, 2]\n", "table-yaml", "p.yaml:1"),
        ("p.yaml", "rows: [[1, {text: 2, rows: 甲}]]\n", "table-yaml", "p.yaml:1"),
        ("p.yaml", "row: [[1]]\n", "unknown-key", "p.yaml:1"),
        ("p.yaml", "rows: [[1, {text: 2, align: up}]]\n", "bad-choice", "p.yaml:1"),
        ("p.yaml", "rows: [[1, {text: 2, columns: 5000}]]\n", "table-too-large", "p.yaml:1"),
    ],
)
def test_a_table_file_that_is_not_right_is_told_with_its_place(
    name: str, text: str, code: str, where: str
) -> None:
    files = beside(with_story(HEAD + f"前。\n\n![]({name})\n"), {f"pictures/{name}": text})
    found = [f for f in read(files).findings if f.code == code]
    assert found
    assert where in str(found[0].span)


def test_a_missing_table_names_the_nearest() -> None:
    files = beside(with_story(HEAD + "前。\n\n![](prise.csv)\n"), {"pictures/price.csv": "甲,乙\n"})
    (found,) = [f for f in read(files).findings if f.code == "missing-table"]
    assert "price.csv" in said(found)
    assert str(found.span) == f"{LEAD}:6:1"


def test_a_table_may_stand_whole_in_the_columns() -> None:
    typed = "前。\n\n::: table {columns=1-2 place=top caption=得分 rules=all}\n| 队 | 分 |\n|---|---|\n| 甲 | 1 |\n:::\n"
    known = read(with_story(HEAD + typed))
    assert known.codes == []
    (aside,) = known.edition.stories["lead"].asides
    assert (aside.kind, aside.columns) == (AsideKind.TABLE, (1, 2))
    assert [p.role for p in aside.paragraphs] == [Role.TABLE_CAPTION, Role.TABLE, Role.TABLE]
    assert rows(aside.paragraphs) == [["队", "分"], ["甲", "1"]]
    assert str(aside.paragraphs[0].span_at(0)) == f"{LEAD}:6:42"

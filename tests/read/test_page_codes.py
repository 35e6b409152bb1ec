"""Pages of sections (叠): codes instead of numbers, in order, all pages or none; how their sheets are folded."""

from __future__ import annotations

from itertools import pairwise

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from newsroom import EDITION, EDITION_TEXT, FRONT, files, read, said, said_in_english, spoilt

from typeset.model.edition import Fold
from typeset.read.schema import json_schema

HEAD = "extends: house\ndate: 2026-11-22\nissue: 5678\nfields: {lunar: 十月十四}\n"


def coded(*names: str, more: str = "") -> dict[str, str | bytes]:
    """The workspace with an edition of empty inside pages that bear these names."""
    workspace = files()
    pages = "".join(
        f"  - {{page: {name}, section: 综合, layout: inside, place: {{main: ~}}}}\n" for name in names
    )
    workspace[EDITION] = f"{HEAD}{more}pages:\n{pages}"
    return workspace


def test_a_coded_page_has_its_place_in_the_issue_and_its_place_in_its_section() -> None:
    pages = read(coded("A1", "A2", "A4", "B1", "C12")).good.pages
    assert [(p.number, p.code, p.name) for p in pages] == [
        (1, "A1", "A1"),
        (2, "A2", "A2"),
        (3, "A4", "A4"),
        (4, "B1", "B1"),
        (5, "C12", "C12"),
    ]
    assert [(p.section_code, p.section_number) for p in pages] == [
        ("A", 1),
        ("A", 2),
        ("A", 4),
        ("B", 1),
        ("C", 12),
    ]
    assert [p.next_name for p in pages] == ["A2", "A3", "A5", "B2", "C13"]


def test_pages_without_codes_keep_their_numbers() -> None:
    pages = read(coded("2", "5", "010")).good.pages
    assert [(p.number, p.code, p.name, p.section_code, p.section_number) for p in pages] == [
        (2, "", "2", "", 2),
        (5, "", "5", "", 5),
        (10, "", "10", "", 10),
    ]
    assert pages[0].next_name == "3"


def test_furniture_prints_the_code() -> None:
    (first, second) = read(coded("A1", "AB12")).good.pages
    assert [first.fields[name] for name in ("page", "page_cn")] == ["A1", "A1"]
    assert [second.fields[name] for name in ("page", "page_cn")] == ["AB12", "AB12"]
    edition = read(coded("A1", "AB12")).good
    assert (edition.fields["pages"], edition.fields["pages_cn"]) == ("2", "二")
    (bare,) = read(coded("12")).good.pages
    assert [bare.fields[name] for name in ("page", "page_cn")] == ["12", "十二"]


@pytest.mark.parametrize(
    ("name", "usual"),
    [
        ("a1", "A1"),
        ("Ａ１", "A1"),
        ("A01", "A1"),
        ("A-12", "A12"),
        ("A叠3", "A3"),
        ("第A3版", "A3"),
        ("A0", "4 / A4"),
        ("A1000", "4 / A4"),
        ("ABC1", "4 / A4"),
        ("A", "4 / A4"),
        ("4A", "4 / A4"),
        ("头版", "4 / A4"),
        ("1.5", "4 / A4"),
    ],
)
def test_a_code_has_one_form(name: str, usual: str) -> None:
    done = read(files() | {EDITION: f"{HEAD}pages:\n  - page: {name}\n    layout: inside\n"})
    found = done.only("page-code")
    assert done.edition is None
    assert str(found.span) == f"{EDITION}:6:11"
    assert f"“{name}”不是版次 写成这样：{usual}" in said(found)
    assert f"“{name}” is not the name of a page write it like this: {usual}" in said_in_english(found)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(
            {"date": "2026-11-22", "pages": [{"page": name, "layout": "inside"}]}, json_schema("edition")
        )


@pytest.mark.parametrize("name", [4, "4", "A4", "AA999"])
def test_the_schema_takes_numbers_and_codes(name: int | str) -> None:
    page = {"page": name, "layout": "inside"}
    jsonschema.validate({"date": "2026-11-22", "fold": "separate", "pages": [page]}, json_schema("edition"))
    frame = {"kind": "story", "columns": "1-2", "rows": "1-9", "jump": {"page": name}}
    jsonschema.validate({"layout": "x", "frames": {"a": frame}}, json_schema("layout"))


@pytest.mark.parametrize("number", ["0", "-3", "1000", "9" * 5000])
def test_a_number_out_of_range_is_told_as_before(number: str) -> None:
    assert read(coded(number)).codes == ["out-of-range"]


@pytest.mark.parametrize(
    ("names", "code", "line", "words", "english"),
    [
        (("A1", "A1"), "page-twice", 7, "第A1版写了两次", "page A1 is there twice"),
        (("A2", "A1"), "page-order", 7, "第A1版写在第A2版后面", "page A1 comes after page A2"),
        (("A1", "B1", "A2"), "page-order", 8, "第A2版写在第B1版后面", "page A2 comes after page B1"),
        (("B1", "A1"), "page-order", 7, "一叠排完再排一叠，叠按字母先后", "each in one piece"),
        (("A2", "A10", "A9"), "page-order", 8, "第A9版写在第A10版后面", "page A9 comes after page A10"),
        (("B1", "AA1"), "page-order", 7, "第AA1版写在第B1版后面", "page AA1 comes after page B1"),
        (("2", "1"), "page-order", 7, "第1版写在第2版后面", "page 1 comes after page 2"),
        (("2", "02"), "page-twice", 7, "第2版写了两次", "page 2 is there twice"),
    ],
)
def test_pages_stand_in_order_section_after_section(
    names: tuple[str, ...], code: str, line: int, words: str, english: str
) -> None:
    done = read(coded(*names))
    found = done.only(code)
    assert done.edition is None
    assert str(found.span) == f"{EDITION}:{line}:12"
    assert words in said(found)
    assert english in said_in_english(found)


def test_a_section_behind_a_later_one_is_told_page_by_page() -> None:
    assert read(coded("B1", "A1", "A2", "B2")).codes == ["page-order", "page-order"]


@given(
    st.lists(st.from_regex(r"[A-C]{1,2}[1-9][0-9]?", fullmatch=True), min_size=1, max_size=6),
    st.booleans(),
)
def test_codes_are_read_when_they_stand_in_order_and_only_then(names: list[str], in_order: bool) -> None:  # noqa: FBT001 - a parameter
    def place(name: str) -> tuple[str, int]:
        letters = name.rstrip("0123456789")
        return letters, int(name[len(letters) :])

    if in_order:
        names = sorted(set(names), key=place)
    done = read(coded(*names))
    ascending = all(place(a) < place(b) for a, b in pairwise(names))
    assert (done.edition is not None) is ascending
    assert set(done.codes) <= {"page-order", "page-twice"}
    if done.edition is not None:
        assert [p.number for p in done.edition.pages] == list(range(1, len(names) + 1))


def test_sections_of_one_and_two_letters_are_in_alphabetical_order() -> None:
    assert len(read(coded("A1", "A2", "AA1", "AB7", "B1")).good.pages) == 5


@pytest.mark.parametrize(
    ("names", "line"), [(("A1", "2"), 7), (("1", "A2", "A1"), 7), (("A1", "A2", "B1", "4", "4"), 9)]
)
def test_all_pages_bear_codes_or_none(names: tuple[str, ...], line: int) -> None:
    done = read(coded(*names))
    (found,) = done.findings
    assert done.edition is None
    assert (found.code, str(found.span)) == ("page-codes-mixed", f"{EDITION}:{line}:12")
    assert str(found.related) == f"{EDITION}:6:12"
    bare = next(name for name in names if name.isdecimal())
    assert f"有的不带（{bare}） 要么每一版都写叠，如 A{bare}" in said(found)
    assert f"others have none ({bare})" in said_in_english(found)


def test_findings_of_a_page_name_it_by_its_code() -> None:
    workspace = coded("A1", "B1")
    workspace[EDITION] = str(workspace[EDITION]).replace(
        "B1, section: 综合, layout: inside, place: {main: ~}",
        "B1, section: 综合, layout: inside, place: {main: nowhere}",
    )
    found = read(workspace).only("missing-story")
    assert (found.page, found.page_code, found.page_name) == (2, "B1", "B1")
    uncoded = read(spoilt(EDITION, "main: third", "main: nowhere")).only("missing-story")
    assert (uncoded.page, uncoded.page_code, uncoded.page_name) == (2, None, "2")


def test_a_jump_may_name_a_code() -> None:
    edition = EDITION_TEXT.replace("page: 1\n", "page: A1\n").replace("page: 2\n", "page: A2\n")
    workspace = spoilt(FRONT, "{page: 2, frame: tails}", "{page: A2, frame: tails}") | {EDITION: edition}
    frame = read(workspace).good.pages[0].layout.frame("second")
    assert frame is not None
    assert (frame.jump.page, frame.jump.frame) == ("A2", "tails")
    found = read(spoilt(FRONT, "{page: 2, frame: tails}", "{page: a2, frame: tails}")).only("page-code")
    assert str(found.span) == f"{FRONT}:25:18"


@pytest.mark.parametrize(
    ("line", "fold"),
    [("", Fold.NESTED), ("fold: nested\n", Fold.NESTED), ("fold: separate\n", Fold.SEPARATE)],
)
def test_sheets_are_put_into_each_other_unless_the_edition_says_otherwise(line: str, fold: Fold) -> None:
    assert read(coded("1", more=line)).good.fold is fold


def test_a_fold_nobody_knows() -> None:
    found = read(coded("1", more="fold: seperate\n")).only("bad-choice")
    assert str(found.span) == f"{EDITION}:5:7"
    assert "是不是“separate”？" in said(found)


def test_a_page_whose_code_cannot_be_read_makes_no_second_finding() -> None:
    assert read(coded("A1", "a2", "A3")).codes == ["page-code"]

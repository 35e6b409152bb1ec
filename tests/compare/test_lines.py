"""Lines of two versions: whatever is edited and however it is broken, each changed character is in a line that is to be read."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from revised import changed

from typeset.compare.lines import compare_text
from typeset.model.changes import ChangedLine, Fate, TextDiff
from typeset.model.impression import LinePlace, Look, ShownLine, ShownText, TextKind
from typeset.model.layout import Rect
from typeset.model.style import BLACK

SONG, HEI = Look("宋", 9_000, BLACK), Look("黑", 9_000, BLACK)
PARAGRAPHS = st.lists(st.text("今天风大雨小，。", min_size=1, max_size=60), max_size=6)


def shown(*paragraphs: str, measure: int = 10, bold: str = "", page: str = "1") -> ShownText:
    """Paragraphs broken into lines of so many characters, one below another; those in ``bold`` are in another face."""
    lines = []
    for said in paragraphs:
        pieces = [said[n : n + measure] for n in range(0, len(said), measure)]
        for number, piece in enumerate(pieces):
            y = 12_000 * len(lines)
            place = LinePlace(page, "main", 1, len(lines) + 1, Rect(0, y, 9_000 * measure, 9_000))
            looks = tuple((1, HEI if char in bold else SONG) for char in piece)
            lines.append(ShownLine(piece, place, number == len(pieces) - 1, looks))
    return ShownText(TextKind.BODY, "story", tuple(lines), of_story=True)


def compared(old: ShownText | None, new: ShownText | None) -> TextDiff:
    return compare_text(old, new)


def unmarked(text: ShownText, read: list[ChangedLine]) -> str:
    """All characters of a text but those that are marked; the end of a paragraph is one."""
    marks = {line.place: line.marks for line in read}
    kept = ""
    for line in text.lines:
        said = line.text + "\n" * line.ends
        gone = {n for first, last in marks.get(line.place, ()) for n in range(first, last)}
        kept += "".join(char for n, char in enumerate(said) if n not in gone)
    return kept


@given(PARAGRAPHS, PARAGRAPHS, st.integers(4, 12), st.integers(4, 12))
def test_without_the_marked_characters_both_versions_are_the_same(
    before: list[str], after: list[str], one: int, other: int
) -> None:
    old, new = shown(*before, measure=one), shown(*after, measure=other)
    diff = compared(old, new)
    was, now = ([line for h in diff.hunks for line in side(h)] for side in (lambda h: h.old, lambda h: h.new))
    assert unmarked(old, was) == unmarked(new, now)
    # Whoever reads the new version is led to a line of it for every change.
    assert all(hunk.new for hunk in diff.hunks) or not new.lines


@given(PARAGRAPHS, st.integers(4, 12))
def test_a_text_is_not_different_from_itself(paragraphs: list[str], measure: int) -> None:
    text = shown(*paragraphs, measure=measure)
    assert compared(text, text).is_empty


@given(PARAGRAPHS, st.integers(4, 12), st.integers(4, 12))
def test_other_line_breaks_give_nothing_to_read(paragraphs: list[str], one: int, other: int) -> None:
    diff = compared(shown(*paragraphs, measure=one), shown(*paragraphs, measure=other))
    assert diff.hunks == ()
    assert diff.restyled == ()


def test_every_line_is_to_be_read_or_broken_otherwise_or_moved_or_the_same() -> None:
    old = shown("一二三四五六七八九十" * 3, "甲乙丙丁", "末段")
    new = shown("一二三四五六七八九十" + "新" + "一二三四五六七八九十" * 2, "甲乙丙丁", "末段")
    diff = compared(old, new)
    assert changed(diff) == [(["一二三四五六七八九十"], ["[新]一二三四五六七八九"])]
    assert [place.number for place in diff.rebroken] == [3, 4]
    assert [place.number for place in diff.moved] == [5, 6]


def test_one_word_is_one_line() -> None:
    one = shown("一二三四五六七八九十", "甲乙丙丁戊己庚辛壬癸")
    other = shown("一二三四五六七八九十", "甲乙柄丁戊己庚辛壬癸")
    diff = compared(one, other)
    assert changed(diff) == [(["甲乙[丙]丁戊己庚辛壬癸"], ["甲乙[柄]丁戊己庚辛壬癸"])]
    assert (diff.moved, diff.rebroken, diff.restyled) == ((), (), ())


def test_two_paragraphs_made_one_are_a_change() -> None:
    diff = compared(shown("一二三四五", "六七八"), shown("一二三四五六七八"))
    assert changed(diff) == [(["一二三四五[¶]"], ["一二三四五六七八"])]


def test_a_paragraph_that_is_gone_leads_to_the_line_before_it() -> None:
    diff = compared(shown("头一段", "走了的", "末一段"), shown("头一段", "末一段"))
    assert changed(diff) == [(["[走了的¶]"], ["头一段"])]
    assert [place.number for place in diff.moved] == [2]
    diff = compared(shown("走了的", "末一段"), shown("末一段"))
    assert changed(diff) == [(["[走了的¶]"], ["末一段"])]


def test_another_face_is_told_and_not_to_be_read() -> None:
    diff = compared(shown("一二三四五六七八九十", "甲乙"), shown("一二三四五六七八九十", "甲乙", bold="三"))
    assert diff.hunks == ()
    assert [place.number for place in diff.restyled] == [1]
    # Also where the lines are broken otherwise.
    diff = compared(shown("一二三四五六七八九十"), shown("一二三四五六七八九十", bold="九", measure=6))
    assert diff.hunks == ()
    assert ([p.number for p in diff.restyled], [p.number for p in diff.rebroken]) == ([2], [1])


def test_a_text_of_one_version_is_new_or_gone_as_a_whole() -> None:
    text = shown("一二三四五六七八九十百千")
    came, went = compared(None, text), compared(text, None)
    assert (came.fate, went.fate) == (Fate.ADDED, Fate.REMOVED)
    assert changed(came) == [([], ["[一二三四五六七八九十]", "[百千¶]"])]
    assert changed(went) == [(["[一二三四五六七八九十]", "[百千¶]"], [])]


def test_a_line_on_another_page_is_moved() -> None:
    diff = compared(shown("一二三", page="1"), shown("一二三", page="4"))
    assert diff.hunks == ()
    assert [place.page for place in diff.moved] == ["4"]

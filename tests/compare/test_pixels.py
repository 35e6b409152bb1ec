"""Where two pictures of a page differ, as rectangles."""

from __future__ import annotations

from PIL import Image, ImageDraw

from typeset.compare.marked import Mark, MarkKind, marked_png, marks_of
from typeset.compare.pixels import Picture, differing
from typeset.model.changes import ChangedLine, Fate, Hunk, InkKind, InkPlace, IssueDiff, PageDiff, TextDiff
from typeset.model.impression import LinePlace, TextKind
from typeset.model.layout import Rect


def page(*boxes: tuple[int, int, int, int], size: tuple[int, int] = (200, 300), grey: int = 0) -> Picture:
    image = Image.new("RGB", size, "white")
    for box in boxes:
        ImageDraw.Draw(image).rectangle(box, fill=(grey, grey, grey))
    return Picture(image, 2.0)


def test_differences_near_each_other_are_one_place_and_others_are_not() -> None:
    found = differing(page(), page((16, 16, 23, 23), (34, 16, 39, 23), (120, 200, 150, 210)))
    # Two pixels a point.
    assert found == (Rect(8_000, 8_000, 12_000, 4_000), Rect(60_000, 100_000, 16_000, 8_000))


def test_what_nobody_sees_is_no_difference() -> None:
    assert differing(page(), page((16, 16, 23, 23), grey=240)) == ()
    assert differing(page((1, 1, 5, 5)), page((1, 1, 5, 5))) == ()


def test_a_difference_at_the_edge_stays_on_the_page() -> None:
    (box,) = differing(page(size=(203, 301)), page((200, 298, 202, 300), size=(203, 301)))
    assert (box.right, box.bottom) == (101_500, 150_500)


def test_pages_of_other_sizes_differ_all_over() -> None:
    assert differing(page(), page(size=(100, 300))) == (Rect(0, 0, 50_000, 150_000),)


def test_lines_to_read_are_marked_over_what_only_moved() -> None:
    line = Rect(10_000, 10_000, 50_000, 9_000)
    below = [Rect(10_000, 30_000 + 12_000 * n, 50_000, 9_000) for n in range(3)]
    places = [LinePlace("1", "main", 1, n, box) for n, box in enumerate(below, 2)]
    hunk = Hunk((), (ChangedLine("一", LinePlace("1", "main", 1, 1, line), ((0, 1),)),))
    text = TextDiff(TextKind.BODY, "story", True, "", hunks=(hunk,), moved=tuple(places))  # noqa: FBT003
    picture = InkPlace(InkKind.PICTURE, Rect(70_000, 70_000, 20_000, 20_000))
    diff = IssueDiff(
        pages=(PageDiff("1", Fate.CHANGED, places=(picture,)), PageDiff("2", Fate.SAME)), texts=(text,)
    )
    marks = marks_of(diff, "1")
    assert marks == (
        Mark(MarkKind.MOVED, Rect(10_000, 30_000, 50_000, 33_000)),
        Mark(MarkKind.INK, picture.box),
        Mark(MarkKind.READ, line),
    )
    assert marks_of(diff, "2") == ()
    png = marked_png(page(), marks)
    assert png == marked_png(page(), marks)

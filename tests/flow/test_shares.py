"""Fixed copy of several kinds in one frame: each has a room of its own, and nothing that was typed is left out."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from paper import HERE, frame, paper

from typeset.faces import FaceBook
from typeset.flow.boxes import room_of
from typeset.flow.issue import SetIssue, set_issue
from typeset.flow.shares import Size, grouped, rooms
from typeset.model.layout import Content, FrameKind, FramePicture, QrCode, Rect, TextLine
from typeset.model.placed import GlyphRun, Item, Modules, PlacedPicture
from typeset.model.story import Picture
from typeset.model.style import Align

GAP = 9_000


def text(words: str) -> TextLine:
    return TextLine(words, "ear_caption", Align.CENTER, HERE)


def code(caption: str = "") -> QrCode:
    return QrCode("https://a.example", caption, HERE)


def picture(wide: int, high: int, caption: str = "") -> FramePicture:
    return FramePicture(Picture("logo.png", caption, "", HERE, (wide, high), "PNG"))


def issue_of(faces: FaceBook, *content: Content, rows: int = 8, kind: FrameKind = FrameKind.EARS) -> SetIssue:
    spec = replace(frame("ears", (1, 2), (1, rows), kind), content=content)
    return set_issue(paper({1: [spec]}, {}), faces)


def shown(issue: SetIssue) -> list[Item]:
    return [i for i in issue.pages[0].items if isinstance(i, GlyphRun | Modules | PlacedPicture)]


def words(issue: SetIssue) -> str:
    return "".join(item.text for item in shown(issue) if isinstance(item, GlyphRun))


def apart(issue: SetIssue) -> bool:
    """Whether nothing stands on anything else."""
    boxes = [room_of(item) for item in shown(issue)]
    return not any(
        a.x < b.right and b.x < a.right and a.y < b.bottom and b.y < a.bottom
        for n, a in enumerate(boxes)
        for b in boxes[n + 1 :]
    )


@pytest.mark.parametrize("rows", [6, 8, 26], ids=["side by side", "wide", "one below another"])
@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ((code("码"), text("今日晴")), "码今日晴"),
        ((text("今日晴"), text("有风"), code("码")), "今日晴有风码"),
        ((picture(300, 200, "社标"), text("晴")), "社标晴"),
        ((text("晴"), picture(100, 300), code("码"), text("风")), "晴码风"),
        ((code("甲"), code("乙"), text("晴")), "甲乙晴"),
    ],
)
def test_all_that_was_typed_is_printed_and_nothing_on_anything_else(
    faces: FaceBook, content: tuple[Content, ...], expected: str, rows: int
) -> None:
    for kind in (FrameKind.EARS, FrameKind.TEXT, FrameKind.MASTHEAD):
        issue = issue_of(faces, *content, rows=rows, kind=kind)
        assert words(issue) == expected
        assert sum(isinstance(item, Modules) for item in shown(issue)) == sum(
            isinstance(one, QrCode) for one in content
        )
        assert apart(issue)
        assert not issue.findings


def test_a_code_without_room_is_told(faces: FaceBook) -> None:
    assert [f.code for f in issue_of(faces, code("很高的码"), rows=1).findings] == ["furniture-too-large"]


def test_a_caption_in_a_face_that_lacks_it_is_told(faces: FaceBook) -> None:
    assert {f.code for f in issue_of(faces, code("\U0001f602")).findings} >= {"missing-glyph"}


def test_parts_of_a_frame_are_paragraphs_and_figures_of_their_own(faces: FaceBook) -> None:
    issue = issue_of(faces, text("甲"), code(), text("乙"), code())
    parts = [item.part for item in shown(issue)]
    assert len({(part.tag, part.key) for part in parts if part is not None}) == 4


contents = st.lists(
    st.one_of(
        st.just(text("晴")),
        st.just(code()),
        st.builds(picture, st.integers(1, 4000), st.integers(1, 4000)),
    ),
    min_size=1,
    max_size=6,
)


@given(
    content=contents,
    width=st.integers(20_000, 600_000),
    height=st.integers(20_000, 600_000),
    line=st.builds(Size, st.integers(1, 400_000), st.integers(1, 400_000)),
)
def test_rooms_follow_one_another_inside_the_frame(
    content: list[Content], width: int, height: int, line: Size
) -> None:
    rect, groups = Rect(1_000, 2_000, width, height), grouped(content)
    assert [one for group in groups for one in group] == content
    found = rooms(groups, rect, GAP, [line if isinstance(g[0], TextLine) else Size() for g in groups])
    assert len(found) == len(groups)
    for one in found:
        assert one.width >= 0
        assert one.height >= 0
    free = GAP * (len(groups) - 1)
    if (width if width * 2 >= height * 3 else height) < free:
        return
    for one in found:
        assert rect.x <= one.x <= one.right <= rect.right
        assert rect.y <= one.y <= one.bottom <= rect.bottom
    for one, other in pairwise(found):
        assert other.x >= one.right + GAP or other.y >= one.bottom + GAP

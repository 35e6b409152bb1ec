"""What holds for every page make-up: frames, heads, pictures and quotes of any shape in the way of any copy (issue 4)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, groupby, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from paper import BODY, HERE, LEADING, frame, paper, story

from typeset.checks.conservation import check_account, check_pages
from typeset.faces import FaceBook
from typeset.flow.grid import PageGrid
from typeset.flow.issue import SetIssue, set_issue
from typeset.flow.storyframe import columns_of, inside
from typeset.model.edition import Edition
from typeset.model.layout import BoxSpec, FrameSpec, HeadlineSpec, HeadPlace, Rect, RuleSpec, Side, TintSpec
from typeset.model.placed import GlyphRun, Item, PlacedPicture, Purpose, Rule, Tint
from typeset.model.story import (
    Anchor,
    Aside,
    AsideKind,
    Paragraph,
    Picture,
    PictureFit,
    PicturePlace,
    PictureSide,
    Role,
    Run,
    Story,
)
from typeset.model.style import Colour, WritingMode
from typeset.units import EM_ASCENT

sentences = st.lists(
    st.text("的一是在不了有和人这中大为上个国我以要他时来用们", min_size=1, max_size=40),
    min_size=1,
    max_size=4,
).map(lambda parts: "，".join(parts) + "。")
places = st.sampled_from(PicturePlace)
sides = st.sampled_from(PictureSide)


@st.composite
def pictures(draw: st.DrawFn, columns: int) -> Picture:
    first = draw(st.integers(1, columns))
    contour = draw(
        st.sampled_from([(), ((0, 1000),) * 40, tuple((10 * n, 1000 - 10 * n) for n in range(50))])
    )
    return Picture(
        "p.jpg",
        draw(st.sampled_from(["", "图说"])),
        "",
        HERE,
        (draw(st.integers(1, 60)), draw(st.integers(1, 60))),
        "JPEG",
        columns=(first, draw(st.integers(first, columns))),
        rows=draw(st.integers(0, 9)),
        place=draw(places),
        wide=draw(st.sampled_from([0, 3_000, 5_500, 7_000, 9_000, 12_000, 40_000])),
        side=draw(sides),
        fit=draw(st.sampled_from(PictureFit)),
        contour=contour,
    )


@st.composite
def quotes(draw: st.DrawFn, columns: int) -> Aside:
    first = draw(st.integers(1, columns))
    text = draw(st.text("渡口的灯又亮了", min_size=1, max_size=25))
    paragraph = Paragraph(Role.QUOTE, (Run(text),), 0, "q.md", (Anchor(0, 1, 1),))
    return Aside(
        draw(st.sampled_from([AsideKind.QUOTE, AsideKind.BOX])),
        (paragraph,),
        HERE,
        columns=(first, draw(st.integers(first, columns))),
        wide=draw(st.sampled_from([0, 6_000, 9_000])),
        side=draw(sides),
        place=draw(places),
    )


@st.composite
def stories(draw: st.DrawFn, slug: str, columns: int) -> Story:
    paragraphs = draw(st.lists(sentences, min_size=1, max_size=9))
    heads = [
        number for number in draw(st.sets(st.integers(0, 8), max_size=2)) if number < len(paragraphs) - 1
    ]
    made = story(slug, paragraphs, draw(st.sampled_from(["", "标题", "一个长得一行排不下的标题"])), heads)
    return replace(
        made,
        pictures=tuple(draw(st.lists(pictures(columns), max_size=2))),
        asides=tuple(draw(st.lists(quotes(columns), max_size=1))),
    )


HEADS = [
    HeadlineSpec(),
    HeadlineSpec(place=HeadPlace.INSIDE_LEFT),
    HeadlineSpec(place=HeadPlace.INSIDE_CENTER),
    HeadlineSpec(place=HeadPlace.SIDE_RIGHT, writing=WritingMode.VERTICAL),
]


@st.composite
def frames(draw: st.DrawFn, name: str, columns: tuple[int, int], rows: tuple[int, int]) -> FrameSpec:
    # Few wide columns more often than many: only in these can pictures have text beside them.
    count = min(draw(st.sampled_from([1, 1, 2, 3, 4])), columns[1] - columns[0] + 1)
    return replace(
        frame(name, columns, rows, story_columns=count),
        balance=draw(st.booleans()),
        headline=draw(st.sampled_from(HEADS)),
        box=draw(st.sampled_from([None, BoxSpec(RuleSpec())])),
        tint=draw(st.sampled_from([None, TintSpec(Colour(0, 0, 0, 80))])),
        rules=draw(st.sampled_from([(), ((Side.BELOW, RuleSpec()),)])),
    )


@st.composite
def editions(draw: st.DrawFn) -> Edition:
    """A page of three frames of any size that do not overlap, a story in each."""
    split, foot = draw(st.integers(1, 3)), draw(st.integers(4, 22))
    spots = [((1, split), (1, foot)), ((split + 1, 4), (1, foot)), ((1, 4), (foot + 2, 26))]
    made = [draw(frames(name, *spot)) for name, spot in zip("abc", spots, strict=True)]
    placed = {(1, f.name): draw(stories(f"s{f.name}", f.story_columns)) for f in made}
    return paper({1: made}, placed)


anything = settings(max_examples=80, deadline=None)


@dataclass(frozen=True)
class BodyLine:
    """A line of body copy read off the page: its place and how much of its story stands before and in it."""

    column: int
    y: int
    first: int
    last: int


def body_lines(edition: Edition, issue: SetIssue, name: str) -> list[BodyLine]:
    """The lines of a frame's story in the order they were set, known by what they say and where they stand."""
    outer = outer_of(edition, name)
    runs = [
        item
        for item in issue.pages[0].items
        if isinstance(item, GlyphRun)
        and item.purpose is Purpose.BODY
        and outer.x <= item.xs[0] < outer.right
        and outer.y <= item.y <= outer.bottom
    ]
    made, at = [], 0
    for (column, y), line in groupby(runs, key=lambda run: (column_of(edition, name, run.xs[0]), run.y)):
        length = sum(len(run.text) for run in line)
        made.append(BodyLine(column, y, at, at + length))
        at += length
    return made


def column_of(edition: Edition, name: str, x: int) -> int:
    """Which column of a frame a line is in, by its left edge."""
    layout = edition.pages[0].layout
    grid, spec = PageGrid.of(layout, 1), next(f for f in layout.frames if f.name == name)
    inner, first, last = inside(spec, grid.rect(spec), grid)
    columns = columns_of(inner, spec.story_columns, (first, last), grid)
    return max(n for n, column in enumerate(columns) if column.x - BODY // 2 <= x or n == 0)


def outer_of(edition: Edition, name: str) -> Rect:
    layout = edition.pages[0].layout
    return PageGrid.of(layout, 1).rect(next(f for f in layout.frames if f.name == name))


def ink(item: Item) -> Rect | None:
    """What an item covers; of a line of type its characters' squares."""
    match item:
        case GlyphRun(down=True):
            top = item.y - EM_ASCENT * item.size // 1000
            return Rect(item.xs[0], top, item.size, item.xs[-1] - item.xs[0] + item.size)
        case GlyphRun(turned=False, upward=False):
            right = item.xs[-1] + item.size * item.stretch // 1000
            return Rect(item.xs[0], item.y - EM_ASCENT * item.size // 1000, right - item.xs[0], item.size)
        case PlacedPicture():
            return item.clip
        case Tint():
            return item.rect
        case Rule():
            return Rect(item.x0, item.y0, item.x1 - item.x0, item.y1 - item.y0)
    return None


def overlaps(one: Rect, other: Rect) -> bool:
    return one.x < other.right and other.x < one.right and one.y < other.bottom and other.y < one.bottom


@anything
@given(edition=editions())
def test_nothing_is_lost(faces: FaceBook, edition: Edition) -> None:
    issue = set_issue(edition, faces)
    assert check_account(edition, issue.parts, issue.oversets) == []
    assert check_pages(edition, issue.pages, issue.parts, frozenset()) == []


@anything
@given(edition=editions())
def test_every_body_baseline_is_on_the_grid(faces: FaceBook, edition: Edition) -> None:
    base = PageGrid.of(edition.pages[0].layout, 1).baseline(1)
    for item in set_issue(edition, faces).pages[0].items:
        # Subheads take two rows and stand between baselines; all else is on one.
        if isinstance(item, GlyphRun) and item.purpose is Purpose.BODY and item.face == "宋":
            assert (item.y - base) % LEADING == 0


@anything
@given(edition=editions())
def test_no_ink_stands_outside_its_frame(faces: FaceBook, edition: Edition) -> None:
    issue = set_issue(edition, faces)
    # A rule below a frame stands in the row between it and the next; a mark may hang by what its ink leaves white.
    rooms = [outer_of(edition, name) for name in "abc"]
    rooms = [Rect(r.x - BODY // 2, r.y, r.width + BODY, r.height + LEADING) for r in rooms]
    told = any(f.code in {"headline-too-tall", "headline-too-wide"} for f in issue.findings)
    for item in issue.pages[0].items:
        box = ink(item)
        is_told = told and isinstance(item, GlyphRun) and item.purpose is Purpose.HEAD
        if box is not None and not is_told:
            assert any(
                r.x <= box.x and box.right <= r.right and r.y <= box.y and box.bottom <= r.bottom
                for r in rooms
            ), item


@anything
@given(edition=editions())
def test_pictures_quotes_and_copy_do_not_stand_on_each_other(faces: FaceBook, edition: Edition) -> None:
    # By their boxes: what runs along a contour is looked at in the tests of run-around.
    square = {
        slug: replace(one, pictures=tuple(replace(p, contour=()) for p in one.pictures))
        for slug, one in edition.stories.items()
    }
    items = set_issue(replace(edition, stories=square), faces).pages[0].items
    boxes = [item.clip for item in items if isinstance(item, PlacedPicture)]
    assert not any(overlaps(one, other) for one, other in combinations(boxes, 2))
    copy = [i for i in items if isinstance(i, GlyphRun) and i.purpose in {Purpose.BODY, Purpose.ASIDE}]
    lines = [box for item in copy if (box := ink(item)) is not None]
    assert not any(overlaps(line, box) for line in lines for box in boxes)
    quoted = [box for i in copy if i.purpose is Purpose.ASIDE and (box := ink(i)) is not None]
    body = [box for i in copy if i.purpose is Purpose.BODY and (box := ink(i)) is not None]
    assert not any(overlaps(one, other) for one in quoted for other in body)


def widows(edition: Edition, issue: SetIssue, name: str) -> Iterator[int]:
    """Paragraphs of a frame's story whose last line stands alone at the head of a column."""
    copy = edition.stories[f"s{name}"]
    starts = {p.start for p in copy.paragraphs}
    ends = {p.start + len(p.text) for p in copy.paragraphs}
    lines = body_lines(edition, issue, name)
    for before, line in pairwise(lines):
        if line.column != before.column and line.last in ends and line.first not in starts:
            yield line.first


@anything
@given(edition=editions())
def test_no_widow_without_a_finding(faces: FaceBook, edition: Edition) -> None:
    issue = set_issue(edition, faces)
    for name in "abc":
        told = [f for f in issue.findings if f.code == "widow" and f.frame == name]
        assert len(list(widows(edition, issue, name))) == len(told)


@anything
@given(edition=editions())
def test_balanced_columns_without_obstacles_differ_by_at_most_one_line(
    faces: FaceBook, edition: Edition
) -> None:
    plain = {
        slug: replace(
            one, pictures=(), asides=(), paragraphs=story(slug, [p.text for p in one.paragraphs]).paragraphs
        )
        for slug, one in edition.stories.items()
    }
    issue = set_issue(replace(edition, stories=plain), faces)
    for spec in edition.pages[0].layout.frames:
        above = spec.headline.place is HeadPlace.ABOVE
        whole = not any(o.frame == spec.name for o in issue.oversets)
        if spec.balance and above and whole:
            lines = body_lines(edition, issue, spec.name)
            counts = [len(list(group)) for _, group in groupby(line.column for line in lines)]
            if len(counts) == spec.story_columns:
                assert max(counts) - min(counts) <= 1


@anything
@given(edition=editions())
def test_setting_twice_gives_the_same(faces: FaceBook, edition: Edition) -> None:
    assert set_issue(edition, faces) == set_issue(edition, faces)

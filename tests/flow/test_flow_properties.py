"""What holds for every edition: nothing lost, nothing off the grid, nothing outside its frame."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from paper import BODY, LEADING, frame, paper, story

from typeset.checks.conservation import check_account, check_pages
from typeset.checks.jumps import check_jumps
from typeset.faces import FaceBook
from typeset.flow.grid import PageGrid
from typeset.flow.issue import SetIssue, set_issue
from typeset.model.edition import Cut, Edition, JumpRules
from typeset.model.layout import FrameKind
from typeset.model.placed import GlyphRun, Purpose
from typeset.model.story import JumpWish

sentences = st.lists(
    st.text("的一是在不了有和人这中大为上个国我以要他时来用们", min_size=2, max_size=30),
    min_size=1,
    max_size=6,
).map(lambda parts: "，".join(parts) + "。")
paragraphs = st.lists(sentences, min_size=1, max_size=14)
rules = st.builds(
    JumpRules,
    cut=st.sampled_from(Cut),
    least_before=st.integers(1, 9),
    least_after=st.integers(1, 6),
)


@st.composite
def editions(draw: st.DrawFn) -> Edition:
    """Two stories on page 1 that may jump, some later pages with tails frames of any height."""
    split = draw(st.integers(1, 3))
    jump = draw(st.sampled_from([JumpWish(), JumpWish(allowed=True), JumpWish(allowed=True, page="2")]))
    foot = draw(st.integers(6, 26))
    pages = {
        1: [frame("a", (1, split), (1, foot), jump=jump), frame("b", (split + 1, 4), (1, foot), jump=jump)]
    }
    for number in range(2, draw(st.integers(2, 4)) + 1):
        top = draw(st.integers(1, 20))
        columns = draw(st.integers(1, 4))
        pages[number] = [frame("tails", (1, columns), (top, 26), FrameKind.TAILS)]
    subheads = draw(st.lists(st.integers(0, 13), max_size=3))
    placed = {
        (1, "a"): story("甲", draw(paragraphs), subheads=subheads),
        (1, "b"): story("乙", draw(paragraphs)),
    }
    return paper(pages, placed, draw(rules))


def body_runs(issue: SetIssue) -> list[tuple[int, GlyphRun]]:
    return [
        (page.number, item)
        for page in issue.pages
        for item in page.items
        if isinstance(item, GlyphRun) and item.purpose is Purpose.BODY
    ]


anything = settings(max_examples=60, deadline=None)


@anything
@given(edition=editions())
def test_set_and_overset_make_the_source(faces: FaceBook, edition: Edition) -> None:
    issue = set_issue(edition, faces)
    assert check_account(edition, issue.parts, issue.oversets) == []
    assert check_pages(edition, issue.pages, issue.parts, frozenset()) == []


@anything
@given(edition=editions())
def test_every_body_baseline_is_on_the_grid(faces: FaceBook, edition: Edition) -> None:
    for page, run in body_runs(set_issue(edition, faces)):
        grid = PageGrid.of(edition.pages[page - 1].layout, page)
        # Subheads take two rows and stand between baselines; all else is on one.
        if run.face != "黑":
            assert (run.y - grid.baseline(1)) % LEADING == 0


@anything
@given(edition=editions())
def test_no_text_stands_outside_its_frame(faces: FaceBook, edition: Edition) -> None:
    issue = set_issue(edition, faces)
    for part in issue.parts:
        spec = edition.pages[part.page - 1]
        outer = PageGrid.of(spec.layout, part.page).rect(
            next(f for f in spec.layout.frames if f.name == part.frame)
        )
        assert outer.x <= part.box.x
        assert part.box.right <= outer.right
        assert outer.y <= part.box.y
        assert part.box.bottom <= outer.bottom
    right = {p.number: p.width - 20_000 for p in issue.pages}
    for page, run in body_runs(issue):
        assert run.xs[0] >= 20_000 - BODY
        assert run.xs[-1] <= right[page]


@anything
@given(edition=editions())
def test_every_jump_has_its_two_lines_and_goes_forward(faces: FaceBook, edition: Edition) -> None:
    issue = set_issue(edition, faces)
    lines = [
        (page.number, item.text)
        for page in issue.pages
        for item in page.items
        if isinstance(item, GlyphRun) and item.purpose is Purpose.JUMP
    ]
    assert sorted(lines) == sorted(
        [(j.from_page, j.source_text) for j in issue.jumps]
        + [(j.to_page, j.target_text) for j in issue.jumps]
    )
    assert check_jumps(issue.jumps, issue.pages) == []
    assert all(j.to_page > j.from_page for j in issue.jumps)
    assert all(j.characters_after > 0 for j in issue.jumps)


@anything
@given(edition=editions())
def test_setting_twice_gives_the_same(faces: FaceBook, edition: Edition) -> None:
    assert set_issue(edition, faces) == set_issue(edition, faces)

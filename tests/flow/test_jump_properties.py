"""What holds for the jumps of every issue: of 4 to 32 pages, with 1 to 12 stories that may jump, into tails frames of any size."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from paper import frame, paper, story

from typeset.checks.conservation import check_account, check_pages
from typeset.checks.jumps import check_jumps
from typeset.checks.ledger import check_ledger
from typeset.faces import FaceBook
from typeset.findings import Severity
from typeset.flow.issue import SetIssue, set_issue
from typeset.model.edition import Brackets, Continued, Cut, Edition, JumpRules, Numerals
from typeset.model.layout import FrameKind, FrameSpec
from typeset.model.placed import CutPlace
from typeset.model.story import JumpWish, Story

PIECES = (
    "镇上的老人说，这样的秋天十年里也就两三回，雨停得早，太阳出得勤。",
    "“多少钱一斤？”他问。",
    "合作社今年添了3台烘干机，每台1.2万元；社长算过账：一亩地能多收四十斤！",
    "头一天就卖出去2,000斤新米，快递车来了三趟，",
    "等到最后一车粮食进了仓，老站长把门锁好。",
    "GDP增长6.5%，",
    "他说",
)
FRONTS = 3

rules = st.builds(
    JumpRules,
    source_next=st.sampled_from(["", "（紧接第{page}版）"]),
    numerals=st.sampled_from(Numerals),
    brackets=st.sampled_from([None, *Brackets]),
    cut=st.sampled_from(Cut),
    continued=st.sampled_from(Continued),
    head_smaller=st.integers(0, 3),
    least_before=st.integers(1, 6),
    least_after=st.integers(1, 5),
    most_after=st.sampled_from([0, 0, 12, 40]),
)
copies = st.lists(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=12).map("".join), min_size=1, max_size=12
)


@st.composite
def stories(draw: st.DrawFn, slug: str, pages: int) -> Story:
    made = story(slug, draw(copies), draw(st.sampled_from(["", "标题", "创新再出发奋斗勇向前"])))
    page = draw(st.sampled_from([None, None, None, *range(2, pages + 1)]))
    wish = draw(
        st.sampled_from(
            [
                None,
                None,
                JumpWish(allowed=True),
                JumpWish(allowed=False),
                JumpWish(allowed=True, page=page and str(page), order=2),
            ]
        )
    )
    return Story(
        made.slug,
        made.block,
        made.paragraphs,
        (),
        made.span,
        jump=wish,
        rank=draw(st.sampled_from([0, 0, 1, 2])),
    )


@st.composite
def issues(draw: st.DrawFn) -> Edition:
    """Stories on the first pages, tails frames on any later ones, some of these pages with a story of their own."""
    count = draw(st.integers(4, 32))
    pages: dict[int, list[FrameSpec]] = {number: [] for number in range(1, count + 1)}
    placed: dict[tuple[int, str], Story] = {}
    for number in range(draw(st.integers(1, 12))):
        page, column = number // 4 + 1, number % 4 + 1
        name = f"s{number}"
        last = draw(st.integers(4, 26))
        pages[page].append(frame(name, (column, column), (1, last), jump=JumpWish(allowed=True)))
        placed[page, name] = draw(stories(name, count))
    with_tails = draw(st.lists(st.integers(2, count), min_size=1, max_size=8, unique=True))
    for page in sorted(with_tails):
        if pages[page]:
            continue
        first, last = draw(st.integers(1, 20)), draw(st.integers(21, 26))
        columns = draw(st.sampled_from([(1, 4), (1, 4), (1, 2), (2, 4)]))
        width = columns[1] - columns[0] + 1
        pages[page].append(
            frame("tails", columns, (first, last), FrameKind.TAILS, story_columns=draw(st.integers(1, width)))
        )
    return paper(pages, placed, draw(rules))


many = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def told(issue: SetIssue, code: str) -> set[str]:
    return {f.story for f in issue.findings if f.code == code and f.story is not None}


@many
@given(edition=issues())
def test_jumps_hold_what_the_house_and_the_ledger_promise(faces: FaceBook, edition: Edition) -> None:
    issue = set_issue(edition, faces)
    assert check_account(issue.edition, issue.parts, issue.oversets) == []
    assert check_pages(issue.edition, issue.pages, issue.parts, frozenset()) == []
    assert check_jumps(issue.jumps, issue.pages) == []
    assert [f.code for f in check_ledger(issue) if f.severity is Severity.ERROR] == []
    rules = edition.pages[0].jumps
    names = {page.number: page.name for page in edition.pages}
    for copy in edition.stories.values():
        jumps = [jump for jump in issue.jumps if jump.story == copy.slug]
        parts = sorted((p for p in issue.parts if p.story == copy.slug), key=lambda p: p.first)
        # The parts follow on each other, page by page, from the first character to the last that is set.
        assert [p.first for p in parts[1:]] == [p.last for p in parts[:-1]] == [j.at for j in jumps]
        assert [p.page for p in parts[1:]] == [j.to_page for j in jumps]
        assert all(j.from_page < j.to_page for j in jumps)
        if jumps and copy.slug not in told(issue, "jump-limits-broken"):
            assert jumps[0].lines_before >= rules.least_before
            assert all(j.lines_after >= rules.least_after for j in jumps)
        if rules.most_after and copy.slug not in told(issue, "tail-too-long"):
            assert all(j.lines_after <= rules.most_after for j in jumps)
        mid = {j.story for j in jumps if j.cut is CutPlace.MIDDLE}
        assert mid <= told(issue, "jump-cut-mid-sentence")
        if copy.jump is not None and copy.jump.page is not None:
            assert {names[j.to_page] for j in jumps} <= {copy.jump.page}
        if copy.jump is not None and not copy.jump.allowed:
            assert not jumps
        assert all(j.white >= 0 for j in jumps)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(edition=issues())
def test_the_same_issue_gets_the_same_plan(faces: FaceBook, edition: Edition) -> None:
    first, second = set_issue(edition, faces), set_issue(edition, faces)
    assert first.jumps == second.jumps
    assert first.reasons == second.reasons
    assert first.pages == second.pages

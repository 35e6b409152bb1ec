"""The profile: which rules there are, what each needs, and that a line that is dropped turns nothing-lost red."""

from __future__ import annotations

import pytest
from judging import judge, judge_issue, sentences, with_layout
from msgspec.structs import replace
from paper import HERE, STYLES, frame, paper, story

from typeset.catalogue import ENTRIES
from typeset.checks.profile import RULES
from typeset.faces import FaceBook
from typeset.findings import Severity
from typeset.flow.issue import SetIssue, set_issue
from typeset.model.edition import Edition
from typeset.model.layout import FrameKind, RuleSpec, Side, TextLine
from typeset.model.placed import GlyphRun, PlacedPicture, Purpose, Tint
from typeset.model.story import JumpWish
from typeset.model.style import WHITE, Align, Colour, LineRules, StyleBook
from typeset.model.verdict import State
from typeset.source import Span


def test_every_code_is_in_the_catalogue_and_belongs_to_one_rule() -> None:
    codes = [code for rule in RULES for code in rule.codes]
    assert len(codes) == len(set(codes))
    assert set(codes) <= ENTRIES.keys()
    assert len({rule.name for rule in RULES}) == len(RULES)
    # A rule without a function is one whose findings are made elsewhere: it has to say when it was not run.
    assert all(rule.judge is not None or rule.data is not None for rule in RULES)


def one() -> Edition:
    return paper(
        {1: [frame("lead", (1, 4), (1, 20))]}, {(1, "lead"): story("s", list(sentences(6)), headline="夜航")}
    )


def test_a_line_dropped_from_a_column_is_lost(faces: FaceBook) -> None:
    edition = one()
    issue = set_issue(edition, faces)
    assert judge_issue(edition, issue, "nothing-lost").state is State.PASSED
    (page,) = issue.pages
    lines = [item for item in page.items if isinstance(item, GlyphRun) and item.purpose is Purpose.BODY]
    for dropped in (lines[0], lines[len(lines) // 2], lines[-1]):
        items = tuple(item for item in page.items if item is not dropped)
        spoiled = replace(issue, pages=(replace(page, items=items),))
        (found,) = judge_issue(edition, spoiled, "nothing-lost").found
        assert (found.code, found.severity, found.story) == ("characters-lost", Severity.ERROR, "s")


def drawn(issue: SetIssue, *items: object) -> SetIssue:
    page, *rest = issue.pages
    return replace(issue, pages=(replace(page, items=(*page.items, *items)), *rest))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "rule", ["overset", "glyphs", "ink-limit", "widows", "underset", "loose-lines", "headline-width"]
)
def test_rules_kept_while_copy_is_set_are_run_where_copy_is(faces: FaceBook, rule: str) -> None:
    assert judge(paper({1: []}, {}), faces, rule).state is State.NOT_RUN
    full = paper({1: [frame("lead", (1, 4), (1, 4))]}, {(1, "lead"): story("s", ["中" * 94], "夜航")})
    assert judge(full, faces, rule).state in {State.PASSED, State.BROKEN}


@pytest.mark.parametrize("rule", ["reversed-type", "coloured-type", "thin-rules", "colour-space"])
def test_black_type_alone_has_nothing_to_be_held_by_a_press(faces: FaceBook, rule: str) -> None:
    assert judge(one(), faces, rule).state is State.NOT_RUN


def coloured(edition: Edition, colour: Colour, size: int = 9_000) -> Edition:
    book = StyleBook({**STYLES, "body": replace(STYLES["body"], colour=colour, size=size)}, LineRules())
    return with_layout(edition, styles=book)


@pytest.mark.parametrize(
    ("rule", "colour"), [("reversed-type", WHITE), ("coloured-type", Colour(0, 1000, 1000, 0))]
)
def test_small_type_that_is_reversed_or_of_several_inks(faces: FaceBook, rule: str, colour: Colour) -> None:
    assert judge(coloured(one(), colour), faces, rule).state is State.BROKEN
    assert judge(coloured(one(), colour, 10_000), faces, rule).state is State.PASSED


@pytest.mark.parametrize(("width", "state"), [(100, State.BROKEN), (500, State.PASSED)])
def test_rules_thinner_than_a_press_holds(faces: FaceBook, width: int, state: State) -> None:
    lead = replace(frame("lead", (1, 4), (1, 20)), rules=((Side.BELOW, RuleSpec(width=width)),))
    edition = paper({1: [lead]}, {(1, "lead"): story("s", list(sentences(6)))})
    assert judge(edition, faces, "thin-rules").state is state


def test_colour_and_resolution_have_data_where_pictures_are(faces: FaceBook) -> None:
    edition = one()
    issue = set_issue(edition, faces)
    box = issue.parts[0].box
    assert judge_issue(edition, issue, "picture-resolution").state is State.NOT_RUN
    assert judge_issue(edition, issue, "placed-pdfs").state is State.NOT_RUN
    photo = drawn(issue, PlacedPicture("a.jpg", box, box))
    assert judge_issue(edition, photo, "picture-resolution").state is State.PASSED
    assert judge_issue(edition, photo, "colour-space").state is State.PASSED
    assert judge_issue(edition, photo, "placed-pdfs").state is State.NOT_RUN
    pdf = drawn(issue, PlacedPicture("ad.PDF", box, box))
    assert judge_issue(edition, pdf, "placed-pdfs").state is State.PASSED
    assert judge_issue(edition, pdf, "picture-resolution").state is State.NOT_RUN
    red = drawn(issue, Tint(box, Colour(0, 1000, 1000, 0)))
    assert judge_issue(edition, red, "colour-space").state is State.PASSED


def test_jumps_and_references_are_judged_where_there_are_any(faces: FaceBook) -> None:
    for rule in ("jumps", "references", "page-wording"):
        assert judge(one(), faces, rule).state is State.NOT_RUN
    lead = frame("lead", (1, 4), (1, 12), jump=JumpWish(allowed=True))
    tails = frame("tails", (1, 4), (1, 20), FrameKind.TAILS)
    edition = paper({1: [lead], 2: [tails]}, {(1, "lead"): story("s", list(sentences(30)))})
    issue = set_issue(edition, faces)
    assert issue.jumps
    assert judge_issue(edition, issue, "jumps").state is State.PASSED
    assert judge_issue(edition, issue, "page-wording").state is State.PASSED
    # A jump line on the page that the ledger does not know is found, jumps or none.
    assert judge_issue(edition, replace(issue, jumps=()), "jumps").state is State.BROKEN


def edited(*names: str, template: str = "{editors}") -> Edition:
    line = replace(
        frame("line", (1, 4), (1, 1), FrameKind.TEXT),
        content=(TextLine(template, "furniture", Align.LEFT, HERE),),
    )
    edition = paper({number: [line] for number in range(1, len(names) + 1)}, {})
    pages = zip(edition.pages, names, strict=True)
    return replace(edition, pages=tuple(replace(page, fields={"editors": name}) for page, name in pages))


def test_pages_without_editors_are_told_where_others_name_theirs(faces: FaceBook) -> None:
    (found,) = judge(edited("责编：沈知微", ""), faces, "editors-named").found
    assert (found.code, found.page, found.severity) == ("editors-missing", 2, Severity.INFO)
    assert (
        judge(edited("责编：沈知微", "责编：顾清和　版式：陆听澜"), faces, "editors-named").state
        is State.PASSED
    )


def test_editors_that_are_not_printed_are_told(faces: FaceBook) -> None:
    (found,) = judge(edited("责编：沈知微", template="要闻"), faces, "editors-named").found
    assert (found.code, found.page, found.severity) == ("editors-unprinted", 1, Severity.WARNING)
    assert dict(found.facts)["pages"] == "1"


def test_pages_that_share_a_folio_line_are_told_once(faces: FaceBook) -> None:
    edition = edited("责编：甲", "责编：乙", "责编：丙", template="要闻")
    first, second, third = edition.pages
    line = TextLine("要闻", "furniture", Align.LEFT, Span("other.yaml", 3, 1))
    other = replace(third.layout.frames[0], kind=FrameKind.FOLIO, content=(line,))
    apart = replace(
        edition, pages=(first, second, replace(third, layout=replace(third.layout, frames=(other,))))
    )
    found = judge(apart, faces, "editors-named").found
    assert [(f.page, dict(f.facts)["pages"], str(f.related)) for f in found] == [
        (1, "1、2", str(HERE)),
        (3, "3", "other.yaml:3:1"),
    ]


def test_a_paper_that_names_no_editors_is_not_judged(faces: FaceBook) -> None:
    assert judge(edited("", ""), faces, "editors-named").state is State.NOT_RUN

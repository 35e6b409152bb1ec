"""Pull quotes and boxes in the columns of a story: whole, apart from the text, never dropped."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from paper import BODY, HERE, LEADING, frame, paper, story

from typeset.faces import FaceBook
from typeset.flow.issue import SetIssue, set_issue
from typeset.model.placed import GlyphRun, Purpose, Rule
from typeset.model.story import Anchor, Aside, AsideKind, Paragraph, PicturePlace, PictureSide, Role, Run


def aside(text: str, kind: AsideKind = AsideKind.QUOTE, **more: object) -> Aside:
    copy = Paragraph(Role.BODY, (Run(text),), 0, "s.md", (Anchor(0, 9, 1),))
    return Aside(kind, (copy,), HERE, **more)  # type: ignore[arg-type]


def set_with(faces: FaceBook, one: Aside, characters: int = 400, columns: int = 2) -> SetIssue:
    copy = replace(story("s", ["中" * characters], headline=""), asides=(one,))
    main = frame("main", (1, 4), (1, 26), story_columns=columns)
    return set_issue(paper({1: [main]}, {(1, "main"): copy}), faces)


def runs(issue: SetIssue, purpose: Purpose) -> list[GlyphRun]:
    return [i for i in issue.pages[0].items if isinstance(i, GlyphRun) and i.purpose is purpose]


def test_a_pull_quote_stands_between_its_rules_and_text_beside_it(faces: FaceBook) -> None:
    one = aside("今年颗粒饱，水分低。", columns=(1, 2), wide=10_000, side=PictureSide.CENTER)
    issue = set_with(faces, one)
    quote = runs(issue, Purpose.ASIDE)
    assert "".join(run.text for run in quote) == "今年颗粒饱，水分低。"
    above, below = (i for i in issue.pages[0].items if isinstance(i, Rule))
    assert above.y0 < min(run.y for run in quote) < max(run.y for run in quote) < below.y0
    assert above.width > below.width
    for run in runs(issue, Purpose.BODY):
        if above.y0 < run.y < below.y0:
            assert run.xs[-1] + run.size <= above.x0 or run.xs[0] >= above.x1


def test_a_box_is_on_the_grid_and_inside_its_rules(faces: FaceBook) -> None:
    issue = set_with(faces, aside("数" * 40, AsideKind.BOX, columns=(2, 2), place=PicturePlace.BOTTOM))
    body, boxed = runs(issue, Purpose.BODY), runs(issue, Purpose.ASIDE)
    assert {(run.y - body[0].y) % LEADING for run in boxed} == {0}
    rules = [i for i in issue.pages[0].items if isinstance(i, Rule)]
    left, right = min(r.x0 for r in rules), max(r.x1 for r in rules)
    assert all(left < run.xs[0] and run.xs[-1] + run.size < right for run in boxed)
    assert max(run.y for run in boxed) < max(r.y1 for r in rules)


def test_an_aside_without_room_is_an_error_with_its_place(faces: FaceBook) -> None:
    issue = set_with(faces, aside("数" * 2000, AsideKind.BOX))
    (found,) = [f for f in issue.findings if f.code == "aside-no-room"]
    assert (found.amount, found.unit, found.frame, found.span) == (2000, "characters", "main", HERE)
    assert not runs(issue, Purpose.ASIDE)


def test_a_character_no_face_has_is_told_in_an_aside_too(faces: FaceBook) -> None:
    issue = set_with(faces, aside("数\U00020bb7"))
    assert [str(f.span) for f in issue.findings if f.code == "missing-glyph"] == ["s.md:9:2"]


@settings(max_examples=40, deadline=None)
@given(
    characters=st.integers(1, 700),
    length=st.integers(1, 120),
    kind=st.sampled_from(AsideKind),
    wide=st.sampled_from([0, 8_000, 12_000]),
    place=st.sampled_from(PicturePlace),
    columns=st.integers(1, 4),
)
def test_nothing_is_lost_beside_any_aside(
    faces: FaceBook,
    *,
    characters: int,
    length: int,
    kind: AsideKind,
    wide: int,
    place: PicturePlace,
    columns: int,
) -> None:
    issue = set_with(faces, aside("数" * length, kind, wide=wide, place=place), characters, columns)
    over = sum(overset.characters for overset in issue.oversets)
    assert sum(len(run.text) for run in runs(issue, Purpose.BODY)) + over == characters
    told = sum(f.amount or 0 for f in issue.findings if f.code == "aside-no-room")
    assert sum(len(run.text) for run in runs(issue, Purpose.ASIDE)) + told == length
    right = 20_000 + 4 * 8 * BODY + 3 * BODY
    assert all(run.xs[-1] + run.size <= right for run in runs(issue, Purpose.ASIDE))

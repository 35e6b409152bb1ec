"""Ruby, dots, boxes, underlines and inline pictures over finished lines (clreq.md §9), and the account of them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from paper import BODY, LEADING, frame, paper, story

from typeset.catalogue import Lang, hints, message
from typeset.checks.conservation import check_account, check_pages
from typeset.faces import FaceBook
from typeset.flow.body import sentence_ends
from typeset.flow.issue import SetIssue, set_issue
from typeset.model.annotation import PICTURE_CHARACTER, Annotation, InlinePicture, Mark
from typeset.model.edition import Edition
from typeset.model.placed import Dot, GlyphRun, Item, PlacedPicture, Purpose, Rule
from typeset.model.story import Role, Run, Story
from typeset.model.style import LineRules, TextStyle
from typeset.source import Span
from typeset.text.linebreak import Measure, compose
from typeset.text.shape import Shaper, StyledText

AIRY = 14_000
HERE = Span("a.md", 3, 7)


def marked(text: str, *annotations: Annotation, runs: Sequence[Run] = ()) -> Story:
    made = story("a", [text], headline="")
    paragraph = replace(made.paragraphs[0], annotations=annotations)
    return replace(made, paragraphs=(replace(paragraph, runs=tuple(runs) or paragraph.runs),))


def issue_of(
    made: Story, *, leading: int = AIRY, rows: tuple[int, int] = (1, 20)
) -> tuple[Edition, SetIssue]:
    edition = paper({1: [frame("f", (1, 1), rows)]}, {(1, "f"): made})
    page = edition.pages[0]
    grid = replace(page.layout.grid, leading=leading)
    edition = replace(edition, pages=(replace(page, layout=replace(page.layout, grid=grid)),))
    return edition, set_issue(edition, FACES[0])


FACES: list[FaceBook] = []


@pytest.fixture(autouse=True)
def _with_faces(faces: FaceBook) -> None:
    FACES[:] = [faces]


def items_of(made: Story) -> tuple[Item, ...]:
    return issue_of(made)[1].pages[0].items


def runs_of(items: Sequence[Item], purpose: Purpose = Purpose.BODY) -> list[GlyphRun]:
    return [item for item in items if isinstance(item, GlyphRun) and item.purpose is purpose]


def xs_by_text(items: Sequence[Item]) -> dict[str, int]:
    """Where each character stands; for texts without one twice."""
    return {t: x for run in runs_of(items) for t, x in zip(run.texts, run.xs, strict=True)}


def ruby(first: int, last: int, text: str) -> Annotation:
    return Annotation(Mark.RUBY, first, last, text, span=HERE)


def mark(kind: Mark, first: int, last: int) -> Annotation:
    return Annotation(kind, first, last, span=HERE)


def test_a_dot_stands_under_the_middle_of_each_han_character_and_under_nothing_else() -> None:
    items = items_of(marked("甲，乙 A1“丙”。丁", mark(Mark.DOTS, 0, 10)))
    at = xs_by_text(items)
    dots = [item for item in items if isinstance(item, Dot)]
    assert [dot.x for dot in dots] == [at[char] + BODY // 2 for char in "甲乙丙"]
    # Below the em square, and whole within the half em between the lines.
    for dot in dots:
        foot = max(run.y for run in runs_of(items) if run.y < dot.y) + BODY * 12 // 100
        assert foot < dot.y - dot.diameter // 2
        assert dot.y + dot.diameter // 2 < foot + BODY // 2


def test_an_underline_is_one_rule_over_marks_and_blanks_and_ends_at_ink() -> None:
    items = items_of(marked("甲乙 A。丁", mark(Mark.UNDERLINE, 1, 5)))
    at = xs_by_text(items)
    (rule,) = [item for item in items if isinstance(item, Rule)]
    assert rule.x0 == at["乙"]
    assert at["。"] + BODY // 3 < rule.x1 < at["丁"] - BODY // 3
    assert rule.y0 == rule.y1 > runs_of(items)[0].y + BODY * 12 // 100


def test_neighbouring_underlines_are_apart() -> None:
    items = items_of(marked("甲乙丙丁", mark(Mark.UNDERLINE, 0, 2), mark(Mark.UNDERLINE, 2, 4)))
    left, right = (item for item in items if isinstance(item, Rule))
    assert right.x0 - left.x1 >= BODY // 10
    assert (left.x0, right.x1) == (xs_by_text(items)["甲"], xs_by_text(items)["丁"] + BODY)


def test_an_underline_stands_below_the_dots() -> None:
    items = items_of(marked("甲乙", mark(Mark.UNDERLINE, 0, 2), mark(Mark.DOTS, 0, 2)))
    (rule,) = (item for item in items if isinstance(item, Rule))
    assert all(dot.y + dot.diameter // 2 < rule.y0 for dot in items if isinstance(dot, Dot))


def test_dots_and_underlines_stand_clear_of_a_box() -> None:
    marks = [mark(kind, 0, 2) for kind in (Mark.BOXED, Mark.DOTS, Mark.UNDERLINE)]
    items = items_of(marked("某某", *marks))
    *box, underline = (item for item in items if isinstance(item, Rule))
    foot = box_of(box)[3] + underline.width // 2
    dots = [item for item in items if isinstance(item, Dot)]
    assert {foot < dot.y - dot.diameter // 2 < dot.y + dot.diameter // 2 < underline.y0 for dot in dots} == {
        True
    }


def box_of(rules: Sequence[Rule]) -> tuple[int, int, int, int]:
    return (
        min(r.x0 for r in rules),
        min(r.y0 for r in rules),
        max(r.x1 for r in rules),
        max(r.y1 for r in rules),
    )


def test_a_box_stands_close_round_its_name_and_touches_no_neighbour() -> None:
    items = items_of(marked("由王某某任", mark(Mark.BOXED, 1, 4)))
    runs, rules = runs_of(items), [item for item in items if isinstance(item, Rule)]
    xs = [x for run in runs for x in run.xs]
    left, top, right, foot = box_of(rules)
    assert len(rules) == 4
    assert xs[0] + BODY < left <= xs[1]
    assert xs[3] + BODY <= right < xs[4]
    assert xs[1] - left == right - (xs[3] + BODY)
    em_top = runs[0].y - BODY * 88 // 100
    assert 0 < em_top - top < BODY // 20
    assert 0 < foot - (em_top + BODY) < BODY // 20


def test_neighbouring_boxes_are_apart() -> None:
    items = items_of(marked("王某某李某", mark(Mark.BOXED, 0, 3), mark(Mark.BOXED, 3, 5)))
    rules = [item for item in items if isinstance(item, Rule)]
    first, second = box_of(rules[:4]), box_of(rules[4:])
    assert second[0] - first[2] >= BODY // 8


def test_a_box_over_two_lines_is_open_where_it_breaks() -> None:
    items = items_of(marked("长名" * 6, mark(Mark.BOXED, 0, 12)))
    rules = [item for item in items if isinstance(item, Rule)]
    upright = [rule for rule in rules if rule.x0 == rule.x1]
    level = [rule for rule in rules if rule.y0 == rule.y1]
    first, second = sorted({run.y for run in runs_of(items)})
    assert len(level) == 4
    opening, closing = upright
    assert opening.y1 < second - BODY // 2 < closing.y1
    assert opening.x0 == min(rule.x0 for rule in level if rule.y0 < first + BODY // 4) + opening.width // 2
    assert closing.x0 == max(rule.x1 for rule in level if rule.y0 > first + BODY // 4) - closing.width // 2


def test_a_name_that_fits_no_more_goes_into_the_next_line_whole() -> None:
    items = items_of(marked("中文中文王某某", mark(Mark.BOXED, 4, 7)))
    assert len([item for item in items if isinstance(item, Rule)]) == 4


def test_ruby_is_half_size_centred_over_its_base_and_moves_no_line() -> None:
    made = marked("中汉中" * 5, ruby(1, 2, "hàn"))
    plain, items = items_of(replace(made, paragraphs=story("a", ["中汉中" * 5]).paragraphs)), items_of(made)
    assert {run.y for run in runs_of(items)} == {run.y for run in runs_of(plain)}
    (found,) = runs_of(items, Purpose.RUBY)
    assert (found.text, found.size) == ("hàn", BODY // 2)
    face = FACES[0].face("宋")
    end = found.xs[-1] + face.advance(found.glyphs[-1]) * found.size // 1000
    middle = runs_of(items)[0].xs[1] + BODY // 2
    assert abs((found.xs[0] + end) // 2 - middle) <= 5
    em_top = runs_of(items)[0].y - BODY * 88 // 100
    assert found.y + found.size * 12 // 100 == em_top


def test_ruby_with_half_an_em_between_the_lines_does_not_meet_the_line_above() -> None:
    items = items_of(marked("中" * 12, *(ruby(n, n + 1, "ǎ") for n in range(12))))
    face = FACES[0].face("宋")
    for run in runs_of(items, Purpose.RUBY):
        top = run.y - max(face.ink(gid)[3] for gid in run.glyphs) * run.size // 1000
        above = [body.y for body in runs_of(items) if body.y < run.y]
        assert all(y + BODY * 12 // 100 <= top for y in above)


def test_an_inline_picture_stands_in_the_em_square() -> None:
    shown = InlinePicture("flag.png", (30, 20), "PNG")
    text = f"升{PICTURE_CHARACTER}旗"
    items = items_of(marked(text, Annotation(Mark.PICTURE, 1, 2, picture=shown, span=HERE)))
    (found,) = (item for item in items if isinstance(item, PlacedPicture))
    assert (found.rect.width, found.rect.height, found.text) == (BODY * 3 // 2, BODY, PICTURE_CHARACTER)
    at, baseline = xs_by_text(items), runs_of(items)[0].y
    assert found.rect.y == baseline - BODY * 88 // 100
    assert at["升"] + BODY < found.rect.x
    assert found.rect.right < at["旗"]


def test_a_note_mark_is_small_and_level_with_the_top_of_the_characters() -> None:
    runs = [Run("国"), Run("①", note_mark=True), Run("中")]
    items = items_of(marked("国①中", runs=runs))
    before, note, _ = runs_of(items)
    face = FACES[0].face("宋")
    assert note.size == BODY * 6 // 10
    assert note.xs[0] == before.xs[0] + BODY
    top = note.y - face.ink(note.glyphs[0])[3] * note.size // 1000
    assert abs(top - (before.y - face.ink(before.glyphs[0])[3] * BODY // 1000)) <= BODY // 20


def test_a_named_style_lends_its_face_only() -> None:
    (_, found, _) = runs_of(
        items_of(marked("据甲说", runs=[Run("据"), Run("甲", style="headline"), Run("说")]))
    )
    assert (found.face, found.size) == ("小标宋", BODY)


def test_nothing_is_lost_and_nothing_is_found_with_all_of_it() -> None:
    text = f"王某某重庆{PICTURE_CHARACTER}①说，" + "甲乙丙。" * 20
    shown = InlinePicture("flag.png", (30, 20), "PNG")
    made = marked(
        text,
        mark(Mark.BOXED, 0, 3),
        ruby(3, 5, "chóng qìng"),
        Annotation(Mark.PICTURE, 5, 6, picture=shown, span=HERE),
        mark(Mark.DOTS, 8, len(text)),
        runs=[Run(text[:6]), Run("①", note_mark=True), Run(text[7:])],
    )
    edition, issue = issue_of(made)
    assert not check_account(edition, issue.parts, issue.oversets)
    assert not check_pages(edition, issue.pages, issue.parts, frozenset())
    assert {f.code for f in issue.findings} <= {"underset"}


def test_a_picture_that_is_not_on_the_page_is_missed() -> None:
    shown = InlinePicture("flag.png", (30, 20), "PNG")
    text = f"升{PICTURE_CHARACTER}旗"
    edition, issue = issue_of(marked(text, Annotation(Mark.PICTURE, 1, 2, picture=shown, span=HERE)))
    page = issue.pages[0]
    without = replace(page, items=tuple(i for i in page.items if not isinstance(i, PlacedPicture)))
    found = check_pages(edition, [without], issue.parts, frozenset())
    assert [f.code for f in found] == ["characters-lost"]


@pytest.mark.parametrize(
    ("annotation", "code", "amount", "cure"),
    [
        (mark(Mark.DOTS, 0, 4), "dots-line-gap", 3, "改用 **黑体**"),
        (ruby(0, 2, "a b"), "ruby-line-gap", 2, "改成行内注音"),
    ],
)
def test_lines_too_close_for_dots_or_ruby_are_told(
    annotation: Annotation, code: str, amount: int, cure: str
) -> None:
    made = marked("甲乙，丙", annotation)
    (found,) = [f for f in issue_of(made, leading=LEADING)[1].findings if f.code != "underset"]
    assert (found.code, found.amount, found.page, found.span) == (code, amount, 1, HERE)
    assert "只有 0.33 字" in message(found, Lang.ZH)
    assert cure in hints(found, Lang.ZH)[0]
    assert "13.5pt" in hints(found, Lang.ZH)[0]
    assert not [f for f in issue_of(made, leading=13_500)[1].findings if f.code == code]


def test_a_subhead_has_the_white_of_all_its_rows() -> None:
    made = marked("甲乙", mark(Mark.DOTS, 0, 2))
    made = replace(made, paragraphs=(replace(made.paragraphs[0], role=Role.SUBHEAD),))
    assert not [f for f in issue_of(made, leading=LEADING)[1].findings if f.code == "dots-line-gap"]


def test_a_character_of_a_ruby_that_no_face_has_is_told_at_the_ruby() -> None:
    (found,) = [
        f
        for f in issue_of(marked("甲乙", ruby(0, 1, "h\U000f1234")))[1].findings
        if f.code == "missing-glyph"
    ]
    assert dict(found.facts)["char"] == "\U000f1234"
    assert found.span == HERE


def test_a_sentence_ends_behind_its_note_mark(faces: FaceBook) -> None:
    style = TextStyle("body", "宋", BODY)
    runs = (StyledText("一句。", style), StyledText("①", style, note_mark=True), StyledText("又", style))
    shaped = Shaper(faces).shape(runs, LineRules())
    (line,) = compose(shaped, Measure(20 * BODY))
    assert sentence_ends(shaped, line) == [(4, True)]


TEXTS = st.text(alphabet="中文，。A1“”", min_size=1, max_size=40)
KINDS = st.sampled_from([Mark.DOTS, Mark.BOXED, Mark.UNDERLINE, Mark.RUBY])


@settings(deadline=None, max_examples=60)
@given(TEXTS, st.lists(st.tuples(KINDS, st.integers(0, 39), st.integers(1, 12)), max_size=5))
def test_annotations_lose_no_character_and_stay_in_their_column(
    text: str, spans: list[tuple[Mark, int, int]]
) -> None:
    text = f"中{text}中"
    annotations = [
        Annotation(
            kind, first, min(first + length, len(text)), "pīn yīn" if kind is Mark.RUBY else "", span=HERE
        )
        for kind, first, length in spans
        if first < len(text)
    ]
    edition, issue = issue_of(marked(text, *annotations))
    assert not check_pages(edition, issue.pages, issue.parts, frozenset())
    left, right = 20_000 - 100, 20_000 + 8 * BODY + 100
    for item in issue.pages[0].items:
        if isinstance(item, Rule):
            assert left <= min(item.x0, item.x1)
            assert max(item.x0, item.x1) <= right
        if isinstance(item, Dot):
            assert left <= item.x <= right

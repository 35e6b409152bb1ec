"""Stories with characters more or fewer: only those, and everything behind them moved along."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from paper import story

from typeset.flow.edited import FILLING, core, ended, lengthened
from typeset.model.annotation import Annotation, Mark
from typeset.model.story import Anchor, Emphasis, Run, Story

copies = st.lists(
    st.text("中文字，“", min_size=1, max_size=12).map(lambda t: t + "字。”"), min_size=1, max_size=5
)


def made(copy: list[str]) -> Story:
    return story("s", copy, headline="")


def in_order(one: Story) -> bool:
    starts = [0]
    for paragraph in one.paragraphs:
        starts.append(starts[-1] + len(paragraph.text))
    return [p.start for p in one.paragraphs] == starts[:-1]


@given(copies, st.data())
def test_a_paragraph_is_changed_before_its_closing_marks(copy: list[str], data: st.DataObject) -> None:
    before = made(copy)
    number = data.draw(st.integers(0, len(copy) - 1))
    end = core(before.paragraphs[number])
    by = data.draw(st.integers(-end, 9))
    after = lengthened(before, number, by)
    assert after.characters == before.characters + by
    text = copy[number]
    expected = text[: end + min(by, 0)] + FILLING * max(by, 0) + text[end:]
    assert [p.text for p in after.paragraphs] == [*copy[:number], expected, *copy[number + 1 :]]
    assert in_order(after)


@given(copies, st.integers(-80, 40))
def test_the_end_of_the_copy_is_changed_by_so_many(copy: list[str], by: int) -> None:
    before = made(copy)
    after = ended(before, by)
    assert after.characters == max(before.characters + by, 1)
    assert in_order(after)
    if by < 0:
        kept = len(after.paragraphs) - 1
        assert [p.text for p in after.paragraphs[:kept]] == copy[:kept]


def test_looks_and_annotations_keep_their_characters() -> None:
    paragraph = made(["天地玄黄，宇宙洪荒。"]).paragraphs[0]
    runs = (Run("天地"), Run("玄黄，", Emphasis.STRONG), Run("宇宙洪荒。"))
    dots = Annotation(Mark.DOTS, 0, 2)
    gone = Annotation(Mark.BOXED, 7, 9)
    anchors = (Anchor(0, 1, 1), Anchor(5, 2, 1), Anchor(9, 3, 1))
    one = replace(
        made(["x"]),
        paragraphs=(replace(paragraph, runs=runs, annotations=(dots, gone), anchors=anchors),),
    )
    (after,) = lengthened(one, 0, -3).paragraphs
    assert [(run.text, run.emphasis) for run in after.runs] == [
        ("天地", Emphasis.NONE),
        ("玄黄，", Emphasis.STRONG),
        ("宇。", Emphasis.NONE),
    ]
    assert after.annotations == (dots,)
    assert str(after.span_at(6)) == "s.md:3:1"
    (longer,) = lengthened(one, 0, 2).paragraphs
    assert longer.runs[-1].text == "宇宙洪荒字字。"
    assert str(longer.span_at(11)) == "s.md:3:1"

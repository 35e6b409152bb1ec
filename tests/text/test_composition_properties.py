"""What holds for every text in every measure."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from typeset.model.style import Align, Composition, EdgeEnd, LineRules, Prohibition, PunctuationStyle
from typeset.text.breaks import Break, forbidden_at_end, forbidden_at_start
from typeset.text.justify import least_width
from typeset.text.linebreak import Measure, compose
from typeset.text.shape import ShapedParagraph

EM = 10_000
HAN = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动"
MARKS = "，。、；：！？“”‘’（）《》——……·～"
WESTERN = "abcdeXYZ0123456789.,%-/ "
pieces = st.one_of(
    st.text(HAN, min_size=1, max_size=12),
    st.text(MARKS, min_size=1, max_size=3),
    st.text(WESTERN, min_size=1, max_size=9),
    st.sampled_from(
        ["。”", "“‘", "》、《", "）。", "——", "……", "？！", "37℃", "￥1,280", "COVID-19", "12月"]
    ),
)
texts = st.lists(pieces, min_size=1, max_size=25).map("".join)
rules = st.builds(
    LineRules,
    kinsoku=st.sampled_from([Prohibition.BASIC, Prohibition.GB, Prohibition.STRICT]),
    punctuation=st.sampled_from(PunctuationStyle),
    edge_end=st.sampled_from(EdgeEnd),
    han_letter_gap=st.sampled_from([0, 125, 250]),
    han_digit_gap=st.sampled_from([0, 125, 250]),
    shrink_stops=st.booleans(),
)
Shape = Callable[..., ShapedParagraph]
anything = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@anything
@given(text=texts, measure=st.integers(5, 30), style=rules)
@example(text="“下转第４版”。", measure=5, style=LineRules())
def test_lines_joined_are_the_text(shape: Shape, text: str, measure: int, style: LineRules) -> None:
    shaped = shape(text, style)
    lines = compose(shaped, Measure(measure * EM, 2 * EM))
    assert "".join(text[shaped.offsets[n.first] : shaped.offsets[n.last]] for n in lines) == text
    assert all(line.last > line.first for line in lines)


@anything
@given(text=texts, measure=st.integers(5, 30), style=rules)
def test_no_line_is_wider_than_its_measure(shape: Shape, text: str, measure: int, style: LineRules) -> None:
    shaped = shape(text, style)
    for line in compose(shaped, Measure(measure * EM)):
        if line.last - line.first > 1:
            assert line.width <= measure * EM
            assert line.over == 0


@anything
@given(text=texts, measure=st.integers(5, 30), style=rules)
def test_a_stretched_line_ends_at_its_measure(
    shape: Shape, text: str, measure: int, style: LineRules
) -> None:
    shaped = shape(text, style)
    for line in compose(shaped, Measure(measure * EM))[:-1]:
        if line.added:
            assert line.width == measure * EM


@anything
@given(text=texts, measure=st.integers(5, 30), style=rules)
def test_no_line_begins_or_ends_with_a_forbidden_mark(
    shape: Shape, text: str, measure: int, style: LineRules
) -> None:
    shaped = shape(text, style)
    lines = compose(shaped, Measure(measure * EM))
    for above, below in pairwise(lines):
        if shaped.breaks[above.last - 1] is Break.EMERGENCY:
            # Only where the line holds no other break may a rule give way.
            inner = [b for b in shaped.breaks[above.first : above.last - 1] if b is Break.ALLOWED]
            fits = [
                i
                for i in range(above.first + 1, above.last)
                if shaped.breaks[i - 1] is Break.ALLOWED
                and least_width(shaped, above.first, i) <= measure * EM
            ]
            assert not inner or not fits
            continue
        assert not forbidden_at_start(shaped.kinds[below.first], style.kinsoku)
        assert not forbidden_at_end(shaped.kinds[above.last - 1], style.kinsoku)


@anything
@given(text=texts, measure=st.integers(5, 30), style=rules)
def test_glyphs_never_run_backwards(shape: Shape, text: str, measure: int, style: LineRules) -> None:
    shaped = shape(text, style)
    for line in compose(shaped, Measure(measure * EM)):
        ends = [x + shaped.ink[line.first + i] for i, x in enumerate(line.xs)]
        assert all(end <= x for end, x in zip(ends, line.xs[1:], strict=False))


@anything
@given(text=texts, measure=st.integers(6, 24))
def test_resuming_at_a_line_goes_on_as_before(shape: Shape, text: str, measure: int) -> None:
    shaped = shape(text)
    lines = compose(shaped, Measure(measure * EM))
    middle = len(lines) // 2
    assert compose(shaped, Measure(measure * EM), at=lines[middle].first) == lines[middle:]


@anything
@given(text=texts, measure=st.integers(5, 30), align=st.sampled_from([Align.LEFT, Align.CENTER, Align.RIGHT]))
def test_lines_that_are_not_justified_keep_their_gaps(
    shape: Shape, text: str, measure: int, align: Align
) -> None:
    shaped = shape(text)
    assert all(line.added == 0 for line in compose(shaped, Measure(measure * EM), align=align))


@anything
@given(text=texts, measure=st.integers(6, 24))
def test_weighing_the_paragraph_never_takes_more_lines_than_filling_them(
    shape: Shape, text: str, measure: int
) -> None:
    filled = compose(shape(text, LineRules(composition=Composition.GREEDY)), Measure(measure * EM))
    assert len(compose(shape(text), Measure(measure * EM))) <= len(filled)


@anything
@given(text=st.text(HAN + "，。", min_size=20, max_size=90), measure=st.integers(8, 20), data=st.data())
def test_a_beginning_takes_no_more_lines_than_the_whole_does_up_to_there(
    shape: Shape, text: str, measure: int, data: st.DataObject
) -> None:
    shaped = shape(text)
    lines = compose(shaped, Measure(measure * EM))
    kept = data.draw(st.integers(1, len(lines)))
    end = lines[kept - 1].last
    assert len(compose(shaped, Measure(measure * EM), end=end)) <= kept

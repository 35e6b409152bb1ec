"""Paragraphs put together from type cases are those put together atom by atom (issue 9)."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from typeset.faces import FaceBook
from typeset.model.style import EdgeEnd, LineRules, PunctuationStyle, Region, TextStyle
from typeset.text import shape as shape_module
from typeset.text.classes import classify
from typeset.text.linebreak import Measure, compose
from typeset.text.shape import Shaper, StyledText, with_rules
from typeset.text.typecase import is_plain

STYLE = TextStyle("body", "宋", 9000, indent=18000)
LARGER = replace(STYLE, name="lead", face="黑", size=11000, tracking=200)
PLAIN = "云汀市新闻报，。、；！（）《》“”‘’—…·%％￥$￡0123AbcW-/／～\u3000☎①"

texts = st.text(alphabet=PLAIN, min_size=1, max_size=60)
rules = st.builds(
    LineRules,
    punctuation=st.sampled_from(PunctuationStyle),
    edge_end=st.sampled_from(EdgeEnd),
    region=st.sampled_from(Region),
    shrink_stops=st.booleans(),
)


def test_what_leaves_plain_paragraphs() -> None:
    assert is_plain(bytes(classify("据本报1月2日讯\u3000（记者）他说：“好。”")))
    assert not is_plain(bytes(classify("真的？！")))
    assert not is_plain(bytes(classify("Hello world")))
    assert not is_plain(bytes(classify("e\u0301")))


@settings(max_examples=150, deadline=None)
@given(texts, texts, rules)
def test_cases_set_what_atoms_set(faces: FaceBook, first: str, second: str, rules: LineRules) -> None:
    runs = (StyledText(first, STYLE), StyledText(second, LARGER))
    by_cases = Shaper(faces).shape(runs, rules)
    original = shape_module.is_plain
    shape_module.is_plain = lambda coded: False
    try:
        by_atoms = Shaper(faces).shape(runs, rules)
    finally:
        shape_module.is_plain = original
    assert by_cases == by_atoms
    squeezed = replace(rules, shrink_stops=True)
    assert with_rules(by_cases, squeezed) == Shaper(faces).shape(runs, squeezed)
    measure = Measure(99_000, 18_000)
    assert compose(by_cases, measure) == compose(by_atoms, measure)

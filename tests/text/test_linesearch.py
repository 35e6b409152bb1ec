"""The search for line ends as plain Python and as it is compiled: the same, to the last bit."""

from __future__ import annotations

import os
from collections.abc import Callable
from math import inf

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from typeset.model.style import EdgeEnd, Hanging, LineRules
from typeset.text import linecost, linesearch
from typeset.text.search import search
from typeset.text.shaped import ShapedParagraph
from typeset.text.totalfit import best_of_rooms

EM = 10_000
pieces = st.one_of(
    st.text("的一是在不了有和人这中大为上个国我以要他", min_size=1, max_size=12),
    st.text("，。、；：！？“”‘’（）《》——……·～", min_size=1, max_size=3),
    st.text("abcdeXYZ0123456789.,%-/ ", min_size=1, max_size=30),
)
texts = st.lists(pieces, min_size=1, max_size=25).map("".join)
rules = st.builds(
    LineRules,
    edge_end=st.sampled_from(EdgeEnd),
    han_letter_gap=st.sampled_from([0, 125, 250]),
    shrink_stops=st.booleans(),
    hanging=st.sampled_from(Hanging),
)


def is_compiled() -> bool:
    return not search.__file__.endswith(".py")


@pytest.fixture(autouse=True)
def compiled() -> None:
    if not is_compiled():
        assert not os.environ.get("CI"), "CI has a compiler"
        pytest.skip("plain Python: no C compiler, or linesearch.py was changed after the installation")


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=texts,
    measure=st.integers(2, 25),
    indent=st.integers(-1, 2),
    more=st.integers(-1, 2),
    limit=st.sampled_from([inf, 25.0, 300.0]),
    how=rules,
)
def test_compiled_and_plain_find_the_same_lines(  # noqa: PLR0917 - what is drawn
    shape: Callable[..., ShapedParagraph],
    monkeypatch: pytest.MonkeyPatch,
    text: str,
    measure: int,
    indent: int,
    more: int,
    limit: float,
    how: LineRules,
) -> None:
    shaped = shape(text, how)
    rooms = (max(measure - indent, 1) * EM + 70, measure * EM)
    found = []
    for one in (search, linesearch):
        with monkeypatch.context() as patched:
            patched.setattr(linecost, "search", one)
            patched.setattr("typeset.text.totalfit.search", one)
            costs = linecost._line_costs(shaped, len(shaped))
            lines, looks = best_of_rooms(costs, 0, rooms)
            table = one.best_from(costs, 0, measure * EM, min(rooms))
            sought = one.in_so_many(costs, 0, rooms, max(lines + more, 1), limit)
            found.append((lines, looks, table.end, table.lines, table.looks, table.opened, sought))
    assert found[0] == found[1]


def test_a_paragraph_is_weighed_in_compiled_sums(shape: Callable[..., ShapedParagraph]) -> None:
    costs = linecost.line_costs(shape("的一是在不了有和人这中大"), 12)
    assert type(costs) is search.LineCosts
    assert type(costs) is not linesearch.LineCosts

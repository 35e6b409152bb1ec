"""What composition keeps with a paragraph does not hold it: it is freed with the last that asks for it (issue 9)."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator

import pytest
from msgspec.structs import replace

from typeset.text.linebreak import Measure, compose, loosened
from typeset.text.shaped import ShapedParagraph

EM = 10_000


@pytest.fixture
def kept_garbage() -> Iterator[list[object]]:
    """What only looking for cycles finds, from here on."""
    gc.collect()
    gc.disable()
    gc.set_debug(gc.DEBUG_SAVEALL)
    yield gc.garbage
    gc.set_debug(0)
    gc.garbage.clear()
    gc.enable()


@pytest.mark.parametrize(
    ("text", "measure", "looseness"),
    [("的一，是在，不了，" * 9 + "的", 10, 1), ("的一，是在。不了，" * 4, 10, -1)],
    ids=["more", "fewer"],
)
def test_a_paragraph_goes_with_the_last_that_asks_for_it(
    shape: Callable[..., ShapedParagraph], kept_garbage: list[object], text: str, measure: int, looseness: int
) -> None:
    # The shaper keeps those it made; this one is ours alone.
    shaped = replace(shape(text), derived={})
    compose(shaped, Measure(measure * EM))
    found = loosened(shaped, Measure(measure * EM), looseness)
    assert found is not None
    del shaped, found
    gc.collect()
    assert not [one for one in kept_garbage if isinstance(one, ShapedParagraph)]

"""Setting short texts in 10 pt characters, so that 1字 is 10,000."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from restated import Setter

from typeset.faces import FaceBook
from typeset.model.style import LineRules, TextStyle
from typeset.text.linebreak import Measure, compose
from typeset.text.shape import Shaper, StyledText
from typeset.text.shaped import ShapedParagraph

EM = 10_000
BODY = TextStyle("body", "宋", EM)

Shape = Callable[..., ShapedParagraph]


@pytest.fixture(scope="session")
def shaper(faces: FaceBook) -> Shaper:
    return Shaper(faces)


@pytest.fixture(scope="session")
def shape(shaper: Shaper) -> Shape:
    def make(text: str, rules: LineRules | None = None, style: TextStyle = BODY) -> ShapedParagraph:
        return shaper.shape((StyledText(text, style),), rules or LineRules())

    return make


@pytest.fixture(scope="session")
def lines_of(shape: Shape) -> Callable[..., list[str]]:
    """The text of each line in a measure of so many characters."""

    def make(text: str, measure: int, rules: LineRules | None = None) -> list[str]:
        shaped = shape(text, rules)
        return [
            text[shaped.offsets[line.first] : shaped.offsets[line.last]]
            for line in compose(shaped, Measure(measure * EM))
        ]

    return make


@pytest.fixture(scope="session")
def setter(faces: FaceBook) -> Setter:
    return Setter(faces)

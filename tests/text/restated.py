"""Cases of public test suites in our own words, and how a text is set to look at them."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from typeset.faces import FaceBook
from typeset.model.style import Align, LineRules, TextStyle
from typeset.text.justify import natural_width
from typeset.text.linebreak import Measure, compose
from typeset.text.shape import Shaper, StyledText
from typeset.text.shaped import ShapedParagraph

EM = 10_000
USUAL = LineRules()


@dataclass(frozen=True, slots=True)
class Case:
    """What a public suite expects of a text; with ``reason``, what we do instead and why clreq wants it so.

    ``origin`` is the file of the suite (or the issue of its repository). ``|`` in a text is a border of style.
    ``theirs`` and ``ours`` are whatever the test compares: a width in em, line texts, positions.
    """

    origin: str
    text: str
    theirs: object
    ours: object = None
    reason: str = ""
    rules: LineRules = USUAL
    measure: float = 0
    indent: float = 0

    @property
    def expected(self) -> object:
        """What we are to give; a reason that is none any more is an error."""
        if not self.reason:
            return self.theirs
        assert self.ours != self.theirs, f"{self.origin}: there is no difference to give a reason for"
        return self.ours


def each(*cases: Case) -> pytest.MarkDecorator:
    """Run a test for every case, named by its origin."""
    names = [f"{case.origin}-{number}" for number, case in enumerate(cases, 1)]
    return pytest.mark.parametrize("case", cases, ids=names)


class Setter:
    """Sets texts in 10 pt characters of the body face; a border of style changes the face."""

    def __init__(self, faces: FaceBook) -> None:
        self.shaper = Shaper(faces)

    def set(
        self, case: Case, align: Align = Align.JUSTIFY, faces: str = "宋宋"
    ) -> tuple[list[str], list[list[float]]]:
        """The lines of a case, and where the ink of each of their atoms begins, in em."""
        shaped = self.shape(case.text, case.rules, faces)
        measure = Measure(round((case.measure or 1000) * EM), round(case.indent * EM))
        lines = compose(shaped, measure, align=align)
        texts = [shaped.text[shaped.offsets[line.first] : shaped.offsets[line.last]] for line in lines]
        return texts, [[x / EM for x in line.xs] for line in lines]

    def width(self, text: str, rules: LineRules | None = None, faces: str = "宋宋") -> float:
        """The natural width of a text as one line, in em."""
        shaped = self.shape(text, rules or USUAL, faces)
        return natural_width(shaped, 0, len(shaped)) / EM

    def inside(self, text: str, rules: LineRules | None = None) -> float:
        """The width of marks between two Han, in em."""
        return self.width(f"国{text}国", rules) - 2

    def shape(self, text: str, rules: LineRules, faces: str = "宋宋") -> ShapedParagraph:
        """The paragraph of a text, every second part between borders of style in the second face."""
        styles = [TextStyle(face, face, EM) for face in faces]
        runs = tuple(StyledText(part, styles[n % 2]) for n, part in enumerate(text.split("|")))
        return self.shaper.shape(runs, rules)

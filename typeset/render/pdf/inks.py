"""Inks in the content of a page: process colours, plates of spot colours, and what is printed over what.

Black text and rules are in DeviceCMYK with overprint mode 1, so that the colours under them stay (PDF 8.6.7; GWG 2022 asks for it
below 12 pt). Everything else knocks out, white above all.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from typeset.model.style import Colour
from typeset.render.pdf.numbers import thousandths
from typeset.render.pdf.objects import Document, PDFDictionary, Reference, array, dictionary, name
from typeset.units import Length, pt

OVERPRINTS: Final = "/GO gs"
KNOCKS_OUT: Final = "/GK gs"
# Black type below this is printed over what is under it, whatever its style says; so are black rules below the other.
SMALL_TYPE: Final[Length] = pt(12)
THIN_RULE: Final[Length] = pt(2)


class Plates:
    """The plates of spot colours of one document; each is one object."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._known: dict[tuple[str, int, int, int, int], tuple[str, Reference]] = {}

    def space(self, colour: Colour) -> tuple[str, Reference]:
        """The resource name and the colour space of a spot colour: Separation over DeviceCMYK (PDF 8.6.6.4)."""
        key = (colour.spot, colour.c, colour.m, colour.y, colour.k)
        if key not in self._known:
            whole = (colour.c, colour.m, colour.y, colour.k)
            tint = dictionary(
                FunctionType=2,
                Domain="[0 1]",
                C0="[0 0 0 0]",
                C1=f"[{' '.join(map(thousandths, whole))}]",
                N=1,
            )
            space = array([name("Separation"), name(colour.spot), name("DeviceCMYK"), tint])
            self._known[key] = (f"S{len(self._known) + 1}", self._document.add(space))
        return self._known[key]


class PageInks:
    """Operators that choose a colour; what they need is among the ``spaces`` of the page: it gives the name of a spot colour there."""

    def __init__(self, spaces: Callable[[Colour], str]) -> None:
        self._spaces = spaces

    def fill(self, colour: Colour) -> str:
        """The operators that choose a colour for filling."""
        return self._chosen(colour, "k", "cs", "scn")

    def stroke(self, colour: Colour) -> str:
        """The operators that choose a colour for drawing lines."""
        return self._chosen(colour, "K", "CS", "SCN")

    def _chosen(self, colour: Colour, process: str, space: str, tint: str) -> str:
        if not colour.spot:
            inks = (colour.c, colour.m, colour.y, colour.k)
            return f"{' '.join(map(thousandths, inks))} {process}"
        return f"/{self._spaces(colour)} {space} {thousandths(colour.tint)} {tint}"


def graphics_states() -> PDFDictionary:
    """The two graphics states of our pages, by the names that :data:`OVERPRINTS` and :data:`KNOCKS_OUT` use."""
    return dictionary(
        GO=dictionary(Type=name("ExtGState"), OP="true", op="true", OPM=1),
        GK=dictionary(Type=name("ExtGState"), OP="false", op="false", OPM=1),
    )


def type_overprints(colour: Colour, size: Length) -> bool:
    """Whether type is printed over what is under it: full black, unless it is large and its style says no."""
    return colour.is_black and (size < SMALL_TYPE or not colour.knocks_out)


def rule_overprints(colour: Colour, width: Length) -> bool:
    """Whether a rule is printed over what is under it: full black and thin, or black that does not knock out."""
    return colour.is_black and (width < THIN_RULE or not colour.knocks_out)

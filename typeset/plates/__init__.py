"""Plates (印版): any PDF page taken apart. What is painted, in which inks, on which plates.

:class:`Document` walks pages (:meth:`Document.take_apart`), :func:`separate` draws the plates of one,
:func:`ink_coverage` weighs them; :func:`separations` does the first two for a file at once. Nothing here judges.
"""

from __future__ import annotations

from typeset.plates.apart import Apart, Boxes, Document
from typeset.plates.ink import InkCoverage, ink_coverage
from typeset.plates.inks import PROCESS, Colour, ToCmyk, plain_cmyk
from typeset.plates.painted import ImageFacts, Inside, Kind, Painted, Trouble
from typeset.plates.separations import Separated, separate, separations

__all__ = [
    "PROCESS",
    "Apart",
    "Boxes",
    "Colour",
    "Document",
    "ImageFacts",
    "InkCoverage",
    "Inside",
    "Kind",
    "Painted",
    "Separated",
    "ToCmyk",
    "Trouble",
    "ink_coverage",
    "plain_cmyk",
    "separate",
    "separations",
]

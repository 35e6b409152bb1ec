"""Whether and how fonts are in the file."""

from __future__ import annotations

import re
from typing import Final

import pikepdf

from typeset.plates.typefaces import Typeface
from typeset.plates.values import first_entry

_TAG: Final = re.compile(r"[A-Z]{6}\+")


def program(face: Typeface) -> object:
    """The stream of the font program, or None."""
    return first_entry(face.descriptor, "/FontFile", "/FontFile2", "/FontFile3")


def embedded(face: Typeface) -> bool:
    """Whether the glyphs are in the file; a Type3 font is made of them."""
    return face.kind == "Type3" or isinstance(program(face), pikepdf.Stream)


def subset(face: Typeface) -> bool:
    """Whether the name says that it is a subset; a Type3 font has no more than its glyphs."""
    return face.kind == "Type3" or _TAG.match(face.name) is not None

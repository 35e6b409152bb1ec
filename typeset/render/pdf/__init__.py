"""Press PDF: pages of a PDF/X document with our own Type0 fonts, process colours and page boxes.

The only room that knows reportlab, and of reportlab only its object layer: its canvas opens every page with
an unembedded Helvetica, wraps streams in ASCII85 and cannot place a glyph that has no code point.
"""

from __future__ import annotations

from typeset.render.pdf.intent import OutputIntent
from typeset.render.pdf.layers import Layer
from typeset.render.pdf.metadata import Metadata
from typeset.render.pdf.outline import Reading
from typeset.render.pdf.pictures import PictureError
from typeset.render.pdf.standing import StandingContents
from typeset.render.pdf.subset import FontError
from typeset.render.pdf.writer import PdfRenderer

__all__ = [
    "FontError",
    "Layer",
    "Metadata",
    "OutputIntent",
    "PdfRenderer",
    "PictureError",
    "Reading",
    "StandingContents",
]

"""Pages of other PDF files as Form XObjects: their drawing and their fonts as they are, their colours in the inks of the press.

The form's matrix lays the page's trim box, turned as a viewer shows it, on the unit square, so that it is placed as a
picture is. Only what the page's content needs is copied: no links, forms, scripts, attachments, layers or other pages. What a standard does
not allow and cannot be rewritten is drawn as a picture instead (:mod:`typeset.render.pdf.flattened`).
"""

from __future__ import annotations

import io

import pikepdf

from typeset.plates import Document as Taken
from typeset.plates.apart import Apart
from typeset.render.pdf.adcontent import NotConvertibleError
from typeset.render.pdf.adcopy import AdCopy
from typeset.render.pdf.adinks import AdInks
from typeset.render.pdf.flattened import flattened
from typeset.render.pdf.objects import Document, Reference
from typeset.repro import PreparedPictures, Size, Wanted

_PLAIN_BLENDS = frozenset({"Normal", "Compatible"})


def add_form(
    document: Document, data: bytes, wanted: Wanted, prepared: PreparedPictures, size: Size | None = None
) -> Reference:
    """The first page of a PDF as an object of the document.

    ``size`` is where it stands, for as many pixels as that needs when it is drawn as a picture.

    Raises:
        ValueError: when the file cannot be read.
    """
    inks = AdInks(wanted)
    try:
        with pikepdf.open(io.BytesIO(data)) as source:
            page = source.pages[0]
            apart = Taken(source, inks.to_cmyk).take_apart(page.obj)
            if must_be_flat(apart, alpha=wanted.alpha):
                return flattened(document, apart, page, inks, size)
            try:
                return AdCopy(document, source, inks, prepared).form(page)
            except NotConvertibleError:
                return flattened(document, apart, page, inks, size)
    except (pikepdf.PdfError, pikepdf.PasswordError, IndexError, RecursionError) as error:
        raise ValueError(str(error)) from error


def must_be_flat(apart: Apart, *, alpha: bool) -> bool:
    """Whether a page must be drawn as a picture: it has transparency and the standard allows none."""
    return not alpha and any(
        one.alpha < 1 or one.soft_mask or one.blend not in _PLAIN_BLENDS for one in apart.painted if one.seen
    )

"""Pages of a set edition as PDF: one to be looked at, or a proof of some or all (issue 8)."""

from __future__ import annotations

from dataclasses import replace

from typeset import press
from typeset.model.placed import PlacedPage
from typeset.press.drawn import proof_document
from typeset.press.edition import BuildOptions, SetEdition
from typeset.render.pdf import Metadata, PdfRenderer


class NoSuchPageError(LookupError):
    """The edition has no page of this number."""


def page_pdf(done: SetEdition, number: int) -> bytes:
    """A page as it goes to plate, without marks.

    Raises:
        NoSuchPageError: when there is none.
        OSError: when a picture is gone by now.
    """
    page = _page(done, number)
    spec = next(one for one in done.issue.edition.pages if one.number == number)
    ready, loaded = done.reproduction, done.loaded
    renderer = PdfRenderer(
        Metadata(
            title=f"{loaded.edition.paper} {spec.name}",
            date=loaded.edition.date,
            standard=spec.printing.standard,
        ),
        repro=ready.wanted(spec.printing),
        prepared=ready.pictures,
    )
    return renderer.render([page], loaded.faces, loaded.sources.read_bytes)


def proof_pdf(done: SetEdition, number: int | None = None) -> bytes:
    """The proof of one page, or of all: with a red mark where copy is overset; raises as :func:`page_pdf`."""
    if number is not None:
        done = replace(done, issue=replace(done.issue, pages=(_page(done, number),)))
    return proof_document(done, BuildOptions(), press.silent)


def _page(done: SetEdition, number: int) -> PlacedPage:
    for page in done.issue.pages:
        if page.number == number:
            return page
    raise NoSuchPageError(number)

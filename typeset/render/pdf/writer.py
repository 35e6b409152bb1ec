"""The document: pages with their boxes, fonts and pictures, written as one PDF 1.3 file, or 1.5 where it has a layer.

One page a file for the plate or all pages of an edition, by the same way. What PDF/X adds (marker, output
intent, converted pictures) belongs to the catalog made here and to :mod:`typeset.render.pdf.pictures`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from typeset.faces import FaceBook
from typeset.model.placed import Link, PlacedPage
from typeset.render import Assets
from typeset.render.pdf.content import PageContent
from typeset.render.pdf.fonts import embed_faces
from typeset.render.pdf.layers import LAYER_KEY, Layer, add_layer
from typeset.render.pdf.links import add_links
from typeset.render.pdf.metadata import Metadata, information
from typeset.render.pdf.numbers import thousandths
from typeset.render.pdf.objects import Document, PDFDictionary, Reference, Stream, array, dictionary, name
from typeset.render.pdf.pictures import PictureShelf, largest_places
from typeset.repro import PreparedPictures, Wanted
from typeset.units import Length

# The first version with optional content.
_WITH_LAYERS: Final = (1, 5)


@dataclass(frozen=True, slots=True)
class PdfRenderer:
    """Writes pages as a PDF; the same pages and metadata always give the same bytes.

    ``layer`` is drawn over the pages for screens only, ``links`` lead from page to page; both are for proofs, never for page
    files. ``repro`` is what the press wants of pictures, ``prepared`` are those made ready in the same run.
    """

    metadata: Metadata
    layer: Layer | None = None
    links: tuple[Link, ...] = ()
    repro: Wanted = field(default_factory=Wanted)
    prepared: PreparedPictures = field(default_factory=PreparedPictures)

    @property
    def media_type(self) -> str:
        """PDF."""
        return "application/pdf"

    def render(self, pages: Sequence[PlacedPage], faces: FaceBook, assets: Assets) -> bytes:
        """The document of these pages.

        Raises:
            FontError: when a face cannot be embedded.
            PictureError: when a picture file cannot be read.
            OSError: when ``assets`` has no such file.
        """
        document = Document() if self.layer is None else Document(_WITH_LAYERS)
        tree = dictionary(Type=name("Pages"), Count=len(pages))
        catalog = dictionary(Type=name("Catalog"), Pages=document.add(tree))
        document.add(catalog)
        group = add_layer(document, catalog, self.layer) if self.layer is not None else None
        over = self.layer.items if self.layer is not None else {}
        drawn = [replace(page, items=(*page.items, *over.get(page.number, ()))) for page in pages]
        embedded = embed_faces(document, drawn, faces)
        pictures = PictureShelf(document, assets, self.repro, largest_places(drawn), self.prepared)
        kids: list[Reference] = []
        made: list[PDFDictionary] = []
        for page in pages:
            content = PageContent(page, embedded, pictures.take, over.get(page.number, ()))
            resources = _resources(content)
            if group is not None:
                resources["Properties"] = dictionary(**{LAYER_KEY: group})
            made.append(_page(document, page, content, document.add(tree), resources))
            kids.append(document.add(made[-1]))
        tree["Kids"] = array(kids)
        places = {page.number: (page, kid) for page, kid in zip(pages, kids, strict=True)}
        for page, entries in zip(pages, made, strict=True):
            annotations = add_links(document, page, self.links, places)
            if annotations is not None:
                entries["Annots"] = annotations
        return document.write(catalog, information(self.metadata))


def _resources(content: PageContent) -> PDFDictionary:
    resources = dictionary()
    if content.fonts:
        resources["Font"] = dictionary(**content.fonts)
    if content.images:
        resources["XObject"] = dictionary(**content.images)
    return resources


def _page(
    document: Document, page: PlacedPage, content: PageContent, parent: Reference, resources: PDFDictionary
) -> PDFDictionary:
    media = _box(0, 0, page.width + 2 * page.bleed, page.height + 2 * page.bleed)
    trim = _box(page.bleed, page.bleed, page.bleed + page.width, page.bleed + page.height)
    return dictionary(
        Type=name("Page"),
        Parent=parent,
        MediaBox=media,
        CropBox=media,
        BleedBox=media,
        TrimBox=trim,
        Resources=resources,
        Contents=document.add(Stream(content.operators(), compress=True)),
    )


def _box(left: Length, bottom: Length, right: Length, top: Length) -> str:
    return f"[{' '.join(map(thousandths, (left, bottom, right, top)))}]"

"""The document: pages with their boxes, fonts and pictures, written as one PDF file.

One page a file for the plate, or all pages of an edition as a proof, by the same way. Which version of PDF it is and how it is marked follows from
the standard it keeps (:mod:`typeset.render.pdf.metadata`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct, field

from typeset.faces import FaceBook
from typeset.model.placed import Item, Link, PlacedPage, PlacedSheet
from typeset.render import Assets
from typeset.render.pdf.content import PageContent
from typeset.render.pdf.fonts import embed_faces
from typeset.render.pdf.inks import Plates, graphics_states
from typeset.render.pdf.intent import OutputIntent, intent_object
from typeset.render.pdf.layers import LAYER_KEY, Layer, add_layer
from typeset.render.pdf.links import add_links
from typeset.render.pdf.marked import PageTags
from typeset.render.pdf.metadata import Metadata, information
from typeset.render.pdf.numbers import thousandths
from typeset.render.pdf.objects import Document, PDFDictionary, Reference, Stream, array, dictionary, name
from typeset.render.pdf.outline import Reading, add_outline
from typeset.render.pdf.pictures import PictureShelf, largest_places
from typeset.render.pdf.tagging import StructureTree
from typeset.render.pdf.xmp import xmp
from typeset.repro import PreparedPictures, Wanted
from typeset.units import Length

# From this version on PDF has object streams.
_PACKS: Final = (1, 5)


class PdfRenderer(Struct, frozen=True):
    """Writes pages as a PDF; the same pages and metadata always give the same bytes.

    ``intent`` says for which press it is; None for a proof. ``layer`` is drawn over the pages for screens only, ``links`` lead from page to page; both are for proofs, never for page
    files. ``repro`` is what the press wants of pictures, ``prepared`` are those made ready in the same run.
    ``reading`` makes of pages, not of sheets, a tagged document with bookmarks; for proofs too.
    """

    metadata: Metadata
    intent: OutputIntent | None = None
    layer: Layer | None = None
    links: tuple[Link, ...] = ()
    reading: Reading | None = None
    repro: Wanted = field(default_factory=Wanted)
    prepared: PreparedPictures = field(default_factory=PreparedPictures)

    @property
    def media_type(self) -> str:
        """PDF."""
        return "application/pdf"

    def render(self, pages: Sequence[PlacedPage], faces: FaceBook, assets: Assets) -> bytes:
        """The document of these pages, one a page of it; links lead from page to page.

        Raises:
            FontError: when a face cannot be embedded.
            PictureError: when a picture file cannot be read.
            OSError: when ``assets`` has no such file.
        """
        return self.render_sheets([PlacedSheet.of(page) for page in pages], faces, assets)

    def render_sheets(self, sheets: Sequence[PlacedSheet], faces: FaceBook, assets: Assets) -> bytes:
        """The document of these sides of sheets, one a page of it; raises as :meth:`render` does."""
        # What the plant takes in keeps the plain form of its standard; a proof is packed: its tags are thousands of small objects.
        document = Document(self.metadata.version, packed=self._is_packed)
        tree = dictionary(Type=name("Pages"), Count=len(sheets))
        catalog = dictionary(Type=name("Catalog"), Pages=document.add(tree))
        tagged = StructureTree(document) if self.reading is not None else None
        document.add(catalog)
        self._describe(document, catalog)
        group = add_layer(document, catalog, self.layer) if self.layer is not None else None
        over = self.layer.items if self.layer is not None else {}
        embedded = embed_faces(document, (_all_items(sheet, over) for sheet in sheets), faces)
        places = largest_places(item for sheet in sheets for item in _all_items(sheet, over))
        pictures = PictureShelf(document, assets, self.repro, places, self.prepared)
        plates, states = Plates(document), document.add(graphics_states())
        kids: list[Reference] = []
        made: list[PDFDictionary] = []
        for sheet in sheets:
            above = over.get(sheet.pages[0].page.number, ()) if len(sheet.pages) == 1 else ()
            tags = PageTags() if tagged is not None else None
            content = PageContent(sheet, embedded, pictures.take, plates, above, tags)
            resources = _resources(content)
            resources["ExtGState"] = states
            if group is not None:
                resources["Properties"] = dictionary(**{LAYER_KEY: group})
            made.append(_page(document, sheet, content, document.add(tree), resources))
            kids.append(document.add(made[-1]))
            if tagged is not None and tags is not None:
                tagged.add_page(sheet.pages[0].page, made[-1], kids[-1], tags)
        tree["Kids"] = array(kids)
        pages = [sheet.pages[0].page for sheet in sheets if len(sheet.pages) == 1]
        targets = {page.number: (page, kid) for page, kid in zip(pages, kids, strict=False)}
        for page, entries in zip(pages, made, strict=False):
            annotations = add_links(document, page, self.links, targets, tagged)
            if annotations is not None:
                entries["Annots"] = annotations
        if tagged is not None and self.reading is not None:
            add_outline(document, catalog, list(targets.values()), tagged.articles(), self.reading)
            tagged.write(catalog)
        return document.write(catalog, information(self.metadata))

    @property
    def _is_packed(self) -> bool:
        return self.reading is not None and self.metadata.version >= _PACKS

    def _describe(self, document: Document, catalog: PDFDictionary) -> None:
        """What the catalog says of the whole document."""
        if self.intent is not None:
            catalog["OutputIntents"] = array([document.add(intent_object(document, self.intent))])
        if self.metadata.has_xmp:
            # A layer that is never printed breaks the rule (ISO 14289-1 §7.10): AS is not allowed.
            accessible = self.reading is not None and self.layer is None
            packet = Stream(
                xmp(self.metadata, accessible=accessible),
                compress=False,
                Type=name("Metadata"),
                Subtype=name("XML"),
            )
            catalog["Metadata"] = document.add(packet)


def _resources(content: PageContent) -> PDFDictionary:
    resources = dictionary()
    if content.fonts:
        resources["Font"] = dictionary(**content.fonts)
    if content.images:
        resources["XObject"] = dictionary(**content.images)
    if content.inks.spaces:
        resources["ColorSpace"] = dictionary(**content.inks.spaces)
    return resources


def _all_items(sheet: PlacedSheet, over: Mapping[int, Sequence[Item]]) -> Iterator[Item]:
    """Everything that is drawn on a sheet, on the layer too."""
    for imposed in sheet.pages:
        yield from imposed.page.items
        yield from over.get(imposed.page.number, ())
    yield from sheet.items


def _page(
    document: Document, page: PlacedSheet, content: PageContent, parent: Reference, resources: PDFDictionary
) -> PDFDictionary:
    width, height, outside = page.width, page.height, page.bleed + page.margin
    media = _box(0, 0, width + 2 * outside, height + 2 * outside)
    bleed = _box(page.margin, page.margin, width + outside + page.bleed, height + outside + page.bleed)
    trim = _box(outside, outside, outside + width, outside + height)
    return dictionary(
        Type=name("Page"),
        Parent=parent,
        MediaBox=media,
        CropBox=media,
        BleedBox=bleed,
        TrimBox=trim,
        Resources=resources,
        Contents=document.add(Stream(content.operators(), compress=True)),
    )


def _box(left: Length, bottom: Length, right: Length, top: Length) -> str:
    return f"[{' '.join(map(thousandths, (left, bottom, right, top)))}]"

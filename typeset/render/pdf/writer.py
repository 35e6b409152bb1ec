"""The document: pages with their boxes, fonts and pictures, written as one PDF file.

One page a file for the plate, or all pages of an edition as a proof, by the same way. Which version of PDF it is and how it is marked follows from
the standard it keeps (:mod:`typeset.render.pdf.metadata`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from msgspec import Struct, field

from typeset.faces import FaceBook
from typeset.model.placed import Item, Link, PlacedPage, PlacedSheet
from typeset.render import Assets
from typeset.render.pdf.drawing import Drawing
from typeset.render.pdf.fonts import embed_faces
from typeset.render.pdf.inks import Plates, graphics_states
from typeset.render.pdf.intent import OutputIntent, intent_object
from typeset.render.pdf.layers import Layer, add_layer
from typeset.render.pdf.links import add_links
from typeset.render.pdf.metadata import Metadata, information
from typeset.render.pdf.needs import all_needs
from typeset.render.pdf.objects import Document, PDFDictionary, Stream, array, dictionary, name, reference_to
from typeset.render.pdf.outline import Reading, add_outline
from typeset.render.pdf.pageobject import PageObject, resource_dictionary
from typeset.render.pdf.pictures import PictureShelf
from typeset.render.pdf.standing import StandingContents
from typeset.render.pdf.tagging import StructureTree
from typeset.render.pdf.xmp import xmp
from typeset.repro import PreparedPictures, Wanted

# From this version on PDF has object streams.
_PACKS: Final = (1, 5)


class PdfRenderer(Struct, frozen=True):
    """Writes pages as a PDF; the same pages and metadata always give the same bytes.

    ``intent`` says for which press it is; None for a proof. ``layer`` is drawn over the pages for screens only, ``links`` lead from page to page; both are for proofs, never for page
    files. ``repro`` is what the press wants of pictures, ``prepared`` are those made ready in the same run.
    ``reading`` makes of pages, not of sheets, a tagged document with bookmarks; for proofs too. ``standing`` contents are those of the run before,
    for the same document with some pages changed.
    """

    metadata: Metadata
    intent: OutputIntent | None = None
    layer: Layer | None = None
    links: tuple[Link, ...] = ()
    reading: Reading | None = None
    repro: Wanted = field(default_factory=Wanted)
    prepared: PreparedPictures = field(default_factory=PreparedPictures)
    standing: StandingContents | None = None

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
        standing = StandingContents(keeps=False) if self.standing is None else self.standing
        standing.begin()
        # What the plant takes in keeps the plain form of its standard; a proof is packed: its tags are thousands of small objects.
        document = Document(self.metadata.version, packed=self._is_packed, packs=standing.packs)
        tree = dictionary(Type=name("Pages"), Count=len(sheets))
        catalog = dictionary(Type=name("Catalog"), Pages=document.add(tree))
        tagged = StructureTree(document, standing.trees) if self.reading is not None else None
        document.add(catalog)
        self._describe(document, catalog)
        group = add_layer(document, catalog, self.layer) if self.layer is not None else None
        over = self.layer.items if self.layer is not None else {}
        sides = [standing.side(sheet, _above(sheet, over), tagged=tagged is not None) for sheet in sheets]
        needs = all_needs(side.needs for side in sides)
        embedded = embed_faces(document, needs, faces, standing.faces)
        pictures = PictureShelf(document, assets, self.repro, needs.places, self.prepared, standing.pictures)
        drawing = Drawing(embedded, pictures, Plates(document), standing)
        states = document.add(graphics_states())
        made: list[PageObject] = []
        for side in sides:
            drawn, named = drawing.draw(side)
            resources = resource_dictionary(named.entries(), reference_to(states), group)
            content = document.add(drawn.content)
            page = PageObject(document, side.sheet, document.add(tree), content, resources)
            made.append(page)
            if tagged is not None:
                page.entries["StructParents"] = str(tagged.add_page(page.reference, drawn.shares))
                page.entries["Tabs"] = "/S"
        tree["Kids"] = array(page.reference for page in made)
        targets = {
            placed.number: (placed, page.reference)
            for sheet, page in zip(sheets, made, strict=True)
            if len(sheet.pages) == 1 and (placed := sheet.pages[0].page)
        }
        annotations = add_links(document, self.links, targets, tagged)
        for sheet, page in zip(sheets, made, strict=True):
            found = annotations.get(sheet.pages[0].page.number, ()) if len(sheet.pages) == 1 else ()
            if found:
                page.entries["Annots"] = reference_to(document.add(array(found)))
            page.write()
        if tagged is not None and self.reading is not None:
            articles = tagged.write(catalog)
            add_outline(document, catalog, list(targets.values()), articles, self.reading)
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


def _above(sheet: PlacedSheet, over: Mapping[int, Sequence[Item]]) -> Sequence[Item]:
    """What of the layer lies over a page."""
    return over.get(sheet.pages[0].page.number, ()) if len(sheet.pages) == 1 else ()

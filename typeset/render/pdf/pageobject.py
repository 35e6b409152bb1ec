"""The page object: its boxes, what it names, and what belongs to it (PDF 1.3, 3.6.2)."""

from __future__ import annotations

from collections.abc import Mapping

from typeset.model.placed import PlacedSheet
from typeset.render.pdf.layers import LAYER_KEY
from typeset.render.pdf.numbers import thousandths
from typeset.render.pdf.objects import Document, Raw, Reference, reference_to
from typeset.units import Length


class PageObject:
    """A page object under construction; it is written when all its entries are there."""

    def __init__(
        self, document: Document, page: PlacedSheet, parent: Reference, content: Reference, resources: str
    ) -> None:
        self._raw = Raw(b"")
        self.reference = document.add(self._raw)
        width, height, outside = page.width, page.height, page.bleed + page.margin
        media = _box(0, 0, width + 2 * outside, height + 2 * outside)
        bleed = _box(page.margin, page.margin, width + outside + page.bleed, height + outside + page.bleed)
        self.entries = {
            "Type": "/Page",
            "Parent": reference_to(parent),
            "MediaBox": media,
            "CropBox": media,
            "BleedBox": bleed,
            "TrimBox": _box(outside, outside, outside + width, outside + height),
            "Resources": resources,
            "Contents": reference_to(content),
        }

    def write(self) -> None:
        """Write it with the entries it has by now."""
        told = " ".join(f"/{key} {value}" for key, value in self.entries.items())
        self._raw.content = f"<<{told}>>".encode("ascii")


def resource_dictionary(
    named: Mapping[str, Mapping[str, Reference]], states: str, group: Reference | None
) -> str:
    """The resources of a page: what it names kind by kind, its graphics states, and the layer over it."""
    told = [f"/{kind} {_names(found)}" for kind, found in named.items()]
    told.append(f"/ExtGState {states}")
    if group is not None:
        told.append(f"/Properties {_names({LAYER_KEY: group})}")
    return f"<<{' '.join(told)}>>"


def _names(found: Mapping[str, Reference]) -> str:
    return f"<<{' '.join(f'/{key} {reference_to(one)}' for key, one in found.items())}>>"


def _box(left: Length, bottom: Length, right: Length, top: Length) -> str:
    return f"[{' '.join(map(thousandths, (left, bottom, right, top)))}]"

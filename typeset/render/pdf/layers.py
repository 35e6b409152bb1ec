"""A layer over the pages that screens show and printers leave out: an optional content group (PDF 1.5, 8.11)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from msgspec import Struct

from typeset.model.placed import Item
from typeset.render.pdf.objects import (
    Document,
    PDFDictionary,
    Reference,
    array,
    dictionary,
    name,
    text_string,
)

LAYER_KEY: Final = "L1"
"""The name of the layer among the properties of a page."""


class Layer(Struct, frozen=True):
    """Items over each page, by its number, under a name that viewers list."""

    title: str
    items: Mapping[int, tuple[Item, ...]]


def add_layer(document: Document, catalog: PDFDictionary, layer: Layer) -> Reference:
    """Tell the document of its layer: shown by viewers, never printed, whatever the viewer shows."""
    usage = dictionary(
        View=dictionary(ViewState=name("ON")),
        Print=dictionary(PrintState=name("OFF")),
        Export=dictionary(ExportState=name("OFF")),
    )
    group = document.add(
        dictionary(Type=name("OCG"), Name=text_string(layer.title), Intent=name("View"), Usage=usage)
    )
    automatic = [
        dictionary(Event=name(event), Category=array([name(event)]), OCGs=array([group]))
        for event in ("View", "Print", "Export")
    ]
    shown = dictionary(
        Name=text_string(layer.title),
        BaseState=name("ON"),
        ON=array([group]),
        Order=array([group]),
        AS=array(automatic),
    )
    catalog["OCProperties"] = dictionary(OCGs=array([group]), D=shown)
    return group

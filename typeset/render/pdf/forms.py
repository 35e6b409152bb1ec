"""Pages of other PDF files as Form XObjects: their drawing and their fonts as they are, nothing rasterised.

The form's matrix lays the page's trim box, turned as a viewer shows it, on the unit square, so that it is placed as a
picture is. Only what the page's content needs is copied: no links, forms, scripts or other pages.
"""

from __future__ import annotations

import io
from typing import Any, Final

import pikepdf

from typeset.render.pdf.objects import Document, Raw, Reference

_QUARTER: Final = 90
# Deeper than any page nests its resources, shallower than the interpreter's limit.
_DEEPEST: Final = 200
# Turns that lay a page on the unit square, by the quarters it is turned clockwise.
_TURNS: Final = ((1, 0, 0, 1, 0, 0), (0, -1, 1, 0, 0, 1), (-1, 0, 0, -1, 1, 1), (0, 1, -1, 0, 1, 0))
_LEFT_OUT: Final = frozenset({"/Metadata", "/PieceInfo", "/StructParent", "/StructParents", "/LastModified"})


def add_form(document: Document, data: bytes) -> Reference:
    """The first page of a PDF as an object of the document.

    Raises:
        ValueError: when the file cannot be read.
    """
    try:
        with pikepdf.open(io.BytesIO(data)) as source:
            return _Copy(document).form(source.pages[0])
    except (pikepdf.PdfError, pikepdf.PasswordError, IndexError, RecursionError) as error:
        raise ValueError(str(error)) from error


class _Copy:
    """Copies objects of one file; each is copied once, however often it is named."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._known: dict[tuple[int, int], Reference] = {}

    def form(self, page: pikepdf.Page) -> Reference:
        """The page as a form."""
        left, bottom, right, top = (float(edge) for edge in page.trimbox)
        left, right, bottom, top = min(left, right), max(left, right), min(bottom, top), max(bottom, top)
        entries = {
            b"/Type": b"/XObject",
            b"/Subtype": b"/Form",
            b"/BBox": f"[ {left:g} {bottom:g} {right:g} {top:g} ]".encode(),
            b"/Matrix": _matrix(
                (left, bottom, right - left, top - bottom), int(page.rotation) // _QUARTER % 4
            ),
            b"/Resources": self._value(page.resources, 0),
        }
        if "/Group" in page.obj:
            entries[b"/Group"] = self._value(page.obj.Group, 0)
        parts = page.obj.get("/Contents")
        streams = list(parts) if isinstance(parts, pikepdf.Array) else [parts] if parts is not None else []
        content = b"\n".join(stream.read_bytes() for stream in streams if isinstance(stream, pikepdf.Stream))
        return self._document.add(Raw.stream(entries, content, compress=True))

    def _value(self, thing: Any, depth: int) -> bytes:
        """An object as it is written: in its place, or as a reference to a copy."""
        if depth > _DEEPEST:
            raise RecursionError("resources nested too deeply")
        if isinstance(thing, pikepdf.Object) and thing.is_indirect:
            return self._reference(thing, depth)
        return self._direct(thing, depth)

    def _reference(self, thing: pikepdf.Object, depth: int) -> bytes:
        key = thing.objgen
        if key not in self._known:
            raw = Raw(b"null")
            # Known before it is copied: objects may name each other.
            self._known[key] = self._document.add(raw)
            raw.content = self._direct(thing, depth)
        written: bytes = self._known[key].format(self._document)
        return written

    def _direct(self, thing: Any, depth: int) -> bytes:
        if isinstance(thing, pikepdf.Stream):
            entries = self._entries(thing, depth, leave={"/Length"})
            return Raw.stream(entries, thing.read_raw_bytes(), compress=False).content
        if isinstance(thing, pikepdf.Dictionary):
            entries = self._entries(thing, depth)
            return b"<< " + b" ".join(key + b" " + value for key, value in entries.items()) + b" >>"
        if isinstance(thing, pikepdf.Array):
            return b"[ " + b" ".join(self._value(one, depth + 1) for one in thing) + b" ]"
        if isinstance(thing, pikepdf.Object):
            return thing.unparse(resolved=True)
        if thing is None:
            return b"null"
        if isinstance(thing, bool):
            return b"true" if thing else b"false"
        return str(thing).encode("ascii")

    def _entries(
        self, thing: pikepdf.Object, depth: int, leave: set[str] | frozenset[str] = frozenset()
    ) -> dict[bytes, bytes]:
        return {
            pikepdf.Name(key).unparse(): self._value(value, depth + 1)
            for key, value in thing.items()
            if key not in _LEFT_OUT and key not in leave
        }


def _matrix(box: tuple[float, float, float, float], quarters: int) -> bytes:
    """From the page's own lengths to the unit square."""
    left, bottom, width, height = box
    a, b, c, d, e, f = _TURNS[quarters]
    numbers = (
        a / width,
        b / width,
        c / height,
        d / height,
        e - a * left / width - c * bottom / height,
        f - b * left / width - d * bottom / height,
    )
    return ("[ " + " ".join(f"{number:.9f}" for number in numbers) + " ]").encode()

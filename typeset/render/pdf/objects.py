"""The PDF file as objects: reportlab's object layer without what it adds of its own.

:class:`Document` numbers and writes objects in the order they were added, with a classic cross-reference
table and an identifier made from the content. It adds no font, no outline, no date and no comment, and does
not look at the user's reportlab settings; that is why it stands in for reportlab's ``PDFDocument`` instead of being one.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Mapping
from typing import Final

from reportlab.pdfbase.pdfdoc import (
    NoEncryption,
    PDFArrayCompact,
    PDFCrossReferenceTable,
    PDFDictionary,
    PDFFile,
    PDFIndirectObject,
    PDFObject,
    PDFObjectReference,
    PDFStream,
    PDFString,
    PDFTrailer,
)

__all__ = [
    "Document",
    "PDFDictionary",
    "Raw",
    "Reference",
    "Stream",
    "array",
    "dictionary",
    "name",
    "text_string",
]

Reference = PDFObjectReference
Value = PDFObject | str | int
"""What may stand in a dictionary or an array; a ``str`` is written as it is, so make names with :func:`name`."""

Version = tuple[int, int]
USUAL_VERSION: Final[Version] = (1, 3)
_COMPRESSION: Final = 6
_ID_BYTES: Final = 16
# What stands for itself in a name.
_REGULAR: Final = frozenset(range(0x21, 0x7F)) - frozenset(b"#/%()<>[]{}")


class _Dictionary(PDFDictionary):
    multiline = False


class Stream(PDFStream):
    """Bytes with a dictionary; ``compress`` puts them through Flate."""

    def __init__(self, content: bytes, *, compress: bool, **entries: Value) -> None:
        if compress:
            content = zlib.compress(content, _COMPRESSION)
            entries["Filter"] = name("FlateDecode")
        super().__init__(_Dictionary(entries), content)

    def format(self, document: object) -> bytes:
        """The object's bytes, with the line end before ``endstream`` that reportlab leaves out."""
        self.dictionary["Length"] = len(self.content)
        head: bytes = self.dictionary.format(document)
        return b"".join((head, b"\nstream\n", self.content, b"\nendstream\n"))


class Raw(PDFObject):
    """An object that is written already; ``content`` is what stands between ``obj`` and ``endobj``."""

    def __init__(self, content: bytes) -> None:
        self.content = content

    @classmethod
    def stream(cls, entries: Mapping[bytes, bytes], data: bytes, *, compress: bool) -> Raw:
        """A stream of entries that are written already; ``compress`` puts its bytes through Flate."""
        written = dict(entries)
        if compress:
            data = zlib.compress(data, _COMPRESSION)
            written[b"/Filter"] = b"/FlateDecode"
        written[b"/Length"] = str(len(data)).encode()
        head = b"<< " + b" ".join(key + b" " + value for key, value in written.items()) + b" >>"
        return cls(b"".join((head, b"\nstream\n", data, b"\nendstream")))

    def format(self, document: object) -> bytes:
        """Its bytes."""
        return self.content


class Document:
    """A PDF document under construction. Names in mixed case are those reportlab's objects ask for."""

    encrypt = NoEncryption()

    def __init__(self, version: Version = USUAL_VERSION) -> None:
        self._version = version
        self.idToObjectNumberAndVersion: dict[str, tuple[int, int]] = {}
        self.idToOffset: dict[str, int] = {}
        self._objects: dict[PDFObject, str] = {}

    def add(self, thing: PDFObject) -> Reference:
        """Give an object its number; adding it again gives the same reference."""
        key = self._objects.get(thing)
        if key is None:
            number = len(self._objects) + 1
            key = self._objects[thing] = str(number)
            self.idToObjectNumberAndVersion[key] = (number, 0)
        return Reference(key)

    def write(self, catalog: PDFDictionary, information: PDFDictionary) -> bytes:
        """The whole file. The identifier in the trailer is a digest of all objects."""
        root, info = self.add(catalog), self.add(information)
        file = PDFFile(self._version)
        digest = hashlib.sha256()
        for thing, key in self._objects.items():
            data: bytes = PDFIndirectObject(key, thing).format(self)
            digest.update(data)
            self.idToOffset[key] = file.add(data)
        table = PDFCrossReferenceTable()
        table.addsection(0, list(self._objects.values()))
        start = file.add(table.format(self))
        mark = digest.hexdigest()[: 2 * _ID_BYTES]
        trailer = PDFTrailer(
            start, Size=len(self._objects) + 1, Root=root, Info=info, ID=f"[<{mark}> <{mark}>]"
        )
        file.add(trailer.format(self))
        whole: bytes = file.format(self)
        return whole


def name(text: str) -> str:
    """A PDF name; what is not plain ASCII is written as the bytes of its UTF-8 (PDF 7.3.5)."""
    return "/" + "".join(chr(byte) if byte in _REGULAR else f"#{byte:02X}" for byte in text.encode())


def text_string(text: str) -> PDFString:
    """A text string, in UTF-16 when it needs it."""
    return PDFString(text)


def dictionary(**entries: Value) -> PDFDictionary:
    """A dictionary; keys are names without their slash."""
    return _Dictionary(entries)


def array(values: Iterable[Value]) -> PDFArrayCompact:
    """An array."""
    return PDFArrayCompact(values)

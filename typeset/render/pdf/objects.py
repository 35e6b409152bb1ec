"""The PDF file as objects: reportlab's object layer without what it adds of its own.

:class:`Document` numbers and writes objects in the order they were added, with a classic cross-reference
table and an identifier made from the content. It adds no font, no outline, no date and no comment, and does
not look at the user's reportlab settings; that is why it stands in for reportlab's ``PDFDocument`` instead of being one.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Mapping, Sequence
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
from reportlab.pdfbase.pdfdoc import format as formatted

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

    @property
    def is_stream(self) -> bool:
        """Whether it is a stream: those are never inside another."""
        return self.content.endswith(b"endstream")

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
    """A PDF document under construction. Names in mixed case are those reportlab's objects ask for.

    Of one that is ``packed`` the objects that are no streams go together into compressed object streams (PDF 7.5.7), which a version
    of 1.5 or more may have.
    """

    encrypt = NoEncryption()

    def __init__(self, version: Version = USUAL_VERSION, *, packed: bool = False) -> None:
        self._version = version
        self._packed = packed
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
        if self._packed:
            return self._written_packed(root, info)
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

    def _written_packed(self, root: Reference, info: Reference) -> bytes:
        file = PDFFile(self._version)
        digest = hashlib.sha256()
        rows: dict[int, bytes] = {}
        small: list[tuple[int, bytes]] = []
        for thing, key in self._objects.items():
            if isinstance(thing, PDFStream) or (isinstance(thing, Raw) and thing.is_stream):
                data: bytes = PDFIndirectObject(key, thing).format(self)
                digest.update(data)
                rows[int(key)] = _row(_AT, file.add(data), 0)
            else:
                small.append((int(key), formatted(thing, self, toplevel=1)))
        number = len(self._objects)
        for first in range(0, len(small), _MOST_TOGETHER):
            number += 1
            together = small[first : first + _MOST_TOGETHER]
            data = _indirect(number, _object_stream(together))
            digest.update(data)
            rows[number] = _row(_AT, file.add(data), 0)
            rows |= {one: _row(_INSIDE, number, place) for place, (one, _) in enumerate(together)}
        number += 1
        rows[number] = _row(_AT, file.offset, 0)
        mark = digest.hexdigest()[: 2 * _ID_BYTES].encode()
        table = _row(_FREE, 0, 0xFFFF) + b"".join(rows[one] for one in range(1, number + 1))
        entries = {
            b"/Type": b"/XRef",
            b"/Size": str(number + 1).encode(),
            b"/W": b"[1 4 2]",
            b"/Root": root.format(self),
            b"/Info": info.format(self),
            b"/ID": b"[<%b> <%b>]" % (mark, mark),
        }
        start = file.add(_indirect(number, Raw.stream(entries, table, compress=True).content))
        file.add(b"startxref\n%d\n%%%%EOF\n" % start)
        whole: bytes = file.format(self)
        return whole


# Kinds of entries of a cross-reference stream (PDF 7.5.8.3).
_FREE, _AT, _INSIDE = 0, 1, 2
# Readers take an object stream apart as a whole: many small ones would compress badly, one of all would be slow to open.
_MOST_TOGETHER: Final = 200


def _row(kind: int, second: int, third: int) -> bytes:
    return kind.to_bytes(1, "big") + second.to_bytes(4, "big") + third.to_bytes(2, "big")


def _indirect(number: int, content: bytes) -> bytes:
    return b"%d 0 obj\n%b\nendobj\n" % (number, content)


def _object_stream(objects: Sequence[tuple[int, bytes]]) -> bytes:
    places, at = [], 0
    for number, data in objects:
        places.append(b"%d %d" % (number, at))
        at += len(data) + 1
    head = b" ".join(places) + b"\n"
    entries = {
        b"/Type": b"/ObjStm",
        b"/N": str(len(objects)).encode(),
        b"/First": str(len(head)).encode(),
    }
    body = b"\n".join(data for _, data in objects)
    return Raw.stream(entries, head + body, compress=True).content


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

"""The PDF file as objects: reportlab's object layer without what it adds of its own.

:class:`Document` numbers and writes objects in the order they were added, with a classic cross-reference
table and an identifier made from the content. It adds no font, no outline, no date and no comment, and does
not look at the user's reportlab settings; that is why it stands in for reportlab's ``PDFDocument`` instead of being one.
"""

from __future__ import annotations

import hashlib
import struct
from codecs import BOM_UTF16_BE
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Final

from reportlab.pdfbase.pdfdoc import (
    NoEncryption,
    PDFArrayCompact,
    PDFCrossReferenceTable,
    PDFDictionary,
    PDFFile,
    PDFObject,
    PDFObjectReference,
    PDFStream,
    PDFString,
    PDFTrailer,
)
from reportlab.pdfbase.pdfdoc import format as formatted

from typeset.flate import flate
from typeset.standing import LastRun

__all__ = [
    "Document",
    "PDFDictionary",
    "PDFObject",
    "Packs",
    "Raw",
    "Reference",
    "Stream",
    "Value",
    "array",
    "dictionary",
    "in_string",
    "name",
    "reference_to",
    "text_literal",
    "text_string",
]

Reference = PDFObjectReference
Value = PDFObject | str | int
"""What may stand in a dictionary or an array; a ``str`` is written as it is, so make names with :func:`name`."""

Version = tuple[int, int]
USUAL_VERSION: Final[Version] = (1, 3)
_ID_BYTES: Final = 16
# What stands for itself in a name.
_REGULAR: Final = frozenset(range(0x21, 0x7F)) - frozenset(b"#/%()<>[]{}")


class _Dictionary(PDFDictionary):
    multiline = False


class Stream(PDFStream):
    """Bytes with a dictionary; ``compress`` puts them through Flate."""

    def __init__(self, content: bytes, *, compress: bool, **entries: Value) -> None:
        if compress:
            content = flate(content)
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
            data = flate(data)
            written[b"/Filter"] = b"/FlateDecode"
        written[b"/Length"] = str(len(data)).encode()
        head = b"<< " + b" ".join(key + b" " + value for key, value in written.items()) + b" >>"
        return cls(b"".join((head, b"\nstream\n", data, b"\nendstream")))

    def format(self, document: object) -> bytes:
        """Its bytes."""
        return self.content


Packs = LastRun[tuple[tuple[int, ...], tuple[bytes, ...]], bytes]
"""Object streams as they are written, by the numbers and the objects in them."""


class Document:
    """A PDF document under construction. Names in mixed case are those reportlab's objects ask for.

    Of one that is ``packed`` the objects that are no streams go together into compressed object streams (PDF 7.5.7), which a version
    of 1.5 or more may have; ``packs`` are those of the run before.
    """

    encrypt = NoEncryption()

    def __init__(
        self, version: Version = USUAL_VERSION, *, packed: bool = False, packs: Packs | None = None
    ) -> None:
        self._version = version
        self._packed = packed
        self._packs: Packs = LastRun() if packs is None else packs
        self.idToObjectNumberAndVersion: dict[str, tuple[int, int]] = {}
        self.idToOffset: dict[str, int] = {}
        self._objects: list[PDFObject | bytes] = []
        self._keys: dict[PDFObject, str] = {}

    @property
    def next_number(self) -> int:
        """The number the next new object will have."""
        return len(self._objects) + 1

    def add(self, thing: PDFObject) -> Reference:
        """Give an object its number; adding it again gives the same reference."""
        key = self._keys.get(thing)
        if key is None:
            number = self.next_number
            key = self._keys[thing] = str(number)
            self._objects.append(thing)
            self.idToObjectNumberAndVersion[key] = (number, 0)
        return Reference(key)

    def objects_from(self, first: int) -> tuple[PDFObject, ...]:
        """The objects added last, from a number on."""
        return tuple(thing for thing in self._objects[first - 1 :] if not isinstance(thing, bytes))

    def place(self, contents: Iterable[bytes]) -> None:
        """Number objects that are written already, no streams, one after the other from :attr:`next_number` on."""
        self._objects.extend(contents)

    def write(self, catalog: PDFDictionary, information: PDFDictionary) -> bytes:
        """The whole file. The identifier in the trailer is a digest of all objects."""
        root, info = self.add(catalog), self.add(information)
        if self._packed:
            return self._written_packed(root, info)
        file = PDFFile(self._version)
        digest = hashlib.sha256()
        numbers = [str(number) for number in range(1, self.next_number)]
        for key, thing in zip(numbers, self._objects, strict=True):
            data = _indirect(int(key), self._written(thing))
            digest.update(data)
            self.idToOffset[key] = file.add(data)
        table = PDFCrossReferenceTable()
        table.addsection(0, numbers)
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
        # Rows and objects are kept apart from each other, in few containers: pairs of them by the thousand are work for the garbage collector.
        rows = bytearray(_ROW.pack(_FREE, 0, 0xFFFF)) + bytearray(_ROW.size * len(self._objects))
        numbers: list[int] = []
        contents: list[bytes] = []
        for number, thing in enumerate(self._objects, start=1):
            if isinstance(thing, bytes) or not _is_stream(thing):
                numbers.append(number)
                contents.append(self._written(thing))
            else:
                data = _indirect(number, self._written(thing))
                digest.update(data)
                _ROW.pack_into(rows, _ROW.size * number, _AT, file.add(data), 0)
        for first in range(0, len(numbers), _MOST_TOGETHER):
            number = len(rows) // _ROW.size
            together = slice(first, first + _MOST_TOGETHER)
            pack = tuple(numbers[together]), tuple(contents[together])
            data = _indirect(number, self._packs.take(pack, partial(_object_stream, *pack)))
            digest.update(data)
            rows += _ROW.pack(_AT, file.add(data), 0)
            for place, one in enumerate(pack[0]):
                _ROW.pack_into(rows, _ROW.size * one, _INSIDE, number, place)
        number = len(rows) // _ROW.size
        rows += _ROW.pack(_AT, file.offset, 0)
        mark = digest.hexdigest()[: 2 * _ID_BYTES].encode()
        entries = {
            b"/Type": b"/XRef",
            b"/Size": str(number + 1).encode(),
            b"/W": b"[1 4 2]",
            b"/DecodeParms": b"<</Predictor 12 /Columns %d>>" % _ROW.size,
            b"/Root": root.format(self),
            b"/Info": info.format(self),
            b"/ID": b"[<%b> <%b>]" % (mark, mark),
        }
        start = file.add(
            _indirect(number, Raw.stream(entries, _upward(bytes(rows), _ROW.size), compress=True).content)
        )
        file.add(b"startxref\n%d\n%%%%EOF\n" % start)
        whole: bytes = file.format(self)
        return whole

    def _written(self, thing: PDFObject | bytes) -> bytes:
        """What stands between ``obj`` and ``endobj``."""
        return thing if isinstance(thing, bytes) else formatted(thing, self, toplevel=1)


def _is_stream(thing: PDFObject | bytes) -> bool:
    return isinstance(thing, PDFStream) or (isinstance(thing, Raw) and thing.is_stream)


# Kinds of entries of a cross-reference stream (PDF 7.5.8.3).
_FREE, _AT, _INSIDE = 0, 1, 2
_ROW: Final = struct.Struct(">BIH")
# Readers take an object stream apart as a whole: many small ones would compress badly, one of all would be slow to open and to make anew.
_MOST_TOGETHER: Final = 500


def _upward(rows: bytes, size: int) -> bytes:
    """Rows by how they differ from those before them, each after the mark of that predictor (PNG: Up): most are alike, or count on."""
    # All bytes are subtracted at once, as one number: with its highest bit set none borrows from the next.
    length = len(rows)
    whole, highest = int.from_bytes(b"\xff" * length, "big"), int.from_bytes(b"\x80" * length, "big")
    here = int.from_bytes(rows, "big")
    above = here >> 8 * size
    changed = ((here | highest) - (above & ~highest)) ^ ((here ^ above ^ whole) & highest)
    changes = changed.to_bytes(length, "big")
    return b"".join(b"\2" + changes[at : at + size] for at in range(0, len(changes), size))


def _indirect(number: int, content: bytes) -> bytes:
    return b"%d 0 obj\n%b%bendobj\n" % (number, content, b"" if content.endswith(b"\n") else b"\n")


def _object_stream(numbers: Sequence[int], contents: Sequence[bytes]) -> bytes:
    places, at = [], 0
    for number, data in zip(numbers, contents, strict=True):
        places.append(b"%d %d" % (number, at))
        at += len(data) + 1
    head = b" ".join(places) + b"\n"
    entries = {
        b"/Type": b"/ObjStm",
        b"/N": str(len(numbers)).encode(),
        b"/First": str(len(head)).encode(),
    }
    body = b"\n".join(contents)
    return Raw.stream(entries, head + body, compress=True).content


def name(text: str) -> str:
    """A PDF name; what is not plain ASCII is written as the bytes of its UTF-8 (PDF 7.3.5)."""
    return "/" + "".join(chr(byte) if byte in _REGULAR else f"#{byte:02X}" for byte in text.encode())


def reference_to(reference: Reference) -> str:
    """A reference as it is written."""
    return f"{reference.name} 0 R"


def in_string(data: bytes) -> str:
    """Bytes as they stand in a string, each as the character of its number (PDF 3.2.3): half as long as hexadecimal digits."""
    text = data.decode("latin-1").replace("\\", "\\\\")
    # In a string a reader takes a carriage return for the end of a line.
    return text.replace("(", "\\(").replace(")", "\\)").replace("\r", "\\r")


def text_literal(text: str) -> str:
    """A text string as it is written: in UTF-16 when it needs it, each byte as the character of its number."""
    if text.isascii() and text.isprintable():
        return f"({in_string(text.encode())})"
    return f"({in_string(BOM_UTF16_BE + text.encode('utf-16-be'))})"


def text_string(text: str) -> PDFString:
    """A text string, in UTF-16 when it needs it."""
    return PDFString(text)


def dictionary(**entries: Value) -> PDFDictionary:
    """A dictionary; keys are names without their slash."""
    return _Dictionary(entries)


def array(values: Iterable[Value]) -> PDFArrayCompact:
    """An array."""
    return PDFArrayCompact(values)

"""A font file and its role, and the questions that decide whether it can be used at all.

Only the file's frame is looked at here (signature, table directory, embedding permission): cheap enough to do for
every font of a workspace before anything is set. What the glyphs look like is :mod:`typeset.faces.face`'s business.
"""

from __future__ import annotations

import enum
import mmap
import struct
from typing import TYPE_CHECKING, Final

from msgspec import Struct

if TYPE_CHECKING:
    import uharfbuzz as hb


class Reason(enum.Enum):
    """Why a font cannot be used."""

    BROKEN = "broken"
    BAD_INDEX = "bad-index"
    NOT_EMBEDDABLE = "not-embeddable"
    NO_OUTLINES = "no-outlines"
    WEB_FONT = "web-font"


class FaceError(ValueError):
    """A font that cannot be used; ``reason`` says why and ``fonts`` how many faces the file holds (0: unknown)."""

    def __init__(self, reason: Reason, fonts: int = 0) -> None:
        super().__init__(reason, fonts)
        self.reason = reason
        self.fonts = fonts

    def __str__(self) -> str:
        return self.reason.value


class MappedFont(mmap.mmap):
    """A font file of the package as it lies on disk: what is looked at is read, once for all processes, and nothing is copied.

    ``blob`` is the same file for HarfBuzz, which takes no buffer of ours. A file that is replaced meanwhile stays what it was, for
    the old one is kept until nobody looks at it; one that is written over is not, so only runs that soon end should map. Where it
    is sent to another process, its content is.
    """

    blob: hb.Blob

    def __reduce__(self) -> tuple[type[bytes], tuple[bytes]]:
        return bytes, (self[:],)


class FaceRecord(Struct, frozen=True):
    """A font file and the role it plays.

    ``role`` is the trade's name (宋, 黑 …) and also the ``face`` of a glyph run; ``index`` chooses a face of a
    collection; ``fallback`` names the roles asked when this face lacks a character; ``file`` is the name shown to
    people and ``licence`` an SPDX identifier.
    """

    role: str
    data: bytes | MappedFont
    index: int = 0
    fallback: tuple[str, ...] = ()
    file: str = ""
    licence: str = ""

    @property
    def for_harfbuzz(self) -> bytes | hb.Blob:
        """The font file as ``hb.Face`` takes it."""
        return self.data if isinstance(self.data, bytes) else self.data.blob

    def record(self) -> FaceRecord:
        """Itself: a record that is already in memory serves wherever a source of records is asked for."""
        return self


_COLLECTION: Final = b"ttcf"
_OUTLINES: Final = frozenset((b"\x00\x01\x00\x00", b"true", b"OTTO"))
_WEB: Final = frozenset((b"wOFF", b"wOF2"))
_NEEDED: Final = frozenset(("cmap", "head", "hhea", "hmtx", "maxp"))
_COLLECTION_HEAD: Final = 12
_FS_TYPE_END: Final = 10
_NO_EMBEDDING: Final = 0x0002
_ANY_PERMISSION: Final = 0x000F
_NO_SUBSETTING: Final = 0x0100
_BITMAPS_ONLY: Final = 0x0200


def fonts_in(data: bytes | MappedFont) -> int:
    """How many faces a font file holds: 1, or the number of a collection (TTC, OTC).

    Raises:
        FaceError: when the data is no font we can read.
    """
    signature = data[:4]
    if signature in _WEB:
        raise FaceError(Reason.WEB_FONT)
    if signature in _OUTLINES:
        return 1
    if signature == _COLLECTION and len(data) >= _COLLECTION_HEAD:
        return int(struct.unpack_from(">I", data, 8)[0])
    raise FaceError(Reason.BROKEN)


def inspect(record: FaceRecord) -> None:
    """Make sure that a font can be read, set and embedded.

    Raises:
        FaceError: with the reason, when it cannot.
    """
    count = fonts_in(record.data)
    if not 0 <= record.index < count:
        raise FaceError(Reason.BAD_INDEX, count)
    try:
        tables = _tables(record.data, record.index)
    except struct.error:
        raise FaceError(Reason.BROKEN, count) from None
    if not tables.keys() >= _NEEDED:
        raise FaceError(Reason.BROKEN, count)
    if "CFF " not in tables and not tables.keys() >= {"glyf", "loca"}:
        raise FaceError(Reason.NO_OUTLINES, count)
    if not may_embed(permissions(tables.get("OS/2", b""))):
        raise FaceError(Reason.NOT_EMBEDDABLE, count)


def permissions(os2: bytes) -> int:
    """The embedding permission bits (``fsType``) of an OS/2 table; 0, "installable", when it says nothing."""
    return int(struct.unpack_from(">H", os2, 8)[0]) if len(os2) >= _FS_TYPE_END else 0


def may_embed(fs_type: int) -> bool:
    """Whether the font's owner lets a subset of its outlines be embedded in a document (OpenType, OS/2 fsType)."""
    restricted = fs_type & _ANY_PERMISSION == _NO_EMBEDDING
    return not (restricted or fs_type & (_NO_SUBSETTING | _BITMAPS_ONLY))


def _tables(data: bytes | MappedFont, index: int) -> dict[str, bytes]:
    """The tables of one face; a table that reaches beyond the end of the file means a broken font."""
    start = 0
    if data[:4] == _COLLECTION:
        start = int(struct.unpack_from(">I", data, 12 + 4 * index)[0])
        if data[start : start + 4] not in _OUTLINES:
            raise FaceError(Reason.BROKEN)
    tables: dict[str, bytes] = {}
    for number in range(struct.unpack_from(">H", data, start + 4)[0]):
        tag, _, offset, length = struct.unpack_from(">4sIII", data, start + 12 + 16 * number)
        if offset + length > len(data) or not tag.isascii():
            raise FaceError(Reason.BROKEN)
        name = tag.decode("ascii")
        tables[name] = data[offset : offset + length] if name == "OS/2" else b""
    return tables

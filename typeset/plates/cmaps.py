"""CMaps (ISO 32000-1, 9.7.5): how a string falls into codes, which CID a code is, and what it means in Unicode."""

from __future__ import annotations

import re
from typing import Final

import pikepdf
from msgspec import Struct, field

from typeset.plates.streams import decoded
from typeset.plates.values import entry, whole, word

_LIMIT: Final = 4_000_000
_MOST: Final = 70_000
_SECTION: Final = re.compile(
    rb"begin(codespacerange|cidrange|cidchar|bfrange|bfchar)\b(.*?)end(?:codespacerange|cidrange|cidchar|bfrange|bfchar)\b",
    re.DOTALL,
)
_ITEM: Final = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\d+)|(\[)|(\])")
_WMODE: Final = re.compile(rb"/WMode\s+1\b")
_ONE_OR_TWO: Final = ("GB-", "GBpc", "GBK", "GBKp", "GBK2K", "B5pc", "HKscs", "ETen", "ETenms", "CNS", "83pv", "90ms", "90pv",
                      "Add", "EUC", "Ext", "KSC", "KSCms", "KSCpc")  # fmt: skip
_HALF_KANA: Final = (0xA0, 0xDF)
_HIGH: Final = 0x80


class CMap(Struct, frozen=True):
    """A CMap. ``lengths`` are the bytes of a code by its first byte; ``cids`` None where they are not known here."""

    name: str
    vertical: bool = False
    lengths: tuple[int, ...] = (2,) * 256
    cids: dict[int, int] | None = None
    meanings: dict[int, str] = field(default_factory=dict)

    def codes(self, text: bytes) -> list[tuple[int, int]]:
        """The codes of a string, each with its number of bytes."""
        out = []
        place = 0
        while place < len(text):
            size = self.lengths[text[place]]
            out.append((int.from_bytes(text[place : place + size], "big"), size))
            place += size
        return out

    def cid(self, code: int) -> int | None:
        """The CID of a code; None when this CMap is not known here."""
        if self.name.startswith("Identity"):
            return code
        return None if self.cids is None else self.cids.get(code, 0)


def cmap_of(value: object) -> CMap:
    """The encoding of a Type0 font: a name of a predefined CMap or a stream."""
    if isinstance(value, pikepdf.Name):
        return _predefined(word(value))
    if isinstance(value, pikepdf.Stream):
        return _embedded(value)
    return CMap("?")


def meanings_of(stream: object) -> dict[int, str]:
    """ToUnicode: what each code means; codes it does not name are not in it."""
    return _embedded(stream).meanings if isinstance(stream, pikepdf.Stream) else {}


def _predefined(name: str) -> CMap:
    lengths: tuple[int, ...] = (2,) * 256
    if name.startswith(_ONE_OR_TWO):
        kana = range(_HALF_KANA[0], _HALF_KANA[1] + 1) if "RKSJ" in name else range(0)
        lengths = tuple(1 if b < _HIGH or b in kana else 2 for b in range(256))
    return CMap(name, name.endswith("V"), lengths)


def _embedded(stream: pikepdf.Object) -> CMap:
    data = decoded(stream, _LIMIT).data
    lengths = [0] * 256
    cids: dict[int, int] = {}
    meanings: dict[int, str] = {}
    for section in _SECTION.finditer(data):
        kind, found = section[1], _rows(section[2])
        if kind == b"codespacerange":
            _spaces(found, lengths)
        elif kind.startswith(b"cid"):
            _cids(found, cids, ranged=kind.endswith(b"range"))
        else:
            _meanings(found, meanings, ranged=kind.endswith(b"range"))
    usual = max(lengths) or 2
    vertical = whole(entry(stream, "/WMode")) == 1 or bool(_WMODE.search(data))
    name = word(entry(stream, "/CMapName")) or "?"
    return CMap(name if cids else f"({name})", vertical, tuple(n or usual for n in lengths), cids, meanings)


def _rows(section: bytes) -> list[bytes | int | list[bytes]]:
    out: list[bytes | int | list[bytes]] = []
    inner: list[bytes] | None = None
    for match in _ITEM.finditer(section):
        if match[3]:
            inner = []
        elif match[4]:
            out.append(inner or [])
            inner = None
        elif match[2]:
            out.append(int(match[2][:9]))
        else:
            digits = b"".join(match[1].split())
            value = bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))
            (out if inner is None else inner).append(value)
        if len(out) > 3 * _MOST:
            break
    return out


def _spaces(rows: list[bytes | int | list[bytes]], lengths: list[int]) -> None:
    for low, high in zip(rows[::2], rows[1::2], strict=False):
        if isinstance(low, bytes) and isinstance(high, bytes) and low and high:
            for first in range(low[0], high[0] + 1):
                lengths[first] = max(lengths[first], min(len(low), 4))


def _cids(rows: list[bytes | int | list[bytes]], cids: dict[int, int], *, ranged: bool) -> None:
    step = 3 if ranged else 2
    for i in range(0, len(rows) - step + 1, step):
        low, high, cid = rows[i], rows[i + step - 2], rows[i + step - 1]
        if isinstance(low, bytes) and isinstance(high, bytes) and isinstance(cid, int):
            first, last = int.from_bytes(low, "big"), int.from_bytes(high, "big")
            for code in range(first, min(last, first + _MOST - len(cids)) + 1):
                cids[code] = cid + code - first


def _meanings(rows: list[bytes | int | list[bytes]], meanings: dict[int, str], *, ranged: bool) -> None:
    step = 3 if ranged else 2
    for i in range(0, len(rows) - step + 1, step):
        low, high, to = rows[i], rows[i + step - 2], rows[i + step - 1]
        if not isinstance(low, bytes) or not isinstance(high, bytes):
            continue
        first, last = int.from_bytes(low, "big"), int.from_bytes(high, "big")
        for code in range(first, min(last, first + _MOST - len(meanings)) + 1):
            meaning = _meaning(to, code - first)
            if meaning is not None:
                meanings[code] = meaning


def _meaning(to: bytes | int | list[bytes], offset: int) -> str | None:
    if isinstance(to, list):
        return to[offset].decode("utf-16-be", "replace") if offset < len(to) else None
    if not isinstance(to, bytes):
        return None
    if not to or not offset:
        return to.decode("utf-16-be", "replace")
    last = min(int.from_bytes(to[-2:], "big") + offset, 0xFFFF)
    return (to[:-2] + last.to_bytes(2, "big")).decode("utf-16-be", "replace")

"""The PDF of plates while it is made: one page a plate, and the objects their contents name."""

from __future__ import annotations

from typing import Final, Protocol

import pikepdf
from pikepdf import Array, Dictionary, Name

from typeset.plates.streams import decoded
from typeset.plates.values import entry, items, keys, word

_DEEPEST: Final = 8
_MOST_ITEMS: Final = 70_000

KEEP: Final = ("/DCTDecode", "/JPXDecode", "/CCITTFaxDecode", "/JBIG2Decode")


class Ware(Protocol):
    """Something contents name: made once, or once a plate when it differs (``differs``)."""

    @property
    def category(self) -> str:
        """The resource category it stands in: ``/XObject``."""

    @property
    def differs(self) -> bool:
        """Whether it is another one on each plate."""

    def made(self, copy: Copy, plate: str) -> pikepdf.Object:
        """The object for a plate."""


class Store:
    """The wares of a page by the names its new contents use; names are given in the order of coming."""

    def __init__(self) -> None:
        self.wares: dict[str, Ware] = {}

    def name(self, ware: Ware) -> bytes:
        """Keep a ware and give its name."""
        name = f"W{len(self.wares)}"
        self.wares[name] = ware
        return name.encode("ascii")


class Copy:
    """The document that is made; ``dpi`` is how finely its pages will be drawn."""

    def __init__(self, store: Store, dpi: float) -> None:
        self.out = pikepdf.new()
        self.dpi = dpi
        self._store = store
        self._shared: dict[str, pikepdf.Object] = {}
        self._resources: dict[str, pikepdf.Object] = {}

    def resources(self, plate: str) -> pikepdf.Object:
        """The resources all contents of a plate share; forms in forms name the same dictionary."""
        known = self._resources.get(plate)
        if known is not None:
            return known
        made = self.out.make_indirect(Dictionary())
        self._resources[plate] = made
        made["/ColorSpace"] = Dictionary(PG=Array([Name.Pattern, Name.DeviceGray]))
        for name, ware in self._store.wares.items():
            if ware.category not in made:
                made[ware.category] = Dictionary()
            made[ware.category]["/" + name] = self._ware(name, ware, plate)
        return made

    def _ware(self, name: str, ware: Ware, plate: str) -> pikepdf.Object:
        if ware.differs:
            return self.out.make_indirect(ware.made(self, plate))
        if name not in self._shared:
            self._shared[name] = self.out.make_indirect(ware.made(self, plate))
        return self._shared[name]

    def stream(self, data: bytes, about: Dictionary) -> pikepdf.Object:
        """A stream with these entries."""
        made = self.out.make_stream(data)
        for key in keys(about):
            made[key] = about[key]
        return made

    def plain(self, value: object, depth: int = 0) -> pikepdf.Object | None:
        """A value copied without its references: streams bounded, what is too deep or too long left out."""
        if isinstance(value, pikepdf.Stream):
            got = decoded(value)
            about = Dictionary()
            for key in keys(value):
                if key not in {"/Length", "/Filter", "/DecodeParms", "/F", "/FFilter", "/FDecodeParms"}:
                    _put(about, key, self.plain(entry(value, key), depth + 1))
            return self.stream(got.data if not got.filters else b"", about)
        if isinstance(value, pikepdf.Dictionary):
            made = Dictionary()
            if depth < _DEEPEST:
                for key in keys(value):
                    _put(made, key, self.plain(entry(value, key), depth + 1))
            return made
        if isinstance(value, pikepdf.Array):
            return Array(
                [self.plain(v, depth + 1) for v in items(value, _MOST_ITEMS)] if depth < _DEEPEST else []
            )
        if isinstance(value, pikepdf.Name):
            return Name("/" + word(value)) if word(value) else None
        if isinstance(value, pikepdf.String):
            return pikepdf.String(bytes(value))
        return value  # type: ignore[return-value]


def _put(into: Dictionary, key: str, value: object) -> None:
    if value is not None:
        into[key] = value

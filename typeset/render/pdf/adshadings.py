"""Shadings of a placed PDF in the inks of the press: their functions are sampled anew (ISO 32000-1, 8.7.4.5)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import pikepdf
from msgspec import Struct

from typeset.plates.functions import Function, function_of
from typeset.plates.spacefinder import SpaceFinder
from typeset.plates.values import entry, numbers, whole
from typeset.render.pdf.adcontent import NotConvertibleError
from typeset.render.pdf.adinks import AdInks
from typeset.render.pdf.objects import Document, Raw

_AXIAL_AND_RADIAL: Final = frozenset({2, 3})
_SAMPLES: Final = 256
_BYTE: Final = 255


class MadeShading(Struct, frozen=True):
    """A shading of type 2 or 3: its entries, and four inks for each sample of its function."""

    entries: tuple[tuple[bytes, bytes], ...]
    domain: tuple[float, float]
    samples: bytes

    def written(self, document: Document) -> bytes:
        """The dictionary; its function becomes an object of the document."""
        function = {
            b"/FunctionType": b"0",
            b"/Domain": _array(self.domain),
            b"/Range": b"[ 0 1 0 1 0 1 0 1 ]",
            b"/Size": f"[ {_SAMPLES} ]".encode(),
            b"/BitsPerSample": b"8",
        }
        reference = document.add(Raw.stream(function, self.samples, compress=True)).format(document)
        parts = [key + b" " + value for key, value in self.entries]
        return b"<< " + b" ".join([*parts, b"/ColorSpace /DeviceCMYK", b"/Function " + reference]) + b" >>"


def shading_of(thing: pikepdf.Object, inks: AdInks, finder: SpaceFinder) -> MadeShading | None:
    """The shading anew; None where its colours may stay.

    Raises:
        NotConvertibleError: for meshes and shadings of two inputs in colours the press has not.
    """
    space = finder.of(entry(thing, "/ColorSpace"), None)
    if space is not None and inks.keeps(space):
        return None
    kind = whole(entry(thing, "/ShadingType"))
    given = entry(thing, "/Function")
    if space is None or kind not in _AXIAL_AND_RADIAL or given is None:
        raise NotConvertibleError("a shading in colours that are no ink")
    function = function_of(given, space.components)
    first, last = (numbers(entry(thing, "/Domain"), 2) or (0.0, 1.0))[:2]
    entries = [
        (b"/ShadingType", str(kind).encode()),
        (b"/Coords", _array(numbers(entry(thing, "/Coords"), 6))),
    ]
    entries.append((b"/Domain", _array((first, last))))
    extend = entry(thing, "/Extend")
    if isinstance(extend, pikepdf.Array):
        entries.append(
            (b"/Extend", b"[ " + b" ".join(b"true" if one else b"false" for one in extend) + b" ]")
        )
    box = numbers(entry(thing, "/BBox"), 4)
    if box:
        entries.append((b"/BBox", _array(box)))
    background = numbers(entry(thing, "/Background"), 32)
    if background:
        entries.append((b"/Background", _array(inks.inks(space, background))))
    return MadeShading(
        tuple(entries), (first, last), _sampled(function, (first, last), lambda v: inks.inks(space, v))
    )


def _sampled(function: Function, domain: tuple[float, float], ink: Function) -> bytes:
    first, last = domain
    data = bytearray()
    for number in range(_SAMPLES):
        at = first + number / (_SAMPLES - 1) * (last - first)
        data.extend(round(min(max(amount, 0.0), 1.0) * _BYTE) for amount in ink(function((at,))))
    return bytes(data)


def _array(values: Iterable[float]) -> bytes:
    return ("[ " + " ".join(f"{value:.6f}".rstrip("0").rstrip(".") for value in values) + " ]").encode()

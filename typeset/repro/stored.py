"""Pictures made ready, and what was told of them, as bytes for the cache (issue 9).

What is read is checked against the types of the fields: bytes of any origin come to a value or to an error and to nothing else.
"""

from __future__ import annotations

from typing import Final, Literal

import msgspec
from msgspec import Struct
from msgspec.structs import asdict, replace
from PIL import Image

from typeset.model.placed import Outline
from typeset.model.stored import StoredOutline, outline_of, stored_outline
from typeset.repro.wanted import Change, Looked, Prepared

_Outlines = tuple[StoredOutline, ...] | None


class _StoredPrepared(Struct, frozen=True, array_like=True):
    width: int
    height: int
    space: str
    bits: int
    data: bytes
    is_jpeg: bool
    inverted: bool
    orientation: int
    soft_mask: bytes | None
    outline: _Outlines
    ppi: int | None
    most_ink: int
    changes: tuple[Change, ...]


class _Samples(Struct, frozen=True, array_like=True):
    """A small picture, row by row."""

    mode: Literal["L", "CMYK"]
    size: tuple[int, int]
    data: bytes


class _StoredLooked(Struct, frozen=True, array_like=True):
    changes: tuple[Change, ...]
    bits: int
    ppi: int | None
    inks: _Samples
    opacity: _Samples | None
    outline: _Outlines


def prepared_bytes(made: Prepared) -> bytes:
    """A picture made ready, as it is kept."""
    fields = asdict(replace(made, outline=None)) | {"outline": _closed(made.outline)}
    return msgspec.msgpack.encode(_StoredPrepared(**fields))


def prepared_of(data: bytes) -> Prepared | None:
    """A picture made ready; None when the bytes are none."""
    try:
        stored = _PREPARED.decode(data)
        return Prepared(**(asdict(stored) | {"outline": _opened(stored.outline)}))
    except (ValueError, msgspec.MsgspecError):
        return None


def looked_bytes(looked: Looked) -> bytes | None:
    """What was told of a picture, as it is kept; None where its small picture is of another kind than there are."""
    if looked.inks.mode not in {"L", "CMYK"}:
        return None
    opacity = None if looked.opacity is None else _samples(looked.opacity)
    stored = _StoredLooked(
        looked.changes, looked.bits, looked.ppi, _samples(looked.inks), opacity, _closed(looked.outline)
    )
    return msgspec.msgpack.encode(stored)


def looked_of(data: bytes) -> Looked | None:
    """What was told of a picture; None when the bytes are not that."""
    try:
        stored = _LOOKED.decode(data)
        opacity = None if stored.opacity is None else _image(stored.opacity)
        return Looked(
            stored.changes, stored.bits, stored.ppi, _image(stored.inks), opacity, _opened(stored.outline)
        )
    except (ValueError, msgspec.MsgspecError):
        return None


def _samples(image: Image.Image) -> _Samples:
    mode: Literal["L", "CMYK"] = "CMYK" if image.mode == "CMYK" else "L"
    return _Samples(mode, image.size, image.tobytes())


def _image(samples: _Samples) -> Image.Image:
    """Raises ValueError when there are more or fewer samples than there should be."""
    wide, high = samples.size
    if min(wide, high) < 1 or wide * high * Image.getmodebands(samples.mode) != len(samples.data):
        raise ValueError("not the samples of a picture")
    return Image.frombytes(samples.mode, samples.size, samples.data)


def _closed(outlines: tuple[Outline, ...] | None) -> _Outlines:
    return None if outlines is None else tuple([stored_outline(outline) for outline in outlines])


def _opened(outlines: _Outlines) -> tuple[Outline, ...] | None:
    """Raises ValueError when they are no outlines."""
    return None if outlines is None else tuple([outline_of(outline) for outline in outlines])


_PREPARED: Final = msgspec.msgpack.Decoder(_StoredPrepared)
_LOOKED: Final = msgspec.msgpack.Decoder(_StoredLooked)

"""What is told about a picture in its place: what was done to it, and whether it is too coarse."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from msgspec.structs import replace

from typeset.catalogue import finding
from typeset.findings import Finding
from typeset.repro.wanted import Change, Did, Looked, Prepared, Wanted
from typeset.source import Span

# GWG 2022, newspaper ads: below the first it is told, below the second more urgently. Of photographs it is 150 and 100.
_LEAST_LINE_ART: Final = (800, 550)
_REFUSED: Final = 100
_RETURNED: Final = {
    "cure_zh": "印厂按 GWG 预检会退回这一版；typeset preflight 报 T474",
    "cure_en": "a plant that checks by GWG sends the page back; typeset preflight says T474",
}
_CODES: Final[Mapping[Did, str]] = {
    Did.FROM_RGB: "picture-separated",
    Did.FROM_CMYK: "picture-separated",
    Did.FROM_GREY: "picture-separated",
    Did.TURNED_GREY: "picture-turned-grey",
    Did.PROFILE_IGNORED: "picture-profile-ignored",
    Did.FROM_SIXTEEN_BITS: "picture-sixteen-bits",
    Did.FLATTENED: "picture-flattened",
    Did.MASKED: "picture-masked",
    Did.RESAMPLED: "picture-resampled",
    Did.INK_REDUCED: "picture-ink-reduced",
}


def findings_of(
    picture: Prepared | Looked,
    wanted: Wanted,
    *,
    file: str,
    page: int | None = None,
    span: Span | None = None,
) -> tuple[Finding, ...]:
    """Findings about a prepared picture.

    Args:
        picture: what :func:`typeset.repro.prepare` gave, or :func:`typeset.repro.look`, which gives the same findings sooner.
        wanted: what it was prepared for.
        file: its name.
        page: the page it stands on.
        span: where it is asked for.
    """
    told = [_told(change, wanted, file, page, span) for change in picture.changes]
    coarse = [
        finding("picture-coarse", span=span, page=page, file=file, found=picture.ppi or 0, **facts)
        for facts in _too_few(picture, wanted)
    ]
    return tuple(f for f in (*told, *coarse) if f is not None)


def _too_few(picture: Prepared | Looked, wanted: Wanted) -> Iterator[dict[str, Any]]:
    """The least resolution a picture does not reach, the lower of two when it reaches neither; and what comes of it at the plant.

    A plant that checks by GWG refuses it below the lower of the usual two, whatever the house asks for.
    """
    usual, least, refused = wanted.least_ppi, wanted.least_ppi * 2 // 3, _REFUSED
    if picture.bits == 1:
        usual, least = _LEAST_LINE_ART
        refused = least
    if picture.ppi is not None and picture.ppi < usual:
        told = {"least": least if picture.ppi < least else usual}
        yield told | _RETURNED if picture.ppi < refused else told


def _told(change: Change, wanted: Wanted, file: str, page: int | None, span: Span | None) -> Finding | None:
    if change.did is Did.RESAMPLED and not change.before:
        # Brought down to what fits in memory, in no place yet.
        return None
    found = finding(_CODES[change.did], span=span, page=page, file=file)
    return replace(found, facts=(*found.facts, *_facts(change, wanted).items()))


def _facts(change: Change, wanted: Wanted) -> dict[str, str | int]:
    match change.did:
        case Did.FROM_RGB | Did.FROM_CMYK | Did.FROM_GREY:
            return {"source": _source(change), "profile": wanted.profile.name}
        case Did.RESAMPLED | Did.INK_REDUCED:
            return {"before": change.before, "after": change.after}
        case Did.FLATTENED if wanted.alpha:
            return {"how_zh": "保留为软蒙版", "how_en": "kept as a soft mask"}
        case Did.FLATTENED:
            return {"how_zh": "铺在纸白上", "how_en": "laid on white paper"}
        case _:
            return {}


def _source(change: Change) -> str:
    """Where its colours came from, as it is named: a profile, or what was assumed."""
    return change.source or {Did.FROM_RGB: "RGB (sRGB)", Did.FROM_CMYK: "CMYK"}.get(change.did, "grey")

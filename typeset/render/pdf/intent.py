"""The output intent: for which printing condition a file is made (ISO 15930-1 §6.3, 15930-7 §6.2; print.md §1, §2)."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from typeset.render.pdf.objects import Document, PDFDictionary, Stream, dictionary, name, text_string

_REGISTRY: Final = "http://www.color.org"
_CHANNELS: Final = {b"CMYK": 4, b"GRAY": 1, b"RGB ": 3}
_SPACE_AT: Final = 16


class OutputIntent(Struct, frozen=True):
    """``condition`` is its name, in the ICC registry where ``registered``; ``about`` says it in words.

    ``profile`` is an ICC file to be embedded, None where the name is enough.
    """

    condition: str
    about: str
    registered: bool
    profile: bytes | None = None


def intent_object(document: Document, intent: OutputIntent) -> PDFDictionary:
    """The entry of ``OutputIntents``."""
    entries = dictionary(
        Type=name("OutputIntent"),
        S=name("GTS_PDFX"),
        OutputCondition=text_string(intent.about),
        OutputConditionIdentifier=text_string(intent.condition),
        Info=text_string(intent.about),
    )
    if intent.registered:
        entries["RegistryName"] = text_string(_REGISTRY)
    if intent.profile is not None:
        channels = _CHANNELS.get(intent.profile[_SPACE_AT : _SPACE_AT + 4], 4)
        entries["DestOutputProfile"] = document.add(Stream(intent.profile, compress=True, N=channels))
    return entries

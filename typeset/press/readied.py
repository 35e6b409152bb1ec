"""Pictures made ready before the files they stand in are drawn, several at a time (issue 9)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from typeset.flow.hands import Hands
from typeset.model.placed import PlacedSheet
from typeset.press.reproduction import Reproduction
from typeset.repro import BrokenPictureError, Prepared, Size, Wanted
from typeset.source import Sources

if TYPE_CHECKING:
    from typeset.render.pdf.pictures import AskedPicture


class _Picture(Struct, frozen=True):
    """One picture that is wanted in some size."""

    data: bytes
    wanted: Wanted
    size: Size | None


def ready_pictures(
    sheets: Iterable[tuple[PlacedSheet, Wanted]], reproduction: Reproduction, sources: Sources, hands: Hands
) -> None:
    """Have these hands make the pictures on these sheets, each once; ``reproduction`` keeps them.

    What cannot be read is left for those who draw, who tell of it.
    """
    pictures = reproduction.pictures
    asked = [one for one in _asked(sheets, sources) if not pictures.has(one.data, one.wanted, one.size)]
    if len(asked) < 2:  # noqa: PLR2004 - one picture cannot be shared
        return

    def make(one: _Picture) -> Prepared | None:
        try:
            return pictures.take(one.data, one.wanted, one.size)
        except BrokenPictureError:
            return None

    made = hands(make, asked, lambda one: len(one.data), lambda done: True)
    for one, done in zip(asked, made, strict=True):
        if done is not None:
            pictures.keep(one.data, one.wanted, one.size, done)


def _asked(sheets: Iterable[tuple[PlacedSheet, Wanted]], sources: Sources) -> Sequence[_Picture]:
    from typeset.render.pdf.pictures import pictures_on

    found: dict[AskedPicture, None] = {}
    for sheet, wanted in sheets:
        items = [item for one in sheet.pages for item in one.page.items]
        found.update(dict.fromkeys(pictures_on((*items, *sheet.items), wanted, sources.read_bytes)))
    return [_Picture(*one) for one in found]

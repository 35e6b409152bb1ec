"""Pictures looked at before pages are checked, and made ready before files are drawn: several at a time (issue 9)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from typeset.flow.hands import Hands
from typeset.model.placed import PlacedPage, PlacedSheet
from typeset.press.reproduction import Reproduction, largest_on
from typeset.read.pdf_pictures import is_pdf
from typeset.repro import BrokenPictureError, Size, Wanted
from typeset.source import Sources
from typeset.standing import NOTHING_STANDS, StandingResults

if TYPE_CHECKING:
    from typeset.render.pdf.pictures import AskedPicture

_T = TypeVar("_T")


class _Picture(Struct, frozen=True):
    """One picture that is wanted in some size."""

    data: bytes
    wanted: Wanted
    size: Size | None

    @property
    def about(self) -> tuple[bytes, Wanted, Size | None]:
        """What pictures are asked for by."""
        return self.data, self.wanted, self.size


Document = tuple[Sequence[PlacedSheet], Wanted]
"""The sides of sheets that go into one file, and what is wanted of pictures on them."""


def ready_pictures(
    documents: Iterable[Document], reproduction: Reproduction, sources: Sources, hands: Hands
) -> None:
    """Have these hands make the pictures of these files, each once; ``reproduction`` keeps them.

    What cannot be read is left for those who draw, who tell of it.
    """
    pictures = reproduction.pictures
    asked = [one for one in _asked(documents, sources) if not pictures.has(*one.about)]
    for one, made in _shared(pictures.take, asked, hands):
        pictures.keep(*one.about, made)


def look_at_pictures(
    pages: Iterable[tuple[PlacedPage, Wanted]],
    reproduction: Reproduction,
    sources: Sources,
    hands: Hands,
    standing: StandingResults = NOTHING_STANDS,
) -> None:
    """Have these hands look at the pictures on these pages, each once; ``reproduction`` keeps what they saw.

    What cannot be read is left for those who tell of it.
    """
    pictures = reproduction.pictures
    asked = [one for one in _on_pages(pages, sources, standing) if not pictures.has_looked(*one.about)]
    for one, looked in _shared(pictures.look, asked, hands):
        pictures.keep_look(*one.about, looked)


def _shared(
    make: Callable[[bytes, Wanted, Size | None], _T], asked: Sequence[_Picture], hands: Hands
) -> Iterator[tuple[_Picture, _T]]:
    """What hands make of several pictures, those left out that cannot be read; nothing of a single one, which cannot be shared."""
    if len(asked) <= 1:
        return

    def made_of(one: _Picture) -> _T | None:
        try:
            return make(*one.about)
        except BrokenPictureError:
            return None

    made = hands(made_of, asked, lambda one: len(one.data), lambda done: True)
    yield from ((one, done) for one, done in zip(asked, made, strict=True) if done is not None)


def _on_pages(
    pages: Iterable[tuple[PlacedPage, Wanted]], sources: Sources, standing: StandingResults
) -> Sequence[_Picture]:
    found: dict[_Picture, None] = {}
    for page, wanted in pages:
        for (file, mask), size in standing.of(largest_on, page).items():
            with suppress(OSError):
                data = sources.read_bytes(file)
                masked = replace(wanted, mask=sources.read_bytes(mask)) if mask else wanted
                if not is_pdf(data):
                    found[_Picture(data, masked, size)] = None
    return list(found)


def _asked(documents: Iterable[Document], sources: Sources) -> Sequence[_Picture]:
    from typeset.render.pdf.pictures import pictures_on

    found: dict[AskedPicture, None] = {}
    for sheets, wanted in documents:
        items = [item for sheet in sheets for item in sheet.all_items]
        found.update(dict.fromkeys(pictures_on(items, wanted, sources.read_bytes)))
    return [_Picture(*one) for one in found]

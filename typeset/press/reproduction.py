"""Pictures and colours of an issue for its press: profiles, what is wanted of pictures, those made ready, and what is told of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

from msgspec.structs import replace
from PIL import Image

from typeset.cache import Cache
from typeset.catalogue import finding
from typeset.findings import Finding
from typeset.model.edition import Edition
from typeset.model.layout import FramePicture
from typeset.model.placed import PlacedPage, PlacedPicture
from typeset.model.printing import BUNDLED_PROFILE, Inks, Printing
from typeset.model.story import Picture
from typeset.read.pdf_pictures import is_pdf
from typeset.repro import (
    BrokenPictureError,
    Intent,
    PreparedPictures,
    PressProfile,
    Size,
    Wanted,
    bundled,
    findings_of,
)
from typeset.source import Sources, Span
from typeset.standing import NOTHING_STANDS, StandingResults

# Of these, as many on a page as there are, one finding tells.
_TOGETHER: Final = frozenset({"picture-separated", "picture-resampled", "picture-turned-grey"})
_SHOWN: Final = 4
_PAPER: Final = 255


class Reproduction:
    """What one run of the press makes ready; a worker in another process begins with nothing but the cache.

    ``pictures`` are those made ready by runs before it.
    """

    def __init__(self, sources: Sources, pictures: PreparedPictures | None = None) -> None:
        self._sources = sources
        self._profiles: dict[str, PressProfile] = {}
        self.pictures = PreparedPictures() if pictures is None else pictures

    def __reduce__(self) -> tuple[type[Reproduction], tuple[Sources, PreparedPictures]]:
        return Reproduction, (self._sources, self.pictures)

    @property
    def cache(self) -> Cache:
        """What other runs of the program left."""
        return self.pictures.cache

    def profile(self, printing: Printing) -> PressProfile:
        """The profile of the press: the plant's own, or the one that comes with the package."""
        name = printing.profile
        if name not in self._profiles:
            own = name != BUNDLED_PROFILE
            self._profiles[name] = PressProfile.read(self._sources.read_bytes(name)) if own else bundled()
        return self._profiles[name]

    def wanted(self, printing: Printing) -> Wanted:
        """What is wanted of pictures on a page."""
        return Wanted(
            profile=self.profile(printing),
            intent=Intent(printing.rendering.value),
            bpc=printing.black_point,
            ink_limit=printing.ink_target,
            grey=printing.inks is Inks.BLACK,
            ppi=printing.picture_ppi,
            least_ppi=printing.least_ppi,
            alpha=printing.standard.allows_transparency,
            spot_plates=printing.spot_plates,
        )

    def inks_of(self, placed: PlacedPicture, printing: Printing) -> Image.Image | None:
        """A small picture of the inks a picture lays, grey or CMYK; None for a placed PDF, which nobody has looked into.

        One that cannot be read lays none: it is told of where it is asked for.
        """
        try:
            data = self._sources.read_bytes(placed.file)
            if is_pdf(data):
                return None
            wanted = self.wanted(printing)
            if placed.mask:
                wanted = replace(wanted, mask=self._sources.read_bytes(placed.mask))
            return self.pictures.look(data, wanted, (placed.rect.width, placed.rect.height)).inks
        except (OSError, BrokenPictureError):
            return Image.new("L", (1, 1), _PAPER)

    def told(
        self, edition: Edition, pages: Sequence[PlacedPage], standing: StandingResults = NOTHING_STANDS
    ) -> Iterator[Finding]:
        """Findings about all pictures of pixels on these pages, which are looked at for it."""
        spans = asked_at(edition)
        printing = {page.number: page.printing for page in edition.pages}
        # A picture over the fold stands on two pages and is told of once.
        seen: set[Finding] = set()
        for page in pages:
            places = standing.of(largest_on, page)
            if not places:
                continue
            wanted = self.wanted(printing[page.number])
            found = [
                f
                for placed, size in places.items()
                for f in self._of_picture(placed, size, wanted, spans.get(placed[0]))
            ]
            yield from _together([replace(f, page=page.number) for f in found if f not in seen])
            seen.update(found)

    def _of_picture(
        self, asked: tuple[str, str], size: Size, wanted: Wanted, span: Span | None
    ) -> tuple[Finding, ...]:
        file, mask = asked
        try:
            data = self._sources.read_bytes(file)
            if is_pdf(data):
                return ()
            if mask:
                wanted = replace(wanted, mask=self._sources.read_bytes(mask))
            looked = self.pictures.look(data, wanted, size)
        except BrokenPictureError as error:
            zh, en = error.args
            return (finding("unreadable-picture", span=span, file=file, reason_zh=zh, reason_en=en),)
        except OSError:
            # It was there when the edition was read.
            zh, en = "读不到了", "it can no longer be read"
            return (finding("unreadable-picture", span=span, file=file, reason_zh=zh, reason_en=en),)
        return findings_of(looked, wanted, file=file, span=span)


def pictures_on(page: PlacedPage) -> tuple[PlacedPicture, ...]:
    """The pictures on a page, in the order they are drawn."""
    return tuple([item for item in page.items if isinstance(item, PlacedPicture)])


def largest_on(page: PlacedPage) -> dict[tuple[str, str], Size]:
    """The pictures of a page, by their files and masks, with the largest place each has there."""
    places: dict[tuple[str, str], Size] = {}
    for placed in pictures_on(page):
        size = placed.rect.width, placed.rect.height
        key = placed.file, placed.mask
        places[key] = max(places.get(key, size), size)
    return places


def _together(found: Sequence[Finding]) -> Iterator[Finding]:
    """The findings of a page: what was done to many pictures alike is told once, with their files."""
    key: Callable[[Finding], str] = lambda f: f.code  # noqa: E731
    for code, group in groupby(sorted(found, key=key), key=key):
        alike = list(group)
        if code not in _TOGETHER or len(alike) == 1:
            yield from alike
            continue
        files = [str(dict(f.facts)["file"]).rpartition("/")[2] for f in alike]
        shown = "、".join(files[:_SHOWN]) + (" …" if len(files) > _SHOWN else "")
        facts = dict(alike[0].facts) | {"file": shown}
        yield replace(alike[0], facts=tuple(facts.items()), amount=len(alike))


def asked_at(edition: Edition) -> dict[str, Span]:
    """Where each picture was asked for first."""
    spans: dict[str, Span] = {}
    for picture in pictures_of(edition):
        spans.setdefault(picture.file, picture.span)
    for story in edition.stories.values():
        for paragraph in story.paragraphs:
            for annotation in paragraph.annotations:
                if annotation.picture is not None:
                    spans.setdefault(annotation.picture.file, annotation.span)
    return spans


def pictures_of(edition: Edition) -> Iterable[Picture]:
    """All pictures an edition asks for, but those in lines of copy."""
    for story in edition.stories.values():
        yield from story.all_pictures
    for filler in edition.fillers:
        if filler.picture is not None:
            yield filler.picture
    for page in edition.pages:
        for placement in page.placements:
            yield from placement.ads
        for frame in page.layout.frames:
            yield from (c.picture for c in frame.content if isinstance(c, FramePicture))

"""Stories read by several hands before the frames that ask for them are filled (issue 9)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Final

from msgspec import Struct, field

from typeset.findings import Finding
from typeset.flow.hands import Hands
from typeset.model.story import Story
from typeset.read.colours import RgbToInks
from typeset.read.pictures import Pictures, SeenDrawings
from typeset.read.stories import StoryPlace, read_story
from typeset.source import Sources

# Bytes of copy: fewer are read sooner than a copy of the process is made.
_FEW: Final = 20_000


class AskedStory(Struct, frozen=True):
    """A story, and how it is to be read: as :func:`typeset.read.stories.read_story` is asked."""

    place: StoryPlace
    fullwidth: bool
    styles: frozenset[str] | None


class ReadStory(Struct, frozen=True):
    """What :func:`typeset.read.stories.read_story` gives, and the drawings it saw by itself."""

    story: Story | None
    found: tuple[Finding, ...]
    seen: SeenDrawings = field(default_factory=SeenDrawings)


def read_ahead(
    sources: Sources, asked: Iterable[AskedStory], inks_of: RgbToInks, hands: Hands
) -> Mapping[AskedStory, ReadStory]:
    """The stories that can be opened; ``inks_of`` gives the colours of their drawings.

    Every file of a story is opened here as well, so that sources know what was read of them.
    """
    there: dict[AskedStory, int] = {}
    for one in asked:
        with suppress(OSError):
            there[one] = len(sources.read_bytes(one.place.file))
    if sum(there.values()) < _FEW:
        return {}

    def read(one: AskedStory) -> ReadStory:
        own = Pictures(sources)
        own.inks_of = inks_of
        story, found = read_story(sources, one.place, own, fullwidth=one.fullwidth, styles=one.styles)
        return ReadStory(story, found, own.seen)

    made = hands(read, tuple(there), lambda one: there[one], lambda done: True)
    return dict(zip(there, made, strict=True))

"""Where the headlines of stories stand on their finished pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from msgspec import Struct

from typeset.checks.inked import is_headline
from typeset.flow.boxes import around, room_of
from typeset.model.edition import PageSpec
from typeset.model.layout import FrameSpec, Rect
from typeset.model.placed import GlyphRun, Part, PlacedPage
from typeset.model.structure import story_of
from typeset.units import Length


class HeadPlaced(Struct, frozen=True):
    """The headline of a story on a page: the rectangle round its ink, its size, whether its lines are level."""

    story: str
    room: Rect
    size: Length
    level: bool


def headlines_on(page: PlacedPage) -> list[HeadPlaced]:
    """The headlines on a page, in the order they were drawn."""
    runs: defaultdict[str, list[GlyphRun]] = defaultdict(list)
    for item in page.items:
        if isinstance(item, GlyphRun) and item.xs and is_headline(item.part):
            runs[story_of(item.part)].append(item)
    return [
        HeadPlaced(
            slug,
            around(room_of(run) for run in own),
            max(run.size for run in own),
            not any(run.down or run.turned for run in own),
        )
        for slug, own in runs.items()
    ]


class Begun(Struct, frozen=True):
    """In which frame of a page each story, or what of it stands there, begins."""

    names: Mapping[tuple[str, int], str]

    @classmethod
    def of(cls, parts: Sequence[Part]) -> Begun:
        """As the parts of an issue stand."""
        return cls({(part.story, part.page): part.frame for part in reversed(parts)})

    def frame(self, page: PageSpec, story: str) -> FrameSpec | None:
        """The frame of a page; None where nothing of the story stands on it."""
        name = self.names.get((story, page.number))
        return page.layout.frame(name) if name is not None else None

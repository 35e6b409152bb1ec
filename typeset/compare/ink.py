"""The ink of a page in two versions: whether all of it is the same, and where that which is no type changed.

Type is compared line by line elsewhere. A rule, a picture, a drawing that only stands elsewhere is moved and not told; of one frame
all that changed of a kind is one place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from typeset.compare.shapes import in_corner
from typeset.flow.boxes import around, room_of
from typeset.model.changes import InkKind, InkPlace
from typeset.model.impression import Impression, ShownFrame
from typeset.model.layout import Rect
from typeset.model.placed import GlyphRun, Item, PlacedPage, PlacedPicture


class PageInk(Struct, frozen=True):
    """All ink of a page of one version."""

    page: PlacedPage
    pictures: Mapping[str, str]
    faces: Mapping[str, str]
    frames: tuple[ShownFrame, ...]

    @classmethod
    def of(cls, name: str, page: PlacedPage, version: Impression) -> PageInk:
        """The ink of a page of this name."""
        frames = tuple(frame for frame in version.frames or () if frame.page == name)
        return cls(page, version.pictures, version.faces, frames)

    def marks(self) -> list[Item]:
        """Its items; pictures by their content, whatever their files are called."""
        return [self._by_content(item) for item in self.page.items]

    def fonts(self) -> dict[str, str]:
        """The digests of the fonts its type is set in, by their roles."""
        roles = {item.face for item in self.page.items if isinstance(item, GlyphRun)}
        return {role: self.faces.get(role, "") for role in roles}

    def _by_content(self, item: Item) -> Item:
        if not isinstance(item, PlacedPicture):
            return item
        file, mask = (self.pictures.get(name) or name for name in (item.file, item.mask))
        return replace(item, file=file, mask=mask)


def same_ink(old: PageInk, new: PageInk) -> bool:
    """Whether two pages are the same to the last point; numbers of pages do not count."""
    one, other = (replace(ink.page, number=0, items=()) for ink in (old, new))
    return one == other and old.fonts() == new.fonts() and old.marks() == new.marks()


def ink_places(old: PageInk, new: PageInk) -> tuple[InkPlace, ...]:
    """Where pictures, rules, tints and drawings changed."""
    before, after = (
        Counter(one for one in ink.marks() if not isinstance(one, GlyphRun)) for ink in (old, new)
    )
    lost, won = list((before - after).elements()), list((after - before).elements())
    here, there = Counter(map(in_corner, lost)), Counter(map(in_corner, won))
    only_here, only_there = here - there, there - here
    found = _places([item for item in won if only_there[in_corner(item)]], new.frames, gone=False)
    taken = {(place.kind, place.frame) for place in found}
    gone = _places([item for item in lost if only_here[in_corner(item)]], old.frames, gone=True)
    return (*found, *(place for place in gone if (place.kind, place.frame) not in taken))


def _places(items: Sequence[Item], frames: Sequence[ShownFrame], *, gone: bool) -> list[InkPlace]:
    """The boxes round what changed, one a frame and kind."""
    boxes: dict[tuple[InkKind, str], list[Rect]] = {}
    for item in items:
        kind = InkKind.PICTURE if isinstance(item, PlacedPicture) else InkKind.DRAWING
        box = room_of(item)
        boxes.setdefault((kind, _frame(box, frames)), []).append(box)
    return [InkPlace(kind, around(found), frame, gone) for (kind, frame), found in boxes.items()]


def _frame(box: Rect, frames: Sequence[ShownFrame]) -> str:
    """The smallest frame the middle of a box is in; "" for none."""
    x, y = box.x + box.width // 2, box.y + box.height // 2
    holding = (
        (frame.box.width * frame.box.height, frame.name)
        for frame in frames
        if frame.box.x <= x <= frame.box.right and frame.box.y <= y <= frame.box.bottom
    )
    return min(holding, default=(0, ""))[1]

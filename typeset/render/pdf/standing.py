"""What drawing a document leaves for drawing it again with a few pages changed (issue 9).

It changes nothing of what is drawn, only how soon: a run with it gives the same bytes as one that begins with nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, field

from typeset.model.placed import Item, PlacedSheet
from typeset.model.sameness import same_items, same_sheet
from typeset.render.pdf.cutface import CutFace, CutFaces
from typeset.render.pdf.elements import Trees
from typeset.render.pdf.needs import Needs, Pair, needs_of
from typeset.render.pdf.objects import Packs, Stream
from typeset.render.pdf.pictures import StandingPictures
from typeset.render.pdf.resources import Named
from typeset.render.pdf.shares import Share
from typeset.render.pdf.shown import ShownRuns
from typeset.standing import LastRun


class Drawn(Struct, frozen=True, eq=False):
    """The content of a side, as it goes into the file, with all that it was drawn with."""

    content: Stream
    named: Named
    faces: dict[str, CutFace]
    shares: tuple[Share, ...]


class Side(Struct, eq=False):
    """A page of a document: what is on it, whether it is tagged, what it needs, and how it was drawn, where it was.

    ``runs`` are those of it, and of the page in its place in the run before, as they were shown.
    """

    sheet: PlacedSheet
    over: Sequence[Item]
    tagged: bool
    needs: Needs
    drawn: Drawn | None = None
    runs: ShownRuns = field(default_factory=ShownRuns)

    def is_of(self, sheet: PlacedSheet, over: Sequence[Item], *, tagged: bool) -> bool:
        """Whether the same is on it, and is content of the same."""
        return self.tagged == tagged and same_sheet(self.sheet, sheet) and same_items(self.over, over)


class StandingContents:
    """Pages of one document as they were drawn in the run before, by their numbers, with its faces, pictures and tags.

    One that ``keeps`` nothing is for a document that is drawn once. A page is the same when it is the same object, which is soon told, or as :mod:`typeset.model.sameness` says.
    """

    def __init__(self, *, keeps: bool = True) -> None:
        self.keeps = keeps
        self.faces: CutFaces = LastRun()
        self.pictures = StandingPictures()
        self.trees: Trees = LastRun()
        self.packs: Packs = LastRun()
        self._sides: LastRun[int, Side] = LastRun()
        self._changed: dict[tuple[CutFace, CutFace], frozenset[Pair]] = {}
        # Pairs that are the same object are told to be equal without being looked into; a document has each on most pages.
        self._pairs: dict[Pair, Pair] = {}

    def __reduce__(self) -> tuple[type[StandingContents], tuple[()]]:
        # Nothing of it is worth being sent to another process.
        return StandingContents, ()

    def begin(self) -> None:
        """A document is drawn; what the one before it did not use is forgotten."""
        for one in (self.faces, self.trees, self.packs, self._sides):
            one.begin()
        self.pictures.begin()
        self._changed = {}
        self._pairs = {pair: pair for cut in self.faces.all_before() for pair in cut.codes}

    def side(self, sheet: PlacedSheet, over: Sequence[Item], *, tagged: bool) -> Side:
        """A side of a sheet: as it was in the run before where it is the same."""
        number = sheet.pages[0].page.number
        side = self._sides.before(number)
        if side is None or not side.is_of(sheet, over, tagged=tagged):
            items = [item for one in sheet.pages for item in one.page.items]
            runs = ShownRuns() if side is None else side.runs
            needs = needs_of((*items, *over, *sheet.items), self._pairs)
            side = Side(sheet, over, tagged, needs, runs=runs)
        else:
            side.sheet, side.over = sheet, over
        return self._sides.keep(number, side)

    def shows_same(self, drawn: Drawn, needs: Needs, faces: dict[str, CutFace]) -> bool:
        """Whether all glyphs of a side would be shown as they were when it was drawn."""
        return all(
            meant.keys().isdisjoint(self._change(drawn.faces[role], faces[role]))
            for role, meant in needs.meant.items()
        )

    def _change(self, before: CutFace, now: CutFace) -> frozenset[Pair]:
        if before is now:
            return frozenset()
        if (before, now) not in self._changed:
            self._changed[before, now] = before.changed(now)
        return self._changed[before, now]

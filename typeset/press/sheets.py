"""What becomes a file for the plant: pages, spreads as one, imposed sheets, each with the marks that were asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from typeset.faces import FaceBook
from typeset.flow.labels import Labels
from typeset.flow.marks import MARGIN, Marked, marks_round, spots_of
from typeset.flow.setter import Setter
from typeset.flow.spread import centres
from typeset.model.edition import Edition, PageSpec
from typeset.model.imposition import BLANK, Side, sheets_of
from typeset.model.placed import Imposed, PlacedPage, PlacedSheet
from typeset.model.printing import Inks, Printing, SpreadFiles
from typeset.press.plant import SHEETS
from typeset.text.shape import Shaper
from typeset.units import Length

_HALF: Final = 2


class Outgoing(Struct, frozen=True):
    """One file for the plant: its name in the output folder, what is on it, its title, and the page it is, 0 for a sheet."""

    file: str
    title: str
    sheet: PlacedSheet
    printing: Printing
    page: int = 0


def outgoing(
    edition: Edition,
    pages: Sequence[PlacedPage],
    names: Mapping[int, str],
    faces: FaceBook,
    printing_of: Callable[[PageSpec], Printing],
) -> tuple[Outgoing, ...]:
    """All files of these pages, which are those that may go to plate; ``names`` are the files of pages by their numbers."""
    placed = {page.number: page for page in pages}
    maker = _Maker(edition, placed, names, Shaper(faces), printing_of)
    return (*maker.pages(), *maker.spreads(), *maker.sheets())


class _Maker(Struct, frozen=True):
    edition: Edition
    placed: Mapping[int, PlacedPage]
    names: Mapping[int, str]
    shaper: Shaper
    printing_of: Callable[[PageSpec], Printing]

    def pages(self) -> Iterator[Outgoing]:
        """A file a page."""
        for spec in self.edition.pages:
            if spec.number in self.placed:
                printing = self.printing_of(spec)
                sheet = PlacedSheet.of(self.placed[spec.number])
                title = self._title(f"第{spec.name}版")
                marked = self._marked(sheet, spec, title, ((), ()))
                yield Outgoing(self.names[spec.number], title, marked, printing, spec.number)

    def spreads(self) -> Iterator[Outgoing]:
        """A file for both pages of a spread, where the plant takes it whole."""
        halves = centres(self.edition)
        for spec in self.edition.pages:
            over = any(frame.spread for frame in spec.layout.frames)
            both = spec.number in self.placed and spec.number + 1 in self.placed
            whole = self.printing_of(spec).spreads is SpreadFiles.WHOLE
            if not (over and both and whole and spec.number in halves):
                continue
            other = next(page for page in self.edition.pages if page.number == spec.number + 1)
            file = f"{self.names[spec.number].removesuffix('.pdf')}-{other.name}.pdf"
            sheet = self._side(((spec.number, other.number),))
            title = self._title(f"第{spec.name}、{other.name}版")
            folds = ((), (self.placed[spec.number].width,))
            yield Outgoing(file, title, self._marked(sheet, spec, title, folds), self.printing_of(spec))

    def sheets(self) -> Iterator[Outgoing]:
        """A file a side of every sheet of which all pages are there."""
        first = self.edition.pages[0]
        wanted = self.printing_of(first).sheets
        sizes = {(page.width, page.height) for page in self.placed.values()}
        if not wanted or len(sizes) != 1:
            return
        for sheet in sheets_of(self.edition, wanted):
            for letter, side in (("a", sheet.front), ("b", sheet.back)):
                numbers = [n for row in side for n in row if n != BLANK]
                if not numbers or not set(numbers) <= self.placed.keys():
                    continue
                spec = next(page for page in self.edition.pages if page.number == min(numbers))
                pages = "、".join(self.edition.page_name(n) for n in numbers)
                title = self._title(
                    f"{sheet.section}第{sheet.number}张{'正' if letter == 'a' else '反'}面 第{pages}版"
                )
                file = f"{SHEETS}/{sheet.section}{sheet.number:02}{letter}.pdf"
                side_of = self._side(side)
                marked = self._marked(side_of, spec, title, _folds(side, side_of))
                yield Outgoing(file, title, marked, self._printing_of_all(numbers))

    def _printing_of_all(self, numbers: Sequence[int]) -> Printing:
        """What holds for a side: in process colours when one of its pages is."""
        all_of = [self.printing_of(page) for page in self.edition.pages if page.number in numbers]
        return next((one for one in all_of if one.inks is Inks.PROCESS), all_of[0])

    def _side(self, side: Side) -> PlacedSheet:
        """Pages side by side in rows; those of the upper of two rows stand on their heads."""
        any_page = next(iter(self.placed.values()))
        width, height = any_page.width, any_page.height
        imposed = [
            Imposed(self.placed[number], column * width, row * height, turned=len(side) > 1 and row == 0)
            for row, numbers in enumerate(side)
            for column, number in enumerate(numbers)
            if number != BLANK
        ]
        return PlacedSheet(len(side[0]) * width, len(side) * height, any_page.bleed, 0, tuple(imposed))

    def _title(self, what: str) -> str:
        return f"{self.edition.paper} {self.edition.date.isoformat()} {what}"

    def _marked(
        self,
        sheet: PlacedSheet,
        spec: PageSpec,
        title: str,
        folds: tuple[tuple[Length, ...], tuple[Length, ...]],
    ) -> PlacedSheet:
        """The sheet with its marks, in paper of their own round it."""
        printing = self.printing_of(spec)
        if not printing.marks:
            return sheet
        across = folds[0] or ((sheet.height // _HALF,) if folds == ((), ()) else ())
        marked = Marked(
            sheet.width,
            sheet.height,
            sheet.bleed,
            printing.inks,
            spots_of(item for imposed in sheet.pages for item in imposed.page.items),
            across,
            folds[1],
            f"{title} {printing.standard.title}",
        )
        labels = Labels(Setter(self.shaper, spec.styles))
        return replace(sheet, margin=MARGIN, items=marks_round(marked, printing.marks, labels))


def _folds(side: Side, sheet: PlacedSheet) -> tuple[tuple[Length, ...], tuple[Length, ...]]:
    """Where a sheet is folded: across between its rows, else across its middle when it has one; down between its columns."""
    across = (sheet.height // _HALF,)
    down = (sheet.width // _HALF,) if len(side[0]) > 1 else ()
    return across, down

"""A file under judgement: what rules look at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import pikepdf
from msgspec import Struct, field

from typeset.catalogue import finding
from typeset.findings import Fact, Finding
from typeset.model.printing import Standard
from typeset.plates import Apart, Boxes, InkCoverage, Painted, Separated
from typeset.plates.matrix import Box
from typeset.plates.typefaces import Typeface
from typeset.preflight.profiles import Limits
from typeset.source import Span

MM_PER_POINT = 25.4 / 72


class Sheet(Struct, frozen=True, kw_only=True):
    """One page under judgement: its number from 1, taken apart, and its plates when it was drawn.

    ``seen`` is what can leave a mark inside the trim.
    """

    number: int
    page: pikepdf.Object
    apart: Apart
    separated: Separated | None = None
    ink: InkCoverage | None = None
    seen: tuple[Painted, ...] = ()

    @property
    def boxes(self) -> Boxes:
        """The boxes of the page."""
        return self.apart.boxes

    @property
    def fonts(self) -> Mapping[int, Typeface]:
        """The fonts it sets type in."""
        return self.apart.fonts


class Case(Struct, frozen=True, kw_only=True):
    """A file that could be opened. ``info`` is its document information, ``xmp`` its metadata as text, cut."""

    file: str
    data: bytes
    pdf: pikepdf.Pdf
    standard: Standard
    limits: Limits
    claimed: str | None
    asked: bool
    info: object
    xmp: str
    sheets: tuple[Sheet, ...] = field(default=())

    @property
    def span(self) -> Span:
        """The file as a place."""
        return Span(self.file, 1, 1)

    def tell(
        self,
        code: str,
        *,
        page: int | None = None,
        amount: int | None = None,
        unit: str | None = None,
        **facts: Fact,
    ) -> Finding:
        """A finding about this file."""
        return finding(code, span=self.span, page=page, amount=amount, unit=unit, **facts)  # type: ignore[arg-type]

    def tell_places(self, code: str, sheet: Sheet, places: Iterable[Box], **facts: Fact) -> Iterator[Finding]:
        """One finding about all places of a page where one rule is broken: how many, and where the first is."""
        boxes = list(places)
        if not boxes:
            return
        x, y = from_trim(sheet.boxes.page, boxes[0])
        yield self.tell(code, page=sheet.number, amount=len(boxes), unit="places", x=x, y=y, **facts)


def from_trim(trim: Box, box: Box) -> tuple[float, float]:
    """Millimetres from the trim's top left corner to that of a box, to a tenth."""
    return shown(box.x0 - trim.x0), shown(trim.y1 - box.y1)


def shown(points: float) -> float:
    """Points as millimetres to a tenth; what is endless is the farthest there is."""
    millimetres = points * MM_PER_POINT
    return round(min(max(millimetres, -99_999.9), 99_999.9), 1) + 0.0


def short(value: float) -> float | int:
    """A number as people write it: 12, 9.5."""
    return int(value) if value == int(value) else round(value, 2)

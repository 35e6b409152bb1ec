"""How many words an issue has for the rate of editing errors (字数, 报纸编校差错率计算方法, annex of the regulation of 2020).

Words of a page are the characters of a line times the lines, at the size of common body type, over the whole type area: folio
lines, imprint, heads of columns, tables and the gutters between columns are in it. News pictures count 80 %, decorative ones 30 %::

    words = width // body * (height // leading)
          - 20 % of (news pictures / (body * leading)) - 70 % of (decorative pictures / (body * leading))

Common are the body size and the leading most pages have. News pictures are those of stories, decorative those of layouts and
fillers. Of advertisements and codes the source says nothing as far as it is known: they count in full. Not verified.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from typeset.flow.boxes import em_box
from typeset.flow.grid import PageGrid
from typeset.flow.issue import SetIssue
from typeset.model.checkedwords import CheckedWords, PageWords
from typeset.model.edition import PageSpec
from typeset.model.layout import FrameKind, Rect
from typeset.model.placed import GlyphRun, Path, PlacedPage, PlacedPicture
from typeset.model.structure import Element, Tag
from typeset.standing import NOTHING_STANDS, StandingResults
from typeset.units import Length

_ALL = 100
_NEWS = 80
_DECORATIVE = 30


def checked_words(issue: SetIssue, standing: StandingResults = NOTHING_STANDS) -> CheckedWords:
    """The words of every page of an issue that was set."""
    grids = [page.layout.grid for page in issue.edition.pages]
    (body, leading), _ = Counter((grid.body, grid.leading) for grid in grids).most_common(1)[0]
    specs = {page.number: page for page in issue.edition.pages}
    counted = (standing.of(_words, specs[page.number], page, body, leading) for page in issue.pages)
    return CheckedWords(tuple(counted))


def _words(spec: PageSpec, page: PlacedPage, body: Length, leading: Length) -> PageWords:
    area = _area(spec)
    # Hundredths of square measure, so that nothing is rounded before the end.
    left_out = sum((_ALL - share) * _common(area, box) for share, box in _pictures(spec, page))
    full = (area.width // body) * (area.height // leading)
    return PageWords(page.number, full, left_out // (_ALL * body * leading))


def _area(spec: PageSpec) -> Rect:
    """The columns of the page with the gutters between them, all rows high."""
    grid = PageGrid.of(spec.layout, spec.section_number)
    return Rect(grid.left, grid.top, grid.right - grid.left, grid.rows * grid.leading)


def _common(one: Rect, other: Rect) -> int:
    width = min(one.right, other.right) - max(one.x, other.x)
    height = min(one.bottom, other.bottom) - max(one.y, other.y)
    return max(width, 0) * max(height, 0)


def _pictures(spec: PageSpec, page: PlacedPage) -> Iterator[tuple[int, Rect]]:
    """The pictures of a page with what they count in percent; one that is drawn as lines and type by what round them is."""
    drawn: dict[Element, list[Rect]] = {}
    for item in page.items:
        if isinstance(item, PlacedPicture):
            # A picture in a line is a character of it, drawn or not.
            if not item.text:
                yield _share(spec, item.part), item.clip
        elif item.part is not None and item.part.tag is Tag.FIGURE and not item.part.key.startswith("inline"):
            if isinstance(item, Path):
                drawn.setdefault(item.part, []).append(_round(item))
            elif isinstance(item, GlyphRun) and item.xs:
                drawn.setdefault(item.part, []).append(em_box(item))
    for part, boxes in drawn.items():
        yield _share(spec, part), _hull(boxes)


def _share(spec: PageSpec, part: Element | None) -> int:
    """80 for a picture of a story, 100 for an advertisement, 30 for what belongs to a layout or fills a gap."""
    while part is not None:
        if part.tag is Tag.ARTICLE:
            return _NEWS
        if part.tag is Tag.SECTION:
            frame = spec.layout.frame(part.key.partition(" ")[2])
            return _ALL if frame is not None and frame.kind is FrameKind.AD else _DECORATIVE
        part = part.parent
    return _DECORATIVE


def _round(path: Path) -> Rect:
    points = [p for o in path.outlines for p in (o.start, *(p for s in o.segments for p in s))]
    xs, ys = [x for x, _ in points] or [0], [y for _, y in points] or [0]
    return Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def _hull(boxes: list[Rect]) -> Rect:
    left, top = min(box.x for box in boxes), min(box.y for box in boxes)
    right, bottom = max(box.right for box in boxes), max(box.bottom for box in boxes)
    return Rect(left, top, right - left, bottom - top)

"""What is laid over the picture of a page in the browser: frames, grid, parts of stories, jumps, pictures (issue 8)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from typeset.flow.grid import PageGrid
from typeset.flow.issue import SetIssue
from typeset.model.edition import Edition, PageSpec
from typeset.model.layout import FrameKind, FrameSpec, Rect
from typeset.model.placed import Jump, PlacedPage, PlacedPicture
from typeset.model.story import Picture
from typeset.press.edition import SetEdition
from typeset.press.reproduction import pictures_of
from typeset.preview.lengths import in_mm, rect_in_mm
from typeset.report.json_value import Json
from typeset.report.reported import BUNDLED
from typeset.repro.resolution import effective_ppi


def frames_on(done: SetEdition, number: int) -> list[Json]:
    """The frames of a page, those that come over the fold from the page before it as well.

    ``columns`` and ``rows`` are where a frame stands, also where it was arranged by the engine; ``movable`` ones are written
    in a layout of the workspace. ``state`` is ``empty``, ``short``, ``over`` or ``exact`` for frames that take copy, else None.
    """
    issue = done.issue
    found: list[Json] = []
    for page in issue.edition.pages:
        grid = PageGrid.of(page.layout, page.section_number)
        for frame in page.layout.frames:
            rect = grid.rect(frame)
            over = frame.spread and page.number + 1 == number
            if page.number == number or over:
                shown = Rect(rect.x - grid.fold, rect.y, rect.width, rect.height) if over else rect
                found.append(_frame(done, page, frame, shown, grid))
    return found


def _frame(done: SetEdition, page: PageSpec, frame: FrameSpec, rect: Rect, grid: PageGrid) -> Json:
    head = page.layout.thread_head(frame)
    placement = page.placement(head.name)
    stories = placement.stories if placement is not None else ()
    standing = tuple(
        dict.fromkeys(
            part.story
            for part in done.issue.parts
            if (part.page, part.frame) == (page.number, frame.name) and part.story not in stories
        )
    )
    first, last = grid.rows_of(frame)
    return {
        "name": frame.name,
        "kind": frame.kind.value,
        "page": page.number,
        "story": stories[0] if stories else standing[0] if len(standing) == 1 else None,
        "stories": [*stories, *standing],
        "rect": rect_in_mm(rect),
        "columns": [*frame.columns],
        "rows": [first, last],
        "movable": _is_movable(frame),
        "follows": frame.follows or None,
        "host": frame.host or None,
        "state": _state(done, page.number, frame, head, (*stories, *standing)),
        "file": frame.span.file,
        "line": frame.span.line,
    }


def _is_movable(frame: FrameSpec) -> bool:
    """Whether a frame is written in a file of the workspace; what holds which of its edges is for whoever moves it to find out."""
    return not frame.host and not frame.span.file.startswith(BUNDLED)


def _state(
    done: SetEdition, number: int, frame: FrameSpec, head: FrameSpec, stories: tuple[str, ...]
) -> str | None:
    if frame.kind not in {FrameKind.STORY, FrameKind.TAILS}:
        return None
    if any((one.page, one.frame) == (number, frame.name) for one in done.issue.oversets):
        return "over"
    if not stories:
        return "empty"
    fit = next((one for one in done.fits if (one.page, one.frame) == (number, head.name)), None)
    return fit.state.value if fit is not None else "exact"


def grid_on(page: PageSpec) -> Json:
    """Columns as left edge and width, the first row's top, the leading and how many rows; in millimetres."""
    grid = PageGrid.of(page.layout, page.section_number)
    sheet = page.layout.sheet
    left = sheet.inside if page.section_number % 2 else sheet.outside
    area = Rect(
        left,
        sheet.top,
        sheet.width - sheet.inside - sheet.outside,
        sheet.height - sheet.top - sheet.bottom,
    )
    return {
        "columns": [
            [in_mm(grid.column_left(number)), in_mm(grid.measure)] for number in range(1, grid.columns + 1)
        ],
        "top": in_mm(grid.top),
        "leading": in_mm(grid.leading),
        "rows": grid.rows,
        "left": in_mm(grid.left),
        "width": in_mm(grid.right - grid.left),
        "baseline": in_mm(grid.baseline(1) - grid.row_top(1)),
        "type_area": rect_in_mm(area),
    }


def parts_on(issue: SetIssue, number: int) -> list[Json]:
    """What of each story stands on a page, where: for what is clicked."""
    return [
        {
            "story": part.story,
            "frame": part.frame,
            "rect": rect_in_mm(part.box),
            "first": part.first,
            "last": part.last,
        }
        for part in issue.parts
        if part.page == number
    ]


def jumps_on(jumps: Iterable[Jump], number: int) -> list[Json]:
    """The jumps that leave a page or come to it, from jump line to continued line."""
    return [
        {
            "story": jump.story,
            "text": jump.source_text,
            "back": jump.target_text,
            "from": {
                "page": jump.from_page,
                "frame": jump.from_frame,
                "rect": rect_in_mm(jump.source_box),
            },
            "to": {"page": jump.to_page, "frame": jump.to_frame, "rect": rect_in_mm(jump.target_box)},
        }
        for jump in jumps
        if number in {jump.from_page, jump.to_page}
    ]


def pictures_on(page: PlacedPage, asked: Mapping[str, Picture]) -> list[Json]:
    """The pictures of a page with their pixels an inch there; None for drawings, which have none."""
    return [
        {"rect": rect_in_mm(item.clip), "ppi": ppi_of(item, asked), "file": item.file}
        for item in page.items
        if isinstance(item, PlacedPicture)
    ]


def ppi_of(placed: PlacedPicture, asked: Mapping[str, Picture]) -> int | None:
    """Pixels an inch of a picture in its place; None where it has none or nobody asked for it."""
    picture = asked.get(placed.file)
    if picture is None or picture.is_vector or not all(picture.pixels):
        return None
    return effective_ppi(picture.pixels, (placed.rect.width, placed.rect.height))


def asked_pictures(edition: Edition) -> dict[str, Picture]:
    """The pictures an edition asks for, by their files; not those in lines of copy, of which nobody asks the resolution."""
    return {picture.file: picture for picture in pictures_of(edition)}

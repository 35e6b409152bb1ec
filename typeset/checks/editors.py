"""Who edited a page is printed on it (责编、版式、校对): on every page, where the paper names editors at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from typeset.catalogue import finding
from typeset.findings import Finding
from typeset.flow.issue import SetIssue
from typeset.model.edition import PageSpec
from typeset.model.layout import FrameKind, TextLine
from typeset.model.placed import GlyphRun, PlacedPage, Purpose
from typeset.model.verdict import NotRun
from typeset.source import Span

_FIELD: Final = "editors"


def check_editors(issue: SetIssue) -> list[Finding] | NotRun:
    """A finding for each page without editors, and for each folio line that does not print those of the pages it stands on."""
    if not any(page.fields.get(_FIELD) for page in issue.edition.pages):
        return NotRun("各版都没有写编辑（editors）", "no page names its editors")
    return list(_lacking(issue))


def _lacking(issue: SetIssue) -> Iterator[Finding]:
    printed = {page.number: page for page in issue.pages}
    unprinted: defaultdict[Span, list[PageSpec]] = defaultdict(list)
    for page in issue.edition.pages:
        names = page.fields.get(_FIELD, "")
        if not names:
            yield finding("editors-missing", span=page.span, page=page.number)
        elif _bare(names) not in _furniture(printed[page.number]):
            unprinted[_line_of(page)].append(page)
    for line, pages in unprinted.items():
        yield finding(
            "editors-unprinted",
            span=pages[0].span,
            related=line,
            page=pages[0].number,
            pages="、".join(page.name for page in pages),
            layout="、".join(dict.fromkeys(page.layout.name for page in pages)),
        )


def _line_of(page: PageSpec) -> Span:
    """Where the words of the folio line of a page are written, which other pages may share; its layout where it has none."""
    folios = (frame for frame in page.layout.frames if frame.kind is FrameKind.FOLIO)
    lines = (line for frame in folios for line in frame.content if isinstance(line, TextLine))
    return next((line.span for line in lines), page.layout.span)


def _furniture(page: PlacedPage) -> str:
    """What the fixed lines of a page say, blanks left out."""
    runs = (item for item in page.items if isinstance(item, GlyphRun) and item.purpose is Purpose.FURNITURE)
    return _bare("".join(run.text for run in runs))


def _bare(text: str) -> str:
    return "".join(text.split())

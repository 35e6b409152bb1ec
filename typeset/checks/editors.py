"""Who edited a page is printed on it (责编、版式、校对): on every page, where the paper names editors at all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from typeset.catalogue import finding
from typeset.findings import Finding
from typeset.flow.issue import SetIssue
from typeset.model.placed import GlyphRun, PlacedPage, Purpose
from typeset.model.verdict import NotRun

_FIELD: Final = "editors"


def check_editors(issue: SetIssue) -> list[Finding] | NotRun:
    """A finding for each page without editors, and for each whose editors are given and not printed."""
    if not any(page.fields.get(_FIELD) for page in issue.edition.pages):
        return NotRun("各版都没有写编辑（editors）", "no page names its editors")
    return list(_lacking(issue))


def _lacking(issue: SetIssue) -> Iterator[Finding]:
    printed = {page.number: page for page in issue.pages}
    for page in issue.edition.pages:
        names = page.fields.get(_FIELD, "")
        if not names:
            yield finding("editors-missing", span=page.span, page=page.number)
        elif _bare(names) not in _furniture(printed[page.number]):
            yield finding(
                "editors-unprinted",
                span=page.span,
                related=page.layout.span,
                page=page.number,
                names=names,
                layout=page.layout.name,
            )


def _furniture(page: PlacedPage) -> str:
    """What the fixed lines of a page say, blanks left out."""
    runs = (item for item in page.items if isinstance(item, GlyphRun) and item.purpose is Purpose.FURNITURE)
    return _bare("".join(run.text for run in runs))


def _bare(text: str) -> str:
    return "".join(text.split())

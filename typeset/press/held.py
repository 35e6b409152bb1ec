"""What a build leaves behind so that the next can hold it, and whether pages that are held came out as they were (保版)."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator
from typing import Final

from typeset.catalogue import finding
from typeset.findings import Finding
from typeset.flow.issue import SetIssue
from typeset.model.held import mark_of
from typeset.model.placed import PlacedPage, PlacedPicture
from typeset.read.jumps_lock import LOCK

BESIDE: Final = f"../{LOCK}"
"""The plan beside the edition, from its usual output folder."""

_HEAD: Final = """\
# 转版计划：上一次 typeset build 把各篇转到了哪里、各版的指纹。typeset build EDITION --hold 照它转版，已付印的版不动。
# The plan of jumps of the last build, and a mark of each page; typeset build EDITION --hold keeps it.
version: 1
"""


def lock_of(issue: SetIssue, pages: Collection[int], read_bytes: Callable[[str], bytes]) -> str:
    """The plan of an issue as a file that people can read and keep in version control, with the marks of pages that were written."""
    edition = issue.edition
    lines = ["pages:" if pages else "pages: {}"]
    marks = page_marks(issue, read_bytes)
    lines += [
        f"  {_quoted(edition.page_name(n))}: {_quoted(mark)}" for n, mark in marks.items() if n in pages
    ]
    lines.append("jumps:" if issue.jumps else "jumps: []")
    for jump in issue.jumps:
        story = edition.stories[jump.story]
        carried = story.text[jump.at :]
        lines.append(
            f"  - {{story: {_quoted(jump.story)}, page: {_quoted(edition.page_name(jump.from_page))}, "
            f"to: {_quoted(edition.page_name(jump.to_page))}, frame: {_quoted(jump.to_frame)}, "
            f"characters: {len(carried)}, mark: {_quoted(mark_of(carried.encode()))}, rows: {jump.rows}}}"
        )
    fillers = [
        f"  - {{page: {_quoted(edition.page_name(page))}, filler: {_quoted(name)}}}"
        for page, name in _fillers(issue)
    ]
    lines += ["fillers:", *fillers] if fillers else ["fillers: []"]
    return _HEAD + "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _fillers(issue: SetIssue) -> Iterator[tuple[int, str]]:
    for told in issue.findings:
        if told.code == "filler-placed" and told.page is not None:
            yield told.page, str(dict(told.facts)["name"])


def page_marks(issue: SetIssue, read_bytes: Callable[[str], bytes]) -> dict[int, str]:
    """A mark of everything that stands on each page, its pictures by their bytes."""
    known: dict[str, str] = {}

    def picture(file: str) -> str:
        if file not in known:
            known[file] = mark_of(read_bytes(file))
        return known[file]

    # What every page file says of itself: another date makes another file.
    about = f"{issue.edition.paper} {issue.edition.date}"
    return {page.number: _mark(page, about, picture) for page in issue.pages}


def _mark(page: PlacedPage, about: str, picture: Callable[[str], str]) -> str:
    files = sorted({item.file for item in page.items if isinstance(item, PlacedPicture)})
    content = [
        about,
        repr((page.width, page.height, page.bleed, page.items)),
        *(picture(file) for file in files),
    ]
    return mark_of("\n".join(content).encode())


def changed_pages(issue: SetIssue, read_bytes: Callable[[str], bytes]) -> list[Finding]:
    """Which pages are not what they were: an error for each that was named to be held, and all of them in one notice."""
    held = issue.edition.held
    if held is None:
        return []
    marks = page_marks(issue, read_bytes)
    changed = [page for page in issue.edition.pages if held.marks.get(page.number) != marks[page.number]]
    found = [
        finding("held-page-changed", page=page.number, span=page.span)
        for page in changed
        if held.named and page.number in held.pages
    ]
    if changed:
        pages = "、".join(page.name for page in changed)
        found.append(
            finding("pages-to-make-again", span=issue.edition.span, pages=pages, amount=len(changed))
        )
    return found

"""What a build leaves behind so that the next can hold it, and whether pages that are held came out as they were (保版)."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator
from typing import Final

from msgspec.structs import replace

from typeset.catalogue import finding
from typeset.findings import Finding
from typeset.flow.issue import SetIssue
from typeset.model.held import HeldJump, HeldPlan, mark_of
from typeset.model.placed import PlacedPage, PlacedPicture
from typeset.read.jumps_lock import LOCK

BESIDE: Final = f"../{LOCK}"
"""The plan beside the edition, from its usual output folder."""

_HEAD: Final = """\
# 转版计划：上一次 typeset build 把各篇转到了哪里、各版的指纹。typeset build EDITION --hold 照它转版，已付印的版不动。
# The plan of jumps of the last build, and a mark of each page; typeset build EDITION --hold keeps it.
version: 1
"""


def lock_of(
    issue: SetIssue,
    pages: Collection[int],
    read_bytes: Callable[[str], bytes],
    before: HeldPlan | None = None,
) -> str:
    """The plan of an issue as a file that people can read and keep in version control, with the marks of ``pages`` that were written.

    Pages that were not written now but ``before`` stand in it as they were: a plate may have been made of them.
    """
    plan = _plan_of(issue, pages, read_bytes)
    if before is not None:
        plan = _with_unwritten(plan, before, frozenset(page.number for page in issue.pages).difference(pages))
    name = issue.edition.page_name
    lines = ["pages:" if plan.marks else "pages: {}"]
    lines += [f"  {_quoted(name(number))}: {_quoted(mark)}" for number, mark in plan.marks.items()]
    lines.append("jumps:" if plan.jumps else "jumps: []")
    lines += [
        f"  - {{story: {_quoted(jump.story)}, page: {_quoted(name(jump.from_page))}, "
        f"to: {_quoted(name(jump.to_page))}, frame: {_quoted(jump.to_frame)}, "
        f"characters: {jump.carried}, mark: {_quoted(jump.mark)}, rows: {jump.rows}}}"
        for jump in plan.jumps
    ]
    lines.append("fillers:" if plan.fillers else "fillers: []")
    lines += [
        f"  - {{page: {_quoted(name(page))}, filler: {_quoted(filler)}}}" for page, filler in plan.fillers
    ]
    return _HEAD + "\n".join(lines) + "\n"


def _plan_of(issue: SetIssue, pages: Collection[int], read_bytes: Callable[[str], bytes]) -> HeldPlan:
    """The plan of an issue, with the marks of these pages."""
    stories = issue.edition.stories
    carried = [stories[jump.story].text[jump.at :] for jump in issue.jumps]
    return HeldPlan(
        pages=frozenset(pages),
        jumps=tuple(
            HeldJump(
                jump.story,
                jump.from_page,
                jump.to_page,
                jump.to_frame,
                len(text),
                mark_of(text.encode()),
                jump.rows,
            )
            for jump, text in zip(issue.jumps, carried, strict=True)
        ),
        fillers=tuple(_fillers(issue)),
        marks={n: mark for n, mark in page_marks(issue, read_bytes).items() if n in pages},
    )


def _with_unwritten(plan: HeldPlan, before: HeldPlan, unwritten: frozenset[int]) -> HeldPlan:
    """The plan with pages that were not written as they were before: their marks, their fillers, and stories that jump from them."""
    kept = unwritten & before.marks.keys()
    moved = {jump.story for jump in (*plan.jumps, *before.jumps) if jump.from_page in kept}
    marks = {**plan.marks, **{number: before.marks[number] for number in kept}}
    return replace(
        plan,
        jumps=(
            *(jump for jump in plan.jumps if jump.story not in moved),
            # A page that is there no more has no number.
            *(jump for jump in before.jumps if jump.story in moved and jump.from_page and jump.to_page),
        ),
        fillers=(
            *(one for one in plan.fillers if one[0] not in kept),
            *(one for one in before.fillers if one[0] in kept),
        ),
        marks=dict(sorted(marks.items())),
    )


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

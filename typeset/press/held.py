"""What a build leaves behind so that the next can hold it, and whether pages that are held came out as they were (保版)."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from typeset.catalogue import finding
from typeset.findings import Finding
from typeset.flow.issue import SetIssue
from typeset.model.edition import PageSpec
from typeset.model.held import HeldJump, HeldPlan, mark_of
from typeset.model.placed import PlacedPage, PlacedPicture
from typeset.model.structure import story_of
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
    lines.append("parts:" if plan.parts else "parts: []")
    lines += [
        f"  - {{page: {_quoted(name(number))}, {f'story: {_quoted(slug)}, ' if slug else ''}mark: {_quoted(mark)}}}"
        for number, parts in plan.parts.items()
        for slug, mark in parts.items()
    ]
    return _HEAD + "\n".join(lines) + "\n"


def _plan_of(issue: SetIssue, pages: Collection[int], read_bytes: Callable[[str], bytes]) -> HeldPlan:
    """The plan of an issue, with the marks of these pages."""
    marked = {number: one for number, one in _marked(issue, read_bytes).items() if number in pages}
    return HeldPlan(
        pages=frozenset(pages),
        jumps=_jumps(issue),
        fillers=tuple(_fillers(issue)),
        marks={number: one.whole for number, one in marked.items()},
        parts={number: one.parts for number, one in marked.items()},
    )


def _jumps(issue: SetIssue) -> tuple[HeldJump, ...]:
    stories = issue.edition.stories
    carried = [stories[jump.story].text[jump.at :] for jump in issue.jumps]
    return tuple(
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
    )


def _with_unwritten(plan: HeldPlan, before: HeldPlan, unwritten: frozenset[int]) -> HeldPlan:
    """The plan with pages that were not written as they were before: their marks, their fillers, and stories that jump from them."""
    kept = unwritten & before.marks.keys()
    moved = {jump.story for jump in (*plan.jumps, *before.jumps) if jump.from_page in kept}
    marks = {**plan.marks, **{number: before.marks[number] for number in kept}}
    parts = {**plan.parts, **{number: before.parts.get(number, {}) for number in kept}}
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
        parts=dict(sorted(parts.items())),
    )


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _fillers(issue: SetIssue) -> Iterator[tuple[int, str]]:
    for told in issue.findings:
        if told.code == "filler-placed" and told.page is not None:
            yield told.page, str(dict(told.facts)["name"])


class _Marked(Struct, frozen=True):
    """The mark of a page, and those of its ``parts``: of each story by its slug, under "" of all that is part of none."""

    whole: str
    parts: Mapping[str, str]

    @classmethod
    def of(cls, page: PlacedPage, about: str, picture: Callable[[str], str]) -> _Marked:
        """``about`` is what the page file says of itself, ``picture`` gives the mark of a picture."""
        shown = [repr(item) for item in page.items]
        files = sorted({item.file for item in page.items if isinstance(item, PlacedPicture)})
        # As the tuple of them would be shown.
        items = f"({', '.join(shown)}{',' if len(shown) == 1 else ''})"
        size = f"{page.width!r}, {page.height!r}, {page.bleed!r}"
        content = [about, f"({size}, {items})", *(picture(file) for file in files)]
        parts: defaultdict[str, list[str]] = defaultdict(list)
        for item, text in zip(page.items, shown, strict=True):
            parts[story_of(item.part)].append(text)
            if isinstance(item, PlacedPicture):
                parts[story_of(item.part)].append(picture(item.file))
        return cls(
            mark_of("\n".join(content).encode()),
            {slug: mark_of("\n".join(texts).encode()) for slug, texts in sorted(parts.items())},
        )


def _marked(issue: SetIssue, read_bytes: Callable[[str], bytes]) -> dict[int, _Marked]:
    known: dict[str, str] = {}

    def picture(file: str) -> str:
        if file not in known:
            known[file] = mark_of(read_bytes(file))
        return known[file]

    # What every page file says of itself: another date makes another file.
    about = f"{issue.edition.paper} {issue.edition.date}"
    return {page.number: _Marked.of(page, about, picture) for page in issue.pages}


def changed_pages(issue: SetIssue, read_bytes: Callable[[str], bytes]) -> list[Finding]:
    """Which pages are not what they were: an error for each that was named to be held, and all of them in one notice."""
    held = issue.edition.held
    if held is None:
        return []
    marked = _marked(issue, read_bytes)
    changed = [
        page for page in issue.edition.pages if held.marks.get(page.number) != marked[page.number].whole
    ]
    found = [
        _told(page, marked[page.number].parts, held.parts.get(page.number))
        for page in changed
        if held.named and page.number in held.pages
    ]
    found += _parted(issue, held)
    if changed:
        pages = "、".join(page.name for page in changed)
        found.append(
            finding("pages-to-make-again", span=issue.edition.span, pages=pages, amount=len(changed))
        )
    return found


def _parted(issue: SetIssue, held: HeldPlan) -> Iterator[Finding]:
    """Pages from or to which a story jumps otherwise than on the plate of a page that was named to be held: they would not go with it."""
    if not held.named:
        return
    plates = {_without_rows(jump) for jump in held.jumps}
    now = {_without_rows(jump) for jump in _jumps(issue)}
    pages = {page.number: page for page in issue.edition.pages}
    told: set[tuple[int, str, int]] = set()
    for jump in plates ^ now:
        for own, other in ((jump.from_page, jump.to_page), (jump.to_page, jump.from_page)):
            if other in held.pages and own not in held.pages and own in pages:
                told.add((own, jump.story, other))
    for own, story, other in sorted(told):
        yield finding(
            "parted-from-plate", page=own, story=story, span=pages[own].span, plate=pages[other].name
        )


def _without_rows(jump: HeldJump) -> HeldJump:
    return replace(jump, rows=1)


def _told(page: PageSpec, now: Mapping[str, str], before: Mapping[str, str] | None) -> Finding:
    """A page that was to stay has changed, and what of it: stories and the rest of the page, as far as the plan has marks of them."""
    what_zh, what_en = ("", "") if before is None else _what_differs(now, before)
    return finding("held-page-changed", page=page.number, span=page.span, what_zh=what_zh, what_en=what_en)


def _what_differs(now: Mapping[str, str], before: Mapping[str, str]) -> tuple[str, str]:
    slugs = sorted(slug for slug in {*now, *before} if now.get(slug) != before.get(slug))
    if not slugs:
        return (
            "（各篇都没有动；动的是日期、报名、开本或先后）",
            " (no part of it has: the date, the name of the paper, the size of the page or the order of its parts)",
        )
    named = [f"“{slug}”" for slug in slugs if slug]
    rest = ("版上其余部分", "what is part of no story") if "" in slugs else ("", "")
    zh, en = (list(filter(None, [*named, one])) for one in rest)
    return f"（{'、'.join(zh)}）", f" ({', '.join(en)})"

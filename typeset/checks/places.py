"""What the edition puts where: frames that exist and take it, each story once, jumps that lead forward to tails."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import Any

from typeset.catalogue import finding
from typeset.findings import Finding
from typeset.model.edition import Edition, PageSpec, Placement
from typeset.model.layout import FrameKind, FrameSpec
from typeset.source import Span

_CUTOFF = 0.55


def check_places(edition: Edition) -> tuple[Finding, ...]:
    """Findings for placements, teasers and jumps of a whole edition."""
    return (
        *(f for page in edition.pages for p in page.placements for f in _placement(page, p)),
        *_twice(edition),
        *_teasers(edition),
        *(f for page in edition.pages for frame in page.layout.frames for f in _jump(edition, page, frame)),
    )


def _meant(word: str, names: Iterable[str]) -> dict[str, Any]:
    known = list(names)
    near = difflib.get_close_matches(word, known, n=1, cutoff=_CUTOFF)
    return {
        "meant_zh": f"是不是“{near[0]}”？" if near else "",
        "meant_en": f"did you mean “{near[0]}”? " if near else "",
        "allowed": "、".join(known) or "—",
    }


def _placement(page: PageSpec, placed: Placement) -> tuple[Finding, ...]:
    frame = page.layout.frame(placed.frame)
    here: dict[str, Any] = {"span": placed.span, "page": page.number, "frame": placed.frame}
    if frame is None:
        names = (f.name for f in page.layout.frames)
        return (finding("unknown-frame", **here, **_meant(placed.frame, names)),)
    if frame.kind is FrameKind.TAILS:
        return (finding("tails-filled", **here, related=frame.span),)
    if frame.kind not in {FrameKind.STORY, FrameKind.PICTURE, FrameKind.TEASERS}:
        return (finding("frame-takes-no-story", **here, related=frame.span, frame_kind=frame.kind.value),)
    if frame.kind is FrameKind.STORY and len(placed.stories) > 1:
        stories = "、".join(placed.stories)
        return (finding("two-stories", **here, amount=len(placed.stories), stories=stories),)
    return ()


def _twice(edition: Edition) -> Iterable[Finding]:
    first: dict[str, Span] = {}
    for page in edition.pages:
        for placed in page.placements:
            for slug in placed.stories:
                if slug in first:
                    yield finding(
                        "placed-twice",
                        span=placed.span,
                        related=first[slug],
                        page=page.number,
                        frame=placed.frame,
                        story=slug,
                    )
                first.setdefault(slug, placed.span)


def _teasers(edition: Edition) -> Iterable[Finding]:
    placed = {slug for page in edition.pages for p in page.placements for slug in p.stories}
    for page in edition.pages:
        for placement in page.placements:
            for teaser in placement.teasers:
                for slug in teaser.stories:
                    if slug not in placed:
                        yield finding(
                            "teaser-unplaced",
                            span=teaser.span,
                            page=page.number,
                            frame=placement.frame,
                            story=slug,
                        )


def _jump(edition: Edition, page: PageSpec, frame: FrameSpec) -> tuple[Finding, ...]:
    wish = frame.jump
    if not wish.allowed or (wish.page is None and wish.frame is None):
        return ()
    here: dict[str, Any] = {"span": wish.span or frame.span, "page": page.number, "frame": frame.name}
    later = [p for p in edition.pages if p.number > page.number]
    if wish.page is not None:
        if wish.page <= page.number:
            return (finding("jump-backward", **here, target=wish.page),)
        if wish.page not in {p.number for p in later}:
            pages = "、".join(str(p.number) for p in edition.pages)
            return (finding("jump-page-unknown", **here, target=wish.page, allowed=pages),)
        later = [p for p in later if p.number == wish.page]
    return () if wish.frame is None else _jump_frame(later, wish.frame, wish.page, here)


def _jump_frame(
    pages: list[PageSpec], name: str, page: int | None, here: dict[str, Any]
) -> tuple[Finding, ...]:
    there = [f for p in pages if (f := p.layout.frame(name)) is not None]
    if not there:
        tails = dict.fromkeys(f.name for p in pages for f in p.layout.frames if f.kind is FrameKind.TAILS)
        where_zh, where_en = (f"第{page}版", f"page {page}") if page else ("后面各版", "any later page")
        facts = {"where_zh": where_zh, "where_en": where_en, **_meant(name, tails)}
        return (finding("jump-frame-unknown", **here, target=name, **facts),)
    if all(f.kind is not FrameKind.TAILS for f in there):
        return (finding("jump-frame-not-tails", **here, related=there[0].span, target=name),)
    return ()

"""What the edition puts where: frames that exist and take it, each story once, jumps that lead forward to tails."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from msgspec.structs import replace

from typeset.catalogue import finding
from typeset.checks.meant import meant
from typeset.checks.references import named_stories
from typeset.findings import Finding
from typeset.model.edition import Edition, PageSpec, Placement
from typeset.model.layout import FrameKind, FrameSpec
from typeset.model.story import JumpWish
from typeset.source import Span

# Kinds of frames that stay empty unless the edition fills them.
_FILLED = frozenset({FrameKind.STORY, FrameKind.PICTURE, FrameKind.TEASERS, FrameKind.AD})
# An index lists the first stories of the other pages when the edition says nothing.
_MAY_BE_FILLED = _FILLED | {FrameKind.INDEX}


def check_places(edition: Edition, *, stories_missing: bool = False) -> tuple[Finding, ...]:
    """Findings for placements, teasers and jumps of a whole edition.

    With ``stories_missing`` a story could not be found under the name it is placed by. A teaser for a story that
    stands nowhere may be about that one, so nothing is said of teasers.
    """
    return (
        *(f for page in edition.pages for p in page.placements for f in _placement(page, p)),
        *(f for page in edition.pages for p in page.placements for f in _pictures(edition, page, p)),
        *(f for page in edition.pages for f in _empty(page)),
        *_twice(edition),
        *(() if stories_missing else _teasers(edition)),
        *(f for page in edition.pages for frame in page.layout.frames for f in _jumps(edition, page, frame)),
    )


def _placement(page: PageSpec, placed: Placement) -> tuple[Finding, ...]:
    frame = page.layout.frame(placed.frame)
    here: dict[str, Any] = {"span": placed.span, "page": page.number, "frame": placed.frame}
    if frame is None:
        names = (f.name for f in page.layout.frames)
        return (finding("unknown-frame", **here, **meant(placed.frame, names)),)
    if not placed.stories and not placed.teasers:
        return ()
    if frame.kind is FrameKind.TAILS:
        return (finding("tails-filled", **here, related=frame.span),)
    if frame.kind not in _MAY_BE_FILLED:
        return (finding("frame-takes-no-story", **here, related=frame.span, frame_kind=frame.kind.value),)
    if frame.follows:
        return (finding("follower-filled", **here, related=frame.span, followed=frame.follows),)
    if frame.kind is FrameKind.STORY and len(placed.stories) > 1:
        stories = "、".join(placed.stories)
        return (finding("two-stories", **here, amount=len(placed.stories), stories=stories),)
    return ()


def _pictures(edition: Edition, page: PageSpec, placed: Placement) -> Iterable[Finding]:
    """Pictures that want more columns than the frame of their story has."""
    frame = page.layout.frame(placed.frame)
    if frame is None or frame.kind is not FrameKind.STORY:
        return
    stories = (story for slug in placed.stories if (story := edition.stories.get(slug)) is not None)
    for slug, picture in ((story.slug, picture) for story in stories for picture in story.pictures):
        first, last = picture.columns or (picture.width, picture.width)
        if last > frame.story_columns:
            yield finding(
                "picture-columns",
                span=picture.span,
                related=frame.span,
                page=page.number,
                frame=frame.name,
                story=slug,
                amount=frame.story_columns,
                file=picture.file,
                wanted=str(first) if first == last else f"{first}-{last}",
            )


def _empty(page: PageSpec) -> Iterable[Finding]:
    """Frames that the edition does not mention; ``frame: ~`` mentions one that is meant to be empty."""
    names = {frame.name for frame in page.layout.frames}
    if any(placed.frame not in names for placed in page.placements):
        # Whatever is placed under a wrong name is missing from the right one.
        return
    for frame in page.layout.frames:
        if frame.kind in _FILLED and not frame.follows and page.placement(frame.name) is None:
            yield finding(
                "empty-frame",
                span=page.span,
                related=frame.span,
                page=page.number,
                frame=frame.name,
                frame_kind=frame.kind.value,
            )


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
    """Teasers and entries of an index for stories that stand on no page; fillers may yet find room."""
    known = named_stories(edition)
    for page in edition.pages:
        for placement in page.placements:
            for teaser in placement.teasers:
                for slug, span in teaser.named:
                    if slug not in known:
                        yield finding(
                            "teaser-unplaced",
                            span=span,
                            page=page.number,
                            frame=placement.frame,
                            story=slug,
                            **meant(slug, known),
                        )


def _jumps(edition: Edition, page: PageSpec, frame: FrameSpec) -> Iterable[Finding]:
    """What a frame wishes for jumps, and what the editors of its stories wish instead."""
    yield from _jump(edition, page, frame, frame.jump)
    placed = page.placement(frame.name)
    for slug in placed.stories if placed is not None else ():
        story = edition.stories.get(slug)
        if story is not None and story.jump is not None and (story.jump.page or story.jump.frame):
            yield from (replace(f, story=slug) for f in _jump(edition, page, frame, frame.jump_of(story)))


def _jump(edition: Edition, page: PageSpec, frame: FrameSpec, wish: JumpWish) -> tuple[Finding, ...]:
    if not wish.allowed or (wish.page is None and wish.frame is None):
        return ()
    here: dict[str, Any] = {"span": wish.span or frame.span, "page": page.number, "frame": frame.name}
    later = [p for p in edition.pages if p.number > page.number]
    there = later
    if wish.page is not None:
        there = [p for p in edition.pages if p.name == wish.page]
        if not there:
            pages = "、".join(p.name for p in edition.pages)
            return (finding("jump-page-unknown", **here, target=wish.page, allowed=pages),)
        if there[0].number <= page.number:
            return (finding("jump-backward", **here, target=wish.page),)
        if wish.frame is None and not any(_tails(p) for p in there):
            return (finding("jump-page-no-tails", **here, target=wish.page, **_offer(later)),)
    return () if wish.frame is None else _jump_frame(there, later, wish, here)


def _jump_frame(
    pages: list[PageSpec], later: list[PageSpec], wish: JumpWish, here: dict[str, Any]
) -> tuple[Finding, ...]:
    name = wish.frame or ""
    there = [f for p in pages if (f := p.layout.frame(name)) is not None]
    if not there:
        where = (f"第{wish.page}版", f"page {wish.page}") if wish.page else ("后面各版", "any later page")
        tails = [tails for p in pages for tails in _tails(p)]
        facts = {**meant(name, tails), **_offer(later), "where_zh": where[0], "where_en": where[1]}
        return (finding("jump-frame-unknown", **here, target=name, **facts),)
    if all(f.kind is not FrameKind.TAILS for f in there):
        return (finding("jump-frame-not-tails", **here, related=there[0].span, target=name),)
    return ()


def _tails(page: PageSpec) -> tuple[str, ...]:
    return tuple(frame.name for frame in page.layout.frames if frame.kind is FrameKind.TAILS)


def _offer(pages: list[PageSpec]) -> dict[str, Any]:
    """The tails frames there are, as the facts of a hint."""
    known = [(page.name, name) for page in pages for name in _tails(page)]
    if not known:
        return {
            "offer_zh": "后面各版都没有 tails 框：在一个版式里加上 kind: tails 的框",
            "offer_en": "no later page has a tails frame: add a frame of kind tails to a layout",
        }
    zh = "、".join(f"第{page}版 {name}" for page, name in known)
    en = ", ".join(f"{name} on page {page}" for page, name in known)
    page, name = known[0]
    example = f"jump: {{page: {page}, frame: {name}}}"
    return {
        "offer_zh": f"可转的 tails 框：{zh}；写成 {example}",
        "offer_en": f"tails frames to jump to: {en}; write {example}",
    }

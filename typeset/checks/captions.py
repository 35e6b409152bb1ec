"""A picture of a story without a caption: readers are not told what it shows.

What is no news picture needs none: a drawing of lines, what text runs round by its outline, what is cut out, an illustration whose
credit says that it was drawn, and pictures of a gallery that has a caption for all.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from typeset.catalogue import finding
from typeset.findings import Finding
from typeset.flow.issue import SetIssue
from typeset.model.story import Picture, Story
from typeset.patterns import regex

# 方知远　图, 李某某绘, 本报制图, 漫画：王某; 图片 and 供图 are of photographs.
_DRAWN: Final = regex(r"(?:(?<!供)图|[绘画])(?![片库])|书法|篆刻|插[图画]")


def check_captions(issue: SetIssue) -> list[Finding]:
    """At most one finding a story that stands on a page: how many of its pictures lack a caption, and the first of them."""
    found: list[Finding] = []
    first = {part.story: part for part in reversed(issue.parts)}
    for slug, part in first.items():
        bare = list(uncaptioned(issue.edition.stories[slug]))
        if bare:
            found.append(
                finding(
                    "caption-missing",
                    span=bare[0].span,
                    page=part.page,
                    frame=part.frame,
                    story=slug,
                    amount=len(bare),
                    file=bare[0].file,
                )
            )
    return found


def uncaptioned(story: Story) -> Iterator[Picture]:
    """The pictures of a story that ought to have a caption and have none."""
    yield from (picture for picture in story.pictures if _is_bare(picture))
    for aside in story.asides:
        if aside.gallery is not None and not aside.gallery.caption:
            yield from (picture for picture in aside.gallery.pictures if _is_bare(picture))


def _is_bare(picture: Picture) -> bool:
    decoration = picture.is_vector or bool(picture.contour) or bool(picture.mask)
    return not picture.caption.strip() and not decoration and _DRAWN.search(picture.credit) is None

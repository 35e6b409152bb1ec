"""Where on its page a finding is: the picture or the lines of the paragraph it is about, its frame, its story, or the page itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from typeset.findings import Finding
from typeset.flow.boxes import em_box
from typeset.model.edition import Edition
from typeset.model.layout import Rect
from typeset.model.placed import FramedPage, GlyphRun, PlacedPage, PlacedPicture
from typeset.model.story import Story
from typeset.model.structure import Element, Tag
from typeset.report.outcome import Outcome

_PARAGRAPHS: Final = frozenset({Tag.PARAGRAPH, Tag.HEADING, Tag.SUBHEADING, Tag.QUOTE, Tag.LIST_ITEM})
# What a finding that is only about its page is marked with: the page's edge, this far inside.
_INSET: Final = 6_000


def places_on(drawn: FramedPage, f: Finding, outcome: Outcome) -> tuple[Rect, ...]:
    """The rectangles to mark, never none; from the trim's top left corner."""
    return (
        tuple(_pictures(drawn.page, f))
        or tuple(_lines(drawn.page, f, outcome.edition))
        or tuple(rect for name, rect in drawn.frames if name == f.frame)
        or tuple(_parts(drawn.page, f, outcome))
        or (_whole(drawn.page),)
    )


def _lines(page: PlacedPage, f: Finding, edition: Edition | None) -> Iterator[Rect]:
    """The lines of the paragraph a finding points at, as far as they stand on this page."""
    number = _paragraph(f, edition)
    if number is None:
        return
    for item in page.items:
        if isinstance(item, GlyphRun) and item.part is not None and _of(item.part, *number):
            yield em_box(item)


def _paragraph(f: Finding, edition: Edition | None) -> tuple[str, str] | None:
    """The story and the key of the paragraph in whose lines of the file a finding is."""
    if f.span is None or edition is None:
        return None
    story = next((s for s in edition.stories.values() if s.span.file == f.span.file), None)
    if story is None:
        return None
    for number, paragraph in enumerate(story.paragraphs):
        if paragraph.table is None and any(anchor.line == f.span.line for anchor in paragraph.anchors):
            return story.slug, str(number)
    return None


def _of(part: Element, slug: str, key: str) -> bool:
    """Whether an element is a paragraph of a story, an item of a list in it, or inside one."""
    here: Element | None = part
    while here is not None and here.parent is not None:
        if here.tag in _PARAGRAPHS and here.key == key:
            above = here.parent.parent if here.tag is Tag.LIST_ITEM else here.parent
            if above is not None and above.tag is Tag.ARTICLE:
                return above.key == slug
        here = here.parent
    return False


def _pictures(page: PlacedPage, f: Finding) -> Iterator[Rect]:
    """The pictures a finding names."""
    # Several are named with 、 between them, and … where there are more.
    files = [name.strip(" …") for name in str(dict(f.facts).get("file", "")).split("、")]
    for item in page.items:
        if isinstance(item, PlacedPicture) and any(one and item.file.endswith(one) for one in files):
            yield item.clip


def _parts(page: PlacedPage, f: Finding, outcome: Outcome) -> Iterator[Rect]:
    """What stands on the page of the story a finding is about, or in whose file it is."""
    for part in outcome.parts:
        if part.page == page.number and _is_about(f, part.story, outcome.edition):
            yield part.box


def _is_about(f: Finding, slug: str, edition: Edition | None) -> bool:
    story: Story | None = None if edition is None else edition.stories.get(slug)
    file = story.span.file if story is not None else None
    return f.story == slug or (f.span is not None and f.span.file == file)


def _whole(page: PlacedPage) -> Rect:
    return Rect(_INSET, _INSET, page.width - 2 * _INSET, page.height - 2 * _INSET)

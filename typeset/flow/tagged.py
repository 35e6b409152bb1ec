"""Items named as content of elements (:mod:`typeset.model.structure`), and the elements of what a story consists of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from msgspec.structs import replace

from typeset.model.placed import GlyphRun, Item, Modules, PlacedPicture
from typeset.model.story import Captioned, Paragraph, Role, Story
from typeset.model.structure import Element, Tag

HEADING: Final = Element(Tag.HEADING)
CAPTION: Final = Element(Tag.CAPTION)
PICTURE: Final = "图片"
"""What is read for a picture of which nothing is said."""
_JOINER: Final = "\u3000"
_CONTENT: Final = (GlyphRun, PlacedPicture, Modules)


def within(items: Iterable[Item], element: Element) -> list[Item]:
    """The items as content of an element: type and pictures that had none; what has an element already keeps it, inside.

    Rules, tints and what else is drawn stay no content.
    """
    return _put(items, element, bare=True)


def under(items: Iterable[Item], element: Element) -> list[Item]:
    """The items, those that are content put inside an element; all others stay no content."""
    return _put(items, element, bare=False)


def _put(items: Iterable[Item], element: Element, *, bare: bool) -> list[Item]:
    made: list[Item] = []
    below: dict[int, Element] = {}
    for item in items:
        part = item.part
        if part is not None:
            # Neighbours share their element, and go on sharing it.
            moved = below.get(id(part))
            if moved is None:
                moved = below[id(part)] = part.below(element)
            made.append(_with(item, moved, element))
        elif bare and isinstance(item, _CONTENT):
            made.append(_with(item, element, element))
        else:
            made.append(item)
    return made


def _with(item: Item, part: Element, root: Element) -> Item:
    """The item as content of a part, what is inside of it put into the same root."""
    if isinstance(item, GlyphRun) and item.inner:
        inner = tuple((first, last, one.below(root)) for first, last, one in item.inner)
        return replace(item, part=part, inner=inner)
    return replace(item, part=part)


def in_order(items: Iterable[Item]) -> list[Item]:
    """The items counted as they are read, so that they are found in this order when they are parted between two pages."""
    return [
        replace(item, order=number) if isinstance(item, _CONTENT) else item
        for number, item in enumerate(items, start=1)
    ]


def named(items: Iterable[Item], element: Element) -> list[Item]:
    """The items, all of them content of an element, lines and shapes as well."""
    return [replace(item, part=element) for item in items]


def paragraph(key: str) -> Element:
    """A paragraph that is none of a story's copy."""
    return Element(Tag.PARAGRAPH, key)


def article(story: Story) -> Element:
    """A story, wherever its parts stand."""
    return Element(Tag.ARTICLE, story.slug, title=_JOINER.join(story.block.headline))


def figure(of: Captioned, key: str, otherwise: str = PICTURE) -> Element:
    """A picture: its caption is read for it, or what it is and who made it."""
    credit = f"（{of.credit}）" if of.credit else ""
    return Element(Tag.FIGURE, key, alt=of.caption or otherwise + credit)


def paragraphs_of(paragraphs: Sequence[Paragraph], root: Element) -> list[Element]:
    """The elements of the paragraphs of a story or of one of its boxes; of rows of a table the whole table."""
    # No level is left out: below a story without a headline its subheads are the first.
    level = Tag.SUBHEADING if _has_title(root) else Tag.HEADING
    return [_paragraph(paragraphs, number, root, level) for number in range(len(paragraphs))]


def _has_title(element: Element | None) -> bool:
    return element is not None and (bool(element.title) or _has_title(element.parent))


def _paragraph(paragraphs: Sequence[Paragraph], number: int, root: Element, level: Tag) -> Element:
    one, key = paragraphs[number], str(number)
    plain = Element(Tag.PARAGRAPH, key, root)
    if one.table is not None:
        return _table(one.table.table.number, root)
    match one.role:
        case Role.SUBHEAD:
            return Element(level, key, root)
        case Role.QUOTE:
            return Element(Tag.PARAGRAPH, key, Element(Tag.QUOTE, key, root))
        case Role.LIST_ITEM:
            first = number
            while first and paragraphs[first - 1].role is Role.LIST_ITEM:
                first -= 1
            item = Element(Tag.LIST_ITEM, key, Element(Tag.LIST, str(first), root))
            return Element(Tag.LIST_BODY, parent=item)
        case Role.TABLE_CAPTION:
            below = paragraphs[number + 1].table if number + 1 < len(paragraphs) else None
            return plain if below is None else Element(Tag.CAPTION, key, _table(below.table.number, root))
        case _:
            return plain


def _table(number: int, root: Element) -> Element:
    return Element(Tag.TABLE, str(number), root)


def ruby_base(annotation: int) -> Element:
    """The characters under a ruby, by the first atom of them."""
    return Element(Tag.RUBY_BASE, parent=Element(Tag.RUBY, str(annotation)))


def ruby_text(annotation: int) -> Element:
    """What stands over them."""
    return Element(Tag.RUBY_TEXT, parent=Element(Tag.RUBY, str(annotation)))

"""What stands on the pages as readers hear it: headings, paragraphs, figures, tables, each an element of a tree (ISO 32000-1 §14.7).

An item of the display list names the element it belongs to, and an element its parent. So a paragraph that goes on on
another page is one element still: both its halves name it. What names none is no content but furniture of the page.
"""

from __future__ import annotations

import enum

from msgspec import Struct
from msgspec.structs import replace


class Tag(enum.Enum):
    """The standard structure types in use (ISO 32000-1 §14.8.4); their values are the names the standard has for them."""

    SECTION = "Sect"
    ARTICLE = "Art"
    HEADING = "H1"
    SUBHEADING = "H2"
    PARAGRAPH = "P"
    QUOTE = "BlockQuote"
    LIST = "L"
    LIST_ITEM = "LI"
    LIST_BODY = "LBody"
    CONTENTS = "TOC"
    CONTENTS_ITEM = "TOCI"
    FIGURE = "Figure"
    CAPTION = "Caption"
    TABLE = "Table"
    TABLE_ROW = "TR"
    TABLE_HEAD = "TH"
    TABLE_CELL = "TD"
    LINK = "Link"
    SPAN = "Span"
    RUBY = "Ruby"
    RUBY_BASE = "RB"
    RUBY_TEXT = "RT"


class Element(Struct, frozen=True, eq=False):
    """One element: ``key`` tells it from others of its kind in its parent, None at the top of the tree.

    Two that are equal are one, whoever made them; the rest only describes it, as the first of them says. ``alt`` is read
    instead of a figure, ``actual`` instead of what is drawn; ``title`` is what an article is called. ``spans`` are the rows and columns a
    cell covers. What it ``holds`` is there in this order even where it has no content: the cells of a row.
    """

    tag: Tag
    key: str = ""
    parent: Element | None = None
    alt: str = ""
    actual: str = ""
    title: str = ""
    spans: tuple[int, int] = (1, 1)
    holds: tuple[Element, ...] = ()

    def __eq__(self, other: object) -> bool:
        return type(other) is Element and self._named() == other._named()

    def __hash__(self) -> int:
        return hash(self._named())

    def _named(self) -> tuple[Tag, str, Element | None]:
        return self.tag, self.key, self.parent

    def below(self, parent: Element) -> Element:
        """The element with the top of its own tree put into a parent."""
        above = parent if self.parent is None else self.parent.below(parent)
        return replace(self, parent=above)


def story_of(element: Element | None) -> str:
    """The story an element is part of, by its slug; "" for what is part of none."""
    while element is not None:
        if element.tag is Tag.ARTICLE:
            return element.key
        element = element.parent
    return ""


def jump_line(slug: str, at: int) -> Element:
    """The line of a story that says where it goes on after ``at`` characters of its copy; it leads there."""
    return _leading(slug, f"source {at}")


def continued_line(slug: str, at: int) -> Element:
    """The line of a story that goes on after ``at`` characters that says from where; it leads back."""
    return _leading(slug, f"target {at}")


def _leading(slug: str, key: str) -> Element:
    return Element(Tag.LINK, parent=Element(Tag.PARAGRAPH, key, Element(Tag.ARTICLE, slug)))

"""One tree of elements with all that is below its top, mostly an article, as the objects of a structure tree (ISO 32000-1 §14.7.2).

An element is written once, wherever its content stands: a story that goes on on another page is one article.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace

from typeset.model.sameness import same_element
from typeset.model.structure import Element, Tag
from typeset.render.pdf.numbers import thousandths
from typeset.render.pdf.objects import text_literal
from typeset.render.pdf.shares import Share
from typeset.standing import LastRun
from typeset.units import Length

_CELLS: Final = frozenset({Tag.TABLE_HEAD, Tag.TABLE_CELL})


class OnPage(Struct, frozen=True, eq=False):
    """What of a tree stands on one page: the page, counted from 0, and the reference to it."""

    page: int
    reference: str
    share: Share

    def is_same(self, other: OnPage) -> bool:
        """Whether the same is written of both."""
        return self.share is other.share and self.page == other.page and self.reference == other.reference


class Leading(Struct, frozen=True, eq=False):
    """A link annotation that an element of a tree has on a page: the references to the page and to it."""

    element: Element
    page: str
    annotation: str

    def is_same(self, other: Leading) -> bool:
        """Whether the same is written of both."""
        return (
            self.page == other.page
            and self.annotation == other.annotation
            and same_element(self.element, other.element)
        )


class Asked(Struct, frozen=True, eq=False):
    """All that the objects of a tree depend on: the number of the first, what is above it, its content and its links, in order."""

    first: int
    above: str
    content: Sequence[OnPage]
    links: Sequence[Leading]

    def is_same(self, other: Asked) -> bool:
        """Whether the same is written of both."""
        return (
            self.first == other.first
            and self.above == other.above
            and len(self.content) == len(other.content)
            and len(self.links) == len(other.links)
            and all(one.is_same(two) for one, two in zip(self.content, other.content, strict=True))
            and all(one.is_same(two) for one, two in zip(self.links, other.links, strict=True))
        )


class Beginning(Struct, frozen=True):
    """Where an article begins: on which page, counted from 0, and how far from its head; ``title`` is a string as it is written."""

    title: str
    page: int
    top: Length


class Tree(Struct, frozen=True, eq=False):
    """A tree as it is written: its objects in the order of their numbers, the top first.

    ``owners`` are references to the elements of each stretch of content, page by page; ``leading`` to those of its links. ``articles`` are
    those in it that have content.
    """

    asked: Asked
    objects: Sequence[bytes]
    owners: Sequence[Sequence[str]]
    leading: Sequence[str]
    articles: Sequence[Beginning]


Trees = LastRun[Element, Tree]
"""Trees as the run before wrote them, by their tops."""


class _Content(Struct, frozen=True):
    """A stretch of marked content: on which of the pages of the tree, its number there, where it begins, its place in the reading."""

    page: OnPage
    number: int
    top: Length
    order: int


class _Node(Struct, eq=False):
    """An element with what it consists of, in reading order; an annotation as it is written."""

    element: Element
    reference: str
    parent: _Node | None
    kids: list[_Node | _Content | Leading] = field(default_factory=list)

    def order(self) -> int:
        """The place of its first content in the reading of a frame over the fold; 0 for none."""
        return min((order for kid in self.kids if (order := _order_of(kid))), default=0)

    def first(self) -> _Content | None:
        """Where its content begins."""
        for kid in self.kids:
            found = kid if isinstance(kid, _Content) else kid.first() if isinstance(kid, _Node) else None
            if found is not None:
                return found
        return None


def _order_of(kid: _Node | _Content | Leading) -> int:
    return 0 if isinstance(kid, Leading) else kid.order if isinstance(kid, _Content) else kid.order()


def _place(kid: _Node | _Content | Leading) -> tuple[bool, int]:
    """What has a place in such a reading comes first, in its order; all else as it came: tails stand on later pages."""
    order = _order_of(kid)
    return (not order, order)


def written_tree(asked: Asked) -> Tree:
    """The objects of a tree."""
    return _Growing(asked).written()


class _Growing:
    """A tree whose elements are numbered as they come."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._nodes: dict[Element, _Node] = {}
        # Elements are compared by all their names up to the top; most come as the same object again.
        self._known: dict[int, _Node] = {}

    def written(self) -> Tree:
        asked = self._asked
        owners = [self._owners(page) for page in asked.content]
        leading: list[str] = []
        for link in asked.links:
            node = self._node(link.element)
            node.kids.append(link)
            leading.append(node.reference)
        nodes = list(self._nodes.values())
        if any(order for page in asked.content for _, _, _, order in page.share.content):
            for node in nodes:
                if node.order():
                    node.kids.sort(key=_place)
        return Tree(asked, [self._element(node) for node in nodes], owners, leading, _articles(nodes))

    def _owners(self, page: OnPage) -> list[str]:
        owners: list[str] = []
        for element, number, top, order in page.share.content:
            node = self._node(element)
            node.kids.append(_Content(page, number, top, order))
            owners.append(node.reference)
        return owners

    def _node(self, element: Element) -> _Node:
        node = self._known.get(id(element))
        if node is None:
            node = self._known[id(element)] = self._found(element)
        return node

    def _found(self, element: Element) -> _Node:
        parent = None if element.parent is None else self._node(element.parent)
        # A parent makes what it holds itself.
        node = self._nodes.get(element)
        if node is not None:
            return node
        reference = f"{self._asked.first + len(self._nodes)} 0 R"
        node = self._nodes[element] = _Node(element, reference, parent)
        if parent is not None:
            parent.kids.append(node)
        for held in element.holds:
            self._found(replace(held, parent=element))
        return node

    def _element(self, node: _Node) -> bytes:
        element = node.element
        above = self._asked.above if node.parent is None else node.parent.reference
        own = next((kid.page for kid in node.kids if isinstance(kid, _Content)), None)
        told = [f"<</S/{element.tag.value}/P {above}"]
        if own is not None:
            told.append(f"/Pg {own.reference}")
        kids = [_kid(kid, own) for kid in node.kids]
        told.append(f"/K {kids[0]}" if len(kids) == 1 else f"/K[{' '.join(kids)}]")
        for key, text in (("T", element.title), ("Alt", element.alt), ("ActualText", element.actual)):
            if text:
                told.append(f"/{key}{text_literal(text)}")
        attributes = _cell(element) if element.tag in _CELLS else ""
        if element.tag is Tag.FIGURE:
            attributes = self._figure(node)
        if attributes:
            told.append(f"/A{attributes}")
        return f"{''.join(told)}>>".encode("latin-1")

    def _figure(self, node: _Node) -> str:
        """Where a figure stands that is on one page only."""
        shares = [page.share for page in self._asked.content if node.element in page.share.figures]
        if len(shares) != 1:
            return ""
        box, (left, foot) = shares[0].figures[node.element], shares[0].origin
        corners = (left + box.x, foot - box.bottom, left + box.right, foot - box.y)
        return f"<</O /Layout /BBox [{' '.join(map(thousandths, corners))}]>>"


def _articles(nodes: Iterable[_Node]) -> list[Beginning]:
    begun = ((node, node.first()) for node in nodes if node.element.tag is Tag.ARTICLE)
    return [
        Beginning(_written_title(node.element.title), first.page.page, first.top)
        for node, first in begun
        if first
    ]


def _written_title(title: str) -> str:
    return text_literal(title) if title else ""


def _kid(kid: _Node | _Content | Leading, own: OnPage | None) -> str:
    match kid:
        case _Node():
            return kid.reference
        case _Content() if kid.page is own:
            return str(kid.number)
        case _Content():
            return f"<</Type/MCR/Pg {kid.page.reference}/MCID {kid.number}>>"
        case Leading():
            return f"<</Type/OBJR/Pg {kid.page}/Obj {kid.annotation}>>"


def _cell(element: Element) -> str:
    rows, columns = element.spans
    told = ["/Scope /Column"] if element.tag is Tag.TABLE_HEAD else []
    told += [f"/RowSpan {rows}"] if rows > 1 else []
    told += [f"/ColSpan {columns}"] if columns > 1 else []
    return f"<</O /Table {' '.join(told)}>>" if told else ""

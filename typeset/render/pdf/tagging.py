"""The structure tree of a proof (ISO 32000-1 §14.7; ISO 14289-1, PDF/UA-1): elements, their content on the pages, links.

An element is written once, wherever its content stands: a story that goes on on another page is one article.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace

from typeset.model.placed import PlacedPage
from typeset.model.structure import Element, Tag
from typeset.render.pdf.marked import PageTags
from typeset.render.pdf.numbers import thousandths
from typeset.render.pdf.objects import Document, PDFDictionary, Raw, Reference, dictionary, name
from typeset.render.pdf.tounicode import utf16
from typeset.units import Length

LANGUAGE: Final = "zh-CN"
_CELLS: Final = frozenset({Tag.TABLE_HEAD, Tag.TABLE_CELL})


class Content(Struct, frozen=True):
    """A stretch of marked content: of which page, counted from 0, its number there, where it begins.

    ``order`` is its place in the reading of a frame over the fold; 0 where pages are read one after the other.
    """

    page: int
    number: int
    top: Length
    order: int = 0


class Node(Struct):
    """An element with what it consists of, in reading order; an annotation by its page and reference."""

    element: Element
    written: Raw
    reference: Reference
    kids: list[Node | Content | tuple[int, Reference]] = field(default_factory=list)

    def in_order(self) -> None:
        """Put what was parted between two pages into the order in which it is read."""
        self.kids.sort(key=_place)

    def order(self) -> int:
        """The place of its first content in the reading of a frame over the fold; 0 for none."""
        orders = [order for kid in self.kids if (order := _order_of(kid))]
        return min(orders, default=0)

    def first(self) -> Content | None:
        """Where its content begins."""
        for kid in self.kids:
            found = kid if isinstance(kid, Content) else kid.first() if isinstance(kid, Node) else None
            if found is not None:
                return found
        return None


def _order_of(kid: Node | Content | tuple[int, Reference]) -> int:
    return kid.order if isinstance(kid, Content) else kid.order() if isinstance(kid, Node) else 0


def _place(kid: Node | Content | tuple[int, Reference]) -> tuple[bool, int]:
    """What has a place in such a reading comes first, in its order; all else as it came: tails stand on later pages."""
    order = _order_of(kid)
    return (not order, order)


class StructureTree:
    """The tree of a document under construction: its pages in order, then its links, then it is written."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._root = Raw(b"")
        self._top = Raw(b"")
        self._references = document.add(self._root), document.add(self._top)
        self._nodes: dict[Element, Node] = {}
        self._pages: list[tuple[PlacedPage, Reference, PageTags]] = []
        self._parents: list[list[Reference] | Reference] = []

    def add_page(
        self, page: PlacedPage, entries: PDFDictionary, reference: Reference, tags: PageTags
    ) -> None:
        """The next page: its content goes to its elements."""
        index = len(self._pages)
        self._pages.append((page, reference, tags))
        entries["StructParents"] = index
        entries["Tabs"] = name("S")
        owners: list[Reference] = []
        told = zip(tags.elements, tags.tops, tags.orders, strict=True)
        for number, (element, top, order) in enumerate(told):
            node = self._node(element)
            node.kids.append(Content(index, number, top, order))
            owners.append(node.reference)
        self._parents.append(owners)

    def add_link(self, page: int, element: Element, annotation: Reference) -> int:
        """An annotation of an element, on a page counted from 0; returns its number in the parent tree."""
        node = self._node(element)
        node.kids.append((page, annotation))
        self._parents.append(node.reference)
        return len(self._parents) - 1

    def articles(self) -> Sequence[Node]:
        """The articles in reading order."""
        return [node for node in self._nodes.values() if node.element.tag is Tag.ARTICLE]

    def write(self, catalog: PDFDictionary) -> None:
        """Write all elements, and tell the catalog that the document is tagged."""
        root, top = self._references
        for node in self._nodes.values():
            if node.order():
                node.in_order()
        tops = [node for node in self._nodes.values() if node.element.parent is None]
        self._top.content = _dictionary(
            "StructElem",
            S="/Document",
            P=_ref(root),
            Lang=f"({LANGUAGE})",
            K=_array(_ref(node.reference) for node in tops),
        )
        for node in self._nodes.values():
            parent = node.element.parent
            above = top if parent is None else self._nodes[parent].reference
            node.written.content = self._element(node, above)
        parents = Raw(_parent_tree(self._parents))
        self._root.content = _dictionary(
            "StructTreeRoot",
            K=_array([_ref(top)]),
            ParentTree=_ref(self._document.add(parents)),
            ParentTreeNextKey=str(len(self._parents)),
        )
        catalog["StructTreeRoot"] = root
        catalog["MarkInfo"] = dictionary(Marked="true")
        catalog["Lang"] = f"({LANGUAGE})"
        catalog["ViewerPreferences"] = dictionary(DisplayDocTitle="true")

    def _node(self, element: Element) -> Node:
        parent = None if element.parent is None else self._node(element.parent)
        # A parent makes what it holds itself.
        node = self._nodes.get(element)
        if node is not None:
            return node
        written = Raw(b"")
        node = self._nodes[element] = Node(element, written, self._document.add(written))
        if parent is not None:
            parent.kids.append(node)
        for held in element.holds:
            self._node(replace(held, parent=element))
        return node

    def _element(self, node: Node, above: Reference) -> bytes:
        element = node.element
        entries = {"S": f"/{element.tag.value}", "P": _ref(above)}
        own = next((kid.page for kid in node.kids if isinstance(kid, Content)), None)
        if own is not None:
            entries["Pg"] = _ref(self._pages[own][1])
        entries["K"] = _array(self._kid(kid, own) for kid in node.kids)
        for key, text in (("T", element.title), ("Alt", element.alt), ("ActualText", element.actual)):
            if text:
                entries[key] = f"<FEFF{utf16(text)}>"
        attributes = _cell(element) if element.tag in _CELLS else ""
        if element.tag is Tag.FIGURE:
            attributes = self._figure(node)
        if attributes:
            entries["A"] = attributes
        return _dictionary("StructElem", **entries)

    def _kid(self, kid: Node | Content | tuple[int, Reference], own: int | None) -> str:
        match kid:
            case Node():
                return _ref(kid.reference)
            case Content() if kid.page == own:
                return str(kid.number)
            case Content():
                return f"<</Type /MCR /Pg {_ref(self._pages[kid.page][1])} /MCID {kid.number}>>"
            case (page, annotation):
                return f"<</Type /OBJR /Pg {_ref(self._pages[page][1])} /Obj {_ref(annotation)}>>"

    def _figure(self, node: Node) -> str:
        """Where a figure stands that is on one page only."""
        pages = [one for one in self._pages if node.element in one[2].figures]
        if len(pages) != 1:
            return ""
        page, _, tags = pages[0]
        box = tags.figures[node.element]
        left, foot = page.bleed + page.margin, page.height + page.bleed + page.margin
        corners = (left + box.x, foot - box.bottom, left + box.right, foot - box.y)
        return f"<</O /Layout /BBox [{' '.join(map(thousandths, corners))}]>>"


def _cell(element: Element) -> str:
    rows, columns = element.spans
    told = ["/Scope /Column"] if element.tag is Tag.TABLE_HEAD else []
    told += [f"/RowSpan {rows}"] if rows > 1 else []
    told += [f"/ColSpan {columns}"] if columns > 1 else []
    return f"<</O /Table {' '.join(told)}>>" if told else ""


def _parent_tree(parents: Sequence[list[Reference] | Reference]) -> bytes:
    numbers = (
        f"{key} {_ref(of) if isinstance(of, Reference) else _array(map(_ref, of))}"
        for key, of in enumerate(parents)
    )
    return f"<</Nums {_array(numbers)}>>".encode("ascii")


def _ref(reference: Reference) -> str:
    return f"{reference.name} 0 R"


def _array(values: Iterable[str]) -> str:
    return f"[{' '.join(values)}]"


def _dictionary(kind: str, **entries: str) -> bytes:
    told = " ".join(f"/{key} {value}" for key, value in entries.items())
    return f"<</Type /{kind} {told}>>".encode("ascii")

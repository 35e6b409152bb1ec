"""The structure tree of a proof (ISO 32000-1 §14.7; ISO 14289-1, PDF/UA-1): elements, their content on the pages, links."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from msgspec import Struct, field

from typeset.model.structure import Element
from typeset.render.pdf.elements import Asked, Beginning, Leading, OnPage, Tree, Trees, written_tree
from typeset.render.pdf.objects import Document, PDFDictionary, Raw, Reference, dictionary, reference_to
from typeset.render.pdf.shares import Share

LANGUAGE: Final = "zh-CN"


class _Top(Struct, eq=False):
    """What one tree has of content and links, where in the parent tree those are, and the tree when it is written."""

    element: Element
    content: list[OnPage] = field(default_factory=list)
    links: list[Leading] = field(default_factory=list)
    keys: list[int] = field(default_factory=list)
    tree: Tree | None = None


class _Page(Struct, eq=False):
    """A page: the reference to it, the trees that begin on it, and all that have content on it with the place of that among theirs."""

    reference: str
    begun: list[_Top] = field(default_factory=list)
    shares: list[tuple[_Top, int]] = field(default_factory=list)


class Bookmark:
    """The bookmark of an article, which is numbered but not yet written."""

    def __init__(self, document: Document, article: Beginning) -> None:
        self.article = article
        self.raw = Raw(b"")
        self.number = int(document.add(self.raw).name)


class StructureTree:
    """The tree of a document under construction: its pages in order, then its links, then it is written.

    ``standing`` are the trees of articles of the run before.
    """

    def __init__(self, document: Document, standing: Trees) -> None:
        self._document = document
        self._standing = standing
        self._root, self._top = Raw(b""), Raw(b"")
        self._references = reference_to(document.add(self._root)), reference_to(document.add(self._top))
        self._tops: dict[Element, _Top] = {}
        self._pages: list[_Page] = []
        # Trees that have nothing but links.
        self._others: list[_Top] = []
        self._links = 0

    def add_page(self, reference: Reference, shares: Sequence[Share]) -> int:
        """The next page: its content goes to its elements; returns its number in the parent tree."""
        number, page = len(self._pages), _Page(reference_to(reference))
        self._pages.append(page)
        for share in shares:
            top = self._top_of(share.top, page.begun)
            page.shares.append((top, len(top.content)))
            top.content.append(OnPage(number, page.reference, share))
        return number

    def add_link(self, page: int, element: Element, annotation: Reference) -> int:
        """An annotation of an element, on a page counted from 0; returns its number in the parent tree. All pages are there by now."""
        root = element
        while root.parent is not None:
            root = root.parent
        top = self._top_of(root, self._others)
        key = len(self._pages) + self._links
        self._links += 1
        top.links.append(Leading(element, self._pages[page].reference, reference_to(annotation)))
        top.keys.append(key)
        return key

    def _top_of(self, element: Element, begun: list[_Top]) -> _Top:
        """The tree of an element at the top; one that is new is among those that are ``begun``."""
        top = self._tops.get(element)
        if top is None:
            top = self._tops[element] = _Top(element)
            begun.append(top)
        return top

    def write(self, catalog: PDFDictionary) -> list[Bookmark]:
        """Write all elements, and tell the catalog that the document is tagged; returns bookmarks for the articles in reading order."""
        root, above = self._references
        bookmarks: list[Bookmark] = []
        parents: list[str] = []
        for page in self._pages:
            bookmarks += self._trees(page.begun, above)
            # It stands here so that Flate finds its references again, which are those of the trees.
            parents.append(reference_to(self._document.add(Raw(_owners(page)))))
        bookmarks += self._trees(self._others, above)
        leading = {key: owner for top in self._tops.values() for key, owner in _leading(top)}
        parents += [leading[key] for key in sorted(leading)]
        self._top.content = (
            f"<</S/Document/P {root}/Lang({LANGUAGE})"
            f"/K{_array(f'{top.tree.asked.first} 0 R' for top in self._tops.values() if top.tree)}>>"
        ).encode("ascii")
        numbers = _array(f"{key} {of}" for key, of in enumerate(parents))
        tree = self._document.add(Raw(f"<</Nums{numbers}>>".encode("ascii")))
        self._root.content = (
            f"<</Type/StructTreeRoot/K[{above}]/ParentTree {reference_to(tree)}/ParentTreeNextKey {len(parents)}>>"
        ).encode("ascii")
        catalog["StructTreeRoot"] = root
        catalog["MarkInfo"] = dictionary(Marked="true")
        catalog["Lang"] = f"({LANGUAGE})"
        catalog["ViewerPreferences"] = dictionary(DisplayDocTitle="true")
        return bookmarks

    def _trees(self, tops: Iterable[_Top], above: str) -> Iterator[Bookmark]:
        """Write trees, each with bookmarks for its articles: they stand by it so that Flate finds their words again."""
        for top in tops:
            asked = Asked(self._document.next_number, above, top.content, top.links)
            known = self._standing.before(top.element)
            if known is None or not known.asked.is_same(asked):
                known = written_tree(asked)
            top.tree = self._standing.keep(top.element, known)
            self._document.place(known.objects)
            yield from [Bookmark(self._document, article) for article in known.articles if article.title]


def _owners(page: _Page) -> bytes:
    """The elements of a page's content by its number there, as the parent tree has them."""
    owners: dict[int, str] = {}
    for top, place in page.shares:
        if top.tree is not None:
            numbers = [number for _, number, _, _ in top.content[place].share.content]
            owners.update(zip(numbers, top.tree.owners[place], strict=True))
    return _array(owners[number] for number in range(len(owners))).encode("ascii")


def _leading(top: _Top) -> Iterable[tuple[int, str]]:
    """The elements of the links of a tree by their numbers in the parent tree."""
    return () if top.tree is None else zip(top.keys, top.tree.leading, strict=True)


def _array(values: Iterable[str]) -> str:
    return f"[{' '.join(values)}]"

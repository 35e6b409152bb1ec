"""The structure tree of a proof (ISO 32000-1 §14.7; ISO 14289-1, PDF/UA-1): elements, their content on the pages, links."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from msgspec import Struct, field

from typeset.model.structure import Element
from typeset.render.pdf.elements import Asked, Beginning, Leading, Standing, Tree, Trees, written_tree
from typeset.render.pdf.objects import Document, PDFDictionary, Raw, Reference, dictionary, reference_to
from typeset.render.pdf.shares import Share

LANGUAGE: Final = "zh-CN"


class _Top(Struct, eq=False):
    """What one tree has of content and links, and where in the parent tree those are."""

    content: list[Standing] = field(default_factory=list)
    links: list[Leading] = field(default_factory=list)
    keys: list[int] = field(default_factory=list)


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
        self._pages: list[str] = []
        self._links = 0

    def add_page(self, reference: Reference, shares: Sequence[Share]) -> int:
        """The next page: its content goes to its elements; returns its number in the parent tree."""
        number = len(self._pages)
        self._pages.append(reference_to(reference))
        for share in shares:
            top = self._tops.setdefault(share.top, _Top())
            top.content.append(Standing(number, self._pages[number], share))
        return number

    def add_link(self, page: int, element: Element, annotation: Reference) -> int:
        """An annotation of an element, on a page counted from 0; returns its number in the parent tree. All pages are there by now."""
        root = element
        while root.parent is not None:
            root = root.parent
        top = self._tops.setdefault(root, _Top())
        key = len(self._pages) + self._links
        self._links += 1
        top.links.append(Leading(element, self._pages[page], reference_to(annotation)))
        top.keys.append(key)
        return key

    def write(self, catalog: PDFDictionary) -> list[Beginning]:
        """Write all elements, and tell the catalog that the document is tagged; returns the articles in reading order."""
        root, above = self._references
        trees: list[Tree] = []
        for element, top in self._tops.items():
            tree = self._tree(element, Asked(self._document.next_number, above, top.content, top.links))
            self._document.place(tree.objects)
            trees.append(tree)
        self._top.content = (
            f"<</Type /StructElem /S /Document /P {root} /Lang ({LANGUAGE})"
            f" /K {_array(f'{tree.asked.first} 0 R' for tree in trees)}>>"
        ).encode("ascii")
        parents = self._document.add(Raw(self._parent_tree(trees)))
        self._root.content = (
            f"<</Type /StructTreeRoot /K [{above}] /ParentTree {reference_to(parents)}"
            f" /ParentTreeNextKey {len(self._pages) + self._links}>>"
        ).encode("ascii")
        catalog["StructTreeRoot"] = root
        catalog["MarkInfo"] = dictionary(Marked="true")
        catalog["Lang"] = f"({LANGUAGE})"
        catalog["ViewerPreferences"] = dictionary(DisplayDocTitle="true")
        return [article for tree in trees for article in tree.articles]

    def _tree(self, element: Element, asked: Asked) -> Tree:
        known = self._standing.before(element)
        if known is None or not known.asked.is_same(asked):
            known = written_tree(asked)
        return self._standing.keep(element, known)

    def _parent_tree(self, trees: Sequence[Tree]) -> bytes:
        """The elements of each page's content by its number there; after the pages the element of each link."""
        pages: list[dict[int, str]] = [{} for _ in self._pages]
        links = [""] * self._links
        for top, tree in zip(self._tops.values(), trees, strict=True):
            for standing, owners in zip(top.content, tree.owners, strict=True):
                numbers = [number for _, number, _, _ in standing.share.content]
                pages[standing.page].update(zip(numbers, owners, strict=True))
            for key, owner in zip(top.keys, tree.leading, strict=True):
                links[key - len(pages)] = owner
        told = [_array(owners[number] for number in range(len(owners))) for owners in pages] + links
        return f"<</Nums {_array(f'{key} {of}' for key, of in enumerate(told))}>>".encode("ascii")


def _array(values: Iterable[str]) -> str:
    return f"[{' '.join(values)}]"

"""A tagged PDF read from outside: its structure tree with the text of every element, by pikepdf alone.

Text is what a reader program would take: the codes of marked content through the ToUnicode of their fonts, ``ActualText``
where there is one. Nothing of our writer is used.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf

PAINTS = frozenset(
    ["Tj", "TJ", "'", '"', "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "Do", "INLINE", "IMAGE"]
)
SHOWS = frozenset({"Tj", "TJ"})


@dataclass
class Tagged:
    """An element: its type, what it says of itself, its kids, and the pages its content is on."""

    tag: str
    raw: Any
    alt: str
    title: str
    actual: str
    kids: list[Tagged | str] = field(default_factory=list)
    pages: set[int] = field(default_factory=set)
    links: list[Any] = field(default_factory=list)

    def text(self, *, without: frozenset[str] = frozenset()) -> str:
        """Its text in reading order; soft hyphens were put in where words were divided."""
        parts = (
            kid if isinstance(kid, str) else "" if kid.tag in without else kid.text(without=without)
            for kid in self.kids
        )
        return self.actual or "".join(parts).replace("\u00ad", "")

    def walk(self) -> Iterator[Tagged]:
        """The element and all below it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Tagged):
                yield from kid.walk()

    def all(self, *tags: str) -> list[Tagged]:
        return [one for one in self.walk() if one.tag in tags]


class TaggedPdf:
    """The structure tree of an open document, and the faults of its content."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pdf = pdf
        self.faults: list[str] = []
        self._numbers = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}
        self._content = [self._read(index) for index in range(len(pdf.pages))]
        self._seen: set[tuple[int, int]] = set()
        root = pdf.Root.StructTreeRoot
        (top,) = list(root.K)
        self.root = self._element(top, None)
        lost = {(page, n) for page, own in enumerate(self._content) for n in own} - self._seen
        self.faults += [f"marked content in no element: {one}" for one in sorted(lost)]

    def _element(self, raw: Any, page: int | None) -> Tagged:
        alt, title, actual = (str(raw.get(key, "")) for key in ("/Alt", "/T", "/ActualText"))
        made = Tagged(str(raw.S)[1:], raw, alt, title, actual)
        page = self._numbers[raw.Pg.objgen] if "/Pg" in raw else page
        kids = raw.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, int):
                assert page is not None
                self._take(made, page, kid)
            elif kid.get("/Type") == "/MCR":
                self._take(made, self._numbers[kid.Pg.objgen], int(kid.MCID))
            elif kid.get("/Type") == "/OBJR":
                made.links.append(kid.Obj)
            else:
                if kid.P.objgen != raw.objgen:
                    self.faults.append(f"{kid.S} has another parent than it is in")
                made.kids.append(self._element(kid, page))
        return made

    def _take(self, made: Tagged, page: int, number: int) -> None:
        if (page, number) in self._seen or number not in self._content[page]:
            self.faults.append(f"content {number} of page {page + 1} is there twice, or not at all")
        self._seen.add((page, number))
        made.kids.append(self._content[page].get(number, ""))
        made.pages.add(page)

    def _read(self, index: int) -> dict[int, str]:
        """The text of each marked content of a page; what is painted outside of any is a fault."""
        page = self.pdf.pages[index]
        fonts = {key: _to_unicode(font) for key, font in page.Resources.get("/Font", {}).items()}
        content = _Content(fonts)
        for operands, operator in pikepdf.parse_content_stream(page):
            content.take(str(operator), operands)
        self.faults += [f"page {index + 1}: {fault}" for fault in content.faults]
        return content.found


class _Content:
    """The marked content of a page, operator by operator."""

    def __init__(self, fonts: dict[str, dict[int, str]]) -> None:
        self.found: dict[int, str] = {}
        self.faults: list[str] = []
        self._fonts = fonts
        self._font: dict[int, str] = {}
        self._in_text = False
        # What is open, and whether in a text object: the number of a content, "artifact", "said" for glyphs with a text.
        self._open: list[tuple[int | str | None, bool]] = []

    @property
    def _here(self) -> int | str | None:
        return next((one for one, _ in self._open if isinstance(one, int) or one == "artifact"), None)

    def take(self, operator: str, operands: Any) -> None:
        if operator in {"BT", "ET"}:
            self._in_text = operator == "BT"
        elif operator in {"BMC", "BDC"}:
            self._open.append((self._opened(str(operands[0]), operands[1:]), self._in_text))
        elif operator == "EMC":
            _, begun_in_text = self._open.pop()
            if begun_in_text is not self._in_text:
                self.faults.append("marked content begins inside a text object or ends there")
        elif operator == "Tf":
            self._font = self._fonts[str(operands[0])]
        elif operator in PAINTS:
            self._painted(operator, operands)

    def _painted(self, operator: str, operands: Any) -> None:
        here = self._here
        if here is None:
            self.faults.append(f"{operator} is neither content nor artifact")
        elif isinstance(here, int) and operator in SHOWS and all(one != "said" for one, _ in self._open):
            self.found[here] += _shown(operands[0], self._font)

    def _opened(self, tag: str, told: Any) -> int | str | None:
        properties = told[0] if told and isinstance(told[0], pikepdf.Dictionary) else {}
        here = self._here
        if "/ActualText" in properties and tag == "/Span":
            if isinstance(here, int):
                self.found[here] += str(properties["/ActualText"])
            return "said"
        if tag != "/Artifact" and "/MCID" not in properties:
            return None
        if here is not None:
            self.faults.append("content marked inside of other content")
        if tag == "/Artifact":
            return "artifact"
        number = int(properties["/MCID"])
        if number in self.found:
            self.faults.append(f"content {number} begins twice")
        self.found[number] = ""
        return number


def _shown(operand: Any, font: dict[int, str]) -> str:
    pieces = operand if isinstance(operand, pikepdf.Array) else [operand]
    codes = b"".join(bytes(piece) for piece in pieces if isinstance(piece, pikepdf.String))
    text = "".join(font[int.from_bytes(codes[at : at + 2])] for at in range(0, len(codes), 2))
    return text.replace("\u2060", "")


def _to_unicode(font: Any) -> dict[int, str]:
    cmap = font.ToUnicode.read_bytes().decode("ascii")
    return {
        int(code, 16): bytes.fromhex(text).decode("utf-16-be")
        for code, text in re.findall(r"<([0-9A-F]{4})> <([0-9A-F]+)>", cmap)
    }


ALLOWED = {
    "LI": {"L"}, "LBody": {"LI"}, "TOCI": {"TOC"}, "TR": {"Table"}, "TH": {"TR"}, "TD": {"TR"},
    "RB": {"Ruby"}, "RT": {"Ruby"}, "Caption": {"Figure", "Table"}, "Art": {"Document"},
}  # fmt: skip
"""In what an element may stand, where that is not anything (ISO 32000-1 §14.8.4)."""


def faults_of(pdf: pikepdf.Pdf) -> list[str]:
    """What a document breaks of the rules of ISO 14289-1 (PDF/UA-1) that a program can check."""
    tagged = TaggedPdf(pdf)
    faults = [*tagged.faults]
    catalog = pdf.Root
    if not catalog.MarkInfo.Marked or catalog.MarkInfo.get("/Suspects", False):
        faults.append("§7.1 not marked, or suspect")
    if not catalog.ViewerPreferences.DisplayDocTitle or not str(pdf.docinfo.Title):
        faults.append("§7.1 the title is not shown")
    if str(catalog.get("/Lang", "")) != "zh-CN":
        faults.append("§7.2 no language")
    with pdf.open_metadata() as metadata:
        if metadata.get("pdfuaid:part") != "1" or not metadata.get("dc:title"):
            faults.append("§5 no identifier, or no title in XMP")
    faults += _parent_tree_faults(pdf, tagged)
    faults += _tree_faults(tagged.root)
    for page in pdf.pages:
        if page.get("/Tabs") != "/S":
            faults.append("§7.18.3 tab order is not that of the structure")
        for font in page.Resources.get("/Font", {}).values():
            descriptor = font.DescendantFonts[0].FontDescriptor
            if not {"/FontFile2", "/FontFile3"} & set(descriptor.keys()):
                faults.append("§7.21.4 a font is not embedded")
            if any(set(text) & set("\0\ufeff\ufffe") for text in _to_unicode(font).values()):
                faults.append("§7.21.7 a code stands for no character")
    return faults


def _parent_tree_faults(pdf: pikepdf.Pdf, tagged: TaggedPdf) -> list[str]:
    """Every content and every link finds its element through the parent tree."""
    numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    owners = {int(key): owner for key, owner in zip(numbers[::2], numbers[1::2], strict=True)}
    faults = [] if list(owners) == sorted(owners) else ["the parent tree is not in order"]
    links = {one.objgen: element for element in tagged.root.walk() for one in element.links}
    for page in pdf.pages:
        for annotation in page.get("/Annots", []):
            element = links.get(annotation.objgen)
            if element is None or element.tag != "Link" or not str(annotation.get("/Contents", "")):
                faults.append("§7.18.5 a link in no Link element, or without a description")
            elif owners[int(annotation.StructParent)].objgen != element.raw.objgen:
                faults.append("a link has another parent in the parent tree")
    for element in tagged.root.walk():
        own = element.raw.get("/Pg")
        kids = element.raw.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            page = own if isinstance(kid, int) else kid.Pg if kid.get("/Type") == "/MCR" else None
            if page is None:
                continue
            number = kid if isinstance(kid, int) else int(kid.MCID)
            if owners[int(page.StructParents)][number].objgen != element.raw.objgen:
                faults.append(f"content {number} has another parent in the parent tree")
    return faults


def _tree_faults(root: Tagged) -> list[str]:
    faults: list[str] = []
    level = 0
    for element in root.walk():
        heading = re.fullmatch(r"H([1-6])", element.tag)
        if heading:
            if int(heading[1]) > level + 1:
                faults.append(f"§7.4.2 {element.tag} after level {level}: {element.text()}")
            level = int(heading[1])
        if element.tag == "Figure" and not element.alt:
            faults.append("§7.3 a figure without an alternate text")
        if element.tag == "TH" and element.raw.get("/A", {}).get("/Scope") != "/Column":
            faults.append("§7.5 a head of a table without its scope")
        if element.tag == "Link" and not element.links:
            faults.append("§7.18.5 a Link element without a link")
        if element.tag == "Table":
            faults += _table_faults(element)
        for kid in element.kids:
            if isinstance(kid, Tagged) and kid.tag in ALLOWED and element.tag not in ALLOWED[kid.tag]:
                faults.append(f"{kid.tag} in {element.tag}")
    return faults


def _table_faults(table: Tagged) -> list[str]:
    """Rows of one table are equally wide (§7.5)."""
    reach: dict[int, int] = {}
    widths: list[int] = []
    for row in table.all("TR"):
        wide = 0
        for cell in row.all("TH", "TD"):
            told = cell.raw.get("/A", {})
            while reach.get(wide, 0) > len(widths):
                wide += 1
            for _ in range(int(told.get("/ColSpan", 1))):
                reach[wide] = len(widths) + int(told.get("/RowSpan", 1))
                wide += 1
        while reach.get(wide, 0) > len(widths):
            wide += 1
        widths.append(wide)
    return [] if len(set(widths)) == 1 else [f"§7.5 rows of {sorted(set(widths))} columns"]

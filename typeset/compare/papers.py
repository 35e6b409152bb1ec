"""PDF files held against each other, ours or not: the text of each page as it stands in the file, and its pixels."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final, TypeVar

from msgspec import Struct

from typeset.catalogue import finding
from typeset.compare.lines import compare_text
from typeset.compare.pixels import Picture, differing, drawn_page
from typeset.findings import Finding, TypesetError
from typeset.model.changes import Aspect, Fate, InkKind, InkPlace, IssueDiff, PageDiff, TextDiff
from typeset.model.impression import LinePlace, ShownLine, ShownText, TextKind
from typeset.model.layout import Rect
from typeset.source import Span

if TYPE_CHECKING:
    import pypdfium2

_T = TypeVar("_T")

MOST_PAGES: Final = 400
"""Pages of one file that are compared; a file with more is refused."""

_MOST_LINES: Final = 20_000
_LINE_END: Final = re.compile(r"\r\n|\r|\n")
# The name of a page file: 01, A04; what is before the number of a page in a file the plant named is kept.
_PAGE_NAME: Final = re.compile(r"([A-Za-z]{0,2})0*([1-9][0-9]{0,2})")
_FPDF_ERR_PASSWORD: Final = "password"


class PaperFile(Struct, frozen=True):
    """A PDF file, by the name shown to people. ``page`` is what its only page is called, "" where pages are counted."""

    name: str
    data: bytes
    page: str = ""


class PaperPage(Struct, frozen=True):
    """A page of a PDF file, and its text."""

    name: str
    file: PaperFile
    index: int
    text: ShownText

    def draw(self, *, dpi: int = 100) -> Picture:
        """The page as pixels.

        Raises:
            TypesetError: when it cannot be drawn.
        """
        return draw(self.file, self.index, dpi=dpi)


def draw(file: PaperFile, index: int, *, dpi: int = 100) -> Picture:
    """A page of a file, counted from 0, as pixels.

    Raises:
        TypesetError: when it cannot be drawn.
    """
    return _opened(file, lambda document: drawn_page(document[index], dpi=dpi))


def page_of(stem: str) -> str:
    """What the page in a file of this name is called: ``4`` of ``04``, ``A4`` of ``A04``, else as the file is."""
    found = _PAGE_NAME.fullmatch(stem)
    return f"{found[1].upper()}{found[2]}" if found else stem


def read_papers(files: Sequence[PaperFile]) -> tuple[PaperPage, ...]:
    """All pages of these files with their text.

    Raises:
        TypesetError: when files cannot be read; all of them are told.
    """
    pages: list[PaperPage] = []
    found: list[Finding] = []
    for file in files:
        try:
            pages += _opened(file, partial(_pages, file))
        except TypesetError as error:
            found += error.findings
    if found:
        raise TypesetError(found)
    return tuple(pages)


def compare_papers(old: Sequence[PaperPage], new: Sequence[PaperPage]) -> IssueDiff:
    """What is different between two sets of pages; pages of the same name are held against each other.

    Where no two have the same name, as in page files and a proof of an issue with sections, they are in their order.

    Raises:
        TypesetError: when a page cannot be drawn.
    """
    before, after = ({page.name: page for page in side} for side in (old, new))
    if not before.keys() & after.keys():
        before |= {ours.name: theirs for ours, theirs in zip(new, old, strict=False)}
        before = {name: page for name, page in before.items() if name in after or page in old[len(new) :]}
    names = dict.fromkeys((*after, *before))
    compared = [_compared(name, before.get(name), after.get(name)) for name in names]
    return IssueDiff(
        pages=tuple(page for page, _ in compared),
        texts=tuple(text for _, text in compared if text is not None and not text.is_empty),
        not_compared=(Aspect.STORIES, Aspect.FRAMES, Aspect.JUMPS),
    )


def _compared(name: str, old: PaperPage | None, new: PaperPage | None) -> tuple[PageDiff, TextDiff | None]:
    if old is not None and new is not None and (old.file.data, old.index) == (new.file.data, new.index):
        return PageDiff(name, Fate.SAME), None
    text = compare_text(*(page.text if page is not None else None for page in (old, new)))
    fate = Fate.ADDED if old is None else Fate.REMOVED
    places: tuple[Rect, ...] = ()
    if old is not None and new is not None:
        places = differing(old.draw(), new.draw())
        fate = Fate.SAME if not places and text.is_empty else Fate.CHANGED
    read = len(set(text.to_read))
    ink = tuple(InkPlace(InkKind.ANY, box) for box in places)
    return PageDiff(name, fate, read, len(text.moved), len(text.rebroken), 0, ink), text


def _pages(file: PaperFile, document: pypdfium2.PdfDocument) -> list[PaperPage]:
    count = len(document)
    if not 1 <= count <= MOST_PAGES:
        reason = f"{count} pages, of 1 to {MOST_PAGES}"
        raise TypesetError([finding("pdf-unreadable", span=Span(file.name), reason=reason)])
    pages = []
    for index in range(count):
        number = str(index + 1)
        name = f"{file.page}/{number}" if file.page and count > 1 else file.page or number
        pages.append(PaperPage(name, file, index, _text(document[index], name)))
    return pages


def _text(page: pypdfium2.PdfPage, name: str) -> ShownText:
    """The text of a page in the order of its contents, line by line as pdfium makes them out."""
    said = _LINE_END.split(page.get_textpage().get_text_range())[:_MOST_LINES]
    cleaned = ("".join(char for char in line if unicodedata.category(char) != "Cc") for line in said)
    lines = [line.strip() for line in cleaned]
    shown = (ShownLine(line, LinePlace(name, number=n)) for n, line in enumerate(filter(None, lines), 1))
    return ShownText(TextKind.PAGE, name, tuple(shown), page=name)


def _opened(file: PaperFile, work: Callable[[pypdfium2.PdfDocument], _T]) -> _T:
    """Open a file, do something with it and close it."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(file.data)
    except pypdfium2.PdfiumError as error:
        locked = _FPDF_ERR_PASSWORD in str(error).lower()
        told = (
            finding("pdf-encrypted", span=Span(file.name))
            if locked
            else finding("pdf-unreadable", span=Span(file.name), reason=str(error))
        )
        raise TypesetError([told]) from error
    try:
        return work(document)
    except (pypdfium2.PdfiumError, MemoryError) as error:
        reason = str(error) or type(error).__name__
        raise TypesetError([finding("pdf-unreadable", span=Span(file.name), reason=reason)]) from error
    finally:
        document.close()

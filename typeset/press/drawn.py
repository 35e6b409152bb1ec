"""The pages of a set edition as PDF: a file each for the plant, and the proof of all of them."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from typeset.execute import executor
from typeset.faces import FaceBook
from typeset.findings import Severity
from typeset.flow.aids import layout_aids
from typeset.model.edition import Edition
from typeset.model.placed import PlacedPage, links_of
from typeset.model.printing import Printing, Standard
from typeset.press.edition import AIDS, BuildOptions, Progress, SetEdition
from typeset.press.plant import intent_of, press_profile
from typeset.source import Sources

if TYPE_CHECKING:
    from typeset.render.pdf import PdfRenderer


def broken_pages(done: SetEdition) -> set[int | None]:
    """The pages with an error; one in a frame over the fold is an error of both its pages."""
    wrong = [f for f in done.findings if f.severity is Severity.ERROR]
    over = {
        (page.number, frame.name)
        for page in done.issue.edition.pages
        for frame in page.layout.frames
        if frame.spread
    }
    facing = {f.page + 1 for f in wrong if f.page is not None and (f.page, f.frame) in over}
    # What overlaps a frame from over the fold spoils the page that frame comes from as well.
    facing |= {int(dict(f.facts)["other_page"]) for f in wrong if f.code == "spread-overlap"}
    return {f.page for f in wrong} | facing


def page_documents(done: SetEdition, options: BuildOptions, progress: Progress) -> dict[int, bytes]:
    """The page files that may go to plate, by their pages' numbers."""
    broken = broken_pages(done)
    if None in broken and options.fail_on is not None:
        # An error without a page concerns the whole issue: no page goes to plate.
        return {}
    wanted = [
        page
        for page in done.issue.pages
        if (options.pages is None or page.number in options.pages)
        and (options.fail_on is None or page.number not in broken)
    ]
    loaded = done.loaded
    work = [
        PageWork(
            page,
            loaded.faces,
            loaded.sources,
            _title(loaded.edition, page.number),
            loaded.edition.date,
            _printing(done, page.number, options.standard),
        )
        for page in wanted
    ]
    files: dict[int, bytes] = {}
    progress("render", 0, len(work))
    with executor(options.jobs) as pool:
        for number, (page, data) in enumerate(zip(wanted, pool.map(render_page, work), strict=True), 1):
            files[page.number] = data
            progress("render", number, len(work))
    return files


def proof_document(done: SetEdition, options: BuildOptions, progress: Progress) -> bytes:
    """The proof: all pages, with red marks where copy is overset."""
    from typeset.render.pdf import Layer, Metadata, PdfRenderer

    progress("proof", 0, 1)
    loaded, issue = done.loaded, done.issue
    pages = [replace(page, items=(*page.items, *issue.marks.get(page.number, ()))) for page in issue.pages]
    layer = Layer(AIDS, layout_aids(issue.edition, issue, loaded.faces)) if options.debug else None
    about = Metadata(title=_title(loaded.edition, None), date=loaded.edition.date)
    renderer = PdfRenderer(about, layer=layer, links=links_of(issue.jumps))
    proof = renderer.render(pages, loaded.faces, loaded.sources.read_bytes)
    progress("proof", 1, 1)
    return proof


@dataclass(frozen=True, slots=True)
class PageWork:
    """All a worker needs to draw one page file; picklable."""

    page: PlacedPage
    faces: FaceBook
    sources: Sources
    title: str
    date: datetime.date
    printing: Printing


def render_page(work: PageWork) -> bytes:
    """Draw one page file; runs in this process or in a worker."""
    return renderer_of(work).render([work.page], work.faces, work.sources.read_bytes)


def renderer_of(work: PageWork) -> PdfRenderer:
    """What draws a page to its standard and for its press."""
    from typeset.render.pdf import Metadata, PdfRenderer

    about = Metadata(title=work.title, date=work.date, standard=work.printing.standard)
    return PdfRenderer(about, intent_of(work.printing, lambda: press_profile(work.printing, work.sources)))


def _printing(done: SetEdition, number: int, standard: Standard | None) -> Printing:
    """What holds for the file of a page, with the standard that was asked for."""
    printing = next(page.printing for page in done.loaded.edition.pages if page.number == number)
    return printing if standard is None else replace(printing, standard=standard)


def _title(edition: Edition, page: int | None) -> str:
    title = f"{edition.paper} {edition.date.isoformat()}"
    return title if page is None else f"{title} 第{edition.page_name(page)}版"

"""The pages of a set edition as PDF: a file each for the plant, and the proof of all of them."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from typeset.cache import NO_CACHE
from typeset.execute import executor
from typeset.faces import FaceBook
from typeset.findings import Severity
from typeset.flow.aids import layout_aids
from typeset.model.edition import Edition, PageSpec
from typeset.model.placed import links_of
from typeset.model.printing import Printing
from typeset.press.drawnwith import DrawnWith
from typeset.press.edition import AIDS, BuildOptions, Progress, SetEdition
from typeset.press.plant import intent_of
from typeset.press.reproduction import Reproduction
from typeset.press.sheets import Outgoing, outgoing
from typeset.source import Sources

# Of files for the plant, in the cache.
_KIND: Final = "plate"
# Pages on a side where sheets are asked for and nothing more is said.
_USUAL_SHEETS: Final = 2


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


def plate_files(
    done: SetEdition, names: Mapping[int, str], options: BuildOptions, progress: Progress
) -> dict[Outgoing, bytes]:
    """The files that may go to plate; ``names`` are those of pages, by their numbers."""
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
    files = outgoing(loaded.edition, wanted, names, loaded.faces, lambda page: printing_of(page, options))
    progress("render", 0, len(files))
    keys = _keys(done, files)
    drawn = {one.file: known for one in files if (known := _drawn_before(done, keys, one)) is not None}
    work = [
        PlateWork(one, loaded.faces, loaded.sources, loaded.edition.date, done.reproduction)
        for one in files
        if one.file not in drawn
    ]
    with executor(options.jobs) as pool:
        for one, data in zip(work, pool.map(render_plate, work), strict=True):
            file = one.outgoing.file
            drawn[file] = data
            if file in keys:
                done.reproduction.cache.put(_KIND, keys[file], data)
            progress("render", len(drawn), len(files))
    return {one: drawn[one.file] for one in files}


def _keys(done: SetEdition, files: Sequence[Outgoing]) -> dict[str, bytes]:
    """By what files for the plant are kept; none without a cache."""
    if done.reproduction.cache is NO_CACHE:
        return {}
    loaded = done.loaded
    drawn_with = DrawnWith(loaded.faces, loaded.sources, done.reproduction)
    return {
        one.file: drawn_with.key(one.sheet, one.printing, f"{one.title} {loaded.edition.date}")
        for one in files
    }


def _drawn_before(done: SetEdition, keys: Mapping[str, bytes], one: Outgoing) -> bytes | None:
    return done.reproduction.cache.get(_KIND, keys[one.file]) if one.file in keys else None


def proof_document(done: SetEdition, options: BuildOptions, progress: Progress) -> bytes:
    """The proof: all pages, with red marks where copy is overset."""
    from typeset.render.pdf import Layer, Metadata, PdfRenderer, Reading

    progress("proof", 0, 1)
    loaded, issue = done.loaded, done.issue
    pages = [replace(page, items=(*page.items, *issue.marks.get(page.number, ()))) for page in issue.pages]
    layer = Layer(AIDS, layout_aids(issue.edition, issue, loaded.faces)) if options.debug else None
    about = Metadata(title=_title(loaded.edition), date=loaded.edition.date)
    ready = done.reproduction
    renderer = PdfRenderer(
        about,
        layer=layer,
        links=links_of(issue.jumps),
        reading=Reading({page.number: _page_title(page) for page in loaded.edition.pages}),
        repro=ready.wanted(printing_of(loaded.edition.pages[0], options)),
        prepared=ready.pictures,
    )
    proof = renderer.render(pages, loaded.faces, loaded.sources.read_bytes)
    progress("proof", 1, 1)
    return proof


class PlateWork(Struct, frozen=True):
    """All a worker needs to draw one file for the plant; picklable."""

    outgoing: Outgoing
    faces: FaceBook
    sources: Sources
    date: datetime.date
    reproduction: Reproduction


def render_plate(work: PlateWork) -> bytes:
    """Draw one file for the plant; runs in this process or in a worker."""
    from typeset.render.pdf import Metadata, PdfRenderer

    one = work.outgoing
    about = Metadata(title=one.title, date=work.date, standard=one.printing.standard)
    ready = work.reproduction
    renderer = PdfRenderer(
        about,
        intent_of(one.printing, ready.profile(one.printing)),
        repro=ready.wanted(one.printing),
        prepared=ready.pictures,
    )
    return renderer.render_sheets([one.sheet], work.faces, work.sources.read_bytes)


def printing_of(page: PageSpec, options: BuildOptions) -> Printing:
    """What holds for the file of a page, with what was asked for on the command line."""
    printing = page.printing
    if options.standard is not None:
        printing = replace(printing, standard=options.standard)
    return replace(printing, sheets=_USUAL_SHEETS) if options.sheets and not printing.sheets else printing


def _page_title(page: PageSpec) -> str:
    return f"第{page.name}版　{page.section}".rstrip("　")


def _title(edition: Edition) -> str:
    return f"{edition.paper} {edition.date.isoformat()}"

"""The pages of a set edition as PDF: a file each for the plant, and the proof of all of them."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from typeset.cache import NO_CACHE
from typeset.execute.beside import apart, can_be_copied, is_a_worker
from typeset.faces import FaceBook
from typeset.findings import Severity
from typeset.flow.aids import layout_aids
from typeset.flow.hands import Hands
from typeset.flow.issue import SetIssue
from typeset.model.edition import Edition, PageSpec
from typeset.model.placed import PlacedSheet, links_of
from typeset.model.printing import Printing
from typeset.press.drawnwith import DrawnWith
from typeset.press.edition import AIDS, BuildOptions, SetEdition
from typeset.press.loaded import Loaded, Progress
from typeset.press.plant import intent_of
from typeset.press.readied import ready_pictures
from typeset.press.reproduction import Reproduction
from typeset.press.sheets import Outgoing, outgoing
from typeset.source import Sources

if TYPE_CHECKING:
    from typeset.render.pdf import StandingContents
    from typeset.repro import Wanted

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


class Drawn(Struct, frozen=True):
    """What was drawn: the files that may go to plate, and the proof where one was asked for."""

    plates: tuple[tuple[Outgoing, bytes], ...]
    proof: bytes | None


@contextmanager
def proof_begun(
    work: ProofWork, hands: Hands, jobs: int | None, *, with_plates: bool
) -> Iterator[Callable[[], bytes]]:
    """Begin the proof, which waits for no verdict, in a copy of this process; what is given waits for it.

    That is one process beside the ``jobs`` that work: it is drawn while rules are run, which takes one of them alone.
    Its pictures are made before, by these hands, and ``with_plates`` those of files for the plant as well.
    """
    pages = [(page, [PlacedSheet.of(page)]) for page in work.issue.pages]
    documents = [([sheet for _, sheets in pages for sheet in sheets], work.wanted)]
    if with_plates:
        printing = {page.number: printing_of(page, work.options) for page in work.issue.edition.pages}
        documents += [(sheets, work.reproduction.wanted(printing[page.number])) for page, sheets in pages]
    again = work.contents is not None
    if not again:
        ready_pictures(documents, work.reproduction, work.loaded.sources, hands)
    # A process that draws again and again has most of its pictures, and a copy of it would keep what it draws for itself.
    with apart(work.render, jobs=1 if again else jobs) as proof:
        yield proof


def drawn_files(
    done: SetEdition,
    names: Mapping[int, str],
    options: BuildOptions,
    hands: Hands,
    progress: Progress,
    *,
    proof: Callable[[], bytes] | None = None,
) -> Drawn:
    """The files of a set edition, drawn by these hands; ``names`` are those of pages, by their numbers.

    The ``proof`` is waited for where it was begun, else drawn with them.
    """
    files = _outgoing(done, names, options) if options.only != "edition" else ()
    progress("render", 0, len(files))
    keys = _keys(done, files)
    known = {one.file: data for one in files if (data := _drawn_before(done, keys, one)) is not None}
    loaded, ready = done.loaded, done.reproduction
    missing = [one for one in files if one.file not in known]
    works: list[PlateWork | ProofWork] = [
        PlateWork(one, loaded.faces, loaded.sources, loaded.edition.date, ready) for one in missing
    ]
    if options.only != "pages" and proof is None:
        works.append(ProofWork(loaded, done.issue, ready, options))
    documents = (([one.sheet], ready.wanted(one.printing)) for one in missing)
    ready_pictures(documents, ready, loaded.sources, hands)
    made = _by(hands, options.jobs, works)
    progress("render", len(files), len(files))
    for one, data in zip(missing, made, strict=False):
        known[one.file] = data
        if one.file in keys:
            ready.cache.put(_KIND, keys[one.file], data)
    drawn = made[len(missing)] if len(made) > len(missing) else None
    return Drawn(tuple((one, known[one.file]) for one in files), drawn if proof is None else proof())


def _by(hands: Hands, jobs: int | None, works: Sequence[PlateWork | ProofWork]) -> list[bytes]:
    """The files drawn: by hands where processes can be copied, else in processes that start anew where several are asked for."""
    if not (can_be_copied() or is_a_worker()) and jobs is not None and jobs > 1 and len(works) > 1:
        from typeset.execute.pool import executor

        with executor(jobs) as pool:
            return list(pool.map(render_work, works))
    return hands(render_work, works, lambda work: work.weight, lambda data: True)


def _outgoing(done: SetEdition, names: Mapping[int, str], options: BuildOptions) -> tuple[Outgoing, ...]:
    """The files that may go to plate."""
    broken = broken_pages(done)
    if None in broken and options.fail_on is not None:
        # An error without a page concerns the whole issue: no page goes to plate.
        return ()
    wanted = [
        page
        for page in done.issue.pages
        if (options.pages is None or page.number in options.pages)
        and (options.fail_on is None or page.number not in broken)
    ]
    loaded = done.loaded
    return outgoing(loaded.edition, wanted, names, loaded.faces, lambda page: printing_of(page, options))


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


class ProofWork(Struct, frozen=True):
    """All that is needed to draw the proof; picklable. ``contents`` are those of the proof before it."""

    loaded: Loaded
    issue: SetIssue
    reproduction: Reproduction
    options: BuildOptions
    contents: StandingContents | None = None

    @property
    def wanted(self) -> Wanted:
        """What is wanted of its pictures."""
        return self.reproduction.wanted(printing_of(self.loaded.edition.pages[0], self.options))

    @property
    def weight(self) -> float:
        """How long it takes, about: what is on its pages."""
        return sum(len(page.items) for page in self.issue.pages)

    def render(self) -> bytes:
        """All pages, with red marks where copy is overset."""
        from typeset.render.pdf import Layer, Metadata, PdfRenderer, Reading

        loaded, issue, ready = self.loaded, self.issue, self.reproduction
        pages = [
            replace(page, items=(*page.items, *marks)) if (marks := issue.marks.get(page.number)) else page
            for page in issue.pages
        ]
        aids = self.options.debug
        layer = Layer(AIDS, layout_aids(issue.edition, issue, loaded.faces)) if aids else None
        renderer = PdfRenderer(
            Metadata(title=_title(loaded.edition), date=loaded.edition.date),
            layer=layer,
            links=links_of(issue.jumps),
            reading=Reading({page.number: _page_title(page) for page in loaded.edition.pages}),
            repro=self.wanted,
            prepared=ready.pictures,
            standing=self.contents,
        )
        return renderer.render(pages, loaded.faces, loaded.sources.read_bytes)


class PlateWork(Struct, frozen=True):
    """All a worker needs to draw one file for the plant; picklable."""

    outgoing: Outgoing
    faces: FaceBook
    sources: Sources
    date: datetime.date
    reproduction: Reproduction

    @property
    def weight(self) -> float:
        """How long it takes, about: what is on it."""
        return sum(len(one.page.items) for one in self.outgoing.sheet.pages)

    def render(self) -> bytes:
        """One file for the plant."""
        from typeset.render.pdf import Metadata, PdfRenderer

        one, ready = self.outgoing, self.reproduction
        renderer = PdfRenderer(
            Metadata(title=one.title, date=self.date, standard=one.printing.standard),
            intent_of(one.printing, ready.profile(one.printing)),
            repro=ready.wanted(one.printing),
            prepared=ready.pictures,
        )
        return renderer.render_sheets([one.sheet], self.faces, self.sources.read_bytes)


def render_work(work: PlateWork | ProofWork) -> bytes:
    """Draw one file; runs in this process or in another."""
    return work.render()


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

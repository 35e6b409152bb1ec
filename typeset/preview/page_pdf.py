"""Pages of a set edition as PDF: one to be looked at, or a proof of some or all (issue 8)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from typeset import __version__
from typeset.flow.issue import SetIssue
from typeset.model.edition import PageSpec
from typeset.model.placed import PlacedPage
from typeset.press.digests import files_on, page_digest
from typeset.press.drawn import ProofWork
from typeset.press.edition import BuildOptions, SetEdition
from typeset.press.loaded import Loaded
from typeset.press.reproduction import Reproduction
from typeset.read.fonts import BUNDLED
from typeset.render.pdf import Metadata, PdfRenderer, StandingContents
from typeset.repro import PreparedPictures
from typeset.units import PT

FileDigest = Callable[[str], str]
"""Gives the hash of the content of a file by its name; "" where it cannot be read."""


class ChangedMeanwhileError(OSError):
    """A picture of the page is another file by now: what was drawn is not what the digest names."""


class ReadyPage(Struct, frozen=True):
    """A page that was set, with all that draws it. ``digest`` names what is drawn: equal digests are equal pictures.

    ``files`` are its pictures with the hashes of their content; ``drawn_with`` is what holds for the whole page.
    """

    digest: str
    page: PlacedPage
    drawn_with: str
    spec: PageSpec
    loaded: Loaded
    reproduction: Reproduction
    files: tuple[tuple[str, str], ...]
    file_digest: FileDigest

    @property
    def number(self) -> int:
        """The page's number."""
        return self.page.number

    @property
    def outside(self) -> float:
        """Points of the PDF's page on each side of the trim."""
        return (self.page.bleed + self.page.margin) / PT

    def pdf(self, standing: StandingContents | None = None) -> bytes:
        """The page as it goes to plate, without marks; ``standing`` is what was drawn of the page of this number before.

        Raises:
            OSError: when a picture is gone, or another, by now.
        """
        loaded, printing = self.loaded, self.spec.printing
        renderer = PdfRenderer(
            Metadata(
                title=f"{loaded.edition.paper} {self.spec.name}",
                date=loaded.edition.date,
                standard=printing.standard,
            ),
            repro=self.reproduction.wanted(printing),
            prepared=self.reproduction.pictures,
            standing=standing,
        )
        pdf = renderer.render([self.page], loaded.faces, loaded.sources.read_bytes)
        if any(self.file_digest(name) != digest for name, digest in self.files):
            raise ChangedMeanwhileError(f"page {self.number}")
        return pdf


def ready_pages(
    loaded: Loaded,
    issue: SetIssue,
    pictures: PreparedPictures,
    file_digest: FileDigest,
    before: Iterable[ReadyPage] = (),
) -> tuple[ReadyPage, ...]:
    """The pages of an issue that was set, in order; the digests of those that are the same objects as ``before`` stand."""
    known = {one.number: one for one in before}
    specs = {spec.number: spec for spec in issue.edition.pages}
    reproduction = Reproduction(loaded.sources, pictures)
    faces = _faces(loaded, file_digest)
    made: list[ReadyPage] = []
    for page in issue.pages:
        spec = specs[page.number]
        files = tuple((file, file_digest(file)) for file in files_on(page))
        drawn_with = f"{__version__} {spec.printing!r} {faces}"
        last = known.get(page.number)
        digest = (
            last.digest
            if last is not None and last.page is page and (last.drawn_with, last.files) == (drawn_with, files)
            else page_digest(page, drawn_with, files)
        )
        made.append(ReadyPage(digest, page, drawn_with, spec, loaded, reproduction, files, file_digest))
    return tuple(made)


def _faces(loaded: Loaded, file_digest: FileDigest) -> str:
    """What the faces are: those of the workspace by their content, those of the package by their names."""
    return repr(
        [
            (
                face.role,
                face.file,
                face.fallback,
                "" if face.file.startswith(BUNDLED) else file_digest(face.file),
            )
            for face in loaded.faces.sources
        ]
    )


def changed_pages(now: Sequence[ReadyPage], before: Sequence[ReadyPage]) -> tuple[ReadyPage, ...]:
    """Those that are drawn otherwise than before."""
    known = {page.digest for page in before}
    return tuple(page for page in now if page.digest not in known)


def proof_pdf(done: SetEdition, number: int | None = None) -> bytes:
    """The proof of the page of this number, or of all: with a red mark where copy is overset.

    Raises:
        OSError: when a picture is gone by now.
    """
    if number is not None:
        pages = tuple(page for page in done.issue.pages if page.number == number)
        done = replace(done, issue=replace(done.issue, pages=pages))
    return ProofWork(done.loaded, done.issue, done.reproduction, BuildOptions()).render()

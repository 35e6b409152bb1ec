"""Generated editions for the benchmarks (issue 9): varied, and always the same for one seed.

Run ``PYTHONPATH=. python tests/benchmarks/editions.py FOLDER --pages 16``; then
``typeset build FOLDER/editions/race`` sets what was written. Pages are broadsheets of about 7,000 characters in three
faces; some stories of every fourth page go on three pages later.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
from pathlib import Path

from edition_files import write_workspace
from edition_pages import BODY, CYCLE, HEAD_SIZES, Frame, Grid, Layout, layout, layout_of, tails_page
from edition_prose import Prose, byline, lines_of, prose
from msgspec import Struct

ROOT = Path(__file__).parents[2]
CHARACTERS = 7000
"""Characters of copy a page, about."""
ROWS = {False: 103, True: 109}
"""Grid rows of a page, without and with pictures: so many that its copy is about ``CHARACTERS``."""
# How full a frame is, as a share of its lines; where it has to be exact, copyfitting makes it so.
_FULLNESS = (0.945, 0.985)
# A story that goes on: all its copy, as a share of what its frame holds. The shares of three together fill a tails frame.
_GOES_ON = (1.32, 1.42)
_HEADLINE_ROOM = 0.92


class Copy(Struct, frozen=True):
    """A story: its head block, its paragraphs, and whether a picture goes with it.

    ``stays`` is the number of paragraphs that stand in its own frame; those after it go on elsewhere.
    """

    slug: str
    headline: str
    byline: str
    paragraphs: tuple[str, ...]
    stays: int
    picture: bool = False
    tail: str = ""

    @property
    def characters(self) -> int:
        """Characters of copy, the head block not counted."""
        return sum(map(len, self.paragraphs))


class PagePlan(Struct, frozen=True):
    """A page: its number, its layout by name, the story of every story frame, and the stories that go on on it."""

    number: int
    layout: str
    stories: dict[str, Copy]
    tails: tuple[Copy, ...] = ()


class Edition(Struct, frozen=True):
    """All of a generated edition."""

    grid: Grid
    layouts: dict[str, Layout]
    pages: tuple[PagePlan, ...]
    pictures: bool
    seed: int

    @property
    def stories(self) -> tuple[Copy, ...]:
        """All stories, page by page."""
        return tuple(copy for page in self.pages for copy in page.stories.values())

    @property
    def characters(self) -> int:
        """Characters of copy of all stories."""
        return sum(copy.characters for copy in self.stories)


def generated(
    pages: int, *, pictures: bool = False, jumps: bool = True, seed: int = 1, root: Path = ROOT
) -> Edition:
    """An edition of so many pages, which must be a multiple of four."""
    if pages % len(CYCLE):
        raise ValueError(f"pages come in fours, not {pages}")
    source = prose(root)
    grid = Grid(ROWS[pictures])
    layouts = {name: layout(name, grid) for name in ("front", *CYCLE)}
    found: list[PagePlan] = []
    for number in range(1, pages + 1):
        name = layout_of(number)
        # Each page from a draw of its own: the first pages of a large edition are those of a small one.
        draw = random.Random(f"{seed}/{number}")
        copies = {
            frame.name: _copy(frame, number, source, draw, grid, pictures=pictures, jumps=jumps)
            for frame in layouts[name].frames
            if not frame.tails
        }
        tails = tuple(
            copy
            for page in found
            if tails_page(page.number) == number
            for copy in page.stories.values()
            if copy.stays < len(copy.paragraphs)
        )
        found.append(PagePlan(number, name, copies, tails))
    return Edition(grid, layouts, tuple(found), pictures, seed)


def _copy(
    frame: Frame, page: int, source: Prose, draw: random.Random, grid: Grid, *, pictures: bool, jumps: bool
) -> Copy:
    room = frame.lines(grid, pictures=pictures)
    goes_on = jumps and frame.jumps
    share = draw.uniform(*(_GOES_ON if goes_on else _FULLNESS))
    paragraphs = source.copy(draw, frame.measure, round(room * share))
    return Copy(
        slug=f"p{page:03}-{frame.name}",
        headline=source.headline(draw, frame.width * BODY / HEAD_SIZES[frame.head] * _HEADLINE_ROOM),
        byline=byline(draw),
        paragraphs=paragraphs,
        stays=_stays(paragraphs, frame.measure, room) if goes_on else len(paragraphs),
        picture=pictures and frame.picture != (0, 0),
        tail=draw.choice(source.clauses),
    )


def _stays(paragraphs: tuple[str, ...], measure: int, room: int) -> int:
    """How many paragraphs the frame holds."""
    done = 0
    for number, text in enumerate(paragraphs):
        done += lines_of(text, measure)
        if done > room:
            return number
    return len(paragraphs)


def write(folder: Path, edition: Edition) -> Path:
    """Write the workspace of an edition, anew; gives the folder of the edition in it."""
    if folder.exists():
        shutil.rmtree(folder)
    return write_workspace(folder, edition)


def main() -> None:
    """Write an edition and say what it is."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    options.add_argument("--pages", type=int, default=16)
    options.add_argument("--pictures", action="store_true")
    options.add_argument("--no-jumps", action="store_true")
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    edition = generated(given.pages, pictures=given.pictures, jumps=not given.no_jumps, seed=given.seed)
    place = write(given.folder, edition)
    sys.stdout.write(
        f"{place}: {len(edition.pages)} pages, {len(edition.stories)} stories, {edition.characters} characters\n"
    )


if __name__ == "__main__":
    main()

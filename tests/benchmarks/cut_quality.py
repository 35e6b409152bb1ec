"""How often a story that jumps is cut at the end of a sentence with no white line before its jump line.

Run ``PYTHONPATH=. python tests/benchmarks/cut_quality.py``. Sets 300 stories of 600 to 3,000 characters, made of the sentences of
the workspace, into frames of 2 to 5 columns that hold a third to nine tenths of them, and prints for columns of 11, 13 and 17
characters the share of cuts at a sentence end without a white line, by where they are cut and by the white they leave, with
and without paragraphs a line longer or shorter. Deterministic.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from pathlib import Path

from composition_texts import recombined, stories
from copyfitting import cut_to, story_of
from msgspec.structs import replace

from typeset.faces import FaceBook
from typeset.flow.body import Body, Cursor
from typeset.flow.cutfit import best_cut
from typeset.flow.grid import PageGrid
from typeset.flow.keep import broken
from typeset.flow.setter import Setter, line_width
from typeset.flow.thread import Column, fill
from typeset.model.edition import JumpRules
from typeset.model.layout import Grid, PageLayout, Sheet
from typeset.model.placed import CutPlace
from typeset.model.style import FitStep, StyleBook
from typeset.read.disk import DiskSources
from typeset.read.editions import read_edition
from typeset.read.fonts import read_faces
from typeset.source import Span
from typeset.text.shape import Shaper
from typeset.units import mm

ROOT = Path(__file__).parents[2]
STORIES = 300
MEASURES = (11, 13, 17)
JUMP = "（下转第四版）"
RULES = JumpRules()


def cuts(
    texts: list[str], measure: int, styles: StyleBook, faces: FaceBook
) -> list[tuple[CutPlace, int, int]]:
    """Where each story is cut, the white it leaves, and how many keep rules are broken before it."""
    chance = random.Random(measure)
    setter = Setter(Shaper(faces), styles)
    body_style = setter.style("body")
    grid = Grid(8, measure * body_style.size, body_style.size, body_style.size, 13_000)
    sheet = Sheet(mm("390"), mm("543"), 0, mm("22"), mm("16"), mm("17"), mm("17"))
    page = PageGrid.of(PageLayout("made", sheet, grid, (), Span("made.yaml")), 1)
    width = line_width(setter.fitted_line(JUMP, setter.style("jump_line"), grid.measure))
    found: list[tuple[CutPlace, int, int]] = []
    while len(found) < STORIES:
        start = chance.randrange(len(texts))
        story = story_of(cut_to([*texts[start:], *texts[:start]], chance.randint(600, 3000)), None)
        body = Body.of(story, setter, "body")
        lines = body.line_count(Cursor(), grid.measure)
        count = chance.randint(2, 5)
        rows = int(lines * chance.uniform(0.33, 0.9)) // count
        columns = tuple(
            Column(n * (grid.measure + grid.gutter), grid.measure, tuple(range(1, rows + 1)))
            for n in range(count)
        )
        filled = fill(body, Cursor(), columns, page)
        if rows * count < RULES.least_before or lines - rows * count < RULES.least_after:
            continue
        fitted = best_cut(body, filled, columns, page, width, RULES)
        if fitted is not None:
            cut = fitted.cut
            found.append((cut.place, cut.white, len(broken(fitted.body, cut.lines, columns))))
    return found


def main() -> None:
    """Set all stories in all measures and print a row each."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.parse_args()
    sources = DiskSources(ROOT)
    edition, _ = read_edition(sources, "editions/2026-11-22")
    faces, _ = read_faces(sources)
    if edition is None or faces is None:
        sys.exit("the sample edition cannot be read")
    styles = edition.pages[0].styles
    stiff = replace(
        styles,
        copyfit=replace(
            styles.copyfit, order=tuple(s for s in styles.copyfit.order if s is not FitStep.LOOSENESS)
        ),
    )
    texts = recombined(stories(ROOT), 120_000)
    sys.stdout.write(f"{STORIES} stories a measure, jump line {JUMP}\n")
    for measure in MEASURES:
        for name, book in (("as set", styles), ("no looseness", stiff)):
            found = cuts(texts, measure, book, faces)
            good = sum(
                1
                for place, white, _ in found
                if place in {CutPlace.SENTENCE, CutPlace.PARAGRAPH} and not white
            )
            places = Counter(place.value for place, _, _ in found)
            white = Counter(min(white, 3) for _, white, _ in found)
            faults = sum(faults for _, _, faults in found)
            sys.stdout.write(
                f"{measure} characters, {name}: {100 * good / len(found):.1f} % at a sentence end without white; "
                f"{dict(sorted(places.items()))}, white lines {dict(sorted(white.items()))}, keep rules broken {faults}\n"
            )


if __name__ == "__main__":
    main()

"""How often copy that is up to 3 % short or over is brought to fit its frame exactly, and what that cost.

Run ``PYTHONPATH=. python tests/benchmarks/copyfitting.py``. Sets 200 stories of 200 to 3,000 characters, made of the
sentences of the workspace, into frames of 2 to 4 columns, every other one with a picture, and prints the share that fits
exactly (every column ends in the last row of the frame but for the remainder of the lines), the share with no row free at
all, and how many visible compromises were made. Deterministic.
"""

from __future__ import annotations

import argparse
import datetime
import random
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from composition_texts import recombined, stories
from msgspec.structs import replace

from typeset.faces import FaceBook
from typeset.flow.body import Body, Cursor
from typeset.flow.fitting import Asked, Attempt, fitted_frame
from typeset.flow.grid import PageGrid
from typeset.flow.keep import Fault, broken
from typeset.flow.setter import Setter
from typeset.flow.storyframe import prepare
from typeset.flow.thread import room
from typeset.model.edition import Edition, JumpRules, PageSpec
from typeset.model.layout import FrameKind, FrameSpec, Grid, PageLayout, Sheet
from typeset.model.story import Anchor, HeadlineBlock, Paragraph, Picture, Role, Run, Story
from typeset.model.style import CopyfitRules
from typeset.read.disk import DiskSources
from typeset.read.editions import read_edition
from typeset.read.fonts import read_faces
from typeset.source import Span
from typeset.text.account import is_loose
from typeset.text.shape import Shaper
from typeset.units import mm

ROOT = Path(__file__).parents[2]
HERE = Span("layouts/made.yaml")
STORIES = 200
OFF = 0.03


@dataclass(frozen=True, slots=True)
class Trial:
    """One story in its frame: how far its copy was off, in lines of all, and how it was set."""

    off: float
    plain: Attempt
    fitted: Attempt


def story_of(paragraphs: list[str], picture: Picture | None) -> Story:
    made, start = [], 0
    for number, text in enumerate(paragraphs):
        made.append(Paragraph(Role.BODY, (Run(text),), start, "made.md", (Anchor(0, number + 1, 1),)))
        start += len(text)
    pictures = (picture,) if picture is not None else ()
    return Story(
        "made", HeadlineBlock(headline=("秋粮入库新闻标题",)), tuple(made), pictures, Span("made.md")
    )


def cut_to(paragraphs: list[str], characters: int) -> list[str]:
    """The paragraphs cut off after so many characters, at no particular place."""
    kept: list[str] = []
    for text in paragraphs:
        if characters <= len(text):
            return [*kept, text[:characters]] if characters else kept
        kept.append(text)
        characters -= len(text)
    return kept


def trial(
    chance: random.Random, texts: list[str], page: PageSpec, setter: Setter, grid: PageGrid
) -> Trial | None:
    """A story off its frame by chance; None where no cut of it comes so near."""
    wanted = chance.randint(200, 3000)
    first = chance.randrange(len(texts))
    paragraphs = cut_to((texts[first:] + texts[:first])[:80], wanted + 200)
    columns = chance.randint(2, 4)
    picture = None
    if chance.random() < 0.5 and wanted > 600:
        picture = Picture("p.jpg", "秋收时节的田野。", "", HERE, (600, 400), "JPEG", rows=0)
    frame = FrameSpec("main", FrameKind.STORY, (1, columns), (1, 80), HERE, story_columns=columns)
    story = story_of(cut_to(paragraphs, wanted), picture)
    lines = 0
    for rows in range(6, 80):
        sized = replace(frame, rows=(1, rows))
        ready = prepare(sized, 1, story, setter, grid)
        if ready.findings or not ready.columns:
            continue
        lines = lines or lines_of(story, ready.columns[0].width, setter)
        if room(ready.columns) >= lines:
            break
    capacity = room(ready.columns)
    target = round(capacity * (1 + chance.uniform(-OFF, OFF)))
    low, high = wanted // 2, sum(map(len, paragraphs))
    while low < high:
        middle = (low + high) // 2
        if lines_of(story_of(cut_to(paragraphs, middle), picture), ready.columns[0].width, setter) < target:
            low = middle + 1
        else:
            high = middle
    story = story_of(cut_to(paragraphs, low), picture)
    lines = lines_of(story, ready.columns[0].width, setter)
    if abs(lines - target) > 1:
        return None
    plain = replace(setter, styles=replace(setter.styles, copyfit=CopyfitRules(order=())))
    attempts = (
        fitted_frame(Asked(page, sized, story, Body.of(story, by, "body"), by, grid), least_after=1)
        for by in (plain, setter)
    )
    return Trial(lines / capacity - 1, *attempts)


def lines_of(story: Story, width: int, setter: Setter) -> int:
    return Body.of(story, setter, "body").line_count(Cursor(), width)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stories", type=int, default=STORIES)
    arguments = parser.parse_args()
    sources = DiskSources(ROOT)
    faces, _ = read_faces(sources)
    edition, _ = read_edition(sources, "editions/2026-11-22")
    if not isinstance(faces, FaceBook) or not isinstance(edition, Edition):
        raise SystemExit("the workspace cannot be read")
    styles = edition.pages[0].styles
    body = styles["body"].size
    made = Grid(4, 13 * body, body, body, body * 4 // 3)
    sheet = Sheet(mm(390), mm(543), 0, mm(20), mm(20), mm(20), mm(20))
    layout = PageLayout("made", sheet, made, (), HERE)
    page = PageSpec(1, "", layout, styles, JumpRules(), (), HERE)
    setter, grid = Setter(Shaper(faces), styles), PageGrid.of(layout, 1)
    chance = random.Random(datetime.date(2026, 11, 22).toordinal())
    texts = recombined(stories(ROOT), 110_000)
    chance.shuffle(texts)
    trials: list[Trial] = []
    while len(trials) < arguments.stories:
        found = trial(chance, texts, page, setter, grid)
        if found is not None:
            trials.append(found)
    report(trials)


def report(trials: list[Trial]) -> None:
    count = len(trials)
    loose = Counter[str]()
    for one in trials:
        adjust, body = one.fitted.adjust, one.fitted.fitted.body
        loose["picture"] += bool(adjust.picture)
        loose["head white"] += bool(adjust.white)
        loose["headline size"] += bool(adjust.headline)
        loose["paragraphs a line longer"] += sum(v > 0 for v in body.looseness.values())
        loose["paragraphs a line shorter"] += sum(v < 0 for v in body.looseness.values())
        lines = one.fitted.fitted.filled.lines
        columns = one.fitted.ready.columns
        loose["loose lines"] += sum(
            is_loose(body.paragraphs[line.paragraph].shaped, line.line, columns[line.column].width)
            for line in lines
        )
        loose["lines"] += len(lines)
        loose["widows"] += sum(b.fault is Fault.WIDOW for b in broken(body, lines, columns))
    say = [f"{count} stories, {sum(t.off > 0 for t in trials)} over, {sum(t.off < 0 for t in trials)} short"]
    for name, chosen in (("untouched", "plain"), ("copyfitted", "fitted")):
        attempts = [getattr(t, chosen) for t in trials]
        exact = sum(a.exact for a in attempts)
        full = sum(a.spare == 0 for a in attempts)
        over = sum(a.spare < 0 for a in attempts)
        say.append(
            f"{name:>10}: exact {exact / count:.1%}, no row free {full / count:.1%}, over {over / count:.1%}"
        )
    say.append("compromises: " + ", ".join(f"{name} {amount}" for name, amount in loose.items()))
    sys.stdout.write("\n".join(say) + "\n")


if __name__ == "__main__":
    main()

"""A small paper made in memory: pages of 4 columns by 8 characters, stories of given paragraphs."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from typeset.model.edition import Edition, JumpRules, PageSpec, Placement
from typeset.model.layout import FrameKind, FrameSpec, Grid, PageLayout, Sheet
from typeset.model.placed import GlyphRun
from typeset.model.story import Anchor, HeadlineBlock, JumpWish, Paragraph, Role, Run, Story
from typeset.model.style import BLACK, WHITE, Align, Fit, LineRules, StyleBook, TextStyle
from typeset.source import Span

BODY = 9_000
LEADING = 12_000
HERE = Span("layouts/test.yaml")


def _style(name: str, face: str = "宋", size: int = BODY, **more: Any) -> TextStyle:
    return TextStyle(name, face, size, **more)


STYLES = {
    s.name: s
    for s in (
        _style("body", indent=2 * BODY, align=Align.JUSTIFY),
        _style("headline", "小标宋", 24_000, fit=Fit((24_000, 18_000, 14_000, 10_000), 850)),
        _style("headline_filler", "黑", 10_500, fit=Fit((12_000, 10_500), 850)),
        _style("kicker", "楷"),
        _style("ear_caption", "黑", 7_000, align=Align.CENTER),
        _style("deck", "楷"),
        _style("byline", "楷"),
        _style("subhead", "黑", align=Align.CENTER, white_above=4_000),
        _style("list_item", indent=2 * BODY, align=Align.JUSTIFY),
        _style("quote", "楷", indent=2 * BODY, align=Align.JUSTIFY),
        _style("question", "黑", indent=2 * BODY, align=Align.JUSTIFY),
        _style("answer", indent=2 * BODY, align=Align.JUSTIFY),
        _style("drop_cap", "小标宋"),
        _style("strong", "黑"),
        _style("emphasis", "楷"),
        _style("dateline", "黑"),
        _style("caption", "黑", 7_500),
        _style("credit", "楷", 7_500),
        _style("caption_lead", "粗黑", 7_500),
        _style("caption_over", "黑", 7_500, colour=WHITE, background=BLACK),
        _style("editors_note", "楷"),
        _style("series", "粗黑"),
        _style("slogan", "楷"),
        _style("jump_line", "楷", align=Align.RIGHT),
        _style("continued_line", "楷", indent=2 * BODY),
        _style("jump_head", "小标宋", 14_000),
        _style("teaser", "黑"),
        _style("index", fit=Fit((BODY,), 800)),
        _style("furniture"),
        _style("pull_quote", "楷", 12_000),
        _style("box_body", "仿宋", indent=2 * BODY, align=Align.JUSTIFY),
        _style("ad_label", "黑", 6_000),
        _style("table", size=8_000, align=Align.LEFT),
        _style("table_head", "黑", 8_000, align=Align.LEFT),
        _style("table_caption", "黑", align=Align.CENTER),
        _style("table_note", "楷", 8_000, align=Align.JUSTIFY),
    )
}


def story(
    slug: str, paragraphs: Sequence[str], headline: str = "标题", subheads: Sequence[int] = ()
) -> Story:
    """A story of these paragraphs; those numbered in ``subheads`` are subheads."""
    made: list[Paragraph] = []
    start = 0
    for number, text in enumerate(paragraphs):
        role = Role.SUBHEAD if number in subheads else Role.BODY
        made.append(Paragraph(role, (Run(text),), start, f"{slug}.md", (Anchor(0, number + 1, 1),)))
        start += len(text)
    block = HeadlineBlock(headline=(headline,) if headline else ())
    return Story(slug, block, tuple(made), (), Span(f"{slug}.md"))


def frame(
    name: str,
    columns: tuple[int, int],
    rows: tuple[int, int],
    kind: FrameKind = FrameKind.STORY,
    jump: JumpWish | None = None,
    story_columns: int = 0,
) -> FrameSpec:
    """A frame with as many story columns as basic columns."""
    count = story_columns or columns[1] - columns[0] + 1
    return FrameSpec(name, kind, columns, rows, HERE, story_columns=count, jump=jump or JumpWish())


def paper(
    pages: Mapping[int, Sequence[FrameSpec]],
    placed: Mapping[tuple[int, str], Story],
    rules: JumpRules | None = None,
) -> Edition:
    """An edition with these frames on its pages and these stories in them."""
    grid = Grid(4, 8 * BODY, BODY, BODY, LEADING)
    sheet = Sheet(355_000, 352_000, 0, 20_000, 20_000, 20_000, 20_000)
    book = StyleBook(STYLES, LineRules())
    specs = []
    for number, frames in pages.items():
        layout = PageLayout(f"page{number}", sheet, grid, tuple(frames), HERE)
        placements = tuple(
            Placement(name, (s.slug,), HERE) for (page, name), s in placed.items() if page == number
        )
        specs.append(PageSpec(number, "要闻", layout, book, rules or JumpRules(), placements, HERE))
    stories = {s.slug: s for s in placed.values()}
    return Edition("test", "小样报", datetime.date(2026, 11, 22), tuple(specs), stories, HERE)


def singles(run: GlyphRun) -> list[GlyphRun]:
    """The glyphs of a run that goes down the page, each by itself; any other run as it is."""
    if not run.down:
        return [run]
    return [
        replace(run, y=run.y + x - run.xs[0], xs=run.xs[:1], glyphs=(gid,), texts=(text,), down=False)
        for gid, x, text in zip(run.glyphs, run.xs, run.texts, strict=True)
    ]

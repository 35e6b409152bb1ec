"""The workspace of a generated edition (issue 9): house style, layouts, stories and pictures as files."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from edition_pages import (
    BOTTOM,
    COLUMNS,
    GUTTER,
    HEAD_SIZES,
    JUMP_HEAD,
    MEASURE,
    SIDE,
    TOP,
    TRIM,
    Frame,
    Layout,
)
from PIL import Image, ImageDraw, ImageFilter

if TYPE_CHECKING:
    from editions import Copy, Edition, PagePlan

SLUG = "race"
PAPER = "云汀时报"
_PIXELS = (1500, 1000)
_FOLIO = """\
  folio:
    kind: folio
    columns: 1-8
    rows: 1-3
    rule: {below: thick-thin}
    content:
      - {text: "{page}", style: folio_page, align: left}
      - {text: "{section}　　　{paper}　{date}　{weekday}", style: folio, align: center}
"""
_MASTHEAD = """\
  masthead: {kind: masthead, columns: 1-8, rows: 1-9, content: ["{paper}"]}
  imprint:
    kind: text
    columns: 1-8
    rows: 11-13
    rule: {above: thin, below: thick-thin}
    content:
      - "{date}　{weekday}　总第{issue}期　今日{pages_cn}版　第{page_cn}版"
"""


def write_workspace(folder: Path, edition: Edition) -> Path:
    """Write all files; gives the folder of the edition."""
    place = folder / "editions" / SLUG
    for each in (folder / "layouts", place / "stories", place / "pictures"):
        each.mkdir(parents=True)
    _write(folder / "layouts" / "house.yaml", house(edition))
    for layout in edition.layouts.values():
        _write(folder / "layouts" / f"{layout.name}.yaml", layout_file(layout))
    _write(place / "edition.yaml", "\n".join(edition_file(edition)) + "\n")
    for page in edition.pages:
        frames = {frame.name: frame for frame in edition.layouts[page.layout].frames}
        for name, copy in page.stories.items():
            _write(place / "stories" / f"{copy.slug}.md", story_file(copy, frames[name]))
            if copy.picture:
                picture(place / "pictures" / f"{copy.slug}.jpg", f"{edition.seed}/{copy.slug}")
    return place


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def house(edition: Edition) -> str:
    """The house style: three faces, 宋 for the body, 黑 for heads, 楷 for bylines and jump lines."""
    heads = "\n".join(
        f"  {name}: {{face: 黑, align: center, white_above: 2pt, white_below: 3pt, "
        f"fit: {{sizes: [{size:g}pt, {size - 2:g}pt], squeeze: 85%..110%, lines: 1}}}}"
        for name, size in HEAD_SIZES.items()
    )
    jump_head = HEAD_SIZES[JUMP_HEAD]
    return f"""\
paper: {PAPER}
sheet:
  trim: [{TRIM[0]}mm, {TRIM[1]}mm]
  bleed: 0mm
  type_area: {{top: {TOP:g}mm, bottom: {BOTTOM:g}mm, inside: {SIDE:g}mm, outside: {SIDE:g}mm}}
grid: {{columns: {COLUMNS}, measure: {MEASURE}字, gutter: {GUTTER}字, body: 新五号, leading: {edition.grid.leading:.3f}pt}}
styles:
  masthead: {{face: 黑, align: center, fit: {{sizes: [96pt, 84pt, 72pt]}}}}
{heads}
  jump_head: {{face: 黑, align: center, white_above: 2pt, white_below: 3pt, fit: {{sizes: [{jump_head:g}pt]}}}}
  folio_page: {{based_on: folio, face: 黑}}
  credit: {{face: 楷, size: 8.5pt, leading: 11pt, align: right}}
jumps:
  source: （下转第{{page}}版）
  target: （上接第{{page}}版）
  numerals: chinese
  cut: sentence
imprint_profile: none
"""


def layout_file(layout: Layout) -> str:
    """A layout: its furniture and its frames."""
    frames = "".join(f"  {frame.name}: {{{', '.join(_keys(frame))}}}\n" for frame in layout.frames)
    return f"layout: {layout.name}\nextends: house\nframes:\n{_MASTHEAD if layout.front else _FOLIO}{frames}"


def _keys(frame: Frame) -> Iterator[str]:
    yield f"kind: {'tails' if frame.tails else 'story'}"
    yield f"columns: {frame.columns[0]}-{frame.columns[1]}"
    yield f"rows: {frame.top}-{frame.top + frame.rows - 1}"
    yield f"story_columns: {frame.story_columns}"
    if frame.rules:
        yield f"rule: {{{', '.join(f'{side}: thin' for side in frame.rules)}}}"
    if not frame.tails:
        yield f"headline: {{style: {frame.head}}}"
    if frame.jumps:
        yield "jump: auto"


def edition_file(edition: Edition) -> Iterator[str]:
    """The lines of ``edition.yaml``."""
    yield "extends: house\ndate: 2026-11-22\nissue: 1\nfold: separate\npages:"
    for page in edition.pages:
        yield f"  - {{page: {page.number}, section: {_section(page)}, layout: {page.layout}, place: {{{_placed(page)}}}}}"


def _section(page: PagePlan) -> str:
    return {"front": "要闻", "opening": "新闻", "broad": "综合", "halves": "民生", "closing": "副刊"}[
        page.layout
    ]


def _placed(page: PagePlan) -> str:
    return ", ".join(f"{frame}: {copy.slug}" for frame, copy in page.stories.items())


def story_file(copy: Copy, frame: Frame) -> str:
    """A story in Markdown."""
    head = f"---\nheadline: {copy.headline}\nbyline: {copy.byline}\njump_headline: {copy.tail}\n---\n"
    blocks = list(copy.paragraphs)
    if copy.picture:
        columns, rows = frame.picture
        blocks.insert(
            1,
            f'![{copy.tail}。](pictures/{copy.slug}.jpg){{columns={columns} rows={rows} place=top credit="某某　摄"}}',
        )
    return head + "\n\n".join(blocks) + "\n"


def picture(path: Path, seed: str) -> None:
    """A picture of soft shapes and grain, about as hard to compress as a photograph."""
    draw = random.Random(seed)
    image = Image.new("RGB", (_PIXELS[0] // 4, _PIXELS[1] // 4), _colour(draw))
    pencil = ImageDraw.Draw(image)
    for _ in range(60):
        x, y, r = draw.randrange(image.width), draw.randrange(image.height), draw.randrange(6, 60)
        pencil.ellipse((x - r, y - r, x + r, y + r), fill=_colour(draw))
    grain = Image.frombytes("L", (128, 128), draw.randbytes(128 * 128)).resize(_PIXELS)
    soft = image.filter(ImageFilter.GaussianBlur(2)).resize(_PIXELS, Image.Resampling.BICUBIC)
    Image.blend(soft, Image.merge("RGB", (grain, grain, grain)), 0.12).save(path, quality=88, dpi=(300, 300))


def _colour(draw: random.Random) -> tuple[int, int, int]:
    return draw.randrange(256), draw.randrange(256), draw.randrange(256)

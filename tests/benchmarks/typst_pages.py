"""Pages for Typst (issue 9): at its best, with all heights given, or balancing the columns itself.

The settings that are best for its speed: one page run a page, so that pages are set on all cores; a folder with just
the fonts of the edition; no tags.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from edition_pages import BODY, MILLIMETRE, TRIM
from race_pages import Block, Line, Picture, RacePage, Stroke

FONTS = {"宋": "Song.otf", "黑": "Hei.otf", "楷": "Kai.ttf"}
FAMILIES = {"宋": "Typeset Song", "黑": "Typeset Hei", "楷": "Typeset Kai"}

_HEAD = """\
#set page(width: {width:.3f}pt, height: {height:.3f}pt, margin: 0pt)
#set text(font: "{song}", size: {body}pt, lang: "zh", region: "cn", fallback: false, top-edge: 0.88em, bottom-edge: -0.12em)
#set par(justify: true, first-line-indent: (amount: 2em, all: true), leading: {gap:.3f}pt, spacing: {gap:.3f}pt)
#let head(x, y, w, size, face, body) = place(dx: x, dy: y, block(width: w, align(center, text(font: face, size: size, body))))
#let aside(body) = align(right, text(font: "{kai}", body))
#let rule(x, y, w) = place(dx: x, dy: y, line(length: w, stroke: 0.3pt))
#let pic(x, y, w, h, file) = place(dx: x, dy: y, image(file, width: w, height: h, fit: "cover"))
"""
_GIVEN = """\
#let copy(x, y, w, n, g, h, body) = place(dx: x, dy: y, block(width: w, height: h, columns(n, gutter: g, body)))
"""
# All lines are equally high, so the rows a column needs follow from how high the copy is in one column: one measuring
# for each block. That is the fastest way to equal columns that a user can write; a search with `measure` takes four times
# as long, and cannot see whether the last column holds its end. No rule about lone lines may then move any line.
_BALANCED = """\
#set text(costs: (orphan: 0%, widow: 0%))
#let copy(x, y, w, n, g, h, body) = place(dx: x, dy: y, context {{
  let row = {leading:.3f}pt
  let one = measure(width: (w - (n - 1) * g) / n, body).height
  let rows = calc.ceil((one + {gap:.3f}pt) / row / n - 0.001)
  block(width: w, height: rows * row, columns(n, gutter: g, body))
}})
"""


def source(pages: tuple[RacePage, ...], leading: float, *, balanced: bool) -> str:
    """The document."""
    values = {
        "width": TRIM[0] * MILLIMETRE,
        "height": TRIM[1] * MILLIMETRE,
        "body": BODY,
        "gap": leading - BODY,
        "song": FAMILIES["宋"],
        "kai": FAMILIES["楷"],
        "leading": leading,
    }
    head = _HEAD.format(**values) + (_BALANCED.format(**values) if balanced else _GIVEN)
    return head + "\n#pagebreak()\n".join("\n".join(_parts(page)) for page in pages) + "\n"


def _parts(page: RacePage) -> Iterator[str]:
    for line in page.lines:
        yield _line(line)
    for stroke in page.strokes:
        yield _stroke(stroke)
    for picture in page.pictures:
        yield _picture(picture)
    for block in page.blocks:
        yield _block(block)


def _line(line: Line) -> str:
    face = FAMILIES[line.face]
    return (
        f'#head({line.x:.3f}pt, {line.y:.3f}pt, {line.width:.3f}pt, {line.size:g}pt, "{face}")[{line.text}]'
    )


def _stroke(stroke: Stroke) -> str:
    return f"#rule({stroke.x:.3f}pt, {stroke.y:.3f}pt, {stroke.width:.3f}pt)"


def _picture(item: Picture) -> str:
    return f'#pic({item.x:.3f}pt, {item.y:.3f}pt, {item.width:.3f}pt, {item.height:.3f}pt, "{item.file}")'


def _block(block: Block) -> str:
    parts = [
        *([f"#aside[{block.opening}]"] if block.opening else ()),
        *block.paragraphs,
        *([f"#aside[{block.closing}]"] if block.closing else ()),
    ]
    place = f"{block.x:.3f}pt, {block.y:.3f}pt, {block.width:.3f}pt, {block.count}, {block.gutter:.3f}pt"
    return f"#copy({place}, {block.height:.3f}pt)[\n" + "\n\n".join(parts) + "\n]"


def font_folder(folder: Path, fonts: Path) -> Path:
    """A folder with the three faces and nothing else."""
    folder.mkdir(parents=True, exist_ok=True)
    for file in FONTS.values():
        shutil.copy(fonts / file, folder / file)
    return folder

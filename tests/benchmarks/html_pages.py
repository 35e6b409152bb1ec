"""Pages for WeasyPrint (issue 9): blocks of CSS columns, which it balances itself."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path

from edition_pages import BODY, TRIM
from race_pages import Block, RacePage
from typst_pages import FONTS

_STYLE = """\
@page {{ size: {width}mm {height}mm; margin: 0 }}
html, body {{ margin: 0; font: {body}pt/{leading:.3f}pt "song"; }}
.page {{ position: relative; width: {width}mm; height: {inner}mm; break-after: page; overflow: hidden }}
.page > * {{ position: absolute }}
p {{ margin: 0; text-indent: 2em; text-align: justify }}
.line {{ text-align: center; white-space: nowrap; line-height: 1 }}
.aside {{ font-family: kai; text-align: right; text-indent: 0 }}
.rule {{ border-top: 0.3pt solid }}
"""
_NAMES = {"宋": "song", "黑": "hei", "楷": "kai"}


def document(pages: tuple[RacePage, ...], leading: float, fonts: Path) -> str:
    """The document."""
    faces = "".join(
        f'@font-face {{ font-family: {_NAMES[face]}; src: url("{(fonts / file).as_uri()}") }}\n'
        for face, file in FONTS.items()
    )
    style = _STYLE.format(width=TRIM[0], height=TRIM[1], inner=TRIM[1] - 1, body=BODY, leading=leading)
    body = "\n".join(f'<div class="page">{"".join(_parts(page))}</div>' for page in pages)
    return (
        f'<!doctype html><html lang="zh-CN"><meta charset="utf-8"><style>{faces}{style}</style><body>{body}'
    )


def _parts(page: RacePage) -> Iterator[str]:
    for line in page.lines:
        style = f"{_at(line.x, line.y, line.width)};font-size:{line.size:g}pt;font-family:{_NAMES[line.face]}"
        yield f'<div class="line" style="{style}">{escape(line.text)}</div>'
    for stroke in page.strokes:
        yield f'<div class="rule" style="{_at(stroke.x, stroke.y, stroke.width)}"></div>'
    for item in page.pictures:
        style = f"{_at(item.x, item.y, item.width)};height:{item.height:.3f}pt;object-fit:cover"
        yield f'<img src="{item.file}" style="{style}">'
    for block in page.blocks:
        yield _block(block)


def _at(x: float, y: float, width: float) -> str:
    return f"left:{x:.3f}pt;top:{y:.3f}pt;width:{width:.3f}pt"


def _block(block: Block) -> str:
    columns = f"columns:{block.count};column-gap:{block.gutter:.3f}pt;column-fill:balance"
    paragraphs = [
        *([f'<p class="aside">{block.opening}</p>'] if block.opening else ()),
        *(f"<p>{escape(text)}</p>" for text in block.paragraphs),
        *([f'<p class="aside">{block.closing}</p>'] if block.closing else ()),
    ]
    return f'<div style="{_at(block.x, block.y, block.width)};{columns}">{"".join(paragraphs)}</div>'

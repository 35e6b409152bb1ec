"""What a page has besides stories: masthead, date and imprint lines, ears, folio line, teasers.

Fixed copy is written as templates (``{paper}``, ``{date}``, ``{page_cn}`` …); readers have checked their fields.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from typeset.catalogue import finding
from typeset.findings import Finding
from typeset.flow.grid import PageGrid
from typeset.flow.numerals import page_words
from typeset.flow.pictures import place_in_frame
from typeset.flow.qr import modules_of
from typeset.flow.setter import SetBlock, Setter, aligned_x, line_width
from typeset.flow.storyframe import inside
from typeset.model.edition import JumpRules, Teaser
from typeset.model.layout import FrameKind, FramePicture, FrameSpec, QrCode, Rect, TextLine
from typeset.model.placed import Item, Modules, Purpose
from typeset.model.style import BLACK
from typeset.units import Length, to_pt

MILLI = 1000


def place_furniture(
    frame: FrameSpec, fields: Mapping[str, str], setter: Setter, grid: PageGrid
) -> tuple[list[Item], list[Finding]]:
    """The items of a masthead, text, folio or ears frame; its rules and box are not among them."""
    rect, _, _ = inside(frame, grid.rect(frame), grid)
    lines = [c for c in frame.content if isinstance(c, TextLine)]
    codes = [c for c in frame.content if isinstance(c, QrCode)]
    items: list[Item] = []
    findings: list[Finding] = []
    for content in frame.content:
        if isinstance(content, FramePicture):
            items += place_in_frame(content.picture, rect, setter)
    if codes:
        items += _codes(codes, rect, setter)
    elif frame.kind is FrameKind.FOLIO:
        items += _one_row(lines, fields, setter, rect)
    elif lines:
        placed, wide = _stacked(frame, lines, fields, setter, rect)
        items += placed
        findings += wide
    return items, findings


def _stacked(
    frame: FrameSpec, lines: Sequence[TextLine], fields: Mapping[str, str], setter: Setter, rect: Rect
) -> tuple[list[Item], list[Finding]]:
    """Lines one below the other, the whole in the middle of the frame's height."""
    blocks = [(line, _fitted(line, fields, setter, rect)) for line in lines]
    whites = [setter.style(line.style) for line, _ in blocks]
    height = sum(b.height for _, b in blocks) + sum(s.white_above + s.white_below for s in whites)
    y = rect.y + (rect.height - height) // 2
    items: list[Item] = []
    findings: list[Finding] = []
    for line, block in blocks:
        style = setter.style(line.style)
        y += style.white_above
        items += block.place(aligned_x(block, rect.x, rect.width, line.align), y, Purpose.FURNITURE)
        y += block.height + style.white_below
        if line_width(block) > rect.width:
            over = round(to_pt(line_width(block) - rect.width))
            findings.append(
                finding(
                    "headline-too-wide",
                    span=line.span,
                    frame=frame.name,
                    text=block.shaped.text,
                    amount=over,
                    unit="pt",
                )
            )
    return items, findings


def _fitted(line: TextLine, fields: Mapping[str, str], setter: Setter, rect: Rect) -> SetBlock:
    return setter.fitted((line.template.format_map(fields),), setter.style(line.style), rect.width)[0]


def _one_row(lines: Sequence[TextLine], fields: Mapping[str, str], setter: Setter, rect: Rect) -> list[Item]:
    """Items of a folio line on one common baseline, at the foot of the frame."""
    blocks = [_fitted(line, fields, setter, rect) for line in lines]
    items: list[Item] = []
    tallest = max((block.style.size for block in blocks), default=0)
    baseline_box = rect.bottom - tallest * 2 // 5
    for line, block in zip(lines, blocks, strict=True):
        size = block.style.size
        top = baseline_box - (block.leading - size) // 2 - size * 880 // MILLI
        x = aligned_x(block, rect.x, rect.width, line.align)
        items += block.place(x, top, Purpose.FURNITURE)
    return items


def _codes(codes: Sequence[QrCode], rect: Rect, setter: Setter) -> list[Item]:
    """QR codes side by side, each as large as its share of the frame allows, captions below."""
    style = setter.style("ear_caption")
    share = rect.width // len(codes)
    items: list[Item] = []
    for number, code in enumerate(codes):
        caption = setter.block(code.caption, style, share) if code.caption else None
        below = caption.height + style.size // 2 if caption else 0
        side: Length = min(share * 9 // 10, rect.height - below)
        if side <= 0:
            continue
        left = rect.x + number * share
        top = rect.y + (rect.height - below - side) // 2
        square = Rect(left + (share - side) // 2, top, side, side)
        items.append(Modules(square, modules_of(code.url), BLACK))
        if caption is not None:
            items += caption.place(left, square.bottom + style.size // 2, Purpose.FURNITURE)
    return items


def place_teasers(
    teasers: Sequence[Teaser],
    pages_of: Mapping[str, Sequence[int]],
    rules: JumpRules,
    setter: Setter,
    rect: Rect,
) -> list[Item]:
    """Teasers side by side: a mark, the text, and where its stories really are."""
    if not teasers:
        return []
    style = setter.style("teaser")
    share = rect.width // len(teasers)
    items: list[Item] = []
    for number, teaser in enumerate(teasers):
        pages = [page for slug in teaser.stories for page in pages_of.get(slug, ())[:1]]
        reference = rules.reference.format(pages=page_words(pages, rules)) if pages else ""
        text = f"▶{teaser.text}　{reference}".rstrip("　")
        block = setter.fitted((text,), style, share)[0]
        y = rect.y + (rect.height - block.height) // 2
        x = aligned_x(block, rect.x + number * share, share, style.align)
        items += block.place(x, y, Purpose.FURNITURE)
    return items

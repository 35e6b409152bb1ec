"""What a page has besides stories: masthead, date and imprint lines, ears, folio line, teasers.

Fixed copy is written as templates (``{paper}``, ``{date}``, ``{page_cn}`` …); readers have checked their fields.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from typeset.catalogue import finding
from typeset.findings import Finding
from typeset.flow.glyphs import missing_in_text
from typeset.flow.grid import PageGrid
from typeset.flow.pictures import place_whole
from typeset.flow.qr import modules_of
from typeset.flow.setter import SetBlock, Setter, aligned_x, baseline_in, line_width
from typeset.flow.shares import Group, Size, grouped, height_at, rooms
from typeset.flow.storyframe import inside
from typeset.flow.tagged import CAPTION, PICTURE, paragraph, within
from typeset.flow.whereabouts import Whereabouts
from typeset.model.edition import JumpRules, Teaser
from typeset.model.layout import FrameKind, FramePicture, FrameSpec, QrCode, Rect, TextLine
from typeset.model.placed import Item, Modules, Purpose
from typeset.model.structure import Element, Tag
from typeset.model.style import BLACK
from typeset.source import Span
from typeset.units import Length

QUIET_MODULES = 4
# What is read for a code, before what it leads to.
_CODE = "二维码："
_SHOWN = 20
# A quarter of a millimetre: no telephone reads a code with smaller modules from newsprint.
_LEAST_MODULE = 709
# The style of what stands below codes and pictures.
_CAPTION = "ear_caption"


def place_furniture(
    frame: FrameSpec, fields: Mapping[str, str], setter: Setter, grid: PageGrid
) -> tuple[list[Item], list[Finding]]:
    """The items of a masthead, text, folio or ears frame; its rules and box are not among them."""
    rect, _, _ = inside(frame, grid.rect(frame), grid)
    row = frame.kind is FrameKind.FOLIO
    items: list[Item] = []
    findings: list[Finding] = []
    if row:
        # A picture of a folio line is what the line stands on.
        items += [place_whole(c.picture, rect) for c in frame.content if isinstance(c, FramePicture)]
    groups = grouped([c for c in frame.content if not (row and isinstance(c, FramePicture))])
    sizes = [_size(group, fields, setter, rect) for group in groups]
    first = 0
    for group, room in zip(groups, rooms(groups, rect, grid.gutter, sizes), strict=True):
        if isinstance(group[0], FramePicture):
            alt = fields.get("paper", PICTURE) if frame.kind is FrameKind.MASTHEAD else PICTURE
            placed, told = _picture(group[0], room, alt, frame, setter)
        elif isinstance(group[0], QrCode):
            codes = [c for c in group if isinstance(c, QrCode)]
            placed, told = _codes(codes, room, frame, setter, first)
        else:
            lines = [c for c in group if isinstance(c, TextLine)]
            blocks = [_fitted(line, fields, setter, room) for line in lines]
            placed = _one_row(lines, blocks, room) if row else _stacked(lines, blocks, setter, room, first)
            told = _troubles(frame, lines, blocks, setter, room, row=row)
        items += placed
        findings += told
        first += len(group)
    return items, findings


def _size(group: Group, fields: Mapping[str, str], setter: Setter, rect: Rect) -> Size:
    """How wide and high lines are together."""
    lines = [c for c in group if isinstance(c, TextLine)]
    blocks = [_fitted(line, fields, setter, rect) for line in lines]
    depths = (_depth(line, block, setter) for line, block in zip(lines, blocks, strict=True))
    return Size(max(map(line_width, blocks), default=0), sum(depths))


def _picture(
    content: FramePicture, rect: Rect, alt: str, frame: FrameSpec, setter: Setter
) -> tuple[list[Item], list[Finding]]:
    """A picture as large as it can be, its caption below."""
    style, text = setter.style(_CAPTION), content.picture.caption
    caption = setter.block(text, style, rect.width) if text else None
    below = caption.height if caption is not None else 0
    room = replace(rect, height=rect.height - below)
    span = content.picture.span
    if room.height <= 0 or room.width <= 0:
        return [], [too_large(text or posixpath.basename(content.picture.file), span, frame)]
    shown = place_whole(content.picture, room)
    items: list[Item] = [shown]
    if caption is not None:
        items += within(caption.place(rect.x, shown.clip.bottom, Purpose.FURNITURE), CAPTION)
    found = _caption_troubles(text, caption, span, frame, setter, rect.width)
    return within(items, Element(Tag.FIGURE, content.picture.file, alt=alt)), found


def _caption_troubles(
    text: str, caption: SetBlock | None, span: Span, frame: FrameSpec, setter: Setter, width: Length
) -> list[Finding]:
    """A caption that is too wide, and characters no face has."""
    if caption is None:
        return []
    found = list(missing_in_text(text, _CAPTION, span, setter))
    return [*found, too_large(text, span, frame)] if line_width(caption) > width else found


def content_height(frame: FrameSpec, fields: Mapping[str, str], setter: Setter, grid: PageGrid) -> Length:
    """How high the content of a text frame is, one below another: lines, codes in their share of its width, pictures as wide as it is."""
    rect, _, _ = inside(frame, grid.rect(frame), grid)
    groups = grouped(frame.content)
    heights = (_size(group, fields, setter, rect).height or height_at(group, rect.width) for group in groups)
    return sum(heights) + grid.gutter * max(len(groups) - 1, 0)


def _troubles(
    frame: FrameSpec,
    lines: Sequence[TextLine],
    blocks: Sequence[SetBlock],
    setter: Setter,
    rect: Rect,
    *,
    row: bool,
) -> list[Finding]:
    """Lines that are too wide or too many for their frame, and characters no face has."""
    heights = (
        [b.height for b in blocks]
        if row
        else [_depth(line, b, setter) for line, b in zip(lines, blocks, strict=True)]
    )
    # Half a leading of air above the first and below the last line may go.
    air = min((b.leading - b.style.size for b in blocks), default=0)
    full = (max(heights, default=0) if row else sum(heights)) - air
    findings: list[Finding] = []
    for line, block in zip(lines, blocks, strict=True):
        text = block.shaped.text
        findings += missing_in_text(text, line.style, line.span, setter)
        if line_width(block) > rect.width or full > rect.height:
            findings.append(too_large(text, line.span, frame))
    return findings


def too_large(text: str, span: Span, frame: FrameSpec) -> Finding:
    """The finding for furniture that does not fit its frame."""
    return finding("furniture-too-large", span=span, related=frame.span, frame=frame.name, text=text[:_SHOWN])


def _depth(line: TextLine, block: SetBlock, setter: Setter) -> Length:
    style = setter.style(line.style)
    return style.white_above + block.height + style.white_below


def _stacked(
    lines: Sequence[TextLine], blocks: Sequence[SetBlock], setter: Setter, rect: Rect, first: int
) -> list[Item]:
    """Lines one below the other, the whole in the middle of the height; ``first`` is the number of the first in its frame."""
    height = sum(_depth(line, block, setter) for line, block in zip(lines, blocks, strict=True))
    y = rect.y + (rect.height - height) // 2
    items: list[Item] = []
    for number, (line, block) in enumerate(zip(lines, blocks, strict=True), first):
        x = aligned_x(block, rect.x, rect.width, line.align)
        placed = block.place(x, y + setter.style(line.style).white_above, Purpose.FURNITURE)
        items += within(placed, paragraph(str(number)))
        y += _depth(line, block, setter)
    return items


def _fitted(line: TextLine, fields: Mapping[str, str], setter: Setter, rect: Rect) -> SetBlock:
    return setter.fitted(
        (line.template.format_map(fields),), setter.style(line.style), rect.width, height=rect.height
    )[0]


def _one_row(lines: Sequence[TextLine], blocks: Sequence[SetBlock], rect: Rect) -> list[Item]:
    """Items of a folio line on one common baseline, at the foot of the frame; what says which page it is is no content of it."""
    items: list[Item] = []
    tallest = max((block.style.size for block in blocks), default=0)
    baseline = rect.bottom - tallest * 2 // 5
    for line, block in zip(lines, blocks, strict=True):
        x = aligned_x(block, rect.x, rect.width, line.align)
        items += block.place(x, baseline - baseline_in(block.style), Purpose.FURNITURE)
    return items


def _codes(
    codes: Sequence[QrCode], rect: Rect, frame: FrameSpec, setter: Setter, first: int
) -> tuple[list[Item], list[Finding]]:
    """QR codes side by side, each as large as its share allows, captions below; ``first`` is the number of the first in its frame."""
    style = setter.style(_CAPTION)
    share = rect.width // len(codes)
    items: list[Item] = []
    findings: list[Finding] = []
    for number, code in enumerate(codes):
        rows = modules_of(code.url)
        caption = setter.block(code.caption, style, share) if code.caption else None
        # A symbol needs four modules of white on every side (ISO/IEC 18004, 6.3.8), also above its caption.
        quiet = (
            QUIET_MODULES * (rect.height - (caption.height if caption else 0)) // (len(rows) + QUIET_MODULES)
        )
        below = caption.height + quiet if caption else 0
        side: Length = min(share * 9 // 10, rect.height - below)
        findings += _caption_troubles(code.caption, caption, code.span, frame, setter, share)
        if side < _LEAST_MODULE * len(rows):
            findings.append(too_large(code.caption or code.url, code.span, frame))
        if side <= 0:
            continue
        left = rect.x + number * share
        top = rect.y + (rect.height - below - side) // 2
        square = Rect(left + (share - side) // 2, top, side, side)
        placed: list[Item] = [Modules(square, rows, BLACK)]
        if caption is not None:
            placed += within(caption.place(left, square.bottom + quiet, Purpose.FURNITURE), CAPTION)
        told = f"{_CODE}{code.caption or code.url}"
        items += within(placed, Element(Tag.FIGURE, f"code {first + number}", alt=told))
    return items, findings


def place_teasers(
    teasers: Sequence[Teaser],
    where: Whereabouts,
    rules: JumpRules,
    setter: Setter,
    frame: FrameSpec,
    rect: Rect,
) -> tuple[list[Item], list[Finding]]:
    """Teasers side by side: a mark, the text, and where its stories begin or, when asked for, all their pages."""
    style = setter.style("teaser")
    share = rect.width // max(1, len(teasers))
    items: list[Item] = []
    findings: list[Finding] = []
    for number, teaser in enumerate(teasers):
        pages = where.words(teaser.stories, rules, whole=teaser.whole)
        reference = rules.reference.format(pages=pages) if pages else ""
        text = f"▶{teaser.text}　{reference}".rstrip("　")
        block = setter.fitted((text,), style, share - style.size)[0]
        y = rect.y + (rect.height - block.height) // 2
        x = aligned_x(block, rect.x + number * share, share, style.align)
        entry = Element(Tag.LIST_ITEM, str(number), Element(Tag.LIST))
        items += within(block.place(x, y, Purpose.FURNITURE), Element(Tag.LIST_BODY, parent=entry))
        findings += missing_in_text(text, style.name, teaser.span, setter)
        if line_width(block) > share - style.size or block.style.size > rect.height:
            findings.append(too_large(text, teaser.span, frame))
    return items, findings

"""Advertisements: pictures side by side in a frame, marked as what they are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from typeset.flow.grid import PageGrid
from typeset.flow.pictures import place_whole
from typeset.flow.setter import Setter, line_width
from typeset.flow.tagged import CAPTION, figure, within
from typeset.model.layout import FrameSpec, Rect
from typeset.model.placed import Item, Purpose, Tint
from typeset.model.story import Picture
from typeset.model.style import WHITE

# White round the word 广告, in thousandths of its size.
_PAD: Final = 250
MILLI: Final = 1000
# What is read for an advertisement.
_AD: Final = "广告"


def place_ads(frame: FrameSpec, ads: Sequence[Picture], setter: Setter, grid: PageGrid) -> list[Item]:
    """The advertisements of a frame, each shown whole in its share, the mark in the lower right corner of each."""
    rect = grid.rect(frame)
    items: list[Item] = []
    count = max(len(ads), 1)
    share = (rect.width - (count - 1) * grid.gutter) // count
    for number, ad in enumerate(ads):
        placed = place_whole(ad, Rect(rect.x + number * (share + grid.gutter), rect.y, share, rect.height))
        part = figure(ad, str(number), frame.label or _AD)
        items += within([placed, *within(_label(frame.label, placed.rect, setter), CAPTION)], part)
    return items


def _label(text: str, rect: Rect, setter: Setter) -> list[Item]:
    style = setter.style("ad_label")
    block = setter.fitted_line(text, style, rect.width)
    pad = style.size * _PAD // MILLI
    width, height = line_width(block) + 2 * pad, block.height + pad
    ground = Rect(rect.right - width, rect.bottom - height, width, height)
    return [Tint(ground, WHITE), *block.place(ground.x + pad, ground.y + pad // 2, Purpose.FURNITURE)]

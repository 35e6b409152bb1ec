"""One page as a picture with its findings marked: a pin with the number of each, and what it is about outlined."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from typeset.findings import Finding
from typeset.model.layout import Rect
from typeset.model.placed import FramedPage
from typeset.report.html.items import Thumbnail, drawn, points
from typeset.report.html.markup import Markup, element, joined

# Of the page's width: the radius of a pin, so that it is as large on any page.
_PIN: Final = 0.014


class Numbered(Struct, frozen=True):
    """A finding, its number in the report, what it says, and where on its page it is."""

    number: int
    finding: Finding
    message: str
    places: tuple[Rect, ...] = ()


def page_picture(page: FramedPage, findings: Sequence[Numbered], thumbnail: Thumbnail, label: str) -> Markup:
    """The page as SVG. Every mark is a link to its finding in the list and can be pointed at itself."""
    width, height = points(page.page.width), points(page.page.height)
    pins = _Pins(width, height)
    ground = element("rect", x=0, y=0, width=width, height=height, class_="paper")
    sheet = element("g", ground, drawn(page.page.items, thumbnail), class_="sheet")
    marks = [_mark(one, pins) for one in findings]
    return element(
        "svg", sheet, *marks, viewBox=f"0 0 {width:g} {height:g}", class_="page", role="img", aria_label=label
    )


class _Pins:
    """Where pins stand: above the corner of what they mark, each clear of those before it."""

    def __init__(self, width: float, height: float) -> None:
        self._width, self._height = width, height
        self.radius = max(4.0, round(width * _PIN, 1))
        self._taken: list[tuple[float, float]] = []

    def place(self, rect: Rect) -> tuple[float, float]:
        """The middle of a pin for a rectangle: at its corner or further right, then further down. Bounded by those there are."""
        step = 2 * self.radius
        left = min(max(points(rect.x), self.radius), self._width - self.radius)
        top = min(max(points(rect.y), self.radius), self._height - self.radius)
        x, y = left, top
        while any(math.dist((x, y), one) < step for one in self._taken):
            x += step
            if x > self._width - self.radius:
                x, y = left, y + step
            if y > self._height - self.radius:
                x, y = left, top
                break
        self._taken.append((x, y))
        return x, y


def _mark(one: Numbered, pins: _Pins) -> Markup:
    x, y = pins.place(one.places[0])
    lines = len(one.places) > 1
    boxes = [_outline(rect, "line" if lines else None) for rect in one.places]
    number = element(
        "text", str(one.number), x=round(x, 1), y=round(y, 1), font_size=round(pins.radius * 1.15, 1)
    )
    pin = element("circle", cx=round(x, 1), cy=round(y, 1), r=pins.radius)
    return element(
        "a",
        element("title", one.message),
        joined(boxes),
        pin,
        number,
        href=f"#f{one.number}",
        id=f"m{one.number}",
        class_=f"mark {one.finding.severity.word}",
    )


def _outline(rect: Rect, kind: str | None) -> Markup:
    return element(
        "rect",
        x=points(rect.x),
        y=points(rect.y),
        width=points(max(rect.width, 0)),
        height=points(max(rect.height, 0)),
        class_=kind,
    )

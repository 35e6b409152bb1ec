"""What is said of a headline: that it was broken, that it still does not fit and what was tried, that a | is refused."""

from __future__ import annotations

from typeset.catalogue import finding
from typeset.findings import Finding
from typeset.flow.headbreak import Cut, Places, lines_of
from typeset.flow.headfit import FittedHead
from typeset.flow.setter import line_width
from typeset.model.story import Story
from typeset.model.style import Fit, TextStyle
from typeset.units import Length, to_pt

MILLI = 1000


def told(
    story: Story, part: str, texts: tuple[str, ...], style: TextStyle, fitted: FittedHead, width: Length
) -> list[Finding]:
    """Findings about one part of a headline block in its width."""
    found = [
        too_wide(story, part, "".join(texts), style, line_width(block) - width)
        for block in fitted.blocks
        if line_width(block) > width
    ][:1]
    return [*found, *of_breaks(story, part, texts[0], fitted.cut, fitted.places)]


def too_wide(
    story: Story, part: str, text: str, style: TextStyle, over: Length, *, one_line: bool = True
) -> Finding:
    """The finding for a headline that does not fit, with all that was tried."""
    fit = style.fit or Fit((style.size,))
    zh, en = _tried(fit, one_line=one_line)
    return finding(
        "headline-too-wide",
        span=story.place_of(part),
        story=story.slug,
        text=text,
        amount=max(1, round(to_pt(over))),
        unit="pt",
        tried_zh=zh,
        tried_en=en,
    )


def of_breaks(story: Story, part: str, text: str, cut: Cut, places: Places) -> list[Finding]:
    """Where the engine broke a headline, and marks of its editor it could not use."""
    span = story.place_of(part)
    found = [
        finding(
            "headline-mark-refused",
            span=span,
            story=story.slug,
            text=text,
            char=text[max(at - 1, 0) : at + 1],
        )
        for at in places.refused
    ]
    if cut and not places.marked:
        lines = lines_of(text, cut)
        found.append(
            finding(
                "headline-broken",
                span=span,
                story=story.slug,
                amount=len(lines),
                unit="lines",
                lines=" / ".join(lines),
            )
        )
    return found


def _tried(fit: Fit, *, one_line: bool) -> tuple[str, str]:
    sizes = f"{to_pt(fit.sizes[0]):g}"
    if len(fit.sizes) > 1:
        sizes = f"{sizes}–{to_pt(fit.sizes[-1]):g}"
    zh, en = [f"字号 {sizes} pt"], [f"sizes {sizes} pt"]
    if fit.tracking_least:
        zh.append(f"字距 {fit.tracking_least / MILLI:g}字")
        en.append(f"tracking {fit.tracking_least / MILLI:g}字")
    if fit.squeeze_least < MILLI:
        zh.append(f"长体 {fit.squeeze_least / 10:g}%")
        en.append(f"squeeze {fit.squeeze_least / 10:g}%")
    if fit.lines > 1 and one_line:
        zh.append(f"拆成 {fit.lines} 行")
        en.append(f"{fit.lines} lines")
    return "、".join(zh), ", ".join(en)

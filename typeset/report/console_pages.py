"""The lines of the console that tell of pages: each with how full it is, and whether anything is wrong on it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from typeset.findings import Severity
from typeset.model.fullness import PageFill
from typeset.report.excerpt import visible, width
from typeset.report.outcome import PageSummary
from typeset.report.styled import Styled
from typeset.report.words import Words

COLOURS: Final[Mapping[Severity, str]] = MappingProxyType(
    {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
)
FAINT: Final = "bright_black"
_CELLS: Final = 8
# What is over a full bar is shown so far; how much it is the number says.
_MOST_OVER: Final = 2
_FULL, _EMPTY = "▓", "░"


def page_lines(pages: tuple[PageSummary, ...], say: Words) -> Styled:
    """A line a page: its name, section and layout, its bar, what was found on it, and its file."""
    names = [visible(f"{p.spec.section} {p.spec.layout.name}") for p in pages]
    widest = max((width(name) for name in names), default=0)
    longest = max((len(p.spec.name) for p in pages), default=0)
    text = Styled()
    for page, name in zip(pages, names, strict=True):
        label = say.page.format(page=page.spec.name.rjust(longest))
        text.append(f"  {label}  {name}{' ' * (widest - width(name))}  ")
        if page.fill is not None:
            text.append_text(_bar(page.fill))
        text.append_text(_state(page, say))
        text.append(f"  {visible(page.file)}\n" if page.file else "\n", style=FAINT)
    return text


def percent(fill: PageFill) -> int:
    """The share in whole per cent: 100 only when every row is filled, more as soon as one row is too much."""
    whole = fill.filled + fill.over
    return -(-100 * whole // fill.rows) if whole > fill.rows else int(100 * fill.share)


def _bar(fill: PageFill) -> Styled:
    """The bar and the number: ``▓▓▓▓▓▓▓░ 96%``; what found no room in red beyond it."""
    full = min(_CELLS, round(_CELLS * fill.filled / fill.rows)) if fill.rows else _CELLS
    over = min(_MOST_OVER, -(-_CELLS * fill.over // max(fill.rows, 1)))
    text = Styled(_FULL * full).append(_EMPTY * (_CELLS - full), style=FAINT)
    text.append(_FULL * over + " " * (_MOST_OVER - over), style=COLOURS[Severity.ERROR])
    text.append(f"{percent(fill):>4}%  ", style=COLOURS[Severity.ERROR] if fill.over else "")
    return text


def _state(page: PageSummary, say: Words) -> Styled:
    counts = ((page.errors, Severity.ERROR), (page.warnings, Severity.WARNING))
    states = [Styled(say.amount(n, s), style=COLOURS[s]) for n, s in counts if n]
    return Styled(" ").join(states) if states else Styled(say.passed, style="green")

"""How a story fits as data: the same in ``report.json`` and in ``typeset fit --format json``."""

from __future__ import annotations

from collections.abc import Callable

from typeset.model.fit import FitAdvice, Margin, Range
from typeset.report.json_value import Json


def fit_as_data(advice: FitAdvice, page_name: Callable[[int], str]) -> dict[str, Json]:
    """How a story fits, as every machine-readable report has it; characters below 0 are to be cut."""
    return {
        "page": advice.page,
        "page_name": page_name(advice.page),
        "frame": advice.frame,
        "state": advice.state.value,
        "lines": advice.lines,
        "characters": advice.characters,
        "from_end": advice.from_end,
        "cheapest": [
            {
                "paragraph": change.paragraph,
                "characters": change.characters,
                "file": change.span.file,
                "line": change.span.line,
                "column": change.span.column,
            }
            for change in advice.cheapest
        ],
        "remedies": [{"means": one.means.value, "amount": one.amount} for one in advice.remedies],
        "margin": None if advice.margin is None else _margin_as_data(advice.margin),
    }


def _margin_as_data(known: Margin) -> Json:
    def data(one: Range | None) -> Json:
        return None if one is None else {"shrink": one.shrink, "grow": one.grow}

    return {"line": data(known.line), "jump": data(known.jump), "page": data(known.page)}

"""Consequences of one cause are one finding: what an overset story, or a hole in a page, brings with it is not told again (issue 7).

A consequence the house weighs heavier than its cause is told all the same: it may be what keeps a page from the plate.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from types import MappingProxyType
from typing import Final

from typeset.checks.form.score import ITEMS
from typeset.findings import Finding, Severity

Sameness = Callable[[Finding], Hashable]
"""What a cause and its consequence have in common; None for findings that have it not."""


def _story(f: Finding) -> Hashable:
    return f.story


def _frame(f: Finding) -> Hashable:
    return None if f.page is None or f.frame is None else (f.page, f.frame)


# Columns of copy that is still to be cut end elsewhere once it is: how they end now is of no interest.
_OF_OVERSET: Final = (
    "widow",
    "orphan",
    "lone-character",
    "subhead-alone",
    "question-alone",
    "signature-alone",
    "number-parted",
    "number-parted-columns",
    "loose-lines",
    "paragraph-squeezed",
    "paragraph-opened",
)
_EXPLAINED: Final[Mapping[str, tuple[tuple[Sameness, tuple[str, ...]], ...]]] = MappingProxyType(
    {
        "overset": ((_story, _OF_OVERSET), (_frame, ("frame-fitted",))),
        "frame-too-small": ((_story, ("overset", *_OF_OVERSET)), (_frame, ("frame-fitted",))),
        "page-hole": ((_frame, ("underset", "frame-fitted", "empty-frame")),),
        # A picture that was left out leaves white.
        **dict.fromkeys(
            ("picture-no-room", "gallery-no-room", "aside-no-room"), ((_frame, ("underset", "frame-fitted")),)
        ),
        "missing-glyph": ((_story, ("fallback-face",)),),
    }
)
_VERDICT: Final = "form-errors"
_FORM: Final = frozenset(code for items in ITEMS.values() for item in items for code in item.codes)


_Explained = Mapping[tuple[str, Hashable, Sameness], Severity]
"""How heavy the heaviest cause of each consequence is."""


def causes(
    findings: Iterable[Finding], severities: Mapping[str, Severity] = MappingProxyType({})
) -> tuple[Finding, ...]:
    """The findings without those another one explains, in their order; ``severities`` are those the house gives to codes."""
    told = tuple(findings)

    def weight(f: Finding) -> Severity:
        return severities.get(f.code, f.severity)

    explained: dict[tuple[str, Hashable, Sameness], Severity] = {}
    for f in told:
        for same, codes in _EXPLAINED.get(f.code, ()):
            for consequence in codes if same(f) is not None else ():
                key = (consequence, same(f), same)
                explained[key] = max(weight(f), explained.get(key, Severity.INFO))
    verdict = _of_one_error(told, weight)
    return tuple(
        f
        for f in told
        if weight(f) > _heaviest(f, explained) and not (f.code == _VERDICT and weight(f) <= verdict)
    )


def _heaviest(f: Finding, explained: _Explained) -> int:
    """The severity of the heaviest cause of a finding; 0 where it is a cause itself."""
    return max(explained.get((f.code, same(f), same), 0) for same in (_story, _frame))


def _of_one_error(told: Iterable[Finding], weight: Callable[[Finding], Severity]) -> int:
    """The severity of the one error of form an issue has, which says all that the verdict on its form would; 0 where it has none or several."""
    errors = [f for f in told if f.code in _FORM and f.severity is not Severity.INFO]
    return weight(errors[0]) if len(errors) == 1 else 0

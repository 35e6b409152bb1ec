"""Which findings are reported and count, as the command line asks: ``--only``, ``--ignore``, ``--baseline``, ``--level``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from typeset.catalogue import entry, finding
from typeset.cli.explain import nearest
from typeset.cli.program import USUAL
from typeset.findings import Finding, TypesetError

if TYPE_CHECKING:
    from typeset.report.baseline import Baseline
    from typeset.report.selection import Selection

OnlyOption: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--only", metavar="CODE", help="Only findings of this code; repeatable / 只看这个代码，可重复"
    ),
]
IgnoreOption: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--ignore", metavar="CODE", help="Not findings of this code; repeatable / 不看这个代码，可重复"
    ),
]
BaselineOption: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--baseline",
        metavar="FILE",
        help="Known findings, a report.json: only new ones fail / 已有的问题不算，新的才算",
    ),
]


def selection_of(
    only: Sequence[str] | None,
    ignore: Sequence[str] | None,
    baseline: Path | None,
    *,
    program: str = USUAL,
) -> Selection:
    """What the options ask for.

    Raises:
        TypesetError: when there is no such code, or the baseline is no report.
        OSError: when the baseline cannot be read.
    """
    from typeset.report.selection import Selection

    return Selection(
        only=_codes(only, program),
        ignore=_codes(ignore, program),
        baseline=None if baseline is None else _baseline(baseline),
    )


def _codes(given: Sequence[str] | None, program: str) -> frozenset[str]:
    """The codes named, with commas between them or each by itself, as words or numbers."""
    codes: list[str] = []
    for word in (one.strip() for text in given or () for one in text.replace("，", ",").split(",")):
        known = entry(word)
        if known is None:
            raise TypesetError([_unknown(word, program)])
        codes.append(known.code)
    return frozenset(codes)


def _unknown(word: str, program: str) -> Finding:
    near = ", ".join(nearest(word))
    if not near:
        return finding("no-such-code", given=word, program=program)
    return finding("unknown-code", given=word, near=near, program=program)


def _baseline(file: Path) -> Baseline:
    from typeset.report.baseline import read_baseline

    try:
        return read_baseline(file.read_text(encoding="utf-8"))
    except ValueError:
        raise TypesetError([finding("bad-baseline", file=str(file))]) from None

"""Pages by their names on the command line: 4, A4, and lists of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Final, TypeAlias

import typer

from typeset.catalogue import Lang
from typeset.patterns import regex

_PAGE: Final = regex(r"([A-Za-z]{0,2})0*([1-9][0-9]{0,2})")
# One page, or a range of pages: 2, A3, 2-5, A2-A4; several with commas or blanks between them.
_ONE: Final = rf"{_PAGE.pattern}(?:[-~至–—]{_PAGE.pattern})?"
_LIST: Final = regex(rf"\s*{_ONE}(?:[,、，;\s]+{_ONE})*\s*")
ALL_PAGES: Final = "all"

HoldOption: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--hold",
        metavar="[PAGES]",
        help="Keep the plan of jumps of the last build: of all pages, or of these (4 or 1,4) / "
        "保版：照上一次的转版计划，全部的版或这几版（4、1,4）",
    ),
]


def spelled_out(arguments: Sequence[str]) -> list[str]:
    """The arguments with ``--hold`` alone written as ``--hold all``: what follows it may be an edition."""
    spelled: list[str] = []
    for number, argument in enumerate(arguments):
        spelled.append(argument)
        following = arguments[number + 1] if number + 1 < len(arguments) else ""
        edition = Path(following).exists() and not _LIST.fullmatch(following)
        if argument == "--hold" and (number + 1 == len(arguments) or following.startswith("-") or edition):
            spelled.append(ALL_PAGES)
    return spelled


def held_names(given: str | None, lang: Lang) -> tuple[str, ...] | None:
    """The names of the pages to hold: none of them means all; None when nothing is held."""
    if given is None:
        return None
    if given == ALL_PAGES:
        return ()
    if not _LIST.fullmatch(given):
        raise typer.BadParameter(
            f"选项 --hold：“{given}”不是版次，要写 4、1,4、2-5 或 A2-A4 这样的"
            if lang is Lang.ZH
            else f"--hold {given}: not pages, such as 4, or 1,4, or 2-5, or A2-A4"
        )
    return tuple(name for one in re.split(r"[,、，;\s]+", given.strip()) for name in _range(one, lang))


def _range(given: str, lang: Lang) -> Iterator[str]:
    first, *last = (page_name(name, "--hold", lang) for name in re.split("[-~至–—]", given))
    section = first.rstrip("0123456789")
    if not last or not last[0].startswith(section):
        yield from (first, *last)
        return
    ends = (int(first[len(section) :]), int(last[0][len(section) :] or 0))
    yield from (f"{section}{number}" for number in range(ends[0], ends[1] + 1))


def page_name(given: str, option: str, lang: Lang) -> str:
    """The name of a page as edition.yaml has it; it may be given as its file is called: 04, A04."""
    found = _PAGE.fullmatch(given)
    if found is None:
        raise typer.BadParameter(
            f"选项 {option}：“{given}”不是版次，要写 4 或 A4 这样的"
            if lang is Lang.ZH
            else f"{option} {given}: not the name of a page, such as 4 or A4"
        )
    return f"{found[1].upper()}{found[2]}"

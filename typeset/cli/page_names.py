"""Pages by their names on the command line: 4, A4, and lists of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Final, TypeAlias

import typer

from typeset.catalogue import Lang, finding
from typeset.findings import TypesetError

if TYPE_CHECKING:
    from typeset.model.edition import Edition

_PAGE: Final = re.compile(r"([A-Za-z]{0,2})0*([1-9][0-9]{0,2})")
_LIST: Final = re.compile(rf"{_PAGE.pattern}([,、，]{_PAGE.pattern})*")
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
        if argument == "--hold" and following != ALL_PAGES and not _LIST.fullmatch(following):
            spelled.append(ALL_PAGES)
    return spelled


def held_names(given: str | None, lang: Lang) -> tuple[str, ...] | None:
    """The names of the pages to hold: none of them means all; None when nothing is held."""
    if given is None:
        return None
    if given == ALL_PAGES:
        return ()
    return tuple(page_name(name, "--hold", lang) for name in re.split("[,、，]", given))


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


def numbers_of(edition: Edition, asked: Sequence[str]) -> frozenset[int] | None:
    """The numbers of the pages asked for by their names; None when all are wanted."""
    if not asked:
        return None
    numbers = {page.name: page.number for page in edition.pages}
    unknown = [name for name in dict.fromkeys(asked) if name not in numbers]
    if unknown:
        has = ", ".join(numbers)
        raise TypesetError([finding("not-a-page", given=name, pages=has) for name in unknown])
    return frozenset(numbers[name] for name in asked)

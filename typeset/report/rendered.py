"""Styled text as it goes to a terminal, or without colours into a file."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

from typeset.report.styled import Styled

if TYPE_CHECKING:
    from rich.text import Text

# What rich leaves out of a text, or widens.
_TAKEN_OUT: Final = frozenset("\a\b\t\v\f\r")


def rendered(text: Styled, *, colours: bool) -> str:
    """The text with or without escape sequences; nothing in it is taken for markup, and no line is broken."""
    if not colours and _TAKEN_OUT.isdisjoint(plain := text.plain):
        return plain
    from rich.console import Console

    out = io.StringIO()
    console = Console(
        file=out,
        force_terminal=colours,
        color_system="standard" if colours else None,
        legacy_windows=False,
        _environ={},
    )
    console.print(_rich(text), end="", soft_wrap=True, highlight=False, markup=False, emoji=False)
    return out.getvalue()


def _rich(text: Styled) -> Text:
    from rich.text import Text

    made = Text(style=text.style)
    for piece in text.pieces:
        if isinstance(piece, Styled):
            made.append_text(_rich(piece))
        else:
            made.append(*piece)
    return made

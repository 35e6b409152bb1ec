"""Styled text as it goes to a terminal, or without colours into a file."""

from __future__ import annotations

import io

from rich.console import Console
from rich.text import Text


def rendered(text: Text, *, colours: bool) -> str:
    """The text with or without escape sequences; nothing in it is taken for markup, and no line is broken."""
    out = io.StringIO()
    console = Console(
        file=out,
        force_terminal=colours,
        color_system="standard" if colours else None,
        legacy_windows=False,
        _environ={},
    )
    console.print(text, end="", soft_wrap=True, highlight=False, markup=False, emoji=False)
    return out.getvalue()

"""Wordings without the facts of one finding: what a code says in general."""

from __future__ import annotations

from typing import Final

from typeset.patterns import regex

# A field of a format string; doubled braces are plain ones.
_FIELD: Final = regex(r"(?<!\{)\{[a-z_]+[^{}]*\}(?!\})")


def general(wording: str) -> str:
    """A message without the facts of one finding: "…" stands for each."""
    return _FIELD.sub("…", wording).replace("{{", "{").replace("}}", "}")

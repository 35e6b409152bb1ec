"""The search for line ends (:mod:`typeset.text.linesearch`), compiled where this installation has it so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typeset.compiled import fastest

if TYPE_CHECKING:
    from typeset.text import linesearch as search
else:
    search = fastest("typeset.text.linesearch")

__all__ = ["search"]

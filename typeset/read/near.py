"""“Did you mean”: the name somebody probably wanted, as facts for a hint."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import Any

_CUTOFF = 0.55
_MOST = 40


def nearest(word: str, names: Iterable[str]) -> str | None:
    """The name most like a word; None when none is like it."""
    known = {name.casefold(): name for name in names}
    found = difflib.get_close_matches(word.casefold(), known, n=1, cutoff=_CUTOFF)
    return known[found[0]] if found else None


def meant(word: str, names: Iterable[str], *, surely: str | None = None) -> dict[str, Any]:
    """The facts ``meant_zh``, ``meant_en`` and ``allowed`` that catalogue hints are written with; all are texts.

    ``surely`` is the name meant when the caller knows better than the spelling tells.
    """
    all_names = list(names)
    guess = surely or nearest(word, all_names)
    allowed = "、".join(all_names[:_MOST]) + ("…" if len(all_names) > _MOST else "")
    return {
        "meant_zh": f"是不是“{guess}”？" if guess else "",
        "meant_en": f"did you mean “{guess}”? " if guess else "",
        "allowed": allowed or "—",
    }

"""“Did you mean” for checks over the model: the name somebody probably wanted, as facts for a hint."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import Any, Final

_CUTOFF: Final = 0.55


def meant(word: str, names: Iterable[str]) -> dict[str, Any]:
    """The facts ``meant_zh``, ``meant_en`` and ``allowed``; all are texts."""
    known = list(names)
    near = difflib.get_close_matches(word, known, n=1, cutoff=_CUTOFF)
    return {
        "meant_zh": f"是不是“{near[0]}”？" if near else "",
        "meant_en": f"did you mean “{near[0]}”? " if near else "",
        "allowed": "、".join(known) or "—",
    }

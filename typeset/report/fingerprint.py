"""What makes a finding the same finding in the next run, though lines moved and amounts changed."""

from __future__ import annotations

import hashlib
from typing import Final

from typeset.findings import Finding

_DIGITS: Final = 16


def fingerprint(f: Finding) -> str:
    """16 hexadecimal digits made of the code, the file, the page, the frame and the story; without them of its words.

    The line, the amount and the language do not count: they change while copy is edited (issue 7).
    """
    place = (f.code, f.span.file if f.span else "", f.page_name or "", f.frame or "", f.story or "")
    words = () if f.frame or f.story else tuple(v for _, v in sorted(f.facts) if isinstance(v, str))
    text = "\x1f".join((*place, *words))
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]

"""Units as people write them, 毫米 and 磅 among them: which unit they mean, for a hint."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from typeset.patterns import regex

_UNITS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "毫米": "mm",
        "公厘": "mm",
        "厘米": "cm",
        "公分": "cm",
        "磅": "pt",
        "点": "pt",
        "英寸": "in",
        "吋": "in",
        "个字": "字",
        "字符": "字",
        "em": "字",
        "points": "pt",
        "inch": "in",
        '"': "in",
        **{unit: unit for unit in ("mm", "cm", "in", "pt", "字", "行")},
    }
)
_WRITTEN: Final = regex(r"([-+]?\d+(?:\.\d+)?)\s*(\S+)")


def meant_length(text: str) -> dict[str, Any]:
    """The facts ``meant_zh`` and ``meant_en`` of a hint: the length as it should have been written, or nothing."""
    match = _WRITTEN.fullmatch(unicodedata.normalize("NFKC", text).strip().lower())
    unit = _UNITS.get(match[2]) if match else None
    written = f"{match[1]}{unit}" if match and unit else ""
    # The same again is no help: such a unit is known, but not where it stands.
    if not written or written == text.replace(" ", ""):
        return {"meant_zh": "", "meant_en": ""}
    return {"meant_zh": f"写成 {written}。", "meant_en": f"write {written}; "}

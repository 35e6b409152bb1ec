"""The shape of a catalogue entry."""

from __future__ import annotations

import enum

from msgspec import Struct

from typeset.findings import Severity


class Lang(enum.Enum):
    """The languages people are spoken to in."""

    ZH = "zh"
    EN = "en"


class Entry(Struct, frozen=True, kw_only=True):
    """One code: its message and hint are format strings over the finding's facts; ``why_*`` is for ``explain``.

    A ``firm`` one can be neither allowed nor given another severity.
    """

    id: str
    code: str
    severity: Severity
    zh: str
    en: str
    hint_zh: str = ""
    hint_en: str = ""
    why_zh: str = ""
    why_en: str = ""
    firm: bool = False

    def wording(self, lang: Lang) -> str:
        """The message's format string."""
        return self.zh if lang is Lang.ZH else self.en

    def hint(self, lang: Lang) -> str:
        """The hint's format string, or ""."""
        return self.hint_zh if lang is Lang.ZH else self.hint_en

    def why(self, lang: Lang) -> str:
        """A paragraph on what the finding means, with an example and the cure."""
        return self.why_zh if lang is Lang.ZH else self.why_en

"""Rules on the output intent: one of PDF/X, with a registered condition or a fitting profile."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pikepdf

from typeset.findings import Finding
from typeset.model.printing import Standard
from typeset.plates.streams import decoded
from typeset.plates.values import entry, items, text, whole, word
from typeset.preflight.case import Case
from typeset.preflight.profiles import NEWSPRINT, REGISTERED

_HEAD: Final = 128
_SPACES: Final = {b"CMYK": 4, b"GRAY": 1, b"RGB ": 3}
_REGISTRY: Final = "http://www.color.org"
_NEWEST_OLD: Final = 2
"""ICC version 4 came with PDF 1.5."""


def intents_of(case: Case) -> list[object]:
    """The PDF/X output intents of the file."""
    intents = items(entry(case.pdf.Root, "/OutputIntents"), 64)
    return [i for i in intents if word(entry(i, "/S")) == "GTS_PDFX"]


def intent_space(case: Case) -> str:
    """The colour space of the intent's profile (``RGB``, ``CMYK``, ``GRAY``); "" without a profile."""
    for intent in intents_of(case):
        head = decoded(entry(intent, "/DestOutputProfile"), _HEAD).data
        if len(head) >= _HEAD:
            return head[16:20].decode("latin-1").strip()
    return ""


def intent_rules(case: Case) -> Iterator[Finding]:
    """ISO 15930-1, 6.5 and 15930-7, 6.4; the ICC's registry of CMYK conditions."""
    intents = intents_of(case)
    if not intents:
        yield case.tell("intent-missing")
        return
    if len(intents) > 1:
        yield case.tell("intent-several", amount=len(intents), unit="intents")
        return
    intent = intents[0]
    condition = (text(entry(intent, "/OutputConditionIdentifier")) or "").strip()
    profile = entry(intent, "/DestOutputProfile")
    if not condition:
        yield case.tell("intent-no-condition")
    if isinstance(profile, pikepdf.Stream):
        yield from _profile(case, profile)
    elif case.standard is Standard.PDFX_4:
        yield case.tell("intent-no-profile")
    elif condition and _unregistered(condition, intent):
        yield case.tell("intent-unregistered", condition=condition[:80])
    if not (text(entry(intent, "/Info")) or "").strip():
        yield case.tell("intent-no-info")
    if condition in REGISTERED and condition not in NEWSPRINT:
        yield case.tell("intent-not-newsprint", condition=condition)


def _unregistered(condition: str, intent: object) -> bool:
    registry = (text(entry(intent, "/RegistryName")) or "").startswith(_REGISTRY)
    return condition not in REGISTERED or not registry


def _profile(case: Case, profile: pikepdf.Object) -> Iterator[Finding]:
    head = decoded(profile, _HEAD).data
    what = _fault(case, head, whole(entry(profile, "/N")))
    if what:
        yield case.tell("intent-profile-wrong", what=what)


def _fault(case: Case, head: bytes, count: int) -> str:
    """What is wrong with a profile by its header (ICC.1, 7.2); "" when nothing is."""
    if len(head) < _HEAD or head[36:40] != b"acsp":
        return "no ICC profile"
    if head[12:16] != b"prtr":
        return f"class {head[12:16].decode('latin-1')}"
    space = head[16:20]
    if _SPACES.get(space) != count:
        return f"{space.decode('latin-1').strip()}, /N {count}"
    if space == b"RGB " and not case.standard.allows_transparency:
        return "RGB"
    if head[8] > _NEWEST_OLD and not case.standard.allows_transparency:
        return f"ICC version {head[8]}"
    return ""

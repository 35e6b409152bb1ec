"""References as they are typed: ``{page:library}``, ``{page:projects,winter}``, ``{pages:plenary}``.

In the body they are tokens of Markdown; in parts of the headline block and in captions they are found here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from typeset.catalogue import finding
from typeset.findings import Finding
from typeset.model.reference import PLACEHOLDER, Mention, Reference, Rewriting
from typeset.patterns import regex
from typeset.source import Span

# Colons and commas as a Chinese keyboard types them mean the same.
REFERENCE: Final = regex(r"\{[ \t]*(pages?)[ \t]*[:：]([^{}\n]{0,400})\}")
_BETWEEN: Final = regex(r"[,，、]")
_WHOLE: Final = "pages"


def read_reference(typed: str) -> Reference | None:
    """What a reference refers to; None when it names no story, or has an empty name among others."""
    found = REFERENCE.fullmatch(typed)
    names = tuple(name.strip() for name in _BETWEEN.split(found[2])) if found is not None else ()
    if found is None or not all(names):
        return None
    return Reference(tuple(dict.fromkeys(names)), found[1] == _WHOLE)


class Referring(Struct, frozen=True):
    """A text with one character for each of its references; ``places`` are those of its characters."""

    text: str
    places: tuple[tuple[int, int], ...]
    mentions: tuple[Mention, ...]
    rewriting: Rewriting


def referring(text: str, places: Sequence[tuple[int, int]], file: str, found: list[Finding]) -> Referring:
    """Read the references in a text; those that name no story are told and stay as they were typed."""
    made, kept, at = "", list[tuple[int, int]](), 0
    mentions: list[Mention] = []
    stretches: list[tuple[int, int, int]] = []
    for match in REFERENCE.finditer(text):
        line, column = places[match.start()]
        span = Span(file, line, column, line, column + len(match[0]))
        refers = read_reference(match[0])
        if refers is None:
            found.append(finding("reference-empty", span=span, text=match[0]))
            continue
        made += text[at : match.start()] + PLACEHOLDER
        kept += [*places[at : match.start()], places[match.start()]]
        mentions.append(Mention(len(made) - 1, len(made), refers, span))
        stretches.append((match.start(), match.end(), 1))
        at = match.end()
    return Referring(made + text[at:], (*kept, *places[at:]), tuple(mentions), Rewriting.of(stretches))


def misplaced(text: str, places: Sequence[tuple[int, int]], file: str) -> list[Finding]:
    """Findings for references in a text that takes none."""
    return [
        finding("reference-misplaced", span=Span(file, *places[match.start()]), text=match[0])
        for match in REFERENCE.finditer(text)
    ]

"""One issue words its jump lines in one way: wording, brackets and numerals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from typeset.catalogue import finding
from typeset.findings import Finding
from typeset.flow.jumpwords import source_words, target_words
from typeset.model.edition import Edition, JumpRules, PageSpec
from typeset.model.placed import Jump

_KEYS: Final = ("source", "source_next", "target", "brackets", "numerals")


def check_wording(edition: Edition, jumps: Sequence[Jump]) -> list[Finding]:
    """Findings for pages whose jumps are worded otherwise than those of the first page from which a story jumps.

    Both lines of a jump follow the rules of the page on which the story begins, so that is the page to mend; rules nobody sees
    the words of are nobody's business.
    """
    printing = list(_printing(edition, jumps))
    if not printing:
        return []
    (first, first_text), *others = printing
    return [
        finding(
            "jump-wording-mixed",
            span=page.span,
            related=first.span,
            page=page.number,
            text=text,
            other=first.name,
            other_text=first_text,
            keys="、".join(k for k in _KEYS if getattr(page.jumps, k) != getattr(first.jumps, k)),
        )
        for page, text in others
        if _words(page.jumps, page.name) != _words(first.jumps, page.name)
    ]


def _printing(edition: Edition, jumps: Sequence[Jump]) -> Iterator[tuple[PageSpec, str]]:
    """The pages on which stories begin that jump, in their order, each with a jump line made by its rules."""
    begins = [(edition.page_of(jump.story), jump.source_text) for jump in jumps]
    for page in edition.pages:
        text = next((text for begun, text in begins if begun is page), None)
        if text is not None:
            yield page, text


def _words(rules: JumpRules, page: str) -> tuple[str, str, str]:
    """What rules make of a page: two that make the same are one wording, however they were written."""
    return (source_words(rules, page), source_words(rules, page, following=True), target_words(rules, page))

"""The pages of an issue in their order: numbers of their own, or codes of sections (叠) counted through the issue."""

from __future__ import annotations

from collections.abc import Mapping as Names
from collections.abc import Sequence
from typing import Final

from typeset.catalogue import finding
from typeset.findings import Finding
from typeset.model.edition import place_in_section
from typeset.read.edition_form import PageForm
from typeset.read.yaml_tree import Mapping, span_at
from typeset.source import Span

_FIRST: Final = ("", 0)


class PageOrder:
    """What the pages are numbered as, and which of them do not stand where they should.

    A page that bears a code is numbered by its place in the issue. So are all pages of an issue in which only some bear
    one, as nobody knows what was meant.
    """

    def __init__(self, forms: Sequence[PageForm], tree: Mapping) -> None:
        self._names = tuple(form.page for form in forms)
        self._tree = tree
        by_place = any(map(_is_code, self._names))
        self.numbers: tuple[int, ...] = tuple(
            place if by_place else int(name or 0) for place, name in enumerate(self._names, 1)
        )
        self.codes: Names[int, str] = {
            number: name for number, name in zip(self.numbers, self._names, strict=True) if name and by_place
        }

    def findings(self) -> tuple[Finding, ...]:
        """Pages that are there twice or in the wrong order; in an issue with and without codes only that."""
        return self._mixed() or self._misplaced()

    def _mixed(self) -> tuple[Finding, ...]:
        known = [index for index, name in enumerate(self._names) if name]
        other = next((i for i in known if _is_code(self._names[i]) != _is_code(self._names[known[0]])), None)
        if other is None:
            return ()
        first = known[0]
        bare = other if _is_code(self._names[first]) else first
        codes = [name for name in self._names if _is_code(name)]
        return (
            finding(
                "page-codes-mixed",
                span=self._span(other),
                related=self._span(first),
                page=self.numbers[other],
                bare=self._names[bare] or "",
                coded=codes[0] or "",
            ),
        )

    def _misplaced(self) -> tuple[Finding, ...]:
        found: list[Finding] = []
        last, place = _FIRST, self._tree.span
        seen: dict[str, Span] = {}
        for index, name in enumerate(self._names):
            if name is None:
                continue
            span, number = self._span(index), self.numbers[index]
            first = seen.setdefault(name, span)
            if first is not span:
                found.append(finding("page-twice", span=span, related=first, page=number))
            elif place_in_section(name) < last:
                previous = f"{last[0]}{last[1]}"
                found.append(finding("page-order", span=span, related=place, page=number, previous=previous))
            last, place = max(last, place_in_section(name)), span
        return tuple(found)

    def _span(self, index: int) -> Span:
        return span_at(self._tree, "pages", index, "page")


def _is_code(name: str | None) -> bool:
    return name is not None and not name.isdecimal()

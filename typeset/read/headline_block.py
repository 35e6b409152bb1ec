"""The headline block of a story: parts of its front matter as they are set, with marks for breaks and references.

The headline takes no references: it stands in teasers and indexes as well, before anybody knows pages.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from typeset.catalogue import finding
from typeset.findings import Finding
from typeset.model.reference import Mention
from typeset.model.story import HeadlineBlock
from typeset.read.break_marks import without_marks
from typeset.read.draft import Place
from typeset.read.front_matter import Front
from typeset.read.references import misplaced, referring
from typeset.read.widener import Widener
from typeset.read.yaml_tree import span_at
from typeset.source import Span

_WITHOUT_REFERENCES: Final = ("series", "dateline", "jump_headline")


def read_block(front: Front, lines: list[str], widener: Widener, found: list[Finding]) -> HeadlineBlock:
    """The headline block; ``lines`` are those of the file."""
    return _BlockReader(front, lines, widener, found).read()


class _BlockReader:
    def __init__(self, front: Front, lines: list[str], widener: Widener, found: list[Finding]) -> None:
        self._front = front
        self._lines = lines
        self._widener = widener
        self._found = found
        self._marks: dict[str, tuple[int, ...]] = {}
        self._mentions: dict[tuple[str, int], tuple[Mention, ...]] = {}

    def read(self) -> HeadlineBlock:
        form = self._front.form
        for key in _WITHOUT_REFERENCES:
            text: str = getattr(form, key) or ""
            self._found += misplaced(text, self._places(key, text), self._span(key).file)
        return HeadlineBlock(
            headline=self._broken("headline", form.headline or ()),
            kicker=self._broken("kicker", form.kicker or ()),
            deck=self._broken("deck", form.deck or ()),
            series=read_part(self._front, "series", self._lines, self._widener),
            slogan=self._several("slogan", form.slogan or ()),
            byline=self._one("byline", form.byline or ""),
            editors_note=self._one("editors_note", form.editors_note or ""),
            marks=self._marks,
            mentions=self._mentions,
        )

    def _span(self, key: str) -> Span:
        return span_at(self._front.tree, key)

    def _places(self, key: str, text: str) -> list[Place]:
        return typed_places(text, self._span(key), self._lines)

    def _several(self, key: str, texts: Sequence[str]) -> tuple[str, ...]:
        return tuple(
            self._line(key, number, text, self._places(key, text)) for number, text in enumerate(texts)
        )

    def _one(self, key: str, typed: str) -> str:
        text = "".join(line.strip() for line in typed.split("\n"))
        return self._line(key, 0, text, self._places(key, text))

    def _broken(self, key: str, texts: Sequence[str]) -> tuple[str, ...]:
        """Lines in which ``|`` says where they may be broken."""
        made: list[str] = []
        for typed in texts:
            marked = without_marks(typed)
            places = self._places(key, typed)
            if marked.marks and len(texts) > 1:
                span = Span(self._span(key).file, *places[0])
                self._found.append(finding("headline-mark-unused", span=span, text=marked.text))
            elif marked.marks:
                self._marks[key] = marked.marks
            if marked.text:
                made.append(self._line(key, len(made), marked.text, [places[at] for at in marked.kept]))
        return tuple(made)

    def _line(self, key: str, number: int, text: str, places: list[Place]) -> str:
        """A line of a part as it is set, its references noted."""
        file = self._span(key).file
        if key == "headline":
            self._found += misplaced(text, places, file)
            return self._widener.text(text, places)
        made = referring(text, places, file, self._found)
        if made.mentions:
            self._mentions[key, number] = made.mentions
            if key in self._marks:
                self._marks[key] = tuple(made.rewriting.moved(mark) for mark in self._marks[key])
        return self._widener.text(made.text, made.places)


def read_part(front: Front, key: str, lines: list[str], widener: Widener) -> str:
    """A part that is one text, as it is set; a reference in it is not read."""
    typed: str | None = getattr(front.form, key)
    text = "".join(line.strip() for line in (typed or "").split("\n"))
    return widener.text(text, typed_places(text, span_at(front.tree, key), lines))


def typed_places(text: str, span: Span, lines: list[str]) -> list[Place]:
    """Where the characters of a value stand: in the line of its node that holds it, or at the node."""
    for number in range(span.line, min(max(span.end_line, span.line), len(lines)) + 1):
        column = lines[number - 1].find(text)
        if column >= 0:
            return [(number, column + 1 + index) for index in range(len(text))]
    return [(span.line, span.column)] * len(text)

"""The body of a story: Markdown blocks into drafts of paragraphs, every character with its line and column.

What a newspaper has no use for (code, HTML, thematic breaks) is kept as plain text and reported.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable
from itertools import groupby
from operator import itemgetter
from typing import Final

from markdown_it.token import Token
from msgspec import Struct, field

from typeset.catalogue import finding
from typeset.findings import Finding
from typeset.model.story import Role
from typeset.patterns import regex
from typeset.read.account import SetFrom, lost_copy
from typeset.read.adorned import Unknown
from typeset.read.draft import Draft, Place, PlacedPicture, line_of
from typeset.read.inline import Copy, read_inline
from typeset.read.look import PLAIN
from typeset.read.lookalikes import Lookalike, linked_pictures, lookalikes
from typeset.read.markdown import markdown
from typeset.read.table_attributes import TableAttributes, read_table_attributes
from typeset.read.table_drafts import TypedRows, markdown_rows, plain_cell, table_drafts
from typeset.read.table_files import is_table_file
from typeset.read.tables import Typed
from typeset.source import Span

BULLET: Final = "■"
_UNREAD_PICTURE: Final = regex(r"[!！]\[[^\]]{0,400}\]\s?[（(]")
_PLAIN_KINDS: Final = {
    "fence": ("代码块", "a code block"),
    "code_block": ("代码块", "a code block"),
    "html_block": ("HTML", "HTML"),
    "hr": ("分隔线", "a thematic break"),
}


# What of several lines in one block is verse; in a list they are what the list has.
_OF_VERSES: Final = frozenset({Role.BODY, Role.QUOTE})
_BRACES: Final = regex(r"^\s*\{(.*)\}\s*$")


class AskedTable(Struct, frozen=True):
    """What is asked for a table before its first line, and where an offset into that stands."""

    attributes: TableAttributes
    place_of: Callable[[int], Place]


class Body(Struct):
    """What a body holds, in its order."""

    drafts: list[Draft] = field(default_factory=list)
    pictures: list[PlacedPicture] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def read_body(text: str, file: str, first_line: int, asked: AskedTable | None = None) -> Body:
    """Read Markdown that begins at ``first_line`` (1-based) of its file; ``asked`` is said of its tables elsewhere."""
    lines = text.split("\n")
    reader = _BodyReader(lines, file, first_line, asked)
    skipping = False
    for token in markdown().parse(text):
        if token.type == "table_close":
            skipping = False
        elif not skipping:
            reader.take(token)
            skipping = token.type == "table_open"
    lost = lost_copy(lines, first_line, file, *reader.account())
    if lost is not None:
        reader.body.findings.append(lost)
    return reader.body


def _places_of(offsets: list[int], place_of: Callable[[int], Place]) -> list[Place]:
    """The places of offsets of a block; most of them are a whole line of a file."""
    if not offsets:
        return []
    first, last, count = place_of(offsets[0]), place_of(offsets[-1]), len(offsets)
    in_a_row = offsets[-1] - offsets[0] == count - 1 and offsets == list(
        range(offsets[0], offsets[0] + count)
    )
    if in_a_row and first[0] == last[0]:
        return line_of(first, count)
    return [place_of(offset) for offset in offsets]


class _BodyReader:
    def __init__(self, lines: list[str], file: str, first_line: int, asked: AskedTable | None) -> None:
        self.body = Body()
        self._asked = asked
        self._taken: set[int] = set()
        self._lines = lines
        self._file = file
        self._first_line = first_line
        self._roles: list[Role] = []
        self._subhead = False
        self._prefix: tuple[str, Place] | None = None
        self._markup: Counter[str] = Counter()
        self._told: set[Place] = set()
        self._parser = markdown()

    def account(self) -> tuple[Counter[str], list[SetFrom]]:
        """How often each character was understood as markup, and what is set from each line."""
        copy: list[SetFrom] = []
        for draft in self.body.drafts:
            # The words of a reference were not typed: they hide nothing that is missing elsewhere.
            if draft.chars and draft.is_plain and draft.places[0][0] == draft.places[-1][0]:
                copy.append((draft.places[0][0], draft.chars))
                continue
            typed = (
                (place[0], char)
                for char, look, place in zip(draft.chars, draft.looks, draft.places, strict=True)
                if look.refers is None
            )
            for line, group in groupby(typed, key=itemgetter(0)):
                copy.append((line, [char for _, char in group]))
        return self._markup, copy

    def take(self, token: Token) -> None:
        """Add one block token."""
        if token.type in _PLAIN_KINDS:
            self._plain(token)
        elif token.type == "table_open":
            self._flush_marker()
            self._table(*(token.map or (0, 0)))
        elif token.type == "inline" and (token.map or (0, 0))[0] not in self._taken:
            self._inline(token)
        elif token.type == "blockquote_open":
            self._roles.append(Role.QUOTE)
        elif token.type == "list_item_open":
            self._roles.append(Role.LIST_ITEM)
            self._open_item(*self._marker(token))
        elif token.type in {"blockquote_close", "list_item_close"}:
            self._flush_marker()
            self._roles.pop()
        elif token.type in {"heading_open", "heading_close"}:
            self._subhead = token.nesting > 0

    def _role(self) -> Role:
        if self._subhead:
            return Role.SUBHEAD
        return self._roles[-1] if self._roles else Role.BODY

    def _open_item(self, marker: str, place: Place) -> None:
        """A number whose item begins with a list of its own (``1. - …``) stays before the first of it."""
        if self._prefix is not None and self._prefix[0] != BULLET:
            marker, place = self._prefix[0] + marker, self._prefix[1]
        self._prefix = (marker, place)

    def _flush_marker(self) -> None:
        """The number of an item without copy is copy itself; a bullet is only a mark."""
        if self._prefix is not None and self._prefix[0] != BULLET:
            text, (line, column) = self._prefix
            places = [(line, column + index) for index in range(len(text))]
            self.body.drafts.append(Draft(self._role(), list(text), [PLAIN] * len(text), places))
        self._prefix = None

    def _marker(self, token: Token) -> tuple[str, Place]:
        typed = token.info + token.markup
        line = token.map[0] if token.map else 0
        column = max(self._lines[line].find(typed), 0) + 1
        return typed if token.info else BULLET, (line + self._first_line, column)

    def _span(self, place: Place) -> Span:
        return Span(self._file, *place)

    def _inline(self, token: Token) -> None:
        place_of = self._places(token)
        inline = read_inline(token)
        self._markup += inline.markup
        for unknown in inline.unknown:
            self._unknown(unknown, place_of)
        self._tell_nameless(inline.nameless, place_of)
        for hit in linked_pictures(token.content):
            self._warn_of(hit, place_of(hit.first), place_of(hit.last - 1))
        before = self.body.drafts[-1] if self.body.drafts else None
        verse = inline.verse and self._role() in _OF_VERSES
        for number, piece in enumerate(inline.pieces):
            stanza = not number and before is not None and before.verse and before.role is self._role()
            self._add(piece, place_of, verse=verse, apart=verse and stanza)
        for picture in inline.pictures:
            placed = PlacedPicture(picture, self._span(place_of(picture.at)), place_of)
            if is_table_file(picture.file):
                self.body.drafts.append(Draft(Role.TABLE, [], [], [], table_file=placed))
            else:
                self.body.pictures.append(placed)
        if inline.html >= 0:
            self._warn("html_block", place_of(inline.html))

    def _unknown(self, unknown: Unknown, place_of: Callable[[int], Place]) -> None:
        self._told.add(place_of(unknown.at))
        first, last = place_of(unknown.at), place_of(unknown.at + len(unknown.text) - 1)
        span = Span(self._file, *first, last[0], last[1] + 1)
        facts = dict(unknown.facts)
        self.body.findings.append(finding("unknown-mark", span=span, text=unknown.text, **facts))

    def _tell_nameless(self, nameless: tuple[tuple[int, str], ...], place_of: Callable[[int], Place]) -> None:
        for at, text in nameless:
            self._told.add(place_of(at))
            line, column = place_of(at)
            span = Span(self._file, line, column, line, column + len(text))
            self.body.findings.append(finding("reference-empty", span=span, text=text))

    def _add(
        self, piece: Copy, place_of: Callable[[int], Place], *, verse: bool = False, apart: bool = False
    ) -> None:
        chars, looks = list(piece.chars), [look.placed(place_of) for look in piece.looks]
        places = _places_of(piece.offsets, place_of)
        text = "".join(chars)
        unread = _UNREAD_PICTURE.search(text)
        if unread is not None:
            self.body.findings.append(finding("picture-syntax", span=self._span(places[unread.start()])))
        self._warn_of_lookalikes(text, places, unread)
        if self._prefix is not None:
            marker, place = self._prefix
            chars[:0], looks[:0] = marker, [PLAIN] * len(marker)
            places[:0] = [(place[0], place[1] + index) for index in range(len(marker))]
            self._prefix = None
        self.body.drafts.append(Draft(self._role(), chars, looks, places, verse=verse, apart=apart))

    def _warn_of_lookalikes(self, text: str, places: list[Place], unread: re.Match[str] | None) -> None:
        if places and places[0][0] == places[-1][0]:
            starts = {0}
        else:
            starts = {n for n, place in enumerate(places) if n == 0 or place[0] != places[n - 1][0]}
        for hit in lookalikes(text, frozenset(starts)):
            told = unread is not None and hit.first < unread.end() and unread.start() < hit.last
            told = told or not self._told.isdisjoint(places[hit.first : hit.last])
            if not told and not any(self._is_escaped(place) for place in places[hit.first : hit.last]):
                self._warn_of(hit, places[hit.first], places[hit.last - 1])

    def _warn_of(self, hit: Lookalike, first: Place, last: Place) -> None:
        span = Span(self._file, *first, last[0], last[1] + 1)
        self.body.findings.append(
            finding("looks-like-markup", span=span, text=hit.text, cure_zh=hit.cure_zh, cure_en=hit.cure_en)
        )

    def _is_escaped(self, place: Place) -> bool:
        line = self._lines[place[0] - self._first_line]
        return line[max(place[1] - 2, 0) : place[1] - 1] == "\\"

    def _table(self, first: int, last: int) -> None:
        """The table in these lines, and what stands in braces below it."""
        attributes, place_of = read_table_attributes(""), self._place_in(first, 0)
        if self._asked is not None:
            attributes, place_of = self._asked.attributes, self._asked.place_of
        below = next((n for n in (last - 1, last, last + 1) if self._is_braces(n, first)), None)
        if below is not None:
            typed = _BRACES.match(self._lines[below])
            assert typed is not None
            attributes, place_of = read_table_attributes(typed[1]), self._place_in(below, typed.start(1))
            said = Counter(attributes.caption) + Counter(attributes.note)
            self._markup += Counter(self._lines[below]) - said
            self._taken.add(below)
            last = min(last, below)
        lines = self._lines[first:last]
        rows = TypedRows(
            markdown_rows(lines, first + self._first_line),
            self._file,
            first + self._first_line,
            attributes,
            place_of,
            number=first,
        )
        drafts, found = table_drafts(rows, self._cell)
        self.body.drafts += drafts
        self.body.findings += found

    def _is_braces(self, number: int, first: int) -> bool:
        """Whether a line below a table is what was asked for it; before it there may be one empty line, no more."""
        if not first + 1 < number < len(self._lines) or _BRACES.match(self._lines[number]) is None:
            return False
        return all("|" in line or not line.strip() for line in self._lines[first:number])

    def _place_in(self, number: int, column: int) -> Callable[[int], Place]:
        return lambda at: (number + self._first_line, column + at + 1)

    def _cell(self, cell: Typed) -> Draft:
        """The copy of a cell, with what is marked in it."""
        if not cell.text:
            return plain_cell(cell)
        (token,) = self._parser.parseInline(cell.text)

        def place_of(at: int) -> Place:
            return cell.line, cell.column + at

        inline = read_inline(token)
        self._markup += inline.markup
        for unknown in inline.unknown:
            self._unknown(unknown, place_of)
        self._tell_nameless(inline.nameless, place_of)
        for picture in inline.pictures:
            self.body.findings.append(
                finding("table-picture", span=self._span(place_of(picture.at)), file=picture.file)
            )
        draft = Draft(Role.TABLE, [], [], [])
        for piece in inline.pieces:
            draft.chars.extend(piece.chars)
            draft.looks.extend(look.placed(place_of) for look in piece.looks)
            draft.places.extend(place_of(offset) for offset in piece.offsets)
        return draft

    def _places(self, token: Token) -> Callable[[int], Place]:
        """From offsets of a block's content to lines and columns of the file."""
        first = token.map[0] if token.map else 0
        starts: list[int] = []
        places: list[Place] = []
        offset = 0
        for number, content in enumerate(token.content.split("\n")):
            source = self._lines[min(first + number, len(self._lines) - 1)]
            ends = source.endswith(content)
            column = len(source) - len(content) if ends else max(source.find(content), 0)
            starts.append(offset)
            places.append((first + number + self._first_line, column + 1))
            offset += len(content) + 1

        def place_of(at: int) -> Place:
            index = max(bisect_right(starts, at) - 1, 0)
            line, column = places[index]
            return line, column + at - starts[index]

        return place_of

    def _plain(self, token: Token) -> None:
        first, last = token.map or (0, 0)
        self._flush_marker()
        self._warn(token.type, (first + self._first_line, 1))
        if token.type == "hr":
            return
        if token.type == "fence":
            self._markup.update(token.info)
            closed = self._lines[last - 1].strip().startswith(token.markup) and last - 1 > first
            first, last = first + 1, last - 1 if closed else last
        for number in range(first, last):
            source = self._lines[number]
            text = source.strip(" \t\u3000")
            if text:
                column = source.find(text) + 1
                places = [(number + self._first_line, column + index) for index in range(len(text))]
                self.body.drafts.append(Draft(self._role(), list(text), [PLAIN] * len(text), places))

    def _warn(self, kind: str, place: Place) -> None:
        zh, en = _PLAIN_KINDS[kind]
        self.body.findings.append(finding("markdown-plain", span=self._span(place), what_zh=zh, what_en=en))

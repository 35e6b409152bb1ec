"""The inside of Markdown paragraphs: tokens into characters, every one with its look and the place it was typed at."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from typing import Final
from urllib.parse import unquote

from markdown_it.token import Token
from msgspec import Struct, field
from msgspec.structs import replace

from typeset.model.annotation import PICTURE_CHARACTER, Mark
from typeset.model.reference import PLACEHOLDER
from typeset.model.story import Emphasis
from typeset.read.adorned import Asked, Unknown
from typeset.read.attributes import is_inline
from typeset.read.look import PLAIN, Look, Marking, TypedPicture
from typeset.read.references import read_reference

_LOOK_AHEAD: Final = 80
_BLANKS: Final = " \t\u3000\u00a0"


class Copy(Struct):
    """Characters with their look and their offset in the block's source."""

    chars: list[str]
    looks: list[Look]
    offsets: list[int]

    @classmethod
    def empty(cls) -> Copy:
        """No characters yet."""
        return cls([], [], [])

    def add(self, text: str, look: Look, at: int, *, step: int = 1) -> None:
        """Add a text whose characters were typed from offset ``at`` on (all at ``at`` with step 0)."""
        self.chars.extend(text)
        self.looks.extend([look] * len(text))
        self.offsets.extend(at + index * step for index in range(len(text)))

    def finish(self) -> None:
        """Join the lines and take blanks, the ideographic too, from both ends.

        Lines join without a blank, but for a space between Western words.
        """
        if "\n" in self.chars:
            self._join_lines()
        text = "".join(self.chars)
        last = len(text.rstrip(_BLANKS))
        first = len(text) - len(text.lstrip(_BLANKS))
        if last - first < len(text):
            self._keep(lambda index: first <= index < last)

    def _join_lines(self) -> None:
        after = [""] * len(self.chars)
        nearest = ""
        for index in range(len(self.chars) - 1, -1, -1):
            after[index] = nearest
            nearest = nearest if self.chars[index] in "\n " else self.chars[index]
        before = ""
        for index, char in enumerate(self.chars):
            if char == "\n":
                western = bool(before) and bool(after[index]) and before.isascii() and after[index].isascii()
                doubled = index > 0 and self.chars[index - 1] in ("", " ")
                self.chars[index] = " " if western and not doubled else ""
            elif char != " ":
                before = char
        self._keep(lambda index: bool(self.chars[index]))

    def _keep(self, wanted: Callable[[int], bool]) -> None:
        kept = [index for index in range(len(self.chars)) if wanted(index)]
        self.chars, self.looks, self.offsets = (
            [self.chars[i] for i in kept],
            [self.looks[i] for i in kept],
            [self.offsets[i] for i in kept],
        )


class _Adorned(Struct, frozen=True):
    """An open ``[…]{…}``: its marks, its style, and how many ``*`` and ``**`` were open when it began."""

    markings: tuple[Marking, ...]
    style: str
    style_at: int
    depth: int


class _Reading(Struct):
    source: str
    pieces: list[Copy]
    markup: Counter[str]
    pictures: list[TypedPicture]
    html: int = -1
    strong: int = 0
    italic: int = 0
    prose: bool = False
    adorned: list[_Adorned] = field(default_factory=list)
    nameless: list[tuple[int, str]] = field(default_factory=list)
    rubies: list[tuple[Token, Copy, int]] = field(default_factory=list)

    @property
    def look(self) -> Look:
        if not (self.adorned or self.strong or self.italic):
            return PLAIN
        look = Look(markings=tuple(marking for outer in self.adorned for marking in outer.markings))
        styled = next((outer for outer in reversed(self.adorned) if outer.style), None)
        # The innermost markup lends its face: ** inside a style wins over it, a style inside ** over that.
        if styled is not None and styled.depth == self.strong + self.italic:
            return replace(look, style=styled.style, style_at=styled.style_at)
        if self.strong:
            return replace(look, emphasis=Emphasis.STRONG)
        return replace(look, emphasis=Emphasis.ITALIC) if self.italic else look


class Inline(Struct, frozen=True):
    """What a block holds: paragraphs (more than one after hard breaks), pictures, and the offset of HTML or -1.

    ``verse`` is whether it is several lines each of which was ended by a backslash: blanks at their ends, or typed indents, part prose.
    ``markup`` counts the characters that stand for something else and are not set: addresses of links, pictures.
    ``nameless`` are references that name no story, each with its offset in the block.
    """

    pieces: tuple[Copy, ...]
    pictures: tuple[TypedPicture, ...]
    html: int
    markup: Counter[str]
    verse: bool = False
    unknown: tuple[Unknown, ...] = ()
    nameless: tuple[tuple[int, str], ...] = ()


def read_inline(token: Token) -> Inline:
    """Read an ``inline`` token of :func:`typeset.read.markdown.markdown`."""
    reading = _Reading(token.content.replace("\t", " "), [Copy.empty()], Counter(), [])
    for child in token.children or ():
        _take(child, reading)
    for piece in reading.pieces:
        piece.finish()
    pieces = tuple(piece for piece in reading.pieces if piece.chars)
    return Inline(
        pieces,
        tuple(reading.pictures),
        reading.html,
        reading.markup,
        len(pieces) > 1 and not reading.prose,
        token.children[0].meta.get("unknown", ()) if token.children else (),
        tuple(reading.nameless),
    )


def _take(token: Token, reading: _Reading) -> None:
    at: int = token.meta.get("at", 0)
    match token.type:
        case "text" | "text_special" | "code_inline" | "html_inline":
            if token.type == "html_inline" and reading.html < 0:
                reading.html = at
            _take_text(token, at, reading)
        case "strong_open" | "strong_close":
            reading.strong += token.nesting
        case "em_open" | "em_close":
            reading.italic += token.nesting
        case "softbreak":
            _soften(at, reading)
        case "hardbreak":
            reading.prose = reading.prose or not token.meta.get("verse")
            reading.pieces.append(Copy.empty())
        case "image":
            _take_picture(token, at, reading)
            reading.markup.update(reading.source[at : token.meta["until"]])
        case "link_close":
            reading.markup.update(reading.source[at : token.meta.get("until", at)])
        case _:
            _take_own(token, at, reading)


def _take_picture(token: Token, at: int, reading: _Reading) -> None:
    """An inline picture is a character of the copy; any other stands beside it and begins a paragraph."""
    typed = _typed(token, at)
    if is_inline(typed.attributes):
        look = reading.look.marked(Marking(Mark.PICTURE, at, picture=typed))
        reading.pieces[-1].add(PICTURE_CHARACTER, look, at)
        return
    if reading.pieces[-1].chars[-1:] == ["\n"]:
        reading.prose = True
        reading.pieces.append(Copy.empty())
    reading.pictures.append(typed)


def _take_own(token: Token, at: int, reading: _Reading) -> None:
    """Markup of our own: see :mod:`typeset.read.adorned`."""
    match token.type:
        case "ruby_open":
            reading.rubies.append((token, reading.pieces[-1], len(reading.pieces[-1].chars)))
        case "ruby_close":
            _close_ruby(*reading.rubies.pop(), reading)
        case "adorned_open":
            reading.adorned.append(_opened(token.meta["asked"], token, reading))
        case "adorned_close":
            reading.adorned.pop()
            reading.markup.update(token.meta["braces"])
        case "note_mark":
            reading.pieces[-1].add(token.content, replace(reading.look, note_mark=True), at + 1)
        case "page_reference":
            _take_reference(token.content, at, reading)


def _take_reference(typed: str, at: int, reading: _Reading) -> None:
    """One character stands for the pages until they are known; a reference that names no story stays as it was typed."""
    refers = read_reference(typed)
    if refers is None:
        reading.nameless.append((at, typed))
        reading.pieces[-1].add(typed, reading.look, at)
        return
    reading.markup.update(typed)
    reading.pieces[-1].add(PLACEHOLDER, replace(reading.look, refers=refers), at)


def _opened(asked: Asked, token: Token, reading: _Reading) -> _Adorned:
    at: int = token.meta["at"]
    braces: int = token.meta["braces_at"]
    known = {marking.mark for outer in reading.adorned for marking in outer.markings}
    markings = tuple(Marking(mark, at) for mark in asked.marks if mark not in known)
    return _Adorned(markings, asked.style, braces + asked.style_at, reading.strong + reading.italic)


def _close_ruby(token: Token, piece: Copy, first: int, reading: _Reading) -> None:
    """Give the base its ruby: a syllable over each character when there are as many, else one over all of them."""
    typed: str = token.meta["text"]
    at: int = token.meta["text_at"]
    count = len(piece.chars) - first
    if not count:
        piece.add(typed, reading.look, at)
        return
    reading.markup.update(typed)
    syllables = [(found[0], at + found.start()) for found in re.finditer(r"\S+", typed)]
    if len(syllables) != count:
        text = typed.strip()
        syllables = [(text, at + typed.index(text))] * count
    for index, (text, place) in enumerate(syllables, first):
        piece.looks[index] = piece.looks[index].marked(Marking(Mark.RUBY, place, ruby=text))


def _take_text(token: Token, at: int, reading: _Reading) -> None:
    text = token.content.replace("\t", " ")
    if token.info == "entity":
        reading.markup.update(token.markup)
    source = reading.source
    verbatim = source.find(text, at) if token.type == "code_inline" else at
    for start in (verbatim, at + 1):
        if start >= 0 and source.startswith(text, start):
            reading.pieces[-1].add(text, reading.look, start)
            return
    # Entities and the like: what is set is not what was typed.
    reading.pieces[-1].add(text, reading.look, at, step=0)


def _soften(at: int, reading: _Reading) -> None:
    """A line end inside a paragraph.

    A line that begins with an ideographic space is a paragraph of its own: that is how indents are typed.
    """
    if reading.source[at + 1 : at + _LOOK_AHEAD].lstrip(" \t").startswith("\u3000"):
        reading.prose = True
        reading.pieces.append(Copy.empty())
    else:
        reading.pieces[-1].add("\n", reading.look, at)


def _caption_text(token: Token) -> str:
    """Of all marks a caption knows only bold; the text of a ruby stands in brackets, as papers without ruby write it."""
    if token.type == "ruby_close":
        return f"（{token.meta['text'].strip()}）"
    return " " if token.type == "softbreak" else token.content


def _typed(token: Token, at: int) -> TypedPicture:
    caption, strong, opened = "", [], 0
    for child in token.children or ():
        if child.type == "strong_open":
            opened = len(caption)
        elif child.type == "strong_close":
            strong.append((opened, len(caption)))
        elif child.type != "image":
            caption += _caption_text(child)
    before = len(caption) - len(caption.lstrip(_BLANKS))
    caption = caption.strip(_BLANKS)
    return TypedPicture(
        file=unquote(str(token.attrs.get("src", ""))),
        caption=caption,
        attributes=str(token.meta.get("attributes", "")),
        at=at,
        attributes_at=int(token.meta.get("attributes_at", at)),
        open_brace=bool(token.meta.get("open_brace")),
        references=tuple(
            at + len("![") + int(child.meta["at"])
            for child in token.children or ()
            if child.type == "page_reference"
        ),
        strong=tuple(
            (max(first - before, 0), min(last - before, len(caption)))
            for first, last in strong
            if min(last - before, len(caption)) > max(first - before, 0)
        ),
    )

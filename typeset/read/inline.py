"""The inside of Markdown paragraphs, every character with the place it was typed at.

markdown-it-py tells the lines of a block but not where inside a line a token stood. Its inline state is extended
here to note it, and the two rules that join neighbouring texts (and would lose the places) are switched off.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, MutableMapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline, image, link
from markdown_it.rules_inline.state_inline import Scanned
from markdown_it.token import Token

from typeset.model.story import Emphasis

_BRACES: Final = re.compile(r"""\{((?:"[^"]*"|“[^”]*”|'[^']*'|[^{}"“'])*)\}""")
_LOOK_AHEAD: Final = 80
# Deeper than anybody quotes, shallower than the interpreter's own limit. Below it copy would be dropped.
MAX_NESTING: Final = 40
_BLANKS: Final = " \t\u3000\u00a0"


class _PlacedState(StateInline):
    """Notes in ``meta["at"]`` of each token where in the source it began."""

    pending_from = 0
    _last_push = -1
    _repeats = 0

    def push(self, ttype: str, tag: str, nesting: Any) -> Token:
        token = super().push(ttype, tag, nesting)
        # Runs of * or _ are pushed one by one while the position stands still.
        self._repeats = self._repeats + 1 if ttype == "text" and self._last_push == self.pos else 0
        self._last_push = self.pos
        token.meta["at"] = self.pos + self._repeats
        return token

    def pushPending(self) -> Token:  # noqa: N802 - overrides markdown-it-py
        token = super().pushPending()
        token.meta["at"] = self.pending_from
        return token

    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:  # noqa: N802, N803, FBT001 - overrides markdown-it-py
        """Beside Chinese, * opens before anything and closes after anything but white space.

        CommonMark's rule needs blanks or punctuation outside, so that ``**“开门”**编规划`` would stay asterisks.
        """
        scanned = super().scanDelims(start, canSplitWord)
        before = self.src[start - 1] if start else " "
        after = self.src[start + scanned.length : start + scanned.length + 1] or " "
        if not canSplitWord or (before.isascii() and after.isascii()):
            return scanned
        return Scanned(after not in " \t\n", before not in " \t\n", scanned.length)


def _note_pending(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the rule signature of markdown-it-py
    if not silent and isinstance(state, _PlacedState) and not state.pending:
        state.pending_from = state.pos
    return False


def _picture(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the rule signature of markdown-it-py
    """An image with what stands in braces behind it."""
    start = state.pos
    if not image(state, silent):
        return False
    braces = _BRACES.match(state.src, state.pos, state.posMax)
    if not silent:
        meta = state.tokens[-1].meta
        meta["at"] = start
        meta["open_brace"] = braces is None and state.src[state.pos : state.pos + 1] == "{"
        meta["attributes"] = braces[1] if braces else ""
        meta["attributes_at"] = braces.start(1) if braces else state.pos
        meta["until"] = braces.end() if braces else state.pos
    if braces:
        state.pos = braces.end()
    return True


def _link(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the rule signature of markdown-it-py
    """A link, with where its address ends."""
    if not link(state, silent):
        return False
    if not silent:
        state.tokens[-1].meta["until"] = state.pos
    return True


class _PlacedInline(ParserInline):
    def __init__(self) -> None:
        super().__init__()
        self.ruler.before("text", "note_pending", _note_pending)
        self.ruler.at("image", _picture)
        self.ruler.at("link", _link)

    def parse(
        self, src: str, md: MarkdownIt, env: MutableMapping[str, Any], tokens: list[Token]
    ) -> list[Token]:
        state = _PlacedState(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


def markdown() -> MarkdownIt:
    """The parser: CommonMark with tables and HTML seen (to warn of them), without what eats or guesses copy.

    Indented code would take typed indents for code, and link references would vanish from the page.
    """
    parser = MarkdownIt("commonmark")
    parser.inline = _PlacedInline()
    parser.configure("commonmark", options_update={"html": True, "maxNesting": MAX_NESTING})
    parser.enable(["table", "note_pending"])
    parser.disable(["code", "reference"])
    parser.inline.ruler2.disable("fragments_join")
    parser.core.ruler.disable("text_join")
    return parser


@dataclass(frozen=True, slots=True)
class TypedPicture:
    """A picture as it was typed: file, caption, what stood in braces, and the offsets of these in the block."""

    file: str
    caption: str
    attributes: str
    at: int
    attributes_at: int
    open_brace: bool


@dataclass(slots=True)
class Copy:
    """Characters with their look and their offset in the block's source."""

    chars: list[str]
    looks: list[Emphasis]
    offsets: list[int]

    @classmethod
    def empty(cls) -> Copy:
        """No characters yet."""
        return cls([], [], [])

    def add(self, text: str, look: Emphasis, at: int, *, step: int = 1) -> None:
        """Add a text whose characters were typed from offset ``at`` on (all at ``at`` with step 0)."""
        self.chars.extend(text)
        self.looks.extend([look] * len(text))
        self.offsets.extend(at + index * step for index in range(len(text)))

    def finish(self) -> None:
        """Join the lines and take blanks, the ideographic too, from both ends.

        Lines join without a blank, but for a space between Western words.
        """
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
        text = "".join(self.chars)
        last = len(text.rstrip(_BLANKS))
        first = len(text) - len(text.lstrip(_BLANKS))
        self._keep(lambda index: first <= index < last)

    def _keep(self, wanted: Callable[[int], bool]) -> None:
        kept = [index for index in range(len(self.chars)) if wanted(index)]
        self.chars, self.looks, self.offsets = (
            [self.chars[i] for i in kept],
            [self.looks[i] for i in kept],
            [self.offsets[i] for i in kept],
        )


@dataclass(slots=True)
class _Reading:
    source: str
    pieces: list[Copy]
    markup: Counter[str]
    pictures: list[TypedPicture]
    html: int = -1
    strong: int = 0
    italic: int = 0

    @property
    def look(self) -> Emphasis:
        if self.strong:
            return Emphasis.STRONG
        return Emphasis.ITALIC if self.italic else Emphasis.NONE


@dataclass(frozen=True, slots=True)
class Inline:
    """What a block holds: paragraphs (more than one after hard breaks), pictures, and the offset of HTML or -1.

    ``markup`` counts the characters that stand for something else and are not set: addresses of links, pictures.
    """

    pieces: tuple[Copy, ...]
    pictures: tuple[TypedPicture, ...]
    html: int
    markup: Counter[str]


def read_inline(token: Token) -> Inline:
    """Read an ``inline`` token of :func:`markdown`."""
    reading = _Reading(token.content.replace("\t", " "), [Copy.empty()], Counter(), [])
    for child in token.children or ():
        _take(child, reading)
    for piece in reading.pieces:
        piece.finish()
    return Inline(
        tuple(piece for piece in reading.pieces if piece.chars),
        tuple(reading.pictures),
        reading.html,
        reading.markup,
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
            reading.pieces.append(Copy.empty())
        case "image":
            if reading.pieces[-1].chars[-1:] == ["\n"]:
                reading.pieces.append(Copy.empty())
            reading.pictures.append(_typed(token, at))
            reading.markup.update(reading.source[at : token.meta["until"]])
        case "link_close":
            reading.markup.update(reading.source[at : token.meta.get("until", at)])


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
        reading.pieces.append(Copy.empty())
    else:
        reading.pieces[-1].add("\n", reading.look, at)


def _typed(token: Token, at: int) -> TypedPicture:
    caption = "".join(
        " " if child.type == "softbreak" else child.content
        for child in token.children or ()
        if child.type != "image"
    )
    return TypedPicture(
        file=unquote(str(token.attrs.get("src", ""))),
        caption=caption.strip(_BLANKS),
        attributes=str(token.meta.get("attributes", "")),
        at=at,
        attributes_at=int(token.meta.get("attributes_at", at)),
        open_brace=bool(token.meta.get("open_brace")),
    )

"""The Markdown parser of stories: CommonMark that knows where inside a line each token stood, with our own markup.

markdown-it-py tells the lines of a block but not where inside a line a token stood. Its inline state is extended
here to note it, and the two rules that join neighbouring texts (and would lose the places) are switched off.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from functools import cache
from typing import Any, Final

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline, image, link, text
from markdown_it.rules_inline.state_inline import Scanned
from markdown_it.token import Token

from typeset.patterns import regex
from typeset.read.adorned import adorned, note_mark, page_reference, ruby

_BRACES: Final = regex(r"""\{((?:"[^"]*"|“[^”]*”|'[^']*'|[^{}"“'])*)\}""")
# A verse is ended by a backslash; blanks behind it are not seen.
_VERSE_END: Final = regex(r"\\[ \t\u3000]*(?:\n[ \t]*|$)")
_VERSE_ENDS: Final = regex(r"\\[ \t\u3000]*\n")
# Deeper than anybody quotes, shallower than the interpreter's own limit. Below it copy would be dropped.
MAX_NESTING: Final = 40


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


def _verse_end(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the rule signature of markdown-it-py
    """A backslash that ends a line; at the end of a block only where it ended a line before, for else it is copy."""
    if state.src[state.pos] != "\\":
        return False
    found = _VERSE_END.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    last = "\n" not in found[0]
    if last and (found.end() < len(state.src) or _VERSE_ENDS.search(state.src) is None):
        return False
    if not silent and not last:
        state.push("hardbreak", "br", 0).meta["verse"] = True
    state.pos = found.end()
    return True


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


def _text(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the rule signature of markdown-it-py
    """Plain text, never beyond what is being read: some versions run on to the next sign of markup."""
    if not text(state, silent):
        return False
    beyond = state.pos - state.posMax
    if beyond > 0:
        state.pos = state.posMax
        if not silent:
            state.pending = state.pending[:-beyond]
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
        self.ruler.at("text", _text)
        self.ruler.at("image", _picture)
        self.ruler.at("link", _link)
        self.ruler.before("emphasis", "page_reference", page_reference)
        self.ruler.before("emphasis", "ruby", ruby)
        self.ruler.before("emphasis", "note_mark", note_mark)
        self.ruler.before("link", "adorned", adorned)
        self.ruler.before("escape", "verse_end", _verse_end)

    def parse(
        self, src: str, md: MarkdownIt, env: MutableMapping[str, Any], tokens: list[Token]
    ) -> list[Token]:
        # What rules note down belongs to this block, not to the document.
        env = {**env}
        state = _PlacedState(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        if state.tokens and "unknown" in env:
            state.tokens[0].meta["unknown"] = tuple(env["unknown"])
        return state.tokens


@cache
def markdown() -> MarkdownIt:
    """The parser, which keeps nothing of what it read: CommonMark with tables and HTML seen (to warn of them), without what eats or guesses copy.

    Indented code would take typed indents for code, and link references would vanish from the page.
    """
    parser = MarkdownIt("commonmark")
    parser.inline = _PlacedInline()
    parser.configure("commonmark", options_update={"html": True, "maxNesting": MAX_NESTING})
    parser.enable(["table", "note_pending", "page_reference", "ruby", "note_mark", "adorned", "verse_end"])
    parser.disable(["code", "reference"])
    parser.inline.ruler2.disable("fragments_join")
    parser.core.ruler.disable("text_join")
    return parser

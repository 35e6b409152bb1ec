"""Markup of our own inside a line: ``{汉字|hàn zì}``, ``{page:library}``, ``[文字]{dots}``, ``^①^``, as rules for markdown-it-py.

What only looks like it stays text. Braces behind a bracket that hold a word nobody knows are text as well, brackets
and all; the state notes them, so that somebody is told.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from markdown_it.rules_inline import StateInline
from msgspec import Struct

from typeset.model.annotation import Mark
from typeset.patterns import regex
from typeset.read.near import meant
from typeset.read.references import REFERENCE

MARKS: Final[Mapping[str, Mark]] = MappingProxyType(
    {mark.value: mark for mark in (Mark.DOTS, Mark.BOXED, Mark.UNDERLINE)}
)
_STYLE: Final = "style="
WORDS: Final = (*MARKS, f"{_STYLE}NAME")
# The trade's own words are not keys (no key is), but they tell what is meant.
_CHINESE: Final[Mapping[str, str]] = MappingProxyType(
    {
        **dict.fromkeys(("着重号", "着重", "加点", "点"), "dots"),
        **dict.fromkeys(("示亡号", "示亡", "黑框", "加框", "框"), "boxed"),
        **dict.fromkeys(("下划线", "下划", "划线", "下线", "专名号"), "underline"),
        **dict.fromkeys(("样式", "字体", "楷", "楷体", "仿宋", "黑", "黑体", "宋", "宋体"), "style=…"),
    }
)
# A base holds no markup that could reach beyond it; * and ** are matched inside only.
_RUBY: Final = regex(
    r"\{(?=[^{}|\n]*[^{}|\s])([^{}|\n`<&\[\]\\]{1,200})\|(?=[^{}|\n]*[^{}|\s])([^{}|\n]{1,400})\}"
)
_BRACES: Final = regex(r"\{([^{}\n]{1,200})\}")
# Figures, letters or signs, in brackets or not. What goes on in letters or figures is a formula: a^2b^3.
_NOTE: Final = regex(r"\^((?:[^\W_]|[][()（）［］【】〔〕*†‡※®™]){1,8})\^(?![0-9A-Za-z])")
_NOTE_SIGNS: Final = frozenset("*†‡※®™")
_QUOTED: Final = "\"'“”"


class Asked(Struct, frozen=True):
    """What stands in the braces behind a bracket: kinds of marks, a style with its offset in the braces."""

    marks: tuple[Mark, ...]
    style: str = ""
    style_at: int = 0


class Unknown(Struct, frozen=True):
    """Braces behind a bracket that were not understood: their offset in the block, and the word with what was meant."""

    at: int
    text: str
    facts: tuple[tuple[str, Any], ...]


def read_braces(text: str, at: int) -> Asked | Unknown:
    """Read ``dots boxed underline style=NAME``; ``at`` is where the text begins in the block."""
    marks: list[Mark] = []
    style, style_at = "", 0
    for word in re.finditer(r"""style=(?:"[^"]*"|“[^”]*”|'[^']*')|\S+""", text):
        name = word[0].removeprefix(_STYLE).strip(_QUOTED)
        if word[0] in MARKS:
            marks.append(MARKS[word[0]])
        elif word[0].startswith(_STYLE) and name and not style:
            style, style_at = name, word.start() + len(_STYLE)
        else:
            key = word[0].partition("=")[0]
            facts = meant(key, WORDS, surely=_CHINESE.get(key))
            return Unknown(at + word.start(), word[0], tuple(facts.items()))
    return Asked(tuple(dict.fromkeys(marks)), style, style_at)


def ruby(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the rule signature of markdown-it-py
    """``{base|annotation}``: tokens ``ruby_open`` and ``ruby_close`` with what the base holds between them."""
    start, end = state.pos, state.posMax
    found = _RUBY.match(state.src, start, end) if state.src[start] == "{" else None
    if found is None:
        return False
    if not silent:
        opened = state.push("ruby_open", "", 1)
        opened.meta["text"] = found[2]
        opened.meta["text_at"] = found.start(2)
        _inside(state, found.start(1), found.end(1))
        state.push("ruby_close", "", -1).meta["text"] = found[2]
    state.pos, state.posMax = found.end(), end
    return True


def page_reference(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the rule signature of markdown-it-py
    """``{page:story}``: a token ``reference`` whose content is the markup."""
    start, end = state.pos, state.posMax
    found = REFERENCE.match(state.src, start, end) if state.src[start] == "{" else None
    if found is None:
        return False
    if not silent:
        state.push("page_reference", "", 0).content = found[0]
    state.pos = found.end()
    return True


def adorned(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the rule signature of markdown-it-py
    """``[text]{dots}``: tokens ``adorned_open`` and ``adorned_close`` with what the brackets hold between them."""
    start, end = state.pos, state.posMax
    if state.src[start] != "[" or start > state.env.setdefault("last_braced", state.src.rfind("]{")):
        return False
    close = state.md.helpers.parseLinkLabel(state, start)
    braces = _BRACES.match(state.src, close + 1, end) if close > start + 1 else None
    if braces is None or not braces[1].strip():
        return False
    asked = read_braces(braces[1], braces.start(1))
    if isinstance(asked, Unknown):
        if not silent:
            state.env.setdefault("unknown", []).append(asked)
        return False
    if not silent:
        opened = state.push("adorned_open", "", 1)
        opened.meta["asked"] = asked
        opened.meta["braces_at"] = braces.start(1)
        _inside(state, start + 1, close)
        state.push("adorned_close", "", -1).meta["braces"] = braces[1]
    state.pos, state.posMax = braces.end(), end
    return True


def _inside(state: StateInline, first: int, last: int) -> None:
    state.pos, state.posMax = first, last
    state.md.inline.tokenize(state)


def note_mark(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the rule signature of markdown-it-py
    """``^①^``: a token ``note_mark``. A lone ^, and what stands between two of them far apart, is text."""
    found = _NOTE.match(state.src, state.pos, state.posMax) if state.src[state.pos] == "^" else None
    if found is None or not any(char.isalnum() or char in _NOTE_SIGNS for char in found[1]):
        return False
    if not silent:
        state.push("note_mark", "", 0).content = found[1]
    state.pos = found.end()
    return True

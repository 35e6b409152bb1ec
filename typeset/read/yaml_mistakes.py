"""What is wrong with YAML that does not parse, in the words of the layout desk.

The parser says where it could not go on and what it had hoped for; from that and from what was typed there the usual
mistakes are told apart. It repairs nothing. The parser's own words are the last resort.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from itertools import islice
from types import MappingProxyType
from typing import Any, Final

import yaml
from msgspec import Struct

from typeset.catalogue import finding
from typeset.findings import Finding
from typeset.patterns import regex
from typeset.read.yaml_flow import brackets, outside_quotes
from typeset.source import Span

HALF: Final[Mapping[str, str]] = MappingProxyType(
    {"，": ",", "：": ":", "［": "[", "］": "]", "｛": "{", "｝": "}"}
)
# A field in text that should have been quoted: braces right behind or before a character of it.
_FIELD: Final = regex(r"[^\s\"'{}\[\],:]+\{\w+\}[^\s\"'{}\[\],]*")
_KEY: Final = r"[^\W\d][\w-]*"
_KEY_FULLWIDTH: Final = regex(rf"^\s*(?:- )*{_KEY}(：)")
_KEY_TIGHT: Final = regex(rf"^\s*(?:- )*({_KEY}):(?=[^\s/])(.*)$")
_KEY_WIDE_BLANK: Final = regex(rf"^\s*(?:- )*({_KEY}):([\u3000\u00a0])")
_WIDE_BLANKS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {"\u3000": ("全角空格", "an ideographic space"), "\u00a0": ("不换行空格", "a no-break space")}
)
_VALUE_FULLWIDTH: Final = regex(r"^\s*(?:- )*(?:[^\s:]+:\s+)?([｛［])")
_KEY_AND_VALUE: Final = regex(r"^\s*(?:- )*[^\s:][^:]*:\s+\S")
# In brackets a full-width mark is a mistake where a key stands beside it; elsewhere it may be text.
_FLOW_FULLWIDTH: Final = regex(rf"[［］｛｝]|，(?=\s*{_KEY}\s*[:：])|(?<=[A-Za-z_])：")
# What the parser counts as the end of a line.
_LINE_END: Final = regex("\r\n|[\n\r\x85\u2028\u2029]")
_LOOK_BACK: Final = 3
_SHOWN: Final = 20


class Stop(Struct, frozen=True):
    """Where the parser stopped, in offsets of the text, and what it said."""

    text: str
    file: str
    at: int
    begun: int
    said: str

    def span(self, first: int, last: int | None = None) -> Span:
        """The place of a stretch of the text."""
        line, column = _place(self.text, first)
        end_line, end_column = _place(self.text, first + 1 if last is None else last)
        return Span(self.file, line, column, end_line, end_column)

    def line_from(self, at: int) -> int:
        """The offset at which the line of an offset begins."""
        return self.text.rfind("\n", 0, at) + 1

    def line(self, at: int) -> str:
        """The line an offset stands in."""
        end = self.text.find("\n", at)
        return self.text[self.line_from(at) : end if end >= 0 else len(self.text)]


def mistake(error: yaml.MarkedYAMLError, text: str, file: str) -> Finding:
    """The finding for text that does not parse."""
    stop = _stop(error, text, file)
    for look in _LOOKS:
        found = look(stop)
        if found is not None:
            return found
    return finding("yaml-syntax", span=stop.span(stop.at), problem=stop.said)


def scalar_mistake(text: str, file: str) -> Finding | None:
    """The finding for a file of keys that YAML takes for one long text; None when it is plain text indeed."""
    stop = Stop(text, file, 0, 0, "")
    at = 0
    for line in text.split("\n"):
        found = _key_in(stop, at, line)
        if found is not None:
            return found
        at += len(line) + 1
    return None


def _stop(error: yaml.MarkedYAMLError, text: str, file: str) -> Stop:
    at = error.problem_mark or error.context_mark
    begun = error.context_mark or at
    said = " ".join(part for part in (error.context, error.problem) if part)
    return Stop(text, file, _offset(text, at), _offset(text, begun), said)


def _offset(text: str, mark: Any) -> int:
    if mark is None:
        return 0
    ends = [end.end() for end in islice(_LINE_END.finditer(text), mark.line)]
    at = ends[-1] if ends else 0
    return min(at + int(mark.column), len(text))


def _place(text: str, at: int) -> tuple[int, int]:
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def _tab(stop: Stop) -> Finding | None:
    first = stop.line_from(stop.at)
    typed = stop.line(stop.at)
    blank = typed[: len(typed) - len(typed.lstrip())]
    if "\t" in blank:
        return finding("yaml-tab", span=stop.span(first + blank.index("\t")))
    if stop.text[stop.at : stop.at + 1] == "\t":
        return finding("yaml-tab", span=stop.span(stop.at))
    return None


def _quote(stop: Stop) -> Finding | None:
    if "unknown escape" in stop.said:
        at = stop.at if stop.text[stop.at : stop.at + 1] == "\\" else stop.at - 1
        return finding("yaml-escape", span=stop.span(at, at + 2), char=stop.text[at + 1 : at + 2])
    if "escape" in stop.said and "\\" in stop.line(stop.at):
        first = stop.line_from(stop.at)
        at = first + stop.line(stop.at).rfind("\\", 0, max(stop.at - first, 0) + 1)
        if at >= first:
            return finding("yaml-escape", span=stop.span(at, at + 2), char=stop.text[at + 1 : at + 6])
    if "quoted scalar" in stop.said:
        return finding("yaml-quote", span=stop.span(stop.begun))
    return None


def _fullwidth_in_flow(stop: Stop) -> Finding | None:
    if "flow" not in stop.said:
        return None
    end = stop.line_from(stop.at) + len(stop.line(stop.at))
    for first, last in outside_quotes(stop.text, stop.begun, end):
        match = _FLOW_FULLWIDTH.search(stop.text, first, last)
        if match is not None:
            char = match[0]
            return finding("yaml-fullwidth", span=stop.span(match.start()), char=char, half=HALF[char])
    return None


def _flow(stop: Stop) -> Finding | None:
    if "flow" not in stop.said:
        return None
    first = stop.line_from(stop.at)
    field = _FIELD.search(stop.line(stop.at))
    if field is not None:
        place = stop.span(first + field.start(), first + field.end())
        return finding("unquoted-field", span=place, text=field[0])
    opened = brackets(stop.text, stop.begun).unclosed
    if opened is not None:
        char = stop.text[opened]
        closing = "}" if char == "{" else "]"
        return finding("yaml-bracket", span=stop.span(opened), char=char, closing=closing)
    begin, end = _word(stop.text, stop.at)
    return finding("yaml-comma", span=stop.span(begin, end), text=stop.text[begin:end])


def _word(text: str, at: int) -> tuple[int, int]:
    """The word before a colon, or the one that begins at an offset."""
    if text[at : at + 1] == ":":
        head = re.search(r"[^\s,{}\[\]:]+\s*$", text[:at])
        return (head.start(), at) if head else (at, at + 1)
    tail = re.compile(r"[^\s,{}\[\]]+").match(text, at)
    return (at, tail.end()) if tail else (at, at + 1)


def _keys_nearby(stop: Stop) -> Finding | None:
    """The parser notices a colon that is none only at the next key, which may stand a few lines below."""
    at = stop.line_from(stop.at)
    deepest = _indent(stop.line(at) or stop.line(stop.begun))
    for _ in range(_LOOK_BACK):
        # What stands deeper than the line that does not parse is text of a key above it.
        found = _key_in(stop, at, stop.line(at)) if _indent(stop.line(at)) <= deepest else None
        if found is not None:
            return found
        if at == 0:
            break
        at = stop.line_from(at - 1)
    return None


def _key_in(stop: Stop, at: int, line: str) -> Finding | None:
    wide = _KEY_FULLWIDTH.match(line)
    if wide is not None:
        return finding("yaml-colon", span=stop.span(at + wide.start(1)))
    blank = _KEY_WIDE_BLANK.match(line)
    if blank is not None:
        zh, en = _WIDE_BLANKS[blank[2]]
        place = stop.span(at + blank.start(2))
        return finding("yaml-wide-blank", span=place, key=blank[1], what_zh=zh, what_en=en)
    tight = _KEY_TIGHT.match(line)
    if tight is None:
        return None
    place = stop.span(at + tight.start(1), at + tight.end(1) + 1)
    return finding("yaml-colon-space", span=place, key=tight[1], value=_short(tight[2]))


def _fullwidth_value(stop: Stop) -> Finding | None:
    match = _VALUE_FULLWIDTH.match(stop.line(stop.at))
    if match is None:
        return None
    place = stop.span(stop.line_from(stop.at) + match.start(1))
    return finding("yaml-fullwidth", span=place, char=match[1], half=HALF[match[1]])


def _no_colon(stop: Stop) -> Finding | None:
    if "could not find expected ':'" in stop.said:
        return finding("yaml-no-colon", span=_line_span(stop, stop.begun))
    if "mapping values" not in stop.said:
        return None
    first = stop.line_from(stop.at)
    above = stop.line(first - 1) if first else ""
    here = stop.line(stop.at)
    same_level = _indent(above) >= _indent(here)
    if same_level and above.strip() and ":" not in above and above.strip()[0] not in "-|>#":
        return finding("yaml-no-colon", span=_line_span(stop, first - 1))
    return None


def _mapping_values(stop: Stop) -> Finding | None:
    if "mapping values" not in stop.said:
        return None
    first = stop.line_from(stop.at)
    if _KEY_AND_VALUE.match(stop.text[first : stop.at]):
        return finding("yaml-colon-in-text", span=stop.span(stop.at))
    return finding("yaml-indent", span=_line_span(stop, stop.at))


def _block(stop: Stop) -> Finding | None:
    if "block mapping" not in stop.said and "block collection" not in stop.said:
        return None
    before = stop.text[stop.line_from(stop.at) : stop.at].rstrip()
    char = stop.text[stop.at : stop.at + 1]
    if char in {"]", "}"}:
        return finding("yaml-extra-bracket", span=stop.span(stop.at), char=char)
    if before[-1:] in {'"', "'", "]", "}"} and char not in {"", "\n"}:
        quotes = before[-1] in "\"'"
        zh, en = ("引号", "the quotes are") if quotes else ("括号", "the brackets are")
        rest = stop.line(stop.at)[stop.at - stop.line_from(stop.at) :]
        place = stop.span(stop.at, stop.at + len(rest.rstrip()))
        return finding("yaml-trailing", span=place, what_zh=zh, what_en=en, text=_short(rest))
    return finding("yaml-indent", span=_line_span(stop, stop.at))


def _start(stop: Stop) -> Finding | None:
    said = stop.said
    if "alias" in said:
        return finding("yaml-alias", span=stop.span(stop.begun), name="")
    if "block scalar" in said:
        return finding(
            "yaml-block-text", span=stop.span(stop.begun), char=stop.text[stop.begun : stop.begun + 1]
        )
    if "cannot start any token" in said:
        at = stop.at
    elif any(word in said for word in ("anchor", "tag", "directive")):
        at = stop.begun
    else:
        return None
    return finding("yaml-start", span=stop.span(at), char=stop.text[at : at + 1])


def _line_span(stop: Stop, at: int) -> Span:
    first, line = stop.line_from(at), stop.line(at)
    lead = _indent(line)
    return stop.span(first + lead, max(first + len(line.rstrip()), first + lead + 1))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _short(text: str) -> str:
    kept = text.strip()
    return kept if len(kept) <= _SHOWN else kept[:_SHOWN] + "…"


# From the mistakes that are sure to those that are guessed.
_LOOKS: Final[tuple[Callable[[Stop], Finding | None], ...]] = (
    _tab,
    _quote,
    _fullwidth_in_flow,
    _flow,
    _keys_nearby,
    _fullwidth_value,
    _no_colon,
    _mapping_values,
    _block,
    _start,
)

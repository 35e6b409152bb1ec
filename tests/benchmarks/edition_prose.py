"""Prose for generated editions (issue 9): new paragraphs from the sentences of the sample newspaper, numbers changed."""

from __future__ import annotations

import math
import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from composition_texts import sentences, stories
from msgspec import Struct

# Characters that mean nothing in Markdown, in copy and in YAML, so that every engine gets the same text as it is.
_PLAIN = re.compile(r"[\u4e00-\u9fff0-9A-Za-z，。、；：？！“”（）《》—…·％%.]+")
_BALANCED = re.compile(r"[\u4e00-\u9fff0-9，。、；]+")
# A number of things: its digits may be any.
_COUNTED = re.compile(r"(?<![\d.:年月日])[1-9]\d{1,3}(?=[个人户名套条台件元米吨亩家场次棵处万多])")
_CLAUSE = re.compile(r"[\u4e00-\u9fff]{5,9}")
_LEAST_SENTENCE = 8
_INDENT = 2
# Characters of a paragraph, at least and at most, in a mixture.
_LENGTHS = ((35, 80), (60, 140), (60, 140), (110, 240))
_SURNAMES, _NAMES = "沈陆周顾方温许江程叶", ("知微", "听澜", "予白", "清和", "书砚", "望舒", "疏桐", "景行")


def units(text: str) -> float:
    """The natural width of a text in characters of the body: what is not Han is half as wide."""
    return sum(0.5 if char < "\u2000" else 1.0 for char in text)


def lines_of(text: str, measure: int) -> int:
    """About how many lines of so many characters a paragraph makes, its indent included."""
    return math.ceil((units(text) + _INDENT) / measure)


class Prose(Struct, frozen=True):
    """What copy is made of: sentences; those of them that may be cut at a comma; clauses for headlines."""

    sentences: tuple[str, ...]
    cuttable: tuple[str, ...]
    clauses: tuple[str, ...]

    def paragraph(self, draw: random.Random) -> str:
        """A paragraph of one length or another."""
        least, most = draw.choice(_LENGTHS)
        wanted = draw.randint(least, most)
        text = ""
        while len(text) < least or len(text) < wanted:
            text += numbered(draw.choice(self.sentences), draw)
        return text

    def closing(self, draw: random.Random, measure: int, lines: int) -> str:
        """A paragraph of so many lines of ``measure`` characters; its last sentence is cut at a comma."""
        found = ""
        for _ in range(200):
            text = ""
            while lines_of(text, measure) <= lines:
                found, text = text, text + numbered(draw.choice(self.cuttable), draw)
            for comma in (match.start() for match in re.finditer("[，；。]", text)):
                cut = text[:comma] + "。"
                if lines_of(cut, measure) == lines and units(cut) + _INDENT + 1 < lines * measure:
                    return cut
        return found

    def copy(self, draw: random.Random, measure: int, lines: int) -> tuple[str, ...]:
        """Paragraphs that make so many lines together."""
        found: list[str] = []
        left = lines
        while left > 0:
            text = self.paragraph(draw)
            if left - lines_of(text, measure) < 2:
                text = self.closing(draw, measure, left)
                if text:
                    found.append(text)
                break
            found.append(text)
            left -= lines_of(text, measure)
        return tuple(found)

    def headline(self, draw: random.Random, most: float) -> str:
        """A headline of two clauses, or of one where two are wider than ``most`` characters."""
        for _ in range(50):
            first, second = draw.choice(self.clauses), draw.choice(self.clauses)
            if first != second and len(first) + len(second) + 1 <= most:
                return f"{first}　{second}"
        return min((draw.choice(self.clauses) for _ in range(9)), key=len)


def numbered(sentence: str, draw: random.Random) -> str:
    """The sentence with other numbers of things."""
    return _COUNTED.sub(lambda m: str(draw.randint(10 ** (len(m[0]) - 1), 10 ** len(m[0]) - 1)), sentence)


def byline(draw: random.Random) -> str:
    """Who wrote it."""
    return "记者　" + draw.choice(_SURNAMES) + draw.choice(_NAMES)


def prose(root: Path) -> Prose:
    """The prose of the workspace, in an order that is always the same."""
    found = list(dict.fromkeys(_usable(sentences(stories(root)))))
    cuttable = tuple(s for s in found if _BALANCED.fullmatch(s))
    return Prose(tuple(found), cuttable, tuple(dict.fromkeys(_clauses(cuttable))))


def _usable(found: Sequence[str]) -> Iterator[str]:
    for sentence in found:
        balanced = all(sentence.count(a) == sentence.count(b) for a, b in ("“”", "（）", "《》"))
        if len(sentence) >= _LEAST_SENTENCE and balanced and _PLAIN.fullmatch(sentence):
            yield sentence


def _clauses(found: Sequence[str]) -> Iterator[str]:
    for sentence in found:
        for clause in re.split("[，。、；]", sentence):
            if _CLAUSE.fullmatch(clause):
                yield clause

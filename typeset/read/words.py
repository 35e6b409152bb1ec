"""Borders of Chinese words, found by the library jieba when it is installed; headlines are broken there.

The only place that knows the library. It is imported when a headline really has to be broken, and gets only those words of its
dictionary that can stand in the headline: building a table of all 350,000 takes a second, and the library would leave it in the
folder for temporary files. What it finds is handed to the setter as a plain function.
"""

from __future__ import annotations

import re
import sys
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from itertools import accumulate
from types import ModuleType
from typing import IO, TYPE_CHECKING, Final

from msgspec import Struct

if TYPE_CHECKING:
    from jieba import Tokenizer

# The dictionary of version 0.42.1, the last there is: its size, the sum of all counts, and the lines at its head that are in no order.
_KNOWN_SIZE: Final = 5_071_852
_KNOWN_TOTAL: Final = 60_101_967
_UNORDERED: Final = 72
# A byte that is in no UTF-8.
_BEHIND_ALL: Final = b"\xff"
# A line of the dictionary: a word, how often it was counted, its part of speech.
_COUNT: Final = re.compile(rb"^[^ ]+ (\d+)", re.MULTILINE)


class _Dictionary(Struct, frozen=True):
    """The library's dictionary as it is written, and the sum of all its counts.

    From ``ordered`` on, its lines are in the order of their first characters; where nobody knows that it is 0, and every line is looked at.
    """

    data: bytes
    total: int
    ordered: int = 0

    @classmethod
    def read(cls, file: IO[bytes]) -> _Dictionary:
        """Read it whole, and close it."""
        with file:
            data = file.read()
        if len(data) != _KNOWN_SIZE:
            return cls(data, sum(map(int, _COUNT.findall(data))))
        ordered = 0
        for _ in range(_UNORDERED):
            ordered = data.index(b"\n", ordered) + 1
        return cls(data, _KNOWN_TOTAL, ordered)

    def counts(self, text: str) -> dict[str, int]:
        """How often words were counted that can stand in a text: all those made of its characters.

        With them the beginnings of words, 0 where they are no words: the library looks no further than what it knows.
        """
        chars = sorted({char for char in text if not char.isspace()})
        if not chars:
            return {}
        of_these = re.compile(f"^([{''.join(map(re.escape, chars))}]+) ([0-9]+)", re.MULTILINE)
        counts: dict[str, int] = {}
        for lines in self._lines(chars):
            counts.update((word, int(count)) for word, count in of_these.findall(lines.decode("utf-8")))
        for word in list(counts):
            for end in range(1, len(word)):
                counts.setdefault(word[:end], 0)
        return counts

    def _lines(self, chars: Sequence[str]) -> Iterator[bytes]:
        """The lines among which those are that begin with one of these characters."""
        if not self.ordered:
            yield self.data
            return
        yield self.data[: self.ordered]
        for char in chars:
            begin = char.encode("utf-8", "surrogatepass")
            yield self.data[self._first(begin) : self._first(begin + _BEHIND_ALL)]

    def _first(self, wanted: bytes) -> int:
        """Where the first ordered line begins that does not stand before these bytes."""
        low, high = self.ordered, len(self.data)
        while low < high:
            line = max(low, self.data.rfind(b"\n", low, (low + high) // 2) + 1)
            if self.data[line : line + len(wanted)] < wanted:
                end = self.data.find(b"\n", line, high)
                low = high if end < 0 else end + 1
            else:
                high = line
        return low


class _Library(Struct, frozen=True):
    """The library, and its dictionary."""

    jieba: ModuleType
    dictionary: _Dictionary

    def tokenizer(self, text: str) -> Tokenizer:
        """A tokenizer that knows the words of one text."""
        tokenizer: Tokenizer = self.jieba.Tokenizer()
        tokenizer.FREQ = self.dictionary.counts(text)
        tokenizer.total = self.dictionary.total
        tokenizer.initialized = True
        return tokenizer


@contextmanager
def _without(name: str) -> Iterator[None]:
    """As if a module were not installed, unless it is loaded already."""
    if name in sys.modules:
        yield
        return
    sys.modules[name] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules[name]


@lru_cache(maxsize=1)
def _library() -> _Library | None:
    try:
        # It looks for its files by setuptools where that is installed, which takes longer to load than the library itself.
        # Compiled for the first time, it warns of its own source.
        with _without("pkg_resources"), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import jieba
    except ImportError:
        return None
    return _Library(jieba, _Dictionary.read(jieba.Tokenizer().get_dict_file()))


@lru_cache(maxsize=1_000)
def word_starts(text: str) -> tuple[int, ...]:
    """The offsets at which a word of a text begins, the first left out; none when the library is not installed."""
    library = _library()
    if library is None:
        return ()
    return tuple(accumulate(len(word) for word in library.tokenizer(text).cut(text)))[:-1]

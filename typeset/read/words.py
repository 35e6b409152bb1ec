"""Borders of Chinese words, found by the library jieba when it is installed; headlines are broken there.

The only place that knows the library. It is imported when a headline really has to be broken, and gets only those words of its
dictionary that can stand in the headline: building a table of all 350,000 takes a second, and the library would leave it in the
folder for temporary files. What it finds is handed to the setter as a plain function.
"""

from __future__ import annotations

import re
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from itertools import accumulate
from types import ModuleType
from typing import IO, TYPE_CHECKING, Final

from msgspec import Struct

if TYPE_CHECKING:
    from jieba import Tokenizer

# A line of the dictionary: a word, how often it was counted, its part of speech.
_COUNT: Final = re.compile(rb"^[^ ]+ (\d+)", re.MULTILINE)


class _Dictionary(Struct, frozen=True):
    """The library's dictionary as it is written, a line feed before each line, and the sum of all its counts."""

    text: str
    total: int

    @classmethod
    def read(cls, file: IO[bytes]) -> _Dictionary:
        """Read it whole, and close it."""
        with file:
            data = file.read()
        return cls("\n" + data.decode("utf-8"), sum(map(int, _COUNT.findall(data))))

    def counts(self, text: str) -> dict[str, int]:
        """How often words were counted that can stand in a text: all those made of its characters.

        With them the beginnings of words, 0 where they are no words: the library looks no further than what it knows.
        """
        chars = "".join(re.escape(char) for char in sorted(set(text)) if not char.isspace())
        if not chars:
            return {}
        found: list[tuple[str, str]] = re.findall(f"\n([{chars}]+) ([0-9]+)", self.text)
        counts = {word: int(count) for word, count in found}
        for word in list(counts):
            for end in range(1, len(word)):
                counts.setdefault(word[:end], 0)
        return counts


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

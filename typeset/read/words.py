"""Borders of Chinese words, found by the library jieba when it is installed; headlines are broken there.

The only place that knows the library. It is loaded when a headline really has to be broken, because reading its
dictionary takes a second. What it finds is handed to the setter as a plain function.
"""

from __future__ import annotations

import logging
import warnings
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jieba import Tokenizer


@lru_cache(maxsize=1)
def _tokenizer() -> Tokenizer | None:
    try:
        # Compiled for the first time, it warns of its own source.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import jieba
    except ImportError:
        return None
    # It reports the loading of its dictionary on the error output.
    jieba.setLogLevel(logging.WARNING)
    return jieba.Tokenizer()


@lru_cache(maxsize=1_000)
def word_starts(text: str) -> tuple[int, ...]:
    """The offsets at which a word of a text begins, the first left out; none when the library is not installed."""
    tokenizer = _tokenizer()
    if tokenizer is None:
        return ()
    return tuple(accumulate(len(word) for word in tokenizer.cut(text)))[:-1]

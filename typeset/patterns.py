"""Regular expressions compiled when they are first used: most of ours are for what most editions do not have, and there are two hundred."""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast

_METHODS = ("search", "match", "fullmatch", "split", "findall", "finditer", "sub", "subn")


def regex(text: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """What ``re.compile`` gives, as far as its methods and attributes go; a mistake in ``text`` is told at its first use."""
    return cast("re.Pattern[AnyStr]", _Later(text, flags))


class _Later:
    def __init__(self, text: str | bytes, flags: int) -> None:
        self._text = text
        self._flags = flags

    def __reduce__(self) -> tuple[object, ...]:
        return regex, (self._text, self._flags)

    def __getattr__(self, name: str) -> Any:
        # From now on the methods are found before this one is asked, as quickly as those of the pattern itself.
        compiled = re.compile(self._text, self._flags)
        self.__dict__.update((method, getattr(compiled, method)) for method in _METHODS)
        return getattr(compiled, name)

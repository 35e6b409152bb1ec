"""Which form of a module is taken: the compiled one only where it was made of just this source."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path
from types import ModuleType

import pytest

from typeset.compiled import fastest
from typeset.text import linesearch

PLAIN = "typeset.text.linesearch"
COMPILED = "_typeset_text_linesearch"


def made_of(digest: str) -> ModuleType:
    module = ModuleType(COMPILED)
    vars(module)["MADE_OF"] = digest
    return module


def test_what_was_made_of_this_source_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    source = Path(linesearch.__file__).read_bytes()
    compiled = made_of(hashlib.sha256(source).hexdigest())
    monkeypatch.setitem(sys.modules, COMPILED, compiled)
    assert fastest(PLAIN) is compiled


def test_what_was_made_of_another_source_is_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, COMPILED, made_of(hashlib.sha256(b"edited since").hexdigest()))
    assert fastest(PLAIN) is linesearch


def test_without_a_compiled_form_the_module_itself_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, COMPILED, None)
    assert fastest(PLAIN) is linesearch

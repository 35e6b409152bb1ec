"""Findings about files that cannot be understood (T0xx)."""

from __future__ import annotations

from typing import Final

from typeset.catalogue.entry import Entry

ENTRIES: Final[tuple[Entry, ...]] = ()

"""Findings about frames, places, pictures and jumps (T2xx)."""

from __future__ import annotations

from typing import Final

from typeset.catalogue.entry import Entry

ENTRIES: Final[tuple[Entry, ...]] = ()

"""Findings about files that cannot be understood (T0xx)."""

from __future__ import annotations

from typing import Final

from typeset.catalogue.entry import Entry
from typeset.catalogue.reading_files import ENTRIES as FILES
from typeset.catalogue.reading_stories import ENTRIES as STORIES
from typeset.catalogue.reading_values import ENTRIES as VALUES

ENTRIES: Final[tuple[Entry, ...]] = (*FILES, *VALUES, *STORIES)

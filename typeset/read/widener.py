"""Half-width punctuation of a story made full-width, with the places it was typed at."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from typeset.read.draft import Draft, Place
from typeset.read.punctuation import widen


class Widener:
    """Makes punctuation full-width and remembers where, by file; "" is the story's own."""

    def __init__(self, *, wanted: bool) -> None:
        self._wanted = wanted
        self.places: dict[str, list[Place]] = {}

    def text(self, text: str, places: Iterable[Place], file: str = "") -> str:
        """The text as it is set; ``places`` are those of its characters."""
        if not self._wanted or not text:
            return text
        wide = widen(text)
        if wide.offsets:
            known = list(places)
            self.places.setdefault(file, []).extend(known[offset] for offset in wide.offsets)
        return wide.text

    def draft(self, draft: Draft) -> Draft:
        """The draft as it is set. Note marks keep their width and count for nothing beside the copy."""
        if draft.is_plain:
            return replace(draft, chars=list(self.text(draft.text, draft.places, draft.file)))
        at = [index for index, look in enumerate(draft.looks) if not look.note_mark]
        wide = self.text("".join(draft.chars[i] for i in at), [draft.places[i] for i in at], draft.file)
        chars = list(draft.chars)
        for index, char in zip(at, wide, strict=True):
            chars[index] = char
        return replace(draft, chars=chars)

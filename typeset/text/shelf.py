"""Paragraphs kept from one setting of their copy to the next, with all that is worked out of them (issue 9)."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Final

from typeset.text.shaped import ShapedParagraph

# So many, the last ones: some twenty-five pages of a broadsheet, and as many megabytes.
MOST: Final = 1_500
# What is worked out of a paragraph in a measure is some three results.
MOST_DERIVED: Final = 64


class ParagraphShelf:
    """Paragraphs by what they were shaped of; only those of which whoever takes one has nothing to tell."""

    def __init__(self) -> None:
        self._known: dict[Hashable, ShapedParagraph] = {}

    def take(self, key: Hashable) -> ShapedParagraph | None:
        """The paragraph that was put there; whoever takes it puts it back, so that it is the last one again."""
        shaped = self._known.pop(key, None)
        if shaped is not None and len(shaped.derived) > MOST_DERIVED:
            # Set in so many measures, while a frame was moved about, it would outgrow all others.
            shaped.derived.clear()
        return shaped

    def put(self, key: Hashable, shaped: ShapedParagraph) -> None:
        """Keep a paragraph, if it is one that can be kept."""
        if _is_whole(shaped):
            self._known[key] = shaped
            if len(self._known) > MOST:
                del self._known[next(iter(self._known))]


def _is_whole(shaped: ShapedParagraph) -> bool:
    """Whether a paragraph has all its characters from the faces of its styles, and no other paragraph in it."""
    faces = [style.face for style in shaped.styles]
    used = zip(shaped.atoms, shaped.style_of, strict=True)
    return not shaped.annotations and not shaped.hyphens and all(a.face == faces[n] for a, n in used)

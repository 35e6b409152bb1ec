"""Text with styles, put together piece by piece; how it looks on a terminal is :mod:`typeset.report.rendered`'s business.

The words of a style are those of ``rich``, which is only loaded where there are colours to show.
"""

from __future__ import annotations

from collections.abc import Iterable

Piece = tuple[str, str]


class Styled:
    """A text whose pieces have styles of their own over that of the whole, which holds for what is appended too."""

    def __init__(self, text: str = "", style: str = "") -> None:
        self.style = style
        self._pieces: list[Piece | Styled] = [(text, "")] if text else []

    @property
    def pieces(self) -> tuple[Piece | Styled, ...]:
        """Texts with their styles, and styled texts, in their order."""
        return tuple(self._pieces)

    @property
    def plain(self) -> str:
        """The text alone."""
        return "".join(piece.plain if isinstance(piece, Styled) else piece[0] for piece in self._pieces)

    def append(self, text: str, style: str = "") -> Styled:
        """Add a text at the end; gives itself."""
        if text:
            self._pieces.append((text, style))
        return self

    def append_text(self, text: Styled) -> Styled:
        """Add a styled text at the end; gives itself."""
        self._pieces.append(text)
        return self

    def join(self, texts: Iterable[Styled]) -> Styled:
        """The texts with this one between them."""
        joined = Styled(style=self.style)
        for number, text in enumerate(texts):
            if number:
                joined.append_text(self)
            joined.append_text(text)
        return joined

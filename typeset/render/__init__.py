"""Writers: finished pages in, bytes out. They draw the display list and decide nothing.

What writers need besides the pages comes from the caller: the faces, and the bytes of picture files. Nothing
here opens a file, asks the clock or knows a layout, so the same pages always give the same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from typeset.faces import FaceBook
from typeset.model.placed import PlacedPage

__all__ = ["Assets", "Renderer"]


class Assets(Protocol):
    """Gives the bytes of a picture file by its name; ``Sources.read_bytes`` is one."""

    def __call__(self, name: str, /) -> bytes:
        """The content of the file; raises OSError when there is none."""


class Renderer(Protocol):
    """Makes one document of pages."""

    @property
    def media_type(self) -> str:
        """The media type of what :meth:`render` returns, such as ``application/pdf``."""

    def render(self, pages: Sequence[PlacedPage], faces: FaceBook, assets: Assets) -> bytes:
        """The document, pages in the order given."""

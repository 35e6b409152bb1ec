"""How full a page is: the rows of its story frames that are filled, and the rows of copy that found no room (issue 7)."""

from __future__ import annotations

from msgspec import Struct


class PageFill(Struct, frozen=True):
    """Rows of all columns of the frames of a page that take copy: all there are, those filled, and those that would be needed more."""

    page: int
    rows: int
    filled: int
    over: int = 0

    @property
    def share(self) -> float:
        """The share of the rows that is filled, more than 1 where copy found no room; 1 on a page that takes no copy."""
        return (self.filled + self.over) / self.rows if self.rows else 1.0

"""Pages of an edition by their names: 4, A4."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from typeset.catalogue import finding
from typeset.findings import TypesetError

if TYPE_CHECKING:
    from typeset.model.edition import Edition


def numbers_of(edition: Edition, asked: Sequence[str]) -> frozenset[int] | None:
    """The numbers of the pages asked for by their names; None when all are wanted.

    Raises:
        TypesetError: when the edition has no such page.
    """
    if not asked:
        return None
    numbers = {page.name: page.number for page in edition.pages}
    unknown = [name for name in dict.fromkeys(asked) if name not in numbers]
    if unknown:
        has = ", ".join(numbers)
        raise TypesetError([finding("not-a-page", given=name, pages=has) for name in unknown])
    return frozenset(numbers[name] for name in asked)

"""What a JSON document is made of, and how it is written."""

from __future__ import annotations

from typing import TypeAlias

import msgspec

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"


def written(document: object) -> str:
    """The document as text: a key a line, in the order of its keys, Chinese not escaped."""
    return msgspec.json.format(msgspec.json.encode(document), indent=1).decode() + "\n"

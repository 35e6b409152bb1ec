"""A cache in memory, for tests."""

from __future__ import annotations


class Shelf:
    """Keeps everything, and counts what was found by kind."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, bytes], bytes] = {}
        self.found: list[str] = []

    def get(self, kind: str, key: bytes) -> bytes | None:
        data = self.kept.get((kind, key))
        if data is not None:
            self.found.append(kind)
        return data

    def put(self, kind: str, key: bytes, data: bytes) -> None:
        self.kept[kind, key] = data

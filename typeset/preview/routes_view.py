"""Routes of layers, marks, stories and search (issue 8)."""

from __future__ import annotations

from starlette.routing import BaseRoute

from typeset.preview.desk import Desk


def routes(desk: Desk) -> list[BaseRoute]:
    """The routes; none yet."""
    del desk
    return []

"""Routes of reading and saving files, and of moving frames (issue 8)."""

from __future__ import annotations

from starlette.routing import BaseRoute

from typeset.preview.desk import Desk
from typeset.preview.workspace import Workspace


def routes(desk: Desk, workspace: Workspace) -> list[BaseRoute]:
    """The routes; none yet."""
    del desk, workspace
    return []

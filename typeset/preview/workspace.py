"""Files of the workspace by names that come from outside; none leads out of it (issue 8)."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from typeset.catalogue import finding
from typeset.findings import TypesetError


class Workspace(Struct, frozen=True):
    """One workspace by its folder, which is a resolved path."""

    root: Path

    def existing(self, name: str) -> Path:
        """The file of this name, resolved.

        Raises:
            TypesetError: when there is no such file, or its name or a symbolic link leads out of the workspace.
        """
        path = self._inside(name)
        if path is None or not path.is_file():
            raise TypesetError([finding("not-in-workspace", file=name[:200])])
        return path

    def _inside(self, name: str) -> Path | None:
        steps = name.split("/")
        if not name or "\\" in name or ":" in steps[0] or any(ord(sign) < ord(" ") for sign in name):
            return None
        # Empty steps are absolute names and doubled slashes; a leading dot is a hidden file, the folder itself, or the way out.
        if any(not step or step.startswith(".") for step in steps):
            return None
        try:
            path = (self.root / name).resolve(strict=True)
        except (OSError, RuntimeError, ValueError):
            return None
        return path if path.is_relative_to(self.root) else None

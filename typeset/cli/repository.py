"""What reports need to know of where an edition is: the repository that holds it, and what stands in the files it names."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from typeset.findings import TypesetError

if TYPE_CHECKING:
    from typeset.report.outcome import Outcome
    from typeset.report.reported import Reported


def reported(outcome: Outcome, folder: Path) -> Reported:
    """The outcome with the place of its workspace in the nearest repository of git above it.

    A workspace in none is taken for the repository itself. Where there is no workspace, what was typed names the edition.
    """
    from typeset.read.disk import find_workspace
    from typeset.report.reported import Reported

    try:
        workspace, name = find_workspace(folder)
    except TypesetError:
        return Reported(outcome=outcome, edition_file=folder.as_posix())
    root = next((one for one in (workspace, *workspace.parents) if (one / ".git").exists()), workspace)
    inside = workspace.relative_to(root).as_posix()
    return Reported(
        outcome=outcome,
        workspace="" if inside == "." else inside,
        edition_file=f"{name}/edition.yaml",
    )


def contents_of(folder: Path) -> Callable[[str], bytes | None]:
    """Gives the files of the edition's workspace by their names; None for what cannot be read."""
    from typeset.read.disk import DiskSources, find_workspace

    def contents(name: str) -> bytes | None:
        try:
            workspace, _ = find_workspace(folder)
            return DiskSources(workspace).read_bytes(name)
        except (OSError, TypesetError):
            return None

    return contents

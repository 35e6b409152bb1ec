"""What has its name but is not written yet: asking for it is told plainly, never answered with something else."""

from __future__ import annotations

from typing import Final, NoReturn

from typeset.catalogue import finding
from typeset.findings import TypesetError

_PREVIEW_ISSUE: Final = 8


def refuse_preview(program: str) -> NoReturn:
    """Say that the live preview is still to come; raises TypesetError."""
    raise TypesetError(
        [
            finding(
                "command-coming",
                command="preview",
                issue=_PREVIEW_ISSUE,
                program=program,
                meanwhile=f"{program} build EDITION --only edition",
            )
        ]
    )

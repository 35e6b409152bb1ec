"""What goes wrong in the preview itself, as a finding: it is told, and the server goes on (issue 8)."""

from __future__ import annotations

import traceback
from pathlib import Path
from typing import Final

from typeset.catalogue import finding
from typeset.findings import Finding

_SHOWN: Final = 300


def failure(error: Exception) -> Finding:
    """What was raised, and where."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    what = f"{type(error).__name__}: {error}"[:_SHOWN].replace("\n", " ")
    return finding("preview-failed", what=what, place=f"{Path(place.filename).name}:{place.lineno}")

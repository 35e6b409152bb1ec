"""One edition from its folder to its files: read, set, check, render, write.

The only room that knows all others. Everything is computed before the first file is written, every file is
written whole or not at all, and a page with an error leaves no page file behind.
"""

from __future__ import annotations

from typeset.press.building import build, printed, withdraw
from typeset.press.checking import check, set_pages
from typeset.press.edition import BuildOptions, Built, Printed, SetEdition
from typeset.press.loaded import Loaded, Progress, silent
from typeset.press.loading import hold, kept_in, load, load_from
from typeset.press.output import output_folder

__all__ = [
    "BuildOptions",
    "Built",
    "Loaded",
    "Printed",
    "Progress",
    "SetEdition",
    "build",
    "check",
    "hold",
    "kept_in",
    "load",
    "load_from",
    "output_folder",
    "printed",
    "set_pages",
    "silent",
    "withdraw",
]

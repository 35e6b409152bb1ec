"""The desk's own editor (``$VISUAL``, ``$EDITOR``) started at a line of a file (issue 8)."""

from __future__ import annotations

import shlex
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

# Editors that need the terminal they are started in: the server's is not theirs.
_IN_TERMINAL: Final = frozenset(
    {
        "vi",
        "vim",
        "nvim",
        "view",
        "nano",
        "pico",
        "emacs",
        "joe",
        "jed",
        "micro",
        "helix",
        "hx",
        "ed",
        "mg",
        "ne",
    }
)
_GOTO: Final = frozenset({"code", "code-insiders", "codium", "cursor", "windsurf"})
_PLUS: Final = frozenset({"gvim", "mvim", "gedit", "xed", "pluma", "emacsclient", "mousepad", "featherpad"})
_COLON: Final = frozenset({"subl", "sublime_text", "zed", "atom"})


def editor_of(environment: Mapping[str, str]) -> tuple[str, ...]:
    """The words of the editor's command, of ``VISUAL`` before ``EDITOR``; none where neither names one with a window of its own."""
    for name in ("VISUAL", "EDITOR"):
        try:
            words = shlex.split(environment.get(name, ""))
        except ValueError:
            continue
        if words and Path(words[0]).stem not in _IN_TERMINAL:
            return tuple(words)
    return ()


def command(editor: Sequence[str], path: Path, line: int) -> list[str]:
    """The whole command that opens a file at a line; an editor nobody knows of gets the file alone."""
    known = Path(editor[0]).stem
    if known in _GOTO:
        return [*editor, "--goto", f"{path}:{line}"]
    if known in _PLUS:
        return [*editor, f"+{line}", str(path)]
    if known in _COLON:
        return [*editor, f"{path}:{line}"]
    if known == "kate":
        return [*editor, "--line", str(line), str(path)]
    return [*editor, str(path)]


def start(words: Sequence[str]) -> bool:
    """Start a command on its own, without a shell; False when it cannot be started."""
    quiet = subprocess.DEVNULL
    try:
        subprocess.Popen(list(words), stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)
    except OSError:
        return False
    return True

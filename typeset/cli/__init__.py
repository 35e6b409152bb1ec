"""The command line: it parses, calls the press, chooses a report and gives an exit status; it sets nothing itself."""

from __future__ import annotations

import gc
import sys

# As in `typing`, which takes longer to load than all that `--version` needs.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Final

_COLLECT_AFTER: Final = 400_000


def collect_seldom() -> None:
    """Look for cycles seldom: values are made by the million and hold none, and it saves a twentieth of the time of a large issue.

    For a process that is ours alone.
    """
    gc.set_threshold(_COLLECT_AFTER, *gc.get_threshold()[1:])


def main(argv: Sequence[str] | None = None) -> int:
    """Run ``typeset`` with these arguments, by default the program's own, and give its exit status.

    0: nothing at or above ``--fail-on``; 1: findings; 2: could not run; 3: a bug of ours; 130: interrupted.
    """
    try:
        return _main(argv)
    except KeyboardInterrupt:
        # Before there was anything that hears of it.
        return 130


def _main(argv: Sequence[str] | None) -> int:
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments == ["--version"]:
        # Answered before anything is loaded: scripts ask this first, and often.
        from typeset.cli.version import version_line

        sys.stdout.write(version_line())
        return 0
    if argv is None:
        collect_seldom()
    from typeset.cli.app import run
    from typeset.cli.program import USUAL, called_as

    return run(arguments, program=USUAL if argv is not None else called_as(sys.argv[0]))

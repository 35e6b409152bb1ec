"""The share of a build's work by stage (issue 9): a run of its own, its stack looked at every few milliseconds it computes.

``start`` is everything before the command runs and every import; the others are the rooms of the program, the innermost
one of the stack. What copies of the process do beside it counts as well, waiting for them does not.
Run ``PYTHONPATH=. python tests/benchmarks/stages.py EDITION`` for one edition.
"""

from __future__ import annotations

import json
import mmap
import os
import signal
import struct
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import FrameType

from processes import CommandError, environment

STAGES = ("start", "read", "set", "flow", "place", "check", "pictures", "subset", "render", "write", "other")
# Seconds of computing between two looks; the clock of the system is hardly finer.
_EVERY = 0.002
# Processes whose looks are counted: this one and its copies. Each counts in a row of its own, in memory they share.
_MOST_PROCESSES = 64
_COUNT = struct.Struct("=q")
# The beginning of a module's name, and its stage; the first that fits.
_ROOMS = (
    ("typeset.cli", "start"),
    ("typeset.read", "read"),
    ("typeset.source", "read"),
    ("typeset.text", "set"),
    ("typeset.faces", "set"),
    ("typeset.flow.glyphs", "place"),
    ("typeset.flow.settext", "place"),
    ("typeset.flow.adorn", "place"),
    ("typeset.flow.bench", "place"),
    ("typeset.flow.optical", "place"),
    ("typeset.flow", "flow"),
    ("typeset.checks", "check"),
    ("typeset.catalogue", "check"),
    ("typeset.press.inkbound", "check"),
    ("typeset.press.heavy", "check"),
    ("typeset.repro", "pictures"),
    ("typeset.press.reproduction", "pictures"),
    ("typeset.render.pdf.subset", "subset"),
    ("typeset.render.pdf.cff", "subset"),
    ("typeset.render.pdf.descriptor", "subset"),
    ("fontTools", "subset"),
    ("typeset.render", "render"),
    ("reportlab", "render"),
    ("typeset.press.output", "write"),
    ("typeset.report", "write"),
    ("typeset.stock", "write"),
    ("typeset.cache", "write"),
    ("typeset.press.drawn", "render"),
    ("typeset.press", "other"),
)


def stage_of(modules: list[str]) -> str:
    """The stage of a stack of modules, the innermost first.

    An import counts as start wherever it stands.
    """
    if any(module.startswith(("importlib.", "_frozen_importlib")) for module in modules):
        return "start"
    for module in modules:
        for prefix, stage in _ROOMS:
            if module == prefix or module.startswith(
                (prefix + ".", prefix if prefix.endswith(".") else prefix + ".")
            ):
                return stage
    return "other"


def measured(edition: Path) -> dict[str, float]:
    """Seconds computed by stage in one cold build of the proof, in a process of its own.

    Raises:
        CommandError: when it fails.
    """
    with tempfile.TemporaryDirectory() as out:
        asked = [sys.executable, __file__, "--inside", str(time.time()), out, str(edition)]
        done = subprocess.run(asked, capture_output=True, text=True, check=False, env=environment())
        if done.returncode:
            raise CommandError(done.stderr[-3000:])
        return dict(json.loads((Path(out) / "stages.json").read_text(encoding="utf-8")))


class Looks:
    """How often each stage was found at work, in this process and in its copies."""

    def __init__(self) -> None:
        self._shared = mmap.mmap(-1, _MOST_PROCESSES * len(STAGES) * _COUNT.size)
        self._row = self._copies = 0
        os.register_at_fork(before=self._claim, after_in_child=self._enter)

    def begin(self) -> None:
        """Look from now on, in this process and in all copies made of it."""
        signal.signal(signal.SIGPROF, self._look)
        signal.setitimer(signal.ITIMER_PROF, _EVERY, _EVERY)

    def end(self) -> dict[str, int]:
        """Look no more; how often each stage was found by all processes."""
        signal.setitimer(signal.ITIMER_PROF, 0)
        rows = range(min(self._copies + 1, _MOST_PROCESSES))
        return {stage: sum(self._count(row, stage) for row in rows) for stage in STAGES}

    def _claim(self) -> None:
        self._copies += 1

    def _enter(self) -> None:
        # A copy has the handler of signals, but its own clock does not run yet.
        self._row = min(self._copies, _MOST_PROCESSES - 1)
        signal.setitimer(signal.ITIMER_PROF, _EVERY, _EVERY)

    def _look(self, _: int, frame: FrameType | None) -> None:
        modules: list[str] = []
        while frame is not None:
            modules.append(frame.f_globals.get("__name__", ""))
            frame = frame.f_back
        stage = stage_of(modules)
        _COUNT.pack_into(self._shared, self._place(self._row, stage), self._count(self._row, stage) + 1)

    def _place(self, row: int, stage: str) -> int:
        return (row * len(STAGES) + STAGES.index(stage)) * _COUNT.size

    def _count(self, row: int, stage: str) -> int:
        found: int = _COUNT.unpack_from(self._shared, self._place(row, stage))[0]
        return found


def _inside(started: float, out: str, edition: str) -> None:
    looks = Looks()
    before = _computed()
    waited = time.time() - started
    looks.begin()
    sys.argv = ["typeset", "build", edition, "--quiet", "--no-cache", "--only", "edition", "--out", out]
    status: object = 0
    try:
        from typeset.cli import main

        main()
    except SystemExit as left:
        status = left.code
    counts = looks.end()
    # The system may give fewer looks than it was asked for: they are shares of what was computed.
    took, whole = _computed() - before, sum(counts.values())
    found = {stage: count / whole * took for stage, count in counts.items()}
    found["start"] += waited
    (Path(out) / "stages.json").write_text(json.dumps(found), encoding="utf-8")
    sys.exit(0 if status in (0, None) else 1)


def _computed() -> float:
    """Seconds this process and its copies have computed."""
    return sum(os.times()[:4])


def main() -> None:
    """Measure one edition and print."""
    if sys.argv[1] == "--inside":
        _inside(float(sys.argv[2]), sys.argv[3], sys.argv[4])
    found = measured(Path(sys.argv[1]))
    whole = sum(found.values())
    sys.stdout.writelines(
        f"{stage:<9} {amount:6.3f} s {100 * amount / whole:5.1f} %\n" for stage, amount in found.items()
    )


if __name__ == "__main__":
    main()

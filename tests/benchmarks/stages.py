"""The share of a build's time by stage (issue 9): a run of its own, its stack looked at every millisecond.

``start`` is everything before the command runs and every import; the others are the rooms of the program, the innermost
one of the stack. Work that copies of the process do beside it is not seen; waiting for them counts for the room that waits.
Run ``PYTHONPATH=. python tests/benchmarks/stages.py EDITION`` for one edition.
"""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from types import FrameType

from processes import CommandError, environment

STAGES = ("start", "read", "set", "flow", "place", "check", "pictures", "subset", "render", "write", "other")
_EVERY = 0.001
# The beginning of a module's name, and its stage; the first that fits.
_ROOMS = (
    ("importlib.", "start"),
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
    """Seconds by stage of one cold build of the proof, in a process of its own.

    Raises:
        CommandError: when it fails.
    """
    with tempfile.TemporaryDirectory() as out:
        asked = [sys.executable, __file__, "--inside", str(time.time()), out, str(edition)]
        done = subprocess.run(asked, capture_output=True, text=True, check=False, env=environment())
        if done.returncode:
            raise CommandError(done.stderr[-3000:])
        return dict(json.loads((Path(out) / "stages.json").read_text(encoding="utf-8")))


def _inside(started: float, out: str, edition: str) -> None:
    counts: Counter[str] = Counter()

    def look(_: int, frame: FrameType | None) -> None:
        modules: list[str] = []
        while frame is not None:
            modules.append(frame.f_globals.get("__name__", ""))
            frame = frame.f_back
        counts[stage_of(modules)] += 1

    signal.signal(signal.SIGALRM, look)
    begun = time.time()
    signal.setitimer(signal.ITIMER_REAL, _EVERY, _EVERY)
    sys.argv = ["typeset", "build", edition, "--quiet", "--no-cache", "--only", "edition", "--out", out]
    status: object = 0
    try:
        from typeset.cli import main

        main()
    except SystemExit as left:
        status = left.code
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    took = time.time() - begun
    # A look that was due while the interpreter was busy elsewhere came late or not at all: shares of the time that was taken.
    looks = sum(counts.values())
    found = {stage: counts[stage] / looks * took for stage in STAGES}
    found["start"] += begun - started
    (Path(out) / "stages.json").write_text(json.dumps(found), encoding="utf-8")
    sys.exit(0 if status in (0, None) else 1)


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

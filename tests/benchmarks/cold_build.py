"""Cold builds of the sample newspaper: whole processes, wall time and peak memory, beside bare Python.

Run ``python tests/benchmarks/cold_build.py``. Prints the median of a number of runs, alternating with runs of a bare
interpreter, so that the ratio holds on a noisy machine.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "editions" / "2026-11-22"


def timed(command: list[str]) -> float:
    """Seconds of one run of a command, which must succeed."""
    # An installed program has its bytecode; a machine that forbids writing it would time the compiler as well.
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    return time.perf_counter() - start


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=7)
    runs: int = options.parse_args().runs
    builds: list[float] = []
    bare: list[float] = []
    with tempfile.TemporaryDirectory() as out:
        build = [sys.executable, "-m", "typeset", "build", str(SAMPLE), "--quiet", "--no-cache", "-o", out]
        timed(build)
        for _ in range(runs):
            bare.append(timed([sys.executable, "-c", "pass"]))
            builds.append(timed(build))
    # The largest child there was: Linux gives kibibytes, macOS bytes.
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    mebibytes = peak / (1024 * 1024 if sys.platform == "darwin" else 1024)
    whole, floor = statistics.median(builds), statistics.median(bare)
    sys.stdout.write(
        f"cold build of editions/2026-11-22, {runs} runs: median {whole:.2f} s "
        f"({min(builds):.2f}–{max(builds):.2f}), {whole / floor:.0f} × bare Python, peak memory {mebibytes:.0f} MiB\n"
    )


if __name__ == "__main__":
    main()

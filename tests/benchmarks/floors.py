"""What any program of this kind needs at the least (issue 9): a bare interpreter, its libraries, our shortest command."""

from __future__ import annotations

import statistics
import sys

from figures import paired_ratio
from processes import seconds
from racers import program

BARE, REPORTLAB, LIBRARIES, VERSION = (
    "bare Python",
    "import reportlab",
    "import reportlab, yaml, fontTools, PIL",
    "typeset --version",
)
VERSION_RATIO = "typeset --version : import reportlab"


def floors(runs: int) -> dict[str, float]:
    """Median seconds of each, run in turn; and the ratio of our shortest command to a Python that imports reportlab."""
    python = sys.executable
    commands = {
        BARE: (python, "-c", "pass"),
        REPORTLAB: (python, "-c", "import reportlab"),
        LIBRARIES: (
            python,
            "-c",
            "import yaml, fontTools.ttLib, PIL.Image, reportlab.pdfgen.canvas",
        ),
        VERSION: (*program(), "--version"),
    }
    times: dict[str, list[float]] = {name: [] for name in commands}
    for number in range(runs + 1):
        for name, command in commands.items():
            took = seconds(command)
            # The first run of each brings its files into memory.
            if number:
                times[name].append(took)
    found = {name: statistics.median(taken) for name, taken in times.items()}
    return {**found, VERSION_RATIO: paired_ratio(times[VERSION], times[REPORTLAB])}

"""Makes ``newsprint.icc`` from the print model, with argyll's ``colprof`` (Debian package ``argyll``; needed for this only).

The same argyll gives the same bytes: the date it stamps into the file is overwritten. What is asked of it, and why:

* ink limit below what it is asked to hold to, because interpolation between its grid points goes a little beyond;
* black early and strongly (heavy grey-component replacement): coldset greys made of three inks turn pink or green with
  every sheet, and four inks do not dry on newsprint;
* black at most 95 %, so that shadows keep some drawing;
* perceptual and saturation tables with the gamut of sRGB as their source, which is what untagged pictures are in.
"""

from __future__ import annotations

import struct
import subprocess
import tempfile
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Final

from typeset.repro.newsprint.colour import to_xyz
from typeset.repro.newsprint.model import Amounts, Newsprint

NAME: Final = "typeset newsprint (coldset, 26 % TVI), from published aims; not IFRA26"
COPYRIGHT: Final = "Copyright the authors of typeset; licensed under the MIT License"
INK_LIMIT: Final = 213
"""Percent asked of colprof, so that no colour of an RGB picture comes out with more than 220."""
BLACK_LIMIT: Final = 95
SOURCE: Final = Path("/usr/share/color/argyll/ref/sRGB.icm")
"""The sRGB profile that comes with argyll; colprof fails on those of version 4."""
# Level at white, where black begins, where it ends, level at black, shape (1: a straight line).
_BLACK: Final = ("0", "0.05", "0.75", "0.95", "1.0")
_LEVELS: Final = (0, 10, 20, 40, 70, 100)
_RAMP: Final = (3, 7, 15, 25, 30, 50, 60, 80, 90)
DATE: Final = struct.pack(">6H", 2026, 1, 1, 0, 0, 0)
_DATE_AT: Final = 24


def patches() -> Iterator[Amounts]:
    """Tone values, 0 to 1: a grid of the four inks, closer where it is light, and finer ramps of each ink alone."""
    for k, y, m, c in product(_LEVELS, repeat=4):
        yield c / 100, m / 100, y / 100, k / 100
    for ink, level in product(range(4), _RAMP):
        alone = [0.0] * 4
        alone[ink] = level / 100
        yield alone[0], alone[1], alone[2], alone[3]


def characterisation() -> str:
    """The model's colours of :func:`patches`, in the form colprof reads (CGATS)."""
    model = Newsprint()
    lines = [
        "CTI3",
        'DESCRIPTOR "newsprint, modelled"',
        'KEYWORD "DEVICE_CLASS"',
        'DEVICE_CLASS "OUTPUT"',
        'KEYWORD "COLOR_REP"',
        'COLOR_REP "CMYK_XYZ"',
        "NUMBER_OF_FIELDS 8",
        "BEGIN_DATA_FORMAT",
        "SAMPLE_ID CMYK_C CMYK_M CMYK_Y CMYK_K XYZ_X XYZ_Y XYZ_Z",
        "END_DATA_FORMAT",
    ]
    made = list(patches())
    lines += [f"NUMBER_OF_SETS {len(made)}", "BEGIN_DATA"]
    for number, amounts in enumerate(made, 1):
        values = [100 * v for v in (*amounts, *to_xyz(model.lab(amounts)))]
        lines.append(f"{number} " + " ".join(f"{value:.4f}" for value in values))
    return "\n".join([*lines, "END_DATA", ""])


def profile() -> bytes:
    """The profile, made anew.

    Raises:
        OSError: when colprof is not installed.
        subprocess.CalledProcessError: when it fails.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "newsprint.ti3").write_text(characterisation(), encoding="ascii")
        subprocess.run([*_command(), "newsprint"], cwd=folder, check=True, capture_output=True)
        return dated((folder / "newsprint.icc").read_bytes())


def _command() -> list[str]:
    limits = ["-k", "p", *_BLACK, f"-l{INK_LIMIT}", f"-L{BLACK_LIMIT}"]
    tables = ["-qm", "-bm", "-nc", "-S", str(SOURCE), "-cpp", "-dpp"]
    return ["colprof", "-D", NAME, "-C", COPYRIGHT, *tables, *limits]


def dated(data: bytes) -> bytes:
    """A profile with the fixed date (ICC.1:2001-04, 6.1: the date stands in bytes 24 to 35 of the header)."""
    return data[:_DATE_AT] + DATE + data[_DATE_AT + len(DATE) :]

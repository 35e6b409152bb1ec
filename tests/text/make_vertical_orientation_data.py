"""Makes ``typeset/text/uax50_data.py`` from VerticalOrientation.txt of Debian's package ``unicode-data``.

Run it as ``python tests/text/make_vertical_orientation_data.py``; the same file gives the same bytes.
"""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import Final

from make_line_break_data import LAST, TOKENS_A_LINE, UNICODE, rows

NAME: Final = "VerticalOrientation.txt"
TARGET: Final = Path(__file__).parent.parent.parent / "typeset" / "text" / "uax50_data.py"

_HEADER: Final = '''"""Vertical orientation of every code point, Unicode {version}: made by a script, not to be edited.

From VerticalOrientation.txt of Debian's package unicode-data, by tests/text/make_vertical_orientation_data.py.
"""

from __future__ import annotations

from typing import Final

VERSION: Final = "{version}"
# "first code point in hex, colon, value"; each holds up to the next.
RUNS: Final = """
'''


def orientations() -> list[str]:
    """The value of every code point; what is not listed has the value of its ``@missing`` line, else R."""
    found = ["R"] * (LAST + 1)
    for line in (UNICODE / NAME).read_text("utf-8").splitlines():
        if line.startswith("# @missing:"):
            span, value = line.removeprefix("# @missing:").split(";")
            first, _, last = span.strip().partition("..")
            points = range(int(first, 16), int(last, 16) + 1)
            found[points.start : points.stop] = [value.strip()] * len(points)
    for points, fields in rows(NAME):
        found[points.start : points.stop] = [fields[0]] * len(points)
    return found


def version() -> str:
    """The version of Unicode, as the first line of the file has it."""
    first = (UNICODE / NAME).read_text("utf-8").splitlines()[0]
    return first.removeprefix("# VerticalOrientation-").removesuffix(".txt")


def source() -> str:
    """The text of the module."""
    tokens, point = [], 0
    for value, group in groupby(orientations()):
        tokens.append(f"{point:X}:{value}")
        point += sum(1 for _ in group)
    lines = [" ".join(tokens[at : at + TOKENS_A_LINE]) for at in range(0, len(tokens), TOKENS_A_LINE)]
    return _HEADER.format(version=version()) + "\n".join(lines) + '\n"""\n'


if __name__ == "__main__":
    TARGET.write_text(source(), "utf-8")

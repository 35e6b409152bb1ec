"""Makes ``typeset/text/uax14_data.py`` from the Unicode files of Debian's package ``unicode-data``.

Rule LB1 is done here, as the rule proposes: AI, SG and XX count as AL, CJ as NS, SA as CM or AL by its general
category. OP and CP are parted by East Asian width (LB30), pictographs not yet assigned are set apart (LB30b).

Run it as ``python tests/text/make_line_break_data.py``; the same files give the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Final

UNICODE: Final = Path("/usr/share/unicode")
TARGET: Final = Path(__file__).parent.parent.parent / "typeset" / "text" / "uax14_data.py"
LAST: Final = 0x10FFFF
TOKENS_A_LINE: Final = 10
SYLLABLES: Final = range(0xAC00, 0xD7A4)
FILES: Final = (
    "LineBreak.txt",
    "EastAsianWidth.txt",
    "UnicodeData.txt",
    "emoji/emoji-data.txt",
)

_HEADER: Final = '''"""Line breaking classes of every code point, Unicode {version}: made by a script, not to be edited.

From LineBreak.txt, EastAsianWidth.txt, UnicodeData.txt and emoji/emoji-data.txt of Debian's package unicode-data, by
tests/text/make_line_break_data.py. Rule LB1 is done; OPW and CPW are the OP and CP of East Asian width, IDX are
pictographs not yet assigned, HS the Hangul syllables (H2 the first of every 28, H3 the others).
"""

from __future__ import annotations

from typing import Final

VERSION: Final = "{version}"
# "first code point in hex, colon, class"; each holds up to the next.
RUNS: Final = """
'''


def rows(name: str) -> Iterator[tuple[range, list[str]]]:
    """Code points and fields of each line of a file of the Unicode database."""
    for line in (UNICODE / name).read_text("utf-8").splitlines():
        fields = [field.strip() for field in line.partition("#")[0].split(";")]
        if len(fields) > 1:
            first, _, last = fields[0].partition("..")
            yield range(int(first, 16), int(last or first, 16) + 1), fields[1:]


def values(name: str, missing: str, keep: Callable[[str], bool] = lambda _: True) -> list[str]:
    """The value of every code point."""
    found = [missing] * (LAST + 1)
    for points, fields in rows(name):
        if keep(fields[0]):
            found[points.start : points.stop] = [fields[0]] * len(points)
    return found


def categories() -> list[str]:
    """The general category of every code point; ranges are two lines, First and Last."""
    found = ["Cn"] * (LAST + 1)
    start = 0
    for points, fields in rows("UnicodeData.txt"):
        if fields[0].endswith("First>"):
            start = points.start
            continue
        first = start if fields[0].endswith("Last>") else points.start
        found[first : points.stop] = [fields[1]] * (points.stop - first)
    return found


def resolved() -> list[str]:
    """The class of every code point as the rules see it."""
    listed = values("LineBreak.txt", "XX")
    widths = values("EastAsianWidth.txt", "N")
    category = categories()
    pictographs = values("emoji/emoji-data.txt", "", lambda name: name == "Extended_Pictographic")
    found = []
    for point, kind in enumerate(listed):
        name = {"AI": "AL", "SG": "AL", "XX": "AL", "CJ": "NS"}.get(kind, kind)
        if kind == "SA":
            name = "CM" if category[point] in {"Mn", "Mc"} else "AL"
        elif kind in {"OP", "CP"} and widths[point] in {"F", "W", "H"}:
            name = kind + "W"
        elif pictographs[point] and category[point] == "Cn" and kind == "ID":
            name = "IDX"
        elif point in SYLLABLES:
            name = "HS"
        found.append(name)
    return found


def version() -> str:
    """The version of Unicode, as the first line of LineBreak.txt has it."""
    first = (UNICODE / "LineBreak.txt").read_text("utf-8").splitlines()[0]
    return first.removeprefix("# LineBreak-").removesuffix(".txt")


def source() -> str:
    """The text of the module."""
    tokens, point = [], 0
    for name, group in groupby(resolved()):
        tokens.append(f"{point:X}:{name}")
        point += sum(1 for _ in group)
    lines = [" ".join(tokens[at : at + TOKENS_A_LINE]) for at in range(0, len(tokens), TOKENS_A_LINE)]
    return _HEADER.format(version=version()) + "\n".join(lines) + '\n"""\n'


if __name__ == "__main__":
    TARGET.write_text(source(), "utf-8")

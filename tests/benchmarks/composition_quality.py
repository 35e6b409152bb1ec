"""Quality of composition in narrow columns: ours beside Typst and LuaTeX-ja, measured by one rule.

Run ``python tests/benchmarks/composition_quality.py``. Sets at least 100,000 characters of newspaper prose (all
stories of the workspace and paragraphs made anew of their sentences) in lines of 11, 13 and 17 characters, 9 pt, and
prints for each engine what a reader would see. Typst is measured when the Python package ``typst`` is there (or in
the interpreter of ``--typst-python``), LuaTeX-ja when ``lualatex`` and ``luatexja`` are.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from composition_texts import prose
from measuring import Quality, align, measure_lines
from typesetters import FAMILY, ROLE, EngineError, LuaTeX, Ours, Typst, luatex, ours

from typeset.faces import Face, FaceBook
from typeset.read.disk import DiskSources
from typeset.read.fonts import read_faces

ROOT = Path(__file__).parents[2]
MEASURES = (11, 13, 17)
CHARACTERS = 110_000

COLUMNS = (
    ("lines", lambda q: f"{q.lines}"),
    ("loose %", lambda q: f"{q.share(q.loose):.2f}"),
    ("> 0.1 %", lambda q: f"{q.share(q.over_a_tenth):.2f}"),
    ("mean gap", lambda q: f"{q.mean_gap:.4f}"),
    ("max gap", lambda q: f"{q.gap_most:.3f}"),
    ("Han squeezed %", lambda q: f"{q.share(q.squeezed):.2f}"),
    ("stops squeezed %", lambda q: f"{q.share(q.stops):.2f}"),
    ("lone", lambda q: f"{q.lone}"),
    ("first", lambda q: f"{q.first}"),
    ("last", lambda q: f"{q.last}"),
    ("parted", lambda q: f"{q.parted}"),
    ("pressed", lambda q: f"{q.pressed}"),
    ("over", lambda q: f"{q.over}"),
    ("short", lambda q: f"{q.short}"),
    ("astray", lambda q: f"{q.astray}"),
)
LEGEND = """lines: all set lines; shares are of the justified ones (not the last of a paragraph)
loose: every gap between Han characters opened by more than 0.1 em (0.15 em below 13 characters); > 0.1: by 0.1 em
gap: white between Han characters in em; Han squeezed: lines where it is below -0.01 em, which clreq forbids
stops squeezed: lines with a 。！？ that lost white before a Han character; lone: last lines of one character (孤字)
first, last: marks that may not begin or end a line but do; parted: numbers, words, —— and …… cut in two
pressed: addresses, file names and telephone numbers parted after a mark of theirs; over, short: lines that miss the
measure by more than 0.02 em; astray: characters that were not found where the text has them"""


def ink_of(face: Face) -> Callable[[str], float]:
    """Where the ink of a mark ends, in em from its origin."""
    return lambda char: face.ink(face.glyph(char))[2] / 1000


def engines(faces: FaceBook, python: str) -> list[Ours | Typst | LuaTeX]:
    """All engines that are there."""
    face = ROOT / "fonts" / "Song.otf"
    wanted = [*ours(faces), Typst(face, FAMILY, python), *luatex(face)]
    found = []
    for engine in wanted:
        version = engine.version()
        print(f"{engine.name}: {version or 'not installed'}")  # noqa: T201 - a benchmark speaks to its reader
        if version:
            found.append(engine)
    return found


def table(measure: int, rows: list[tuple[str, Quality]]) -> str:
    """The figures of all engines in one measure."""
    cells = [
        ["", *(name for name, _ in COLUMNS)],
        *([name, *(show(q) for _, show in COLUMNS)] for name, q in rows),
    ]
    wide = [max(len(row[i]) for row in cells) for i in range(len(cells[0]))]
    lines = [
        "  ".join(
            cell.rjust(w) if i else cell.ljust(w) for i, (cell, w) in enumerate(zip(row, wide, strict=True))
        )
        for row in cells
    ]
    return "\n".join([f"{measure} characters", *lines, ""])


def main() -> None:
    """Set, measure and print."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument(
        "--characters", type=int, default=CHARACTERS, help="of stories and recombined stories"
    )
    options.add_argument("--texts", type=Path, help="a folder of .txt and .md files to set as well")
    options.add_argument("--measures", type=int, nargs="+", default=MEASURES)
    options.add_argument("--typst-python", default=sys.executable, help="an interpreter that has typst")
    options.add_argument(
        "--json", type=Path, help="write all figures, loose lines and broken rules to this file"
    )
    chosen = options.parse_args()
    faces, findings = read_faces(DiskSources(ROOT))
    if faces is None:
        sys.exit(f"no faces: {findings}")
    face = faces.face(ROLE)
    paragraphs, dropped = prose(ROOT, chosen.characters, chosen.texts, face)
    say = sys.stdout.write
    say(f"{sum(map(len, paragraphs)):,} characters in {len(paragraphs):,} paragraphs; {dropped} left out\n")
    found = engines(faces, chosen.typst_python)
    report: dict[str, dict[str, Any]] = {}
    for measure in chosen.measures:
        rows: list[tuple[str, Quality]] = []
        for engine in list(found):
            start = time.perf_counter()
            try:
                aligned = align(paragraphs, engine.set(paragraphs, measure))
            except EngineError as error:
                say(f"{engine.name} failed and is left out:\n{error}\n")
                found.remove(engine)
                continue
            quality = measure_lines(aligned, measure, ink_of(face))
            sys.stderr.write(f"{measure} {engine.name}: {time.perf_counter() - start:.1f} s\n")
            rows.append((engine.name, quality))
            report.setdefault(str(measure), {})[engine.name] = asdict(quality)
        say(f"\n{table(measure, rows)}")
    say(f"\n{LEGEND}\n")
    if chosen.json:
        chosen.json.write_text(json.dumps(report, ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()

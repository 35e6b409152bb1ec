"""Speed of composition: total-fit over 450,000 characters in lines of 13, beside HarfBuzz, greedy and Typst.

Run ``PYTHONPATH=. python tests/benchmarks/composition_speed.py``. Prints the best of a number of runs and the ratios that hold on
any machine. HarfBuzz shapes whole paragraphs with the same face and does nothing else; Typst compiles the same text
in the same measure to a PDF, all of its work counted.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import uharfbuzz as hb
from composition_texts import prose
from msgspec.structs import replace
from typesetters import EM, FAMILY, INDENT, ROLE, STYLE, Typst, ours

from typeset.faces import FaceBook
from typeset.model.style import Composition, LineRules
from typeset.read.disk import DiskSources
from typeset.read.fonts import read_faces
from typeset.text.linebreak import Measure, compose
from typeset.text.shape import Shaper, StyledText
from typeset.text.shaped import ShapedParagraph

ROOT = Path(__file__).parents[2]
CHARACTERS = 450_000
MEASURE = 13


def best(
    work: Callable[[Sequence[ShapedParagraph]], object], runs: int, shaped: Sequence[ShapedParagraph] = ()
) -> float:
    """Seconds of the fastest of some runs; each begins with paragraphs of which nothing is known but their shape."""
    seconds = []
    for _ in range(runs):
        fresh = [replace(paragraph, derived={}) for paragraph in shaped]
        start = time.perf_counter()
        work(fresh)
        seconds.append(time.perf_counter() - start)
    return min(seconds)


def harfbuzz(data: bytes, index: int, paragraphs: Sequence[str]) -> None:
    """Shape every paragraph as a whole, with nothing remembered."""
    font = hb.Font(hb.Face(data, index))
    for text in paragraphs:
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        hb.shape(font, buffer)


def shape_all(faces: FaceBook, paragraphs: Sequence[str], rules: LineRules) -> list[ShapedParagraph]:
    """Our whole shaping: classes, glyphs, whites and breaks."""
    shaper = Shaper(faces)
    return [shaper.shape((StyledText(text, STYLE),), rules) for text in paragraphs]


def compose_all(shaped: Sequence[ShapedParagraph]) -> None:
    """Compose every paragraph in lines of 13 characters."""
    measure = Measure(MEASURE * EM, INDENT * EM)
    for paragraph in shaped:
        compose(paragraph, measure)


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--runs", type=int, default=3)
    options.add_argument("--characters", type=int, default=CHARACTERS)
    options.add_argument("--typst-python", default=sys.executable, help="an interpreter that has typst")
    options.add_argument(
        "--profile", action="store_true", help="print where total-fit spends its time, and stop"
    )
    chosen = options.parse_args()
    faces, findings = read_faces(DiskSources(ROOT))
    if faces is None:
        sys.exit(f"no faces: {findings}")
    paragraphs, _ = prose(ROOT, chosen.characters, None, faces.face(ROLE))
    rules = LineRules()
    shaped = shape_all(faces, paragraphs, rules)
    if chosen.profile:
        with cProfile.Profile() as profile:
            compose_all(shaped)
        pstats.Stats(profile).sort_stats("tottime").print_stats(20)
        return
    _compare(
        faces,
        paragraphs,
        shaped,
        Typst(ROOT / "fonts" / "Song.otf", FAMILY, chosen.typst_python),
        chosen.runs,
    )


def _compare(
    faces: FaceBook, paragraphs: Sequence[str], shaped: Sequence[ShapedParagraph], typst: Typst, runs: int
) -> None:
    say = sys.stdout.write
    say(f"typeset {ours(faces)[0].version()}\n")
    say(f"{sum(map(len, paragraphs)):,} characters in {len(paragraphs):,} paragraphs, best of {runs} runs\n")
    record = faces.face(ROLE).record
    greedy_rules = replace(LineRules(), composition=Composition.GREEDY)
    greedy = [replace(paragraph, rules=greedy_rules) for paragraph in shaped]
    seconds = {
        "HarfBuzz alone": best(lambda _: harfbuzz(record.data, record.index, paragraphs), runs),
        "our whole shaping": best(lambda _: shape_all(faces, paragraphs, LineRules()), runs),
        "total-fit": best(compose_all, runs, shaped),
        "greedy": best(compose_all, runs, greedy),
    }
    version = typst.version()
    if version:
        with tempfile.TemporaryDirectory() as folder:
            typst.compile(paragraphs, MEASURE, Path(folder), runs)
        seconds[f"Typst {version}, whole compile"] = typst.seconds
    for name, value in seconds.items():
        say(f"{name:32} {value:7.2f} s\n")
    total = seconds["total-fit"]
    say(f"total-fit : HarfBuzz alone       {total / seconds['HarfBuzz alone']:7.2f}\n")
    say(f"total-fit : greedy               {total / seconds['greedy']:7.2f}  (at most 3)\n")
    if version:
        ratio = (seconds["our whole shaping"] + total) / typst.seconds
        say(f"shaping + total-fit : Typst      {ratio:7.2f}\n")
    else:
        say("Typst is not installed\n")


if __name__ == "__main__":
    main()

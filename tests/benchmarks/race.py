"""The race (issue 9): this engine beside Typst and WeasyPrint, cold, on generated editions of the same pages.

Run ``PYTHONPATH=. python tests/benchmarks/race.py`` (needs ``pip install -e '.[bench]'``). In each round every engine sets the
same edition once, in a new process, one after the other, so that what slows the machine slows all of them. Prints medians, ratios
round by round, memory, sizes, the share of each stage, growth and floors, and writes them as ``results/race.json`` and
``results/race.txt`` with the machine, the versions and the commit. ``--pages 4 --runs 1`` is a quick look.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import stages
from figures import growth_exponent, paired_ratio
from floors import floors
from machine import described
from msgspec import Struct, json
from processes import seconds, weight
from pypdfium2 import PdfDocument
from race_report import report
from racers import NAMES, OURS, WEASYPRINT, Racer, present, racers

from editions import ROOT, generated

RESULTS = Path(__file__).parent / "results"
# WeasyPrint takes minutes for more pages; large editions of the others are run fewer times.
_MOST_FOR_WEASYPRINT = 16
_LARGE, _RUNS_OF_LARGE, _RUNS_OF_WEASYPRINT = 64, 3, 3


class Figure(Struct, frozen=True):
    """One engine on one edition: seconds of its runs, peak memory in MiB, bytes of its PDF, characters a second.

    ``ratio`` is that of our time to its time, by rounds; ``together`` the memory of all its processes; ``shown`` the characters that are
    read back from its pages, furniture included, so that nobody wins by leaving some out.
    """

    engine: str
    times: list[float]
    median: float
    ratio: float
    largest: float
    together: float
    pdf: int
    shown: int
    speed: float


class Round(Struct, frozen=True):
    """All engines on one edition, and seconds our build computed by stage."""

    pages: int
    characters: int
    figures: list[Figure]
    stages: dict[str, float]


class Growth(Struct, frozen=True):
    """How time and memory of an engine grow with the pages: exponents over all sizes, and from 16 pages on."""

    engine: str
    time: float
    time_from_16: float
    memory: float
    memory_from_16: float


class Result(Struct, frozen=True):
    """What one race found, and where."""

    where: dict[str, object]
    pictures: bool
    seed: int
    rounds: list[Round]
    growth: list[Growth]
    floors: dict[str, float]


def main() -> None:
    """Race, print, and write the results."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--pages", type=int, nargs="+", default=[4, 16, 64, 256])
    options.add_argument("--runs", type=int, default=7)
    options.add_argument("--engines", nargs="+", choices=NAMES, default=NAMES)
    options.add_argument("--pictures", action="store_true")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--results", type=Path, default=RESULTS, help="folder of race.json and race.txt")
    given = options.parse_args()
    where = described(ROOT)
    names = present(tuple(given.engines))
    rounds = []
    for pages in given.pages:
        rounds.append(_raced(pages, given.runs, names, pictures=given.pictures, seed=given.seed))
        _say(f"{pages} pages done\n")
    growth = _growths(rounds)
    result = Result(where, given.pictures, given.seed, rounds, growth, floors(given.runs))
    name = "race-pictures" if given.pictures else "race"
    given.results.mkdir(parents=True, exist_ok=True)
    text = report(result)
    data = json.format(json.encode(result, order="deterministic"), indent=1)
    (given.results / f"{name}.json").write_bytes(data + b"\n")
    (given.results / f"{name}.txt").write_text(text, encoding="utf-8")
    sys.stdout.write(text)


def _say(text: str) -> None:
    sys.stderr.write(text)
    sys.stderr.flush()


def _raced(pages: int, runs: int, names: tuple[str, ...], *, pictures: bool, seed: int) -> Round:
    edition = generated(pages, pictures=pictures, seed=seed)
    if pages > _LARGE:
        runs = min(runs, _RUNS_OF_LARGE)
    if pages > _MOST_FOR_WEASYPRINT:
        names = tuple(name for name in names if name != WEASYPRINT)
    with tempfile.TemporaryDirectory() as folder:
        running = racers(edition, Path(folder), names)
        # One run that does not count: files are in memory, bytecode is written.
        for racer in running:
            _timed(racer)
        times: dict[str, list[float]] = {racer.name: [] for racer in running}
        for number in range(runs):
            for racer in running:
                if racer.name != WEASYPRINT or number < _RUNS_OF_WEASYPRINT:
                    times[racer.name].append(_timed(racer))
        figures = [_figure(racer, times, edition.characters) for racer in running]
        place = Path(folder) / "workspace" / "editions" / "race"
        return Round(pages, edition.characters, figures, stages.measured(place))


def _timed(racer: Racer) -> float:
    racer.before()
    return seconds(racer.command)


def _figure(racer: Racer, times: dict[str, list[float]], characters: int) -> Figure:
    racer.before()
    peak = weight(racer.command)
    taken = times[racer.name]
    middle = statistics.median(taken)
    ours = times.get(OURS, taken)[: len(taken)]
    return Figure(
        engine=racer.name,
        times=[round(time, 4) for time in taken],
        median=middle,
        ratio=paired_ratio(ours, taken),
        largest=peak.largest,
        together=peak.together,
        pdf=racer.pdf.stat().st_size,
        shown=shown(racer.pdf),
        speed=characters / middle,
    )


def shown(pdf: Path) -> int:
    """The characters on the pages of a PDF, white space left out."""
    document = PdfDocument(pdf)
    try:
        texts = (page.get_textpage().get_text_bounded() for page in document)
        return sum(not char.isspace() for text in texts for char in text)
    finally:
        document.close()


def _growths(rounds: Sequence[Round]) -> list[Growth]:
    """The growth of every engine that set three sizes at least, two of them of 16 pages or more."""
    found = []
    for name in NAMES:
        times = {r.pages: f.median for r in rounds for f in r.figures if f.engine == name}
        memory = {r.pages: f.together for r in rounds for f in r.figures if f.engine == name}
        if sum(pages >= 16 for pages in times) >= 2:
            exponents = [growth_exponent(each, least) for each in (times, memory) for least in (0, 16)]
            found.append(Growth(name, *exponents))
    return found


if __name__ == "__main__":
    main()

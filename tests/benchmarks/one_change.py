"""One character changed in one story, and the edition built again (issue 9): in a new process, and in one that is warm.

Run ``PYTHONPATH=. python tests/benchmarks/one_change.py`` (needs ``pip install -e '.[bench,preview]'``). Every change is another
character of another story; after each, all engines set the edition again, one after the other. Beside them stands the full build without
a cache. Prints p50 and p95 and writes ``results/one_change.json`` and ``.txt``.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

from changes import Changing, GeneratedChanges, SampleChanges
from figures import percentile
from machine import described, version
from msgspec import Struct, json
from processes import CommandError, environment, seconds
from race_report import where_lines
from racers import program

from editions import ROOT

RESULTS = Path(__file__).parent / "results"
FULL, NEW, PROOF, PAGES = "full build, no cache", "new process", "warm, proof", "warm, changed pages"
TYPST, TYPST_BALANCED = "Typst incremental, heights given", "Typst incremental, balancing"
_FULL_RUNS = 5


class Change(Struct, frozen=True):
    """Seconds of one way to build an edition again; ``ratio`` is its median to that of Typst's incremental compile, or 0."""

    way: str
    times: list[float]
    p50: float
    p95: float
    ratio: float


class Changed(Struct, frozen=True):
    """All ways for one edition; ``pages`` of the sample are its eight."""

    edition: str
    pages: int
    ways: list[Change]


class Result(Struct, frozen=True):
    """What was found, and where."""

    where: dict[str, object]
    editions: list[Changed]


class Warm:
    """A process that builds again whenever it is asked to."""

    def __init__(self, *arguments: str) -> None:
        command = [sys.executable, str(Path(__file__).with_name("warm.py")), *arguments]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment()
        )

    def __enter__(self) -> Warm:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()

    def __call__(self) -> float:
        """Seconds of building once more."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write("again\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        if not answer:
            raise CommandError("a warm process ended")
        return float(answer)


def main() -> None:
    """Measure, print, and write the results."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--pages", type=int, nargs="*", default=[4, 16, 64])
    options.add_argument("--changes", type=int, default=20)
    options.add_argument("--no-sample", action="store_true")
    options.add_argument("--results", type=Path, default=RESULTS)
    given = options.parse_args()
    where = described(ROOT)
    found: list[Changed] = []
    for pages in ([] if given.no_sample else [0]) + given.pages:
        with tempfile.TemporaryDirectory() as folder:
            changing = GeneratedChanges(pages, Path(folder)) if pages else SampleChanges(Path(folder))
            found.append(_changed(changing, given.changes))
        sys.stderr.write(f"{found[-1].edition} done\n")
    result = Result(where, found)
    given.results.mkdir(parents=True, exist_ok=True)
    data = json.format(json.encode(result, order="deterministic"), indent=1)
    (given.results / "one_change.json").write_bytes(data + b"\n")
    text = "\n".join(_lines(result)) + "\n"
    (given.results / "one_change.txt").write_text(text, encoding="utf-8")
    sys.stdout.write(text)


def _changed(changing: Changing, changes: int) -> Changed:
    full, new, proof, pages = (changing.workspace(name) for name in ("full", "new", "proof", "pages"))
    out = str(changing.folder / "out")
    with ExitStack() as stack:
        ways: dict[str, Callable[[], float]] = {
            NEW: lambda: seconds(_build(new / changing.edition, f"{out}-new")),
            PROOF: stack.enter_context(Warm("proof", str(proof), changing.edition, f"{out}-proof")),
            PAGES: stack.enter_context(Warm("pages", str(pages), changing.edition, f"{out}-pages")),
        }
        if changing.typst and version("typst"):
            for way, balanced in ((TYPST, False), (TYPST_BALANCED, True)):
                source = changing.typst_source(balanced=balanced)
                pdf = str(source.with_suffix(".pdf"))
                ways[way] = stack.enter_context(Warm("typst", str(source), str(changing.fonts), pdf))
        uncached = (*_build(full / changing.edition, f"{out}-full"), "--no-cache")
        wholes = [seconds(uncached) for _ in range(_FULL_RUNS + 1)][1:]
        for again in ways.values():
            again()
        times: dict[str, list[float]] = {way: [] for way in ways}
        for number in range(changes):
            changing.change(number)
            for way, again in ways.items():
                times[way].append(again())
    typst = statistics.median(times[TYPST]) if TYPST in times else 0.0
    found = [_change(way, taken, typst) for way, taken in {FULL: wholes, **times}.items()]
    return Changed(changing.name, changing.pages, found)


def _build(edition: Path, out: str) -> tuple[str, ...]:
    return (*program(), "build", str(edition), "--quiet", "--only", "edition", "--out", out)


def _change(way: str, times: list[float], typst: float) -> Change:
    middle = statistics.median(times)
    return Change(
        way,
        [round(time, 4) for time in times],
        middle,
        percentile(times, 0.95),
        middle / typst if typst else 0.0,
    )


def _lines(result: Result) -> Iterator[str]:
    yield "One character changed, and the edition built again"
    yield from where_lines(result.where)
    for each in result.editions:
        yield ""
        yield f"{each.edition}"
        yield f"  {'':<34}{'runs':>5}{'p50 ms':>9}{'p95 ms':>9}{'it : Typst':>12}"
        for way in each.ways:
            ratio = f"{way.ratio:.2f}" if way.ratio else ""
            yield f"  {way.way:<34}{len(way.times):>5}{way.p50 * 1000:>9.0f}{way.p95 * 1000:>9.0f}{ratio:>12}"


if __name__ == "__main__":
    main()

"""From save to new picture in a running preview: one changed story of the eight-page sample, saved again and again (issue 8).

Run ``python tests/benchmarks/preview_latency.py``. It saves a story as an editor does (written beside its place and moved there), waits for the
event, asks for the state and for the picture of each page that changed. The stories are those that begin the pages, in turn. Prints the
median and the 95th hundredth over all saves, and what the server says of its stages.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

from preview_server import Server, served

STAGES = ("read", "set", "check", "show", "pdf", "raster")
LINE = "\n\n测量之前又加了一句话。\n"


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--saves", type=int, default=50)
    options.add_argument("--dpi", type=int, default=96)
    asked = options.parse_args()
    whole: list[float] = []
    stages: dict[str, list[float]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as server:
        state = server.state()
        first = {story["pages"][0]: story["id"] for story in reversed(state["stories"]) if story["pages"]}
        stories = [server.edition / "stories" / f"{slug}.md" for _, slug in sorted(first.items())]
        for page in state["pages"]:
            server.get(_picture(page, asked.dpi))
        for number in range(asked.saves):
            took, told = _save(server, stories[number % len(stories)], asked.dpi)
            whole.append(took)
            for stage in STAGES:
                stages[stage].append(told.get(stage, 0.0))
    _print(whole, stages)


def _picture(page: dict[str, object], dpi: int) -> str:
    return f"api/pages/{page['number']}/picture?digest={page['digest']}&dpi={dpi}"


def _save(server: Server, file: Path, dpi: int) -> tuple[float, dict[str, float]]:
    """Milliseconds from a save to the last new picture, and those of the server's stages."""
    before = {page["digest"] for page in server.state()["pages"]}
    text = file.read_text(encoding="utf-8")
    text = text.removesuffix(LINE) if text.endswith(LINE) else text + LINE
    with server.events() as events:
        _event(events)
        beside = file.with_name(f".{file.name}.part")
        beside.write_text(text, encoding="utf-8")
        start = time.perf_counter()
        beside.replace(file)
        while True:
            _event(events)
            body, told = server.get("api/state")
            state = server_json(body)
            changed = [page for page in state["pages"] if page["digest"] not in before]
            if changed and not state["building"]:
                break
        for page in changed:
            made = server.get(_picture(page, dpi))[1]
            told |= {stage: told.get(stage, 0.0) + made[stage] for stage in made}
        return (time.perf_counter() - start) * 1000, told


def _event(events: object) -> None:
    """Wait for the next event to be over."""
    data = False
    for line in events:  # type: ignore[attr-defined]
        data = data or line.startswith(b"data:")
        if data and not line.strip():
            return


def server_json(body: bytes) -> dict[str, object]:
    """A state."""
    import json

    return json.loads(body)


def _print(whole: list[float], stages: dict[str, list[float]]) -> None:
    p95 = statistics.quantiles(whole, n=20)[-1] if len(whole) > 1 else whole[0]
    lines = [
        f"from save to new picture, {len(whole)} saves: p50 {statistics.median(whole):.0f} ms, p95 {p95:.0f} ms "
        f"({min(whole):.0f}–{max(whole):.0f})"
    ]
    total = sum(sum(times) for times in stages.values())
    for stage in STAGES:
        times = stages[stage]
        lines.append(
            f"  {stage:<7} p50 {statistics.median(times):5.0f} ms, {100 * sum(times) / total:4.0f} % of the work"
        )
    lines.append("  (PDF and pictures of changed pages are made while the pages are checked)")
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()

"""The results of a race as text (issue 9)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from figures import shares

if TYPE_CHECKING:
    from race import Result, Round

_MEGABYTE = 1_000_000


def report(result: Result) -> str:
    """Tables, ready to be read in a terminal."""
    return "\n".join(_lines(result)) + "\n"


def where_lines(where: dict[str, object]) -> Iterator[str]:
    """Where figures were measured, in a few lines."""
    machine = where["machine"]
    assert isinstance(machine, dict)
    packages = where["packages"]
    assert isinstance(packages, dict)
    yield (
        f"{machine['processor']}, {machine['cores']} cores, {machine['memory_gib']} GiB, {machine['system']}; "
        f"load before {machine['load_before']}"
    )
    yield f"Python {where['python']}; " + ", ".join(f"{name} {version}" for name, version in packages.items())
    yield f"commit {where['commit']}"


def _lines(result: Result) -> Iterator[str]:
    yield f"Cold builds of generated editions, pictures {'on' if result.pictures else 'off'}, jumps on, seed {result.seed}"
    yield from where_lines(result.where)
    for each in result.rounds:
        yield ""
        yield from _table(each)
        yield from _stages(each)
    if result.growth:
        yield ""
        yield f"{'growth exponents':<26}{'time':>8}{'from 16':>9}{'memory':>9}{'from 16':>9}"
        for growth in result.growth:
            yield (
                f"{growth.engine:<26}{growth.time:>8.2f}{growth.time_from_16:>9.2f}"
                f"{growth.memory:>9.2f}{growth.memory_from_16:>9.2f}"
            )
    yield ""
    yield "floors"
    for name, amount in result.floors.items():
        yield f"  {name:<42}{amount:7.3f}{'' if ' : ' in name else ' s'}"


def _table(each: Round) -> Iterator[str]:
    yield f"{each.pages} pages, {each.characters} characters"
    yield (
        f"  {'':<24}{'runs':>5}{'median s':>10}{'least':>8}{'most':>8}{'ours : it':>11}"
        f"{'MiB largest':>13}{'all':>6}{'PDF MB':>8}{'shown':>9}{'chars/s':>9}"
    )
    for figure in each.figures:
        yield (
            f"  {figure.engine:<24}{len(figure.times):>5}{figure.median:>10.2f}{min(figure.times):>8.2f}"
            f"{max(figure.times):>8.2f}{figure.ratio:>11.2f}{figure.largest:>13.0f}{figure.together:>6.0f}"
            f"{figure.pdf / _MEGABYTE:>8.2f}{figure.shown:>9}{figure.speed:>9.0f}"
        )


def _stages(each: Round) -> Iterator[str]:
    parts = ", ".join(
        f"{name} {100 * share:.0f} %" for name, share in shares(each.stages).items() if share >= 0.005
    )
    yield f"  our work by stage, all processes, in a run of its own: {parts}"

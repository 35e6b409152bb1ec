"""The arithmetic of the benchmarks (issue 9): medians, ratios of runs that stood side by side, growth exponents."""

from __future__ import annotations

import math
import statistics
from collections.abc import Mapping, Sequence


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which this share of the values lies, 0 to 1; between two values it is interpolated."""
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    below = math.floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def paired_ratio(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """The median of the ratios of runs made one after the other, so that what slowed a round slowed both."""
    return statistics.median(a / b for a, b in zip(ours, theirs, strict=True))


def growth_exponent(figures: Mapping[int, float], least: int = 0) -> float:
    """The slope of figures over sizes, both as logarithms: 1 is proportional, 2 quadratic. Sizes below ``least`` do not count.

    Raises:
        ValueError: when fewer than two sizes count.
    """
    points = [(math.log(size), math.log(figure)) for size, figure in figures.items() if size >= least]
    if len(points) < 2:
        raise ValueError("a growth needs two sizes")
    middle_x = statistics.fmean(x for x, _ in points)
    middle_y = statistics.fmean(y for _, y in points)
    across = sum((x - middle_x) ** 2 for x, _ in points)
    return sum((x - middle_x) * (y - middle_y) for x, y in points) / across


def shares(amounts: Mapping[str, float]) -> dict[str, float]:
    """What part of the whole each amount is, 0 to 1."""
    whole = sum(amounts.values())
    return {name: amount / whole if whole else 0.0 for name, amount in amounts.items()}

"""The first number from which on something holds, found by trying few of them."""

from __future__ import annotations

from collections.abc import Callable


def boundary(holds: Callable[[int], bool], most: int, start: int = 1) -> int | None:
    """A number from 1 to ``most`` that holds while the one before it does not; None when none up to ``most`` was found.

    0 is taken not to hold. Where holding is monotone it is the first that holds. ``start`` is where to look first: a good guess
    saves trials, which grow with the logarithm of how far it is off.
    """
    at = max(1, min(start, most))
    if holds(at):
        low, high = _below(holds, at)
    else:
        found = _above(holds, at, most)
        if found is None:
            return None
        low, high = found
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle, high)
    return high


def _below(holds: Callable[[int], bool], high: int) -> tuple[int, int]:
    """A number that does not hold and one above it that does, from one that does downwards in growing steps."""
    step = 1
    while (low := high - step) > 0:
        if not holds(low):
            return low, high
        high, step = low, 2 * step
    return 0, high


def _above(holds: Callable[[int], bool], low: int, most: int) -> tuple[int, int] | None:
    """The same from one that does not hold upwards; None when none up to ``most`` does."""
    step = 1
    while low < most:
        at = min(most, low + step)
        if holds(at):
            return low, at
        low, step = at, 2 * step
    return None

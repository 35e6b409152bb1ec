"""The first number from which on something holds, found by trying few of them."""

from __future__ import annotations

from collections.abc import Callable


def boundary(holds: Callable[[int], bool], most: int, start: int = 1) -> int | None:
    """A number from 1 to ``most`` that holds while the one before it does not; None when none up to ``most`` was found.

    0 is taken not to hold. Where holding is monotone it is the first that holds. ``start`` is where to look first: a good guess
    saves trials, which grow with the logarithm of its distance.
    """
    low, high = 0, None
    step = max(1, min(start, most))
    at = step
    while high is None:
        if holds(at):
            high = at
        elif at >= most:
            return None
        else:
            low, at = at, min(most, at + step)
            step *= 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle, high)
    return high

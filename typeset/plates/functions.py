"""Functions of PDF (ISO 32000-1, 7.10): sampled, exponential, stitched and calculated, evaluated for one input.

A function that cannot be read gives zeros; none raises and none loops.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import pikepdf

from typeset.plates.calculator import calculator
from typeset.plates.streams import decoded
from typeset.plates.values import entry, items, number, numbers, whole

Function = Callable[[tuple[float, ...]], tuple[float, ...]]
"""Inputs to outputs, both within their domain and range."""

_DEEPEST: Final = 8
_MOST_FUNCTIONS: Final = 2000
"""Functions within one, so that a tree of them ends."""
_MOST_SAMPLES: Final = 4_000_000
_WIDEST: Final = 32


def function_of(value: object, outputs: int, depth: int = 0, room: list[int] | None = None) -> Function:
    """The function an object stands for; an array of functions gives an output each."""
    room = [_MOST_FUNCTIONS] if room is None else room
    room[0] -= 1
    if isinstance(value, pikepdf.Array) and depth < _DEEPEST:
        parts = [function_of(item, 1, depth + 1, room) for item in items(value, 64)]
        return lambda xs: tuple(part(xs)[0] for part in parts) or (0.0,) * outputs
    made = _made(value, depth, room)
    return _fitted(
        made or (lambda _: (0.0,) * outputs),
        numbers(entry(value, "/Domain")),
        numbers(entry(value, "/Range")),
        outputs,
    )


def _made(value: object, depth: int, room: list[int]) -> Function | None:
    kind = whole(entry(value, "/FunctionType"), -1)
    if depth >= _DEEPEST or room[0] < 0:
        return None
    if kind == 0:
        return _sampled(value)
    if kind == 2:  # noqa: PLR2004 - the numbers of the standard
        return _exponential(value)
    if kind == 3:  # noqa: PLR2004
        return _stitched(value, depth, room)
    return calculator(decoded(value, 100_000).data) if kind == 4 else None  # noqa: PLR2004


def _fitted(inner: Function, domain: tuple[float, ...], span: tuple[float, ...], outputs: int) -> Function:
    def fitted(xs: tuple[float, ...]) -> tuple[float, ...]:
        got = inner(_within(xs, domain))
        got = (*got, *(0.0,) * (outputs - len(got))) if len(got) < outputs else got
        return _within(got, span)

    return fitted


def _within(values: tuple[float, ...], limits: tuple[float, ...]) -> tuple[float, ...]:
    if len(limits) < 2 * len(values):
        return values
    return tuple(min(max(v, limits[2 * i]), limits[2 * i + 1]) for i, v in enumerate(values))


def _exponential(value: object) -> Function:
    low = numbers(entry(value, "/C0"), 64) or (0.0,)
    high = numbers(entry(value, "/C1"), 64) or (1.0,)
    power = number(entry(value, "/N"), 1.0)

    def exponential(xs: tuple[float, ...]) -> tuple[float, ...]:
        share = xs[0] if power == 1 else max(xs[0], 1e-9) ** max(min(power, 100.0), -100.0)
        return tuple(a + share * (b - a) for a, b in zip(low, high, strict=False))

    return exponential


def _stitched(value: object, depth: int, room: list[int]) -> Function | None:
    domain = numbers(entry(value, "/Domain"), 2)
    parts = [function_of(item, 1, depth + 1, room) for item in items(entry(value, "/Functions"), 256)]
    inner = numbers(entry(value, "/Bounds"), 256)
    encode = numbers(entry(value, "/Encode"), 512)
    if len(domain) < 2 or len(inner) != len(parts) - 1 or len(encode) < 2 * len(parts):  # noqa: PLR2004 - a pair
        return None
    edges = (domain[0], *inner, domain[1])

    def stitched(xs: tuple[float, ...]) -> tuple[float, ...]:
        x = xs[0]
        place = next((i for i, edge in enumerate(inner) if x < edge), len(parts) - 1)
        low, high = edges[place], edges[place + 1]
        share = (x - low) / (high - low) if high > low else 0.0
        return parts[place]((encode[2 * place] + share * (encode[2 * place + 1] - encode[2 * place]),))

    return stitched


def _sampled(value: object) -> Function | None:
    sizes = [max(whole(n, 1), 1) for n in items(entry(value, "/Size"), 8)]
    span = numbers(entry(value, "/Range"), 128)
    domain = numbers(entry(value, "/Domain"), 16)
    bits = whole(entry(value, "/BitsPerSample"), 8)
    outputs, total = len(span) // 2, 1
    for size in sizes:
        total *= size
    if (
        not sizes
        or not outputs
        or len(domain) < 2 * len(sizes)
        or total * outputs > _MOST_SAMPLES
        or not 1 <= bits <= _WIDEST
    ):
        return None
    data = decoded(value, (total * outputs * bits + 7) // 8).data
    encode = numbers(entry(value, "/Encode"), 16) or tuple(n for size in sizes for n in (0.0, size - 1.0))
    decode = numbers(entry(value, "/Decode"), 128) or span
    if len(encode) < 2 * len(sizes) or len(decode) < len(span):
        return None
    whole_bits, top = int.from_bytes(data, "big"), (1 << bits) - 1
    length = 8 * len(data)

    def sample(place: int, output: int) -> float:
        shift = length - (place * outputs + output + 1) * bits
        raw = (whole_bits >> shift) & top if shift >= 0 else 0
        return decode[2 * output] + raw / top * (decode[2 * output + 1] - decode[2 * output])

    # The integer of a large table is slow to shift: single bytes are looked up.
    if bits == 8:  # noqa: PLR2004 - bits

        def sample(place: int, output: int) -> float:
            at = place * outputs + output
            raw = data[at] if at < len(data) else 0
            return decode[2 * output] + raw / 255 * (decode[2 * output + 1] - decode[2 * output])

    def sampled(xs: tuple[float, ...]) -> tuple[float, ...]:
        corners: list[tuple[int, float]] = [(0, 1.0)]
        step = 1
        for i, size in enumerate(sizes):
            low, high = domain[2 * i], domain[2 * i + 1]
            share = (xs[i] - low) / (high - low) if i < len(xs) and high > low else 0.0
            at = encode[2 * i] + share * (encode[2 * i + 1] - encode[2 * i])
            at = min(max(at, 0.0), size - 1.0)
            floor = min(int(at), max(size - 2, 0))
            part = at - floor
            corners = [
                (place + (floor + up) * step, weight * (part if up else 1 - part))
                for place, weight in corners
                for up in ((0, 1) if part else (0,))
            ]
            step *= size
        return tuple(sum(w * sample(p, o) for p, w in corners) for o in range(outputs))

    return sampled

"""Calculator functions (type 4, ISO 32000-1, 7.10.5): a small PostScript without loops, so every program ends."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from typing import Final

_TOKEN: Final = re.compile(rb"[{}]|[^\x00\t\n\x0c\r {}]+")
_MOST: Final = 100
"""Values on the stack."""
_MOST_TOKENS: Final = 5000
_DEEPEST: Final = 32

Program = list["str | float | Program"]


def calculator(source: bytes) -> Callable[[tuple[float, ...]], tuple[float, ...]] | None:
    """The function a program stands for: it gives what is on the stack at the end; None for a broken program."""
    tokens = [t.decode("latin-1") for t in _TOKEN.findall(source)[:_MOST_TOKENS]]
    if not tokens or tokens[0] != "{":
        return None
    program, _ = _block(tokens, 1, 0)

    def calculated(xs: tuple[float, ...]) -> tuple[float, ...]:
        stack = list(xs)
        try:
            _run(program, stack)
        except (IndexError, ValueError, ZeroDivisionError, OverflowError):
            return ()
        return tuple(float(v) for v in stack)

    return calculated


def _block(tokens: list[str], place: int, depth: int) -> tuple[Program, int]:
    block: Program = []
    while place < len(tokens) and tokens[place] != "}":
        if tokens[place] == "{" and depth < _DEEPEST:
            inner, place = _block(tokens, place + 1, depth + 1)
            block.append(inner)
            continue
        block.append(_value(tokens[place]))
        place += 1
    return block, place + 1


def _value(token: str) -> str | float:
    try:
        return float(token) if token[0] in "+-.0123456789" else token
    except ValueError:
        return token


def _run(program: Program, stack: list[float]) -> None:
    blocks: list[Program] = []
    for step in program:
        if isinstance(step, float):
            stack.append(step)
        elif isinstance(step, list):
            blocks.append(step)
        elif step == "if":
            if stack.pop():
                _run(blocks[-1], stack)
            blocks.clear()
        elif step == "ifelse":
            _run(blocks[-2] if stack.pop() else blocks[-1], stack)
            blocks.clear()
        else:
            _do(step, stack)
        if len(stack) > _MOST:
            raise ValueError(step)


def _do(step: str, stack: list[float]) -> None:
    if (two := _TWO.get(step)) is not None:
        b, a = stack.pop(), stack.pop()
        stack.append(float(two(a, b)))
    elif (one := _ONE.get(step)) is not None:
        stack.append(float(one(stack.pop())))
    else:
        _arrange(step, stack)


def _arrange(step: str, stack: list[float]) -> None:
    if step == "pop":
        stack.pop()
    elif step == "exch":
        stack[-1], stack[-2] = stack[-2], stack[-1]
    elif step == "dup":
        stack.append(stack[-1])
    elif step == "copy":
        count = int(stack.pop())
        if 0 < count <= len(stack):
            stack.extend(stack[-count:])
    elif step == "index":
        stack.append(stack[-1 - int(stack.pop())])
    elif step == "roll":
        turns, count = int(stack.pop()), int(stack.pop())
        if 0 < count <= len(stack):
            turns %= count
            top = stack[-count:]
            stack[-count:] = top[count - turns :] + top[: count - turns]
    elif step in {"true", "false"}:
        stack.append(1.0 if step == "true" else 0.0)
    else:
        raise ValueError(step)


_ONE: Final[dict[str, Callable[[float], float]]] = {
    "abs": abs,
    "neg": lambda a: -a,
    "ceiling": math.ceil,
    "floor": math.floor,
    "round": lambda a: math.floor(a + 0.5),
    "truncate": math.trunc,
    "cvi": math.trunc,
    "cvr": float,
    "sqrt": math.sqrt,
    "sin": lambda a: math.sin(math.radians(a)),
    "cos": lambda a: math.cos(math.radians(a)),
    "ln": math.log,
    "log": math.log10,
    "not": lambda a: 0.0 if a else 1.0,
}
_TWO: Final[dict[str, Callable[[float, float], float]]] = {
    "add": lambda a, b: a + b,
    "sub": lambda a, b: a - b,
    "mul": lambda a, b: a * b,
    "div": lambda a, b: a / b,
    "idiv": lambda a, b: math.trunc(a / b),
    "mod": math.fmod,
    "exp": lambda a, b: a**b if abs(b) < 100 else 0.0,  # noqa: PLR2004 - a power no colour needs
    "atan": lambda a, b: math.degrees(math.atan2(a, b)) % 360,
    "eq": lambda a, b: a == b,
    "ne": lambda a, b: a != b,
    "gt": lambda a, b: a > b,
    "ge": lambda a, b: a >= b,
    "lt": lambda a, b: a < b,
    "le": lambda a, b: a <= b,
    "and": lambda a, b: int(a) & int(b),
    "or": lambda a, b: int(a) | int(b),
    "xor": lambda a, b: int(a) ^ int(b),
    "bitshift": lambda a, b: int(a) << min(int(b), 64) if b >= 0 else int(a) >> min(-int(b), 64),
}

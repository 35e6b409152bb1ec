"""Prepares one hostile picture, once with no place known and once in a place of a page's width, and prints what came of it."""

from __future__ import annotations

import sys
from pathlib import Path

from typeset.repro import BrokenPictureError, Wanted, prepare


def main(arguments: list[str]) -> int:
    data = Path(arguments[0]).read_bytes()
    for size in (None, (1_100_000, 220_000)):
        try:
            picture = prepare(data, Wanted(), size)
        except BrokenPictureError as error:
            sys.stdout.write(f"broken: {error.args[1]}\n")
        else:
            sys.stdout.write(f"made: {picture.width} {picture.height} {picture.most_ink}\n")
    return 0

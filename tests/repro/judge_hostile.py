"""Prepares one hostile picture by its name with no more than 1 GB of memory and ten seconds each time, and prints what came of it."""

from __future__ import annotations

import resource
import sys
from pathlib import Path

LIMIT = 1 << 30
# For two preparations; of the processor, so that a busy machine changes nothing.
SECONDS = 20


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (LIMIT, LIMIT))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    data = Path(sys.argv[1]).read_bytes()
    from typeset.repro import BrokenPictureError, Wanted, prepare

    # Once with no place known, once in a place of a page's width.
    for size in (None, (1_100_000, 220_000)):
        try:
            picture = prepare(data, Wanted(), size)
        except BrokenPictureError as error:
            sys.stdout.write(f"broken: {error.args[1]}\n")
        else:
            sys.stdout.write(f"made: {picture.width} {picture.height} {picture.most_ink}\n")


if __name__ == "__main__":
    main()

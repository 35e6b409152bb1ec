"""The two streams: results on standard output, everything else on standard error."""

from __future__ import annotations

import errno
import io
import os
import sys
from pathlib import Path
from typing import TextIO


def prepare() -> None:
    """Make sure that no character a stream's encoding lacks, and no stream that is closed, can stop the program."""
    # Python has no stream at all where the program was started without.
    sys.stdout, sys.stderr = sys.stdout or _nowhere(), sys.stderr or _nowhere()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _nowhere() -> TextIO:
    """A stream that nobody reads, open as long as the program runs."""
    return Path(os.devnull).open("w", encoding="utf-8")


def colours(stream: TextIO) -> bool:
    """Whether a stream is a terminal that wants colours (NO_COLOR, https://no-color.org)."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def emit(text: str) -> None:
    """Write results for people to standard output."""
    _write(sys.stdout, text)


def emit_data(text: str) -> None:
    """Write results for machines to standard output: always UTF-8 with plain newlines."""
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:
        _write(sys.stdout, text)
        return
    sys.stdout.flush()
    _write(sys.stdout, text, data=text.encode("utf-8", "replace"))


def tell(text: str) -> None:
    """Write progress or a message to standard error; when that is closed there is nobody to tell."""
    try:
        _write(sys.stderr, text)
    except OSError:
        return


def _write(stream: TextIO, text: str, *, data: bytes | None = None) -> None:
    """Write and flush; a reader that went away (``typeset check … | head``) is no error.

    Raises:
        OSError: with the stream's name as file name, when it cannot be written, as on a full disk.
    """
    try:
        if data is None:
            stream.write(text)
        else:
            stream.buffer.write(data)
        stream.flush()
    except OSError as error:
        _silence(stream)
        # Windows says EINVAL where others say EPIPE.
        if isinstance(error, BrokenPipeError) or (os.name == "nt" and error.errno == errno.EINVAL):
            return
        raise OSError(error.errno, error.strerror, stream.name) from error


def _silence(stream: TextIO) -> None:
    """Lead a stream into nowhere, so that flushing what is left in it at exit does not fail again."""
    try:
        number = stream.fileno()
    except (OSError, ValueError):
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, number)
    os.close(nowhere)

"""Files as text: UTF-8 only, with the place of the first byte that is not."""

from __future__ import annotations

import codecs

from typeset.catalogue import finding
from typeset.findings import Finding
from typeset.read.yaml_tree import MAX_BYTES
from typeset.source import Sources, Span

_OTHER_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_text(sources: Sources, name: str) -> tuple[str | None, tuple[Finding, ...]]:
    """The text of a file that exists, without its byte order mark and with newline line ends."""
    try:
        data = sources.read_bytes(name)
    except OSError as error:
        return None, (finding("file-unreadable", span=Span(name), reason=error.strerror or str(error)),)
    return decoded(data, name)


def decoded(data: bytes, name: str) -> tuple[str | None, tuple[Finding, ...]]:
    """The text these bytes of a file are, without its byte order mark and with newline line ends."""
    if len(data) > MAX_BYTES:
        return None, (finding("file-too-large", span=Span(name), limit=MAX_BYTES // 1_000_000),)
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, (_not_utf8(data, error.start, name),)
    return text.replace("\r\n", "\n").replace("\r", "\n"), ()


def _not_utf8(data: bytes, start: int, name: str) -> Finding:
    if data.startswith(_OTHER_MARKS):
        return finding("not-utf8", span=Span(name), encoding="UTF-16")
    before = data[:start].replace(b"\r\n", b"\n").replace(b"\r", b"\n").decode("utf-8")
    line = before.count("\n") + 1
    column = len(before) - before.rfind("\n")
    return finding("not-utf8", span=Span(name, line, column), encoding=_guess(data))


def _guess(data: bytes) -> str:
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return "?"
    return "GBK / GB18030"

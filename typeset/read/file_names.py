"""Patterns for the names of page files: ``{paper}{date:%Y%m%d}{page:02}`` (print.md §4, "Files")."""

from __future__ import annotations

import datetime
from typing import Final

from msgspec.structs import replace

from typeset.catalogue import finding
from typeset.findings import Finding
from typeset.model.file_names import FIELDS, FileFacts, file_name
from typeset.model.printing import Printing
from typeset.patterns import regex
from typeset.read.near import meant
from typeset.read.yaml_tree import Mapping, span_at

_PLAIN: Final = regex(r"[A-Za-z0-9][A-Za-z0-9._-]*")
# Names longer than this are cut short by some workflows.
_LONGEST: Final = 60
_TRIED: Final = FileFacts("ABC", datetime.date(2026, 11, 22), "1", "5678", black=False)


def check_file_name(printing: Printing, paper: str, tree: Mapping, found: list[Finding]) -> None:
    """Report a pattern that cannot be filled, that gives all pages one name, or names a printer cannot take."""
    pattern = printing.file_name
    if not pattern:
        return
    span = span_at(tree, "print", "file_name")
    try:
        made = file_name(pattern, _TRIED)
        other = file_name(pattern, replace(_TRIED, page="2"))
    except KeyError as error:
        name = str(error.args[0])
        found.append(finding("unknown-field", span=span, field="{" + name + "}", **meant(name, FIELDS)))
        return
    except ValueError:
        found.append(finding("bad-template", span=span, text=pattern))
        return
    if not _PLAIN.fullmatch(made) or len(made) > _LONGEST:
        found.append(finding("bad-file-name", span=span, text=pattern, made=made))
    elif made == other:
        found.append(finding("same-file-name", span=span, text=pattern))
    elif "{paper" in pattern and not _PLAIN.fullmatch(printing.paper_code or paper):
        found.append(finding("no-paper-code", span=span, name=printing.paper_code or paper))

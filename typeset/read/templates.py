"""Templates of furniture such as ``{date}　第{page_cn}版``: which fields they use, and whether they can be filled."""

from __future__ import annotations

import string
from collections.abc import Iterable

from typeset.catalogue import finding
from typeset.findings import Finding
from typeset.read.near import meant
from typeset.source import Span


def fields_of(template: str) -> tuple[str, ...]:
    """The fields of a template in their order.

    Raises:
        ValueError: when its braces do not pair, or a field has more in it than a name.
    """
    names: list[str] = []
    for _, name, spec, conversion in string.Formatter().parse(template):
        if name is None:
            continue
        if not name or spec or conversion or any(mark in name for mark in ".[] "):
            raise ValueError(template)
        names.append(name)
    return tuple(names)


def check_template(template: str, known: Iterable[str], span: Span) -> tuple[Finding, ...]:
    """Findings for braces that do not pair and for fields nobody fills."""
    try:
        names = fields_of(template)
    except ValueError:
        return (finding("bad-template", span=span, text=template),)
    fields = list(known)
    return tuple(
        finding("unknown-field", span=span, field="{" + name + "}", **meant(name, fields))
        for name in dict.fromkeys(names)
        if name not in fields
    )

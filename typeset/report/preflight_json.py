"""The preflight for machines, version 1; its shape is promised in ``preflight-1.schema.json`` beside this file."""

from __future__ import annotations

import importlib.resources
from collections.abc import Sequence
from typing import Final

from typeset.catalogue.entry import Lang
from typeset.findings import in_order
from typeset.model.judged import Judged, JudgedPage
from typeset.report.json_report import finding_as_data
from typeset.report.json_value import Json, written

VERSION: Final = 1


class PreflightJson:
    """Writes judged files as one JSON document, in a fixed order and without escaping Chinese."""

    def write(self, judged: Sequence[Judged], *, lang: Lang) -> str:
        """The document; messages and hints in the given language, all else the same in each."""
        document: Json = {"version": VERSION, "files": [_file(one, lang) for one in judged]}
        return written(document)


def preflight_schema() -> str:
    """The JSON Schema of the document, as text."""
    folder = importlib.resources.files("typeset.report")
    return folder.joinpath("preflight-1.schema.json").read_text(encoding="utf-8")


def _file(judged: Judged, lang: Lang) -> Json:
    return {
        "file": judged.file,
        "read": judged.read,
        "pdf_version": judged.version or None,
        "claimed": judged.claimed,
        "standard": judged.standard,
        "condition": judged.condition,
        "pages": [_page(page) for page in judged.pages],
        "findings": [finding_as_data(f, lang) for f in in_order(judged.findings)],
    }


def _page(page: JudgedPage) -> Json:
    return {
        "page": page.number,
        "trim": [page.width, page.height],
        "boxes": {b.name: [b.x, b.y, b.width, b.height] for b in page.boxes},
        "fonts": [
            {"name": f.name, "kind": f.kind, "embedded": f.embedded, "subset": f.subset} for f in page.fonts
        ],
        "plates": [{"plate": name, "coverage": share} for name, share in page.plates],
        "most_ink": page.most_ink,
        "most_ink_at": list(page.most_ink_at),
    }

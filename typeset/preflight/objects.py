"""Rules on what may stand anywhere in a file: filters, scripts and actions, attachments, OPI, PostScript and the like.

Each object of the file is looked at once, whether a page uses it or not: receivers look so too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

import pikepdf

from typeset.findings import Finding
from typeset.plates.streams import filters_of
from typeset.plates.values import entry, items, keys, whole, word
from typeset.preflight.annotations import links_on_pages
from typeset.preflight.case import Case

_MOST_OBJECTS: Final = 300_000
_DEEPEST: Final = 4
_FORBIDDEN_FILTERS: Final = {"LZWDecode": False, "JBIG2Decode": True, "JPXDecode": True}
"""Filters, and whether X-4 allows them."""
_ACTIONS: Final = frozenset(
    ("JavaScript", "Launch", "SubmitForm", "ImportData", "ResetForm", "URI", "GoToR", "GoToE", "Sound", "Movie", "Rendition",
     "RichMediaExecute", "Named", "Hide", "SetOCGState", "Trans", "GoTo3DView", "Thread")
)  # fmt: skip
_MEDIA: Final = frozenset(("RichMedia", "Screen", "Movie", "Sound", "3D", "FileAttachment"))
_HALFTONES: Final = frozenset((1, 5))
_NO_TRANSFER: Final = frozenset(("Default", "Identity"))


def object_rules(case: Case) -> Iterator[Finding]:
    """ISO 15930-1, 6.4 to 6.14; CGATS application notes."""
    filters: Counter[str] = Counter()
    actions: Counter[str] = Counter()
    forbidden: Counter[str] = Counter()
    attached = 0
    for value in _objects(case):
        kind, subtype = word(entry(value, "/Type")), word(entry(value, "/Subtype"))
        filters.update(f for f in filters_of(value) if _bad_filter(case, f)) if isinstance(
            value, pikepdf.Stream
        ) else None
        actions.update(_active(value, kind, subtype))
        forbidden.update(_forbidden(value, kind, subtype))
        attached += kind == "EmbeddedFile" or (kind in {"Filespec", "F"} and entry(value, "/EF") is not None)
    actions.update(_of_root(case.pdf.Root))
    # A link on the page is told as what lies there; its action is no second fault.
    actions["URI"] -= links_on_pages(case)
    actions = +actions
    if filters:
        yield case.tell("filter-forbidden", amount=filters.total(), unit="places", filters=_listed(filters),
                        standard=case.standard.title)  # fmt: skip
    if actions:
        yield case.tell("active-content", amount=actions.total(), unit="places", what=_listed(actions))
    if attached:
        files = sum(1 for v in _objects(case) if word(entry(v, "/Type")) == "EmbeddedFile") or attached
        yield case.tell("embedded-files", amount=files, unit="files")
    if forbidden:
        yield case.tell("objects-forbidden", amount=forbidden.total(), unit="places", what=_listed(forbidden))


def _listed(counts: Counter[str]) -> str:
    return ", ".join(sorted(counts))


def _objects(case: Case) -> Iterator[object]:
    """The dictionaries and streams of the file, with the dictionaries that stand inside them."""
    for index, value in enumerate(case.pdf.objects):
        if index >= _MOST_OBJECTS:
            return
        yield from _inside(value, 0)


def _inside(value: object, depth: int) -> Iterator[object]:
    if isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
        yield value
        children: Iterator[object] = (entry(value, key) for key in keys(value))
    elif isinstance(value, pikepdf.Array):
        children = items(value, 2000)
    else:
        return
    if depth >= _DEEPEST:
        return
    for child in children:
        if isinstance(child, pikepdf.Object) and not child.is_indirect:
            yield from _inside(child, depth + 1)


def _bad_filter(case: Case, name: str) -> bool:
    allowed_in_x4 = _FORBIDDEN_FILTERS.get(name)
    return allowed_in_x4 is not None and (not case.standard.allows_transparency or not allowed_in_x4)


def _active(value: object, kind: str, subtype: str) -> Iterator[str]:
    action = word(entry(value, "/S"))
    if action in _ACTIONS and (kind in {"Action", ""}) and kind != "OutputIntent":
        yield action
    if isinstance(entry(value, "/AA"), pikepdf.Dictionary):
        yield "AA"
    if subtype in _MEDIA and (kind in {"Annot", ""}):
        yield subtype


def _of_root(root: object) -> Iterator[str]:
    opened = entry(root, "/OpenAction")
    if isinstance(opened, pikepdf.Dictionary):
        yield "OpenAction"
    form = entry(root, "/AcroForm")
    if form is not None and (any(items(entry(form, "/Fields"), 1)) or entry(form, "/XFA") is not None):
        yield "AcroForm"
    if entry(entry(root, "/Names"), "/JavaScript") is not None:
        yield "JavaScript names"


def _forbidden(value: object, kind: str, subtype: str) -> Iterator[str]:
    if entry(value, "/OPI") is not None:
        yield "OPI"
    if subtype == "PS" or (subtype == "Form" and word(entry(value, "/Subtype2")) == "PS"):
        yield "PostScript XObject"
    if subtype == "Form" and entry(value, "/Ref") is not None:
        yield "reference XObject"
    if isinstance(value, pikepdf.Stream) and entry(value, "/F") is not None and subtype != "Image":
        yield "external stream"
    if kind == "ExtGState" or (
        entry(value, "/TR") is not None and kind in {"", "ExtGState"} and entry(value, "/G") is None
    ):
        yield from _device(value)
    if entry(value, "/HTP") is not None:
        yield "HTP"
    if entry(value, "/HalftoneType") is not None and whole(entry(value, "/HalftoneType")) not in _HALFTONES:
        yield "halftone"
    if kind == "Page" and entry(value, "/SeparationInfo") is not None:
        yield "preseparated page"
    if subtype == "Image" and entry(value, "/Alternates") is not None:
        yield "alternate images"


def _device(value: object) -> Iterator[str]:
    for key in ("/TR", "/TR2"):
        transfer = entry(value, key)
        if transfer is not None and word(transfer) not in _NO_TRANSFER:
            yield "transfer function"

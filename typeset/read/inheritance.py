"""The files in ``layouts/``: found by name, checked each by itself, and followed up to the house style."""

from __future__ import annotations

import enum
import re

from msgspec import Struct

from typeset.catalogue import finding
from typeset.findings import Finding
from typeset.patterns import regex
from typeset.read.forms import Form
from typeset.read.house_form import HouseForm
from typeset.read.layout_form import LayoutForm
from typeset.read.near import meant
from typeset.read.texts import read_text
from typeset.read.validate import Path, validate
from typeset.read.yaml_tree import Mapping, Scalar, Sequence, compose, key_span_at
from typeset.source import Sources, Span

STANDARD = "standard"
# Enough to tell a house style for a hint, without reading it.
_PAPER = regex(r"^paper\s*:", re.MULTILINE)
_STANDARD_FILE = "@bundled/layouts/standard.yaml"


class FileKind(enum.Enum):
    """What a file in ``layouts/`` is."""

    HOUSE = "house"
    LAYOUT = "layout"


class StyleFile(Struct, frozen=True):
    """One checked file. ``tree`` is without its mistakes, ``broken`` says where they were."""

    name: str
    file: str
    kind: FileKind
    tree: Mapping
    broken: frozenset[Path]
    base: Scalar | None


class Chain(Struct, frozen=True):
    """Files from the lowest (the standard) to the one that was asked for; ``whole`` when none is missing."""

    files: tuple[StyleFile, ...]
    whole: bool

    @property
    def rootless(self) -> StyleFile | None:
        """The layout that inherits from nothing, though a layout needs a house style."""
        lowest = self.files[1] if len(self.files) > 1 else None
        return lowest if lowest and lowest.kind is FileKind.LAYOUT and lowest.base is None else None

    @property
    def top(self) -> StyleFile | None:
        """The file that was asked for."""
        return self.files[-1] if len(self.files) > 1 else None


class StyleFiles:
    """Reads house styles and layouts, each once; ``found`` takes what is wrong with them."""

    def __init__(self, sources: Sources, found: list[Finding]) -> None:
        self._sources = sources
        self._found = found
        self._known: dict[str, StyleFile | None] = {}

    def chain(self, name: str, span: Span) -> Chain:
        """The inheritance of a file that is named at ``span``, the bundled standard at its foot."""
        files: list[StyleFile] = []
        whole = True
        wanted: str | None = name
        while wanted is not None and wanted != STANDARD:
            if any(file.name == wanted for file in files):
                names = [file.name for file in files]
                circle = " → ".join([*names[names.index(wanted) :], wanted])
                self._found.append(finding("extends-cycle", span=span, circle=circle))
                whole = False
                break
            file = self.file(wanted, span)
            if file is None:
                whole = False
                break
            if files and files[-1].kind is FileKind.HOUSE and file.kind is FileKind.LAYOUT:
                self._found.append(finding("wrong-file-kind", span=span, name=wanted, wanted="paper"))
                whole = False
                break
            files.append(file)
            wanted, span = (file.base.text, file.base.span) if file.base else (None, span)
        standard = self.file(STANDARD, span)
        lowest = (standard,) if standard is not None else ()
        return Chain((*lowest, *reversed(files)), whole and standard is not None)

    def file(self, name: str, span: Span) -> StyleFile | None:
        """The file of this name; None, with findings, when there is none or nothing of it can be read."""
        path = _STANDARD_FILE if name == STANDARD else f"layouts/{name}.yaml"
        if name not in self._known:
            if "/" in name or "\\" in name or not self._sources.exists(path):
                self._found.append(
                    finding("unknown-layout", span=span, name=name, file=path, **meant(name, self._names()))
                )
                return None
            self._known[name] = self._read(name, path)
        return self._known[name]

    def missing_extends(self, layout: StyleFile) -> Finding:
        """The finding for a layout without ``extends``, with the house styles it might name."""
        houses = [name for name in self._names() if self._is_house(name)]
        span = key_span_at(layout.tree, "layout")
        return finding("missing-extends", span=span, name=layout.name, allowed="、".join(houses) or "—")

    def _is_house(self, name: str) -> bool:
        text, _ = read_text(self._sources, f"layouts/{name}.yaml")
        return text is not None and _PAPER.search(text) is not None

    def _names(self) -> list[str]:
        files = self._sources.names("layouts")
        return [
            file.removeprefix("layouts/").removesuffix(".yaml") for file in files if file.endswith(".yaml")
        ]

    def _read(self, name: str, path: str) -> StyleFile | None:
        text, found = read_text(self._sources, path)
        self._found.extend(found)
        if text is None:
            return None
        tree, found = compose(text, path)
        self._found.extend(found)
        if tree is None:
            if not found:
                self._found.append(finding("empty-file", span=Span(path)))
            return None
        kind = _kind_of(tree)
        form: type[Form] = LayoutForm if kind is FileKind.LAYOUT else HouseForm
        checked = validate(form, tree)
        self._found.extend(checked.findings)
        if isinstance(tree, Mapping) and name != STANDARD:
            self._check_names(name, kind, checked.tree)
        base = checked.tree.get("extends")
        return StyleFile(
            name=name,
            file=path,
            kind=kind,
            tree=checked.tree,
            broken=checked.broken,
            base=base if isinstance(base, Scalar) and not base.is_null else None,
        )

    def _check_names(self, name: str, kind: FileKind, tree: Mapping) -> None:
        paper = tree.get("paper")
        if kind is FileKind.HOUSE and (paper is None or (isinstance(paper, Scalar) and paper.is_null)):
            self._found.append(finding("missing-key", span=key_span_at(tree, "paper"), key="paper"))
        written = tree.get("layout")
        if isinstance(written, Scalar) and written.text != name:
            self._found.append(finding("layout-name", span=written.span, name=written.text, file=name))


def _kind_of(tree: Mapping | Sequence | Scalar) -> FileKind:
    if not isinstance(tree, Mapping):
        return FileKind.HOUSE
    is_layout = tree.get("layout") is not None or (
        tree.get("frames") is not None and tree.get("paper") is None
    )
    return FileKind.LAYOUT if is_layout else FileKind.HOUSE


def check_removed(files: tuple[StyleFile, ...]) -> list[Finding]:
    """Findings for frames that are removed (``name: ~``) where none is inherited."""
    found: list[Finding] = []
    known: set[str] = set()
    for file in files:
        frames = file.tree.get("frames")
        for key, value in frames.entries if isinstance(frames, Mapping) else ():
            if not (isinstance(value, Scalar) and value.is_null):
                known.add(key.text)
            elif key.text in known:
                known.discard(key.text)
            else:
                span = key_span_at(file.tree, "frames", key.text)
                found.append(finding("nothing-to-remove", span=span, name=key.text, **meant(key.text, known)))
    return found

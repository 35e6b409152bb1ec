"""``fonts.yaml``: which font file plays which role, the bundled ones and those a workspace brings.

Fonts of the workspace are opened at once, because a wrong file should be reported before anything is set. The
bundled ones are known to be good; each is read, and held against the manifest's SHA-256, when it is first used.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from typeset.catalogue import finding
from typeset.faces import Face, FaceBook, FaceError, FaceRecord, MappedFont, Reason
from typeset.faces.record import permissions
from typeset.findings import Finding, TypesetError
from typeset.read.disk import DiskSources
from typeset.read.near import meant
from typeset.read.texts import read_text
from typeset.read.yaml_tree import Mapping, Node, Scalar, Sequence, compose
from typeset.source import Sources, Span

BUNDLED: Final = "@bundled/fonts"
OWN: Final = "fonts"
MANIFEST: Final = "fonts.yaml"

KEYS: Final = ("file", "index", "licence", "fallback", "licence_file", "package", "version", "sha256")
_EXAMPLES: Final = {
    "faces": "faces: {楷: {file: MyKai.ttf}}",
    "face": "楷: {file: MyKai.ttf, fallback: [宋]}",
    "file": "file: MyKai.ttf",
    "index": "index: 0",
    "fallback": "fallback: [宋, 黑]",
}
_NO_SUBSETTING: Final = 0x0100
_BITMAPS_ONLY: Final = 0x0200
_CODES: Final = {
    Reason.BROKEN: "face-broken",
    Reason.NOT_EMBEDDABLE: "face-not-embeddable",
    Reason.NO_OUTLINES: "face-no-outlines",
    Reason.WEB_FONT: "face-web-font",
}


class FontFile(Struct, frozen=True):
    """A font in the sources, read when its face is first asked for; ``span`` is its ``file`` in fonts.yaml.

    It can be pickled as far as its sources can.
    """

    sources: Sources
    role: str
    file: str
    span: Span
    index: int = 0
    fallback: tuple[str, ...] = ()
    licence: str = ""
    sha256: str = ""

    def record(self) -> FaceRecord:
        """Read the file.

        Raises:
            TypesetError: when it cannot be read, or is not the file of the manifest.
        """
        try:
            data = self._content()
        except OSError:
            raise TypesetError([finding("face-broken", span=self.span, file=self.file)]) from None
        if self.sha256 and hashlib.sha256(data).hexdigest() != self.sha256:
            code = "own-face-changed" if self.file.startswith(f"{OWN}/") else "face-changed"
            raise TypesetError([finding(code, span=self.span, file=self.file)])
        return FaceRecord(self.role, data, self.index, self.fallback, self.file, self.licence)

    def _content(self) -> bytes | MappedFont:
        """What the file holds; mapped where it is one of the package on a disk.

        A workspace's own may be written over at any time, and what is mapped and then cut short ends the process.
        """
        if isinstance(self.sources, DiskSources) and self.file.startswith(BUNDLED):
            return self.sources.map_font(self.file)
        return self.sources.read_bytes(self.file)


class _Wish(Struct, frozen=True):
    """What fonts.yaml says about one role."""

    role: str
    folder: str
    file: str
    span: Span
    index: int
    index_span: Span
    licence: str
    sha256: str
    fallback: tuple[Scalar, ...] | None


class StandingFaces:
    """Faces as they were read before (issue 8): fonts of the workspace are opened again only when their files changed."""

    def __init__(self) -> None:
        self._book: FaceBook | None = None
        self._opened: dict[FontFile, bytes] = {}

    def has(self, font: FontFile) -> bool:
        """Whether a font was opened before, found good, and is the same file now."""
        try:
            return font in self._opened and self._opened[font] == font.sources.read_bytes(font.file)
        except OSError:
            return False

    def book(self, fonts: list[FontFile]) -> FaceBook:
        """A book of these fonts, which are good: the one there was, with all it knows, when they are the same."""
        own = [font for font in fonts if font.file.startswith(f"{OWN}/")]
        if self._book is None or self._book.sources != tuple(fonts) or not all(map(self.has, own)):
            self._book = FaceBook(fonts)
            self._opened = {font: font.sources.read_bytes(font.file) for font in own}
        return self._book


def read_faces(
    sources: Sources, *, verify: bool = False, standing: StandingFaces | None = None
) -> tuple[FaceBook | None, tuple[Finding, ...]]:
    """The faces of a workspace: the bundled ones, with those of its own ``fonts/fonts.yaml`` over or beside them.

    Args:
        sources: the workspace.
        verify: open the bundled fonts too, instead of when they are first used.
        standing: faces read before; what is the same is not opened again.

    Returns:
        The usable faces (None when there are none) and everything that is wrong.
    """
    bundled, found = _manifest(sources, BUNDLED, {})
    own, own_found = _manifest(sources, OWN, {wish.role: wish for wish in bundled})
    wishes = {wish.role: wish for wish in (*bundled, *own)}
    defaults = {wish.role: tuple(name.text for name in wish.fallback or ()) for wish in bundled}
    found += own_found
    fonts: list[FontFile] = []
    for wish in wishes.values():
        problems = _check_fallback(wish, wishes)
        font = _font(sources, wish, wishes, defaults)
        if font is None:
            problems += (_missing(sources, wish),)
        else:
            opened = verify or (wish.folder == OWN and (standing is None or not standing.has(font)))
            faults = _check_font(font, wish.index_span) if opened else ()
            faults = _of_role(wish.role, faults)
            problems += faults
            fonts += [] if faults else [font]
        found += problems
    if not fonts and not found:
        found = (finding("faces-none", span=Span(f"{BUNDLED}/{MANIFEST}")),)
    if not fonts:
        return None, found
    return (FaceBook(fonts) if standing is None else standing.book(fonts)), found


def known_roles(book: FaceBook | None, findings: Iterable[Finding]) -> frozenset[str] | None:
    """The roles that styles may ask for, those whose font is at fault included; None when that cannot be told."""
    named = {dict(f.facts).get("role") for f in findings}
    if book is None or None in named:
        return None
    return frozenset(book.roles) | {str(role) for role in named}


def _manifest(
    sources: Sources, folder: str, bundled: dict[str, _Wish]
) -> tuple[tuple[_Wish, ...], tuple[Finding, ...]]:
    """The entries of one fonts.yaml; none when there is no such file. Those without a file change ``bundled`` faces."""
    name = f"{folder}/{MANIFEST}"
    if not sources.exists(name):
        return (), ()
    text, found = read_text(sources, name)
    if text is None:
        return (), found
    root, found = compose(text, name)
    if root is None:
        return (), found
    if not isinstance(root, Mapping):
        return (), (*found, _malformed("faces", root.span))
    found += _unknown_keys(root, ("faces",))
    faces = root.get("faces")
    if not isinstance(faces, Mapping):
        return (), (*found, _malformed("faces", (faces or root).span))
    wishes: list[_Wish] = []
    for key, value in faces.entries:
        known = bundled.get(key.text)
        wish, problems = _fallen_back(known, value) if known is not None else (None, ())
        if wish is None and not problems:
            wish, problems = _wish(key, value, folder)
        found += problems
        wishes += [wish] if wish else []
    return tuple(wishes), found


def _fallen_back(bundled: _Wish, value: Node) -> tuple[_Wish | None, tuple[Finding, ...]]:
    """A bundled face of which only ``fallback`` is said: the faces named lend it characters before those that do so anyway."""
    if not isinstance(value, Mapping) or [key.text for key, _ in value.entries] != ["fallback"]:
        return None, ()
    named, problems = _fallback(value.get("fallback"))
    if named is None or problems:
        return None, _of_role(bundled.role, problems)
    roles = {role.text for role in named}
    usual = (role for role in bundled.fallback or () if role.text not in roles)
    return replace(bundled, fallback=(*named, *usual)), ()


def _wish(key: Scalar, value: Node, folder: str) -> tuple[_Wish | None, tuple[Finding, ...]]:
    if not isinstance(value, Mapping):
        return None, _of_role(key.text, (_malformed("face", value.span, key.text),))
    found = list(_unknown_keys(value, KEYS))
    file = value.get("file")
    if not isinstance(file, Scalar) or not file.text.strip():
        found.append(_malformed("file", file.span if file else key.span))
    index, index_node = 0, value.get("index")
    if index_node is not None:
        if isinstance(index_node, Scalar) and index_node.text.isascii() and index_node.text.isdigit():
            index = int(index_node.text)
        else:
            found.append(_malformed("index", index_node.span))
    fallback, problems = _fallback(value.get("fallback"))
    found += problems
    if not isinstance(file, Scalar) or any(f.code == "face-malformed" for f in found):
        return None, _of_role(key.text, found)
    wish = _Wish(
        role=key.text,
        folder=folder,
        file=file.text,
        span=file.span,
        index=index,
        index_span=index_node.span if index_node else file.span,
        licence=_text(value.get("licence")),
        sha256=_text(value.get("sha256")).lower(),
        fallback=fallback,
    )
    return wish, _of_role(key.text, found)


def _of_role(role: str, found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings that say which role they are about."""
    return tuple(
        f if "role" in dict(f.facts) else replace(f, facts=(*f.facts, ("role", role))) for f in found
    )


def _text(node: Node | None) -> str:
    return node.text if isinstance(node, Scalar) and not node.is_null else ""


def _fallback(node: Node | None) -> tuple[tuple[Scalar, ...] | None, tuple[Finding, ...]]:
    """The roles of a ``fallback``; None when nothing is said. One role alone needs no brackets."""
    if node is None or (isinstance(node, Scalar) and node.is_null):
        return None, ()
    items = node.items if isinstance(node, Sequence) else (node,)
    roles = tuple(item for item in items if isinstance(item, Scalar) and item.text)
    wrong = tuple(_malformed("fallback", item.span) for item in items if item not in roles)
    return roles, wrong


def _malformed(key: str, span: Span, name: str = "") -> Finding:
    return finding("face-malformed", span=span, key=name or key, example=_EXAMPLES[key])


def _named(code: str, span: Span, facts: dict[str, str]) -> Finding:
    """A finding about a name, with what was probably meant among its facts."""
    return replace(finding(code, span=span), facts=tuple(facts.items()))


def _unknown_keys(node: Mapping, known: tuple[str, ...]) -> tuple[Finding, ...]:
    return tuple(
        _named("face-unknown-key", key.span, {"key": key.text} | meant(key.text, known))
        for key, _ in node.entries
        if key.text not in known
    )


def _check_fallback(wish: _Wish, roles: Iterable[str]) -> tuple[Finding, ...]:
    known = tuple(roles)
    return tuple(
        _named(
            "face-unknown-fallback",
            name.span,
            {"role": wish.role, "name": name.text} | meant(name.text, known),
        )
        for name in wish.fallback or ()
        if name.text not in known
    )


def _font(
    sources: Sources, wish: _Wish, roles: Iterable[str], defaults: dict[str, tuple[str, ...]]
) -> FontFile | None:
    """The font of a wish; None when its file does not exist.

    A face of the workspace that says nothing of fallback keeps that of the bundled face it replaces; a new role
    falls back on all bundled ones, so that no character goes missing for want of a line in fonts.yaml.
    """
    name = f"{wish.folder}/{wish.file}"
    if not sources.exists(name):
        return None
    if wish.fallback is None:
        fallback = defaults.get(wish.role, tuple(defaults))
    else:
        fallback = tuple(role.text for role in wish.fallback)
    return FontFile(
        sources=sources,
        role=wish.role,
        file=name,
        span=wish.span,
        index=wish.index,
        fallback=tuple(role for role in fallback if role in set(roles)),
        licence=wish.licence,
        sha256=wish.sha256,
    )


def _missing(sources: Sources, wish: _Wish) -> Finding:
    there = tuple(name.rpartition("/")[2] for name in sources.names(wish.folder))
    hints = meant(wish.file, (name for name in there if name != MANIFEST))
    file = f"{wish.folder}/{wish.file}"
    return _named("face-missing-file", wish.span, {"role": wish.role, "file": file} | hints)


def _check_font(font: FontFile, index_span: Span) -> tuple[Finding, ...]:
    """Open a font and say what is wrong with it."""
    try:
        face = Face(font.record())
        if face.characters():
            return ()
        reason, fonts = Reason.BROKEN, 0
    except TypesetError as error:
        return error.findings
    except FaceError as error:
        reason, fonts = error.reason, error.fonts
    if reason is Reason.BAD_INDEX:
        return (
            finding(
                "face-index",
                span=index_span,
                amount=fonts,
                unit="faces",
                file=font.file,
                index=font.index,
                last=fonts - 1,
            ),
        )
    code = _forbidden(font) if reason is Reason.NOT_EMBEDDABLE else _CODES[reason]
    return (finding(code, span=font.span, file=font.file),)


def _forbidden(font: FontFile) -> str:
    """The code for what the owner of a font does not allow (OpenType, OS/2 fsType)."""
    import uharfbuzz as hb

    face = hb.Face(font.sources.read_bytes(font.file), font.index)
    allowed = permissions(face.reference_table("OS/2").data)
    if allowed & _NO_SUBSETTING:
        return "face-no-subsetting"
    return "face-bitmap-only" if allowed & _BITMAPS_ONLY else "face-not-embeddable"

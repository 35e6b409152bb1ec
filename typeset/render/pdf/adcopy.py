"""Copies what the content of a placed page needs into our document, object by object; each is copied once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pikepdf

from typeset.plates.layers import Layers
from typeset.plates.spacefinder import SpaceFinder
from typeset.plates.streams import decoded, filters_of, streams_of
from typeset.plates.values import entry, keys, word
from typeset.render.pdf.adcontent import ContentRewriter
from typeset.render.pdf.adimages import image_of, renamed
from typeset.render.pdf.adinks import AdInks
from typeset.render.pdf.adshadings import shading_of
from typeset.render.pdf.objects import Document, Raw, Reference
from typeset.repro import PreparedPictures

_QUARTER: Final = 90
# Deeper than any page nests its resources, shallower than the interpreter's limit.
_DEEPEST: Final = 200
# Turns that lay a page on the unit square, by the quarters it is turned clockwise.
_TURNS: Final = ((1, 0, 0, 1, 0, 0), (0, -1, 1, 0, 0, 1), (-1, 0, 0, -1, 1, 1), (0, 1, -1, 0, 1, 0))
_LEFT_OUT: Final = frozenset(
    {
        "/Metadata",
        "/PieceInfo",
        "/StructParent",
        "/StructParents",
        "/LastModified",
        "/OC",
        "/OPI",
        "/Alternates",
        "/Ref",
        "/AF",
    }
)
# What of a graphics state is about drawing; transfer curves, halftones and black generation are the plant's.
_STATE: Final = frozenset(
    {"/LW", "/LC", "/LJ", "/ML", "/D", "/RI", "/OP", "/op", "/OPM", "/Font", "/FL", "/SA"}
)
_TRANSPARENT: Final = frozenset({"/BM", "/ca", "/CA", "/SMask", "/AIS", "/TK"})
_CONTENT_LIMIT: Final = 64_000_000

Entries = dict[bytes, bytes]


class AdCopy:
    """Copies one page of one file."""

    def __init__(
        self, document: Document, source: pikepdf.Pdf, inks: AdInks, prepared: PreparedPictures
    ) -> None:
        self._document = document
        self._inks = inks
        self._prepared = prepared
        self._finder = SpaceFinder()
        self._rewriter = ContentRewriter(inks, self._finder, Layers(source.Root))
        self._known: dict[tuple[int, int], Reference] = {}
        self._of_page: object = None

    def form(self, page: pikepdf.Page) -> Reference:
        """The page as a form.

        Raises:
            NotConvertibleError: when something on it cannot be brought to the press as drawing.
        """
        streams, _ = streams_of(entry(page.obj, "/Contents"))
        content = b"\n".join(decoded(stream, _CONTENT_LIMIT).data for stream in streams)
        resources = self._of_page = page.resources
        entries = {
            b"/Type": b"/XObject",
            b"/Subtype": b"/Form",
            b"/BBox": with_bleed(page),
            b"/Matrix": on_unit_square(page),
            b"/Resources": self._resources(resources, 0),
        }
        entries |= self._group(entry(page.obj, "/Group"))
        return self._document.add(
            Raw.stream(entries, self._rewriter.rewritten(content, resources), compress=True)
        )

    def _group(self, group: object) -> Entries:
        """A transparency group, blended in ink; none where the standard has no transparency."""
        if not self._inks.wanted.alpha or word(entry(group, "/S")) != "Transparency":
            return {}
        said = " ".join(f"{key} true" for key in ("/I", "/K") if entry(group, key) is True)
        return {b"/Group": f"<< /S /Transparency /CS /DeviceCMYK {said} >>".encode()}

    def _resources(self, resources: object, depth: int) -> bytes:
        """What content names, category by category; properties of marked content are left out with it."""
        made: list[bytes] = []
        for category, copy in (
            ("/Font", self._value),
            ("/XObject", self._value),
            ("/Pattern", self._value),
            ("/Shading", self._value),
            ("/ExtGState", self._state),
        ):
            given = entry(resources, category)
            named = [
                pikepdf.Name(key).unparse() + b" " + copy(entry(given, key), depth + 1) for key in keys(given)
            ]
            if named:
                made.append(category.encode() + b" << " + b" ".join(named) + b" >>")
        made += self._spaces(entry(resources, "/ColorSpace"), depth)
        return b"<< " + b" ".join(made) + b" >>"

    def _spaces(self, given: object, depth: int) -> list[bytes]:
        """The colour spaces that stay; no operator names the others any more."""
        named: list[bytes] = []
        for key in keys(given):
            value = entry(given, key)
            space = self._finder.of(value, None)
            if space is not None and self._inks.keeps(space) and not key.startswith("/Default"):
                named.append(pikepdf.Name(key).unparse() + b" " + self._value(value, depth + 1))
        return [b"/ColorSpace << " + b" ".join(named) + b" >>"] if named else []

    def _state(self, state: object, depth: int) -> bytes:
        kept = _STATE | (_TRANSPARENT if self._inks.wanted.alpha else frozenset())
        named = [
            pikepdf.Name(key).unparse() + b" " + self._value(entry(state, key), depth + 1)
            for key in keys(state)
            if key in kept
        ]
        return b"<< " + b" ".join(named) + b" >>"

    def _value(self, thing: Any, depth: int) -> bytes:
        """An object as it is written: in its place, or as a reference to a copy."""
        if depth > _DEEPEST:
            raise RecursionError("resources nested too deeply")
        if isinstance(thing, pikepdf.Object) and thing.is_indirect:
            return self._reference(thing, depth)
        return self._direct(thing, depth)

    def _reference(self, thing: pikepdf.Object, depth: int) -> bytes:
        key = thing.objgen
        if key not in self._known:
            raw = Raw(b"null")
            # Known before it is copied: objects may name each other.
            self._known[key] = self._document.add(raw)
            raw.content = self._direct(thing, depth)
        written: bytes = self._known[key].format(self._document)
        return written

    def _direct(self, thing: Any, depth: int) -> bytes:
        if isinstance(thing, pikepdf.Stream | pikepdf.Dictionary):
            special = self._special(thing, depth)
            if special is not None:
                return special
        if isinstance(thing, pikepdf.Stream):
            return self._stream(thing, depth)
        if isinstance(thing, pikepdf.Dictionary):
            named = self._entries(thing, depth)
            return b"<< " + b" ".join(key + b" " + value for key, value in named.items()) + b" >>"
        if isinstance(thing, pikepdf.Array):
            return b"[ " + b" ".join(self._value(one, depth + 1) for one in thing) + b" ]"
        if isinstance(thing, pikepdf.Object):
            return thing.unparse(resolved=True)
        if thing is None:
            return b"null"
        if isinstance(thing, bool):
            return b"true" if thing else b"false"
        return str(thing).encode("ascii")

    def _special(self, thing: pikepdf.Object, depth: int) -> bytes | None:
        """Objects that draw or colour; None for any other."""
        subtype = word(entry(thing, "/Subtype"))
        if isinstance(thing, pikepdf.Stream) and subtype == "Image":
            return self._image(thing, depth)
        if isinstance(thing, pikepdf.Stream) and (subtype == "Form" or entry(thing, "/PatternType") == 1):
            return self._drawing(thing, depth)
        if entry(thing, "/ShadingType") is not None:
            made = shading_of(thing, self._inks, self._finder)
            return None if made is None else made.written(self._document)
        if subtype == "Type3":
            return self._type3(thing, depth)
        return None

    def _image(self, thing: pikepdf.Stream, depth: int) -> bytes | None:
        made = image_of(thing, self._inks, self._finder, self._prepared)
        if made is not None:
            entries, data = made
            for key in ("/Mask", "/SMask", "/Interpolate"):
                if entry(thing, key) is not None:
                    entries[key.encode()] = self._value(entry(thing, key), depth + 1)
            return Raw.stream(entries, data, compress=False).content
        name = renamed(thing, self._inks, self._finder)
        if name is None:
            return None
        entries = self._entries(thing, depth, leave=frozenset({"/Length", "/ColorSpace"}))
        return Raw.stream(entries | {b"/ColorSpace": name}, thing.read_raw_bytes(), compress=False).content

    def _drawing(self, thing: pikepdf.Stream, depth: int) -> bytes:
        """A form or tiling pattern."""
        resources = self._named_by(thing)
        content = self._rewriter.rewritten(decoded(thing, _CONTENT_LIMIT).data, resources)
        leave = frozenset(
            {"/Length", "/Resources", "/Group", "/Filter", "/DecodeParms", "/F", "/PS", "/Subtype2"}
        )
        entries = self._entries(thing, depth, leave=leave)
        entries[b"/Resources"] = self._resources(resources, depth + 1)
        entries |= self._group(entry(thing, "/Group"))
        return Raw.stream(entries, content, compress=True).content

    def _named_by(self, thing: pikepdf.Object) -> object:
        """What a drawing names: its own resources, or, as in files of old, those of the page (ISO 32000-1, 7.8.3)."""
        own = entry(thing, "/Resources")
        return self._of_page if own is None else own

    def _type3(self, font: pikepdf.Object, depth: int) -> bytes:
        """A font whose glyphs are drawings."""
        resources = self._named_by(font)
        procs = entry(font, "/CharProcs")
        glyphs: list[bytes] = []
        for key in keys(procs):
            content = self._rewriter.rewritten(decoded(entry(procs, key), _CONTENT_LIMIT).data, resources)
            reference = self._document.add(Raw.stream({}, content, compress=True))
            glyphs.append(pikepdf.Name(key).unparse() + b" " + reference.format(self._document))
        entries = self._entries(font, depth, leave=frozenset({"/CharProcs", "/Resources"}))
        entries[b"/CharProcs"] = b"<< " + b" ".join(glyphs) + b" >>"
        entries[b"/Resources"] = self._resources(resources, depth + 1)
        return b"<< " + b" ".join(key + b" " + value for key, value in entries.items()) + b" >>"

    def _stream(self, thing: pikepdf.Stream, depth: int) -> bytes:
        if "LZWDecode" in filters_of(thing):
            found = decoded(thing, _CONTENT_LIMIT)
            leave = frozenset({"/Length", "/Filter", "/DecodeParms"})
            return Raw.stream(self._entries(thing, depth, leave=leave), found.data, compress=True).content
        entries = self._entries(thing, depth, leave=frozenset({"/Length"}))
        return Raw.stream(entries, thing.read_raw_bytes(), compress=False).content

    def _entries(self, thing: pikepdf.Object, depth: int, leave: frozenset[str] = frozenset()) -> Entries:
        found: Mapping[str, Any] = {key: value for key, value in thing.items() if key not in _LEFT_OUT}
        return {
            pikepdf.Name(key).unparse(): self._value(value, depth + 1)
            for key, value in found.items()
            if key not in leave
        }


def corners(page: pikepdf.Page) -> tuple[float, float, float, float]:
    """The trim box: left, bottom, right, top."""
    left, bottom, right, top = (float(edge) for edge in page.trimbox)
    return min(left, right), min(bottom, top), max(left, right), max(bottom, top)


def with_bleed(page: pikepdf.Page) -> bytes:
    """The bleed box as an array, where it is larger than the trim; whoever places the page cuts it to its place."""
    trim = corners(page)
    left, bottom, right, top = (float(edge) for edge in page.bleedbox)
    box = (
        min(left, right, trim[0]),
        min(bottom, top, trim[1]),
        max(left, right, trim[2]),
        max(bottom, top, trim[3]),
    )
    return ("[ " + " ".join(f"{edge:g}" for edge in box) + " ]").encode()


def on_unit_square(page: pikepdf.Page) -> bytes:
    """The matrix from the page's own lengths to the unit square, turned as a viewer shows the page."""
    left, bottom, right, top = corners(page)
    width, height = right - left, top - bottom
    a, b, c, d, e, f = _TURNS[int(page.rotation) // _QUARTER % 4]
    numbers = (
        a / width,
        b / width,
        c / height,
        d / height,
        e - a * left / width - c * bottom / height,
        f - b * left / width - d * bottom / height,
    )
    return ("[ " + " ".join(f"{number:.9f}" for number in numbers) + " ]").encode()

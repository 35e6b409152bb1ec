"""The fonts of a document: one subset a face, as Type0 fonts under Identity-H, and under Identity-V in vertical lines.

A glyph may stand for different texts in one document (a full-width digit that was typed half-width, once). A
ToUnicode map has one text a code, so each further meaning of a glyph gets a second Type0 font over the same
subset with a map of its own: copying from the page always gives what was typed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from msgspec import Struct

from typeset.faces import FaceBook
from typeset.render.pdf.cutface import Asked, CutFace, CutFaces, cut_face
from typeset.render.pdf.needs import Meant, Needs
from typeset.render.pdf.objects import Document, Reference, array, dictionary, name


class EmbeddedFace(Struct, frozen=True, eq=False):
    """A face as the content of pages uses it: ``fonts`` are its fonts by their resource names.

    For vertical lines a font of the name :data:`VERTICAL` and its own is the same under Identity-V.
    """

    cut: CutFace
    fonts: Mapping[str, Reference]


VERTICAL: Final = "V"
"""What the name of a font begins with when it is that of another for vertical lines."""


def embed_faces(
    document: Document, needs: Needs, faces: FaceBook, standing: CutFaces
) -> dict[str, EmbeddedFace]:
    """Put every face that is needed into the document, cut down to the glyphs that are used.

    Raises:
        FontError: when one cannot be embedded.
    """
    embedded: dict[str, EmbeddedFace] = {}
    for number, (role, meant) in enumerate(needs.meant.items(), start=1):
        asked = Asked(faces.face(role), f"T{number}", _layers(meant), frozenset(needs.down.get(role, ())))
        known = standing.before(role)
        cut = known if known is not None and known.asked.is_same(asked) else cut_face(asked, known)
        embedded[role] = EmbeddedFace(standing.keep(role, cut), _embed(document, cut))
    return embedded


def _layers(meant: Meant) -> tuple[dict[int, str], ...]:
    """The texts of glyphs: the first that each was used for, then of those that have more the second, and so on."""
    first = dict(reversed(meant))
    if len(first) == len(meant):
        return (first,)
    layers: list[dict[int, str]] = [first]
    counts: dict[int, int] = {}
    for gid, typed in meant:
        layer = counts[gid] = counts.get(gid, -1) + 1
        if layer == len(layers):
            layers.append({})
        layers[layer][gid] = typed
    return tuple(layers)


def _embed(document: Document, cut: CutFace) -> dict[str, Reference]:
    """The fonts of a face by their resource names."""
    program = document.add(cut.program)
    described = dictionary(**cut.descriptor, **{"FontFile3" if cut.is_cff else "FontFile2": program})
    descendant = document.add(dictionary(**cut.descendant, FontDescriptor=document.add(described)))
    fonts: dict[str, Reference] = {}
    for key, cmap, is_down in cut.maps:
        reference = document.add(cmap)
        encodings = {key: "Identity-H"} | ({VERTICAL + key: "Identity-V"} if is_down else {})
        for resource_name, encoding in encodings.items():
            fonts[resource_name] = document.add(
                dictionary(
                    Type=name("Font"),
                    Subtype=name("Type0"),
                    BaseFont=name(cut.base + (f"-{encoding}" if cut.is_cff else "")),
                    Encoding=name(encoding),
                    DescendantFonts=array([descendant]),
                    ToUnicode=reference,
                )
            )
    return fonts

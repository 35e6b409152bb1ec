"""PDFs made by hand for tests: a page of given content and resources, without our own writer."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pikepdf
from fontTools import subset
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name

SQUARE = Path(__file__).parent / "square.ttf"
SIZE = (200, 200)


def tint(spot: str, *cmyk: float) -> Array:
    """A Separation that looks like these inks when it is full."""
    function = Dictionary(
        FunctionType=2, Domain=[0, 1], N=1, C0=[0, 0, 0, 0], C1=list(cmyk), Range=[0, 1] * 4
    )
    return Array([Name.Separation, Name("/" + spot), Name.DeviceCMYK, function])


def square_font(pdf: pikepdf.Pdf, text: str = "AHx ") -> Dictionary:
    """The face of squares as a simple TrueType font, embedded: letters are solid blocks half an em wide."""
    font = TTFont(SQUARE)
    wanted = subset.Subsetter(subset.Options(recalc_timestamp=False))
    wanted.populate(text=text)
    wanted.subset(font)
    file = io.BytesIO()
    font.save(file)
    widths = [font["hmtx"][font.getBestCmap().get(code, ".notdef")][0] for code in range(32, 127)]
    descriptor = Dictionary(
        Type=Name.FontDescriptor, FontName=Name("/ABCDEF+Square"), Flags=32, FontBBox=[0, -120, 1000, 880],
        ItalicAngle=0, Ascent=880, Descent=-120, CapHeight=700, StemV=80,
        FontFile2=pdf.make_stream(file.getvalue(), Length1=len(file.getvalue())),
    )  # fmt: skip
    return Dictionary(
        Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name("/ABCDEF+Square"), FirstChar=32, LastChar=126,
        Widths=widths, Encoding=Name.WinAnsiEncoding, FontDescriptor=pdf.make_indirect(descriptor),
    )  # fmt: skip


class Sheet:
    """A PDF of one page being made; ``resources`` are filled by name and category."""

    def __init__(self, size: tuple[float, float] = SIZE) -> None:
        self.pdf = pikepdf.new()
        self.page = Dictionary(Type=Name.Page, MediaBox=[0, 0, *size], TrimBox=[0, 0, *size])
        self.resources = Dictionary()
        self.page["/Resources"] = self.resources

    def put(self, category: str, name: str, value: object) -> None:
        """A resource under a name."""
        if "/" + category not in self.resources:
            self.resources["/" + category] = Dictionary()
        self.resources["/" + category]["/" + name] = value

    def font(self, name: str = "F", text: str = "AHx ") -> None:
        """The face of squares under this name."""
        self.put("Font", name, self.pdf.make_indirect(square_font(self.pdf, text)))

    def image(self, data: bytes, **about: Any) -> pikepdf.Object:
        """An image XObject."""
        return self.pdf.make_stream(data, Dictionary(Type=Name.XObject, Subtype=Name.Image, **about))

    def form(self, content: bytes, bbox: tuple[float, ...], **about: Any) -> pikepdf.Object:
        """A form XObject."""
        return self.pdf.make_stream(
            content, Dictionary(Type=Name.XObject, Subtype=Name.Form, BBox=list(bbox), **about)
        )

    def written(self, content: bytes, entries: Mapping[str, object] | None = None) -> bytes:
        """The file with this content on its page."""
        self.page["/Contents"] = self.pdf.make_stream(content)
        for key, value in (entries or {}).items():
            self.page[key] = value
        self.pdf.pages.append(pikepdf.Page(self.pdf.make_indirect(self.page)))
        file = io.BytesIO()
        self.pdf.save(file, static_id=True)
        return file.getvalue()


def simple(content: bytes) -> bytes:
    """A page of content that needs no resources."""
    return Sheet().written(content)

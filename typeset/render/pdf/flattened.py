"""A page of another PDF drawn as a picture of its plates, where a standard does not allow what it is made of.

It is drawn plate by plate (:mod:`typeset.plates`), so that black type stays on the black plate and overprint comes out. Plates of spot colours
are laid over the process ones, each an image in its own colour that is printed over them.
"""

from __future__ import annotations

from typing import Final

import pikepdf
from PIL import Image, ImageChops

from typeset.flate import Effort, flate
from typeset.model.style import DARKNESS
from typeset.plates import PROCESS, separate
from typeset.plates.apart import Apart
from typeset.plates.matrix import Box
from typeset.plates.spacefinder import SpaceFinder
from typeset.plates.spaces import Space
from typeset.plates.values import entry, keys
from typeset.render.pdf.adcopy import corners, on_unit_square, with_bleed
from typeset.render.pdf.adinks import AdInks
from typeset.render.pdf.objects import Document, Raw, Reference
from typeset.repro import Size, limited

PPI: Final = 300
"""Pixels an inch in its place: type must stay readable."""

# A broadsheet page of four plates at that resolution, and a little more.
_MOST_PIXELS: Final = 130_000_000


def flattened(
    document: Document, apart: Apart, page: pikepdf.Page, inks: AdInks, size: Size | None
) -> Reference:
    """The page as a form with pictures in it."""
    left, bottom, right, top = corners(page)
    scale = 1.0 if size is None else max(size) / 1000 / max(right - left, top - bottom, 1)
    bleed = [float(edge) for edge in page.bleedbox]
    area = Box(min(left, bleed[0]), min(bottom, bleed[1]), max(right, bleed[2]), max(top, bleed[3]))
    drawn = separate(apart, PPI * scale, area, _MOST_PIXELS)
    plates = dict(drawn.plates)
    if inks.wanted.black_only:
        images = [_image(document, b"/DeviceGray", ImageChops.invert(_darkness(plates)))]
    else:
        process = limited(Image.merge("CMYK", [plates[plate] for plate in PROCESS]), inks.wanted.ink_limit)
        images = [_image(document, b"/DeviceCMYK", process)]
        spots = _spots(page)
        images += [
            _image(document, _separation(name, spots[name], inks), plates[name])
            for name in apart.spots
            if name in spots and name in plates
        ]
    area = drawn.box
    place = f"q {area.width:.4f} 0 0 {area.height:.4f} {area.x0:.4f} {area.y0:.4f} cm"
    content = [f"{place} /I0 Do Q", *(f"/GO gs {place} /I{n} Do Q" for n in range(1, len(images)))]
    named = b" ".join(f"/I{n} ".encode() + image.format(document) for n, image in enumerate(images))
    entries = {
        b"/Type": b"/XObject",
        b"/Subtype": b"/Form",
        b"/BBox": with_bleed(page),
        b"/Matrix": on_unit_square(page),
        b"/Resources": b"<< /XObject << "
        + named
        + b" >> /ExtGState << /GO << /OP true /op true /OPM 0 >> >> >>",
    }
    return document.add(Raw.stream(entries, "\n".join(content).encode("ascii"), compress=True))


def _image(document: Document, space: bytes, image: Image.Image) -> Reference:
    entries = {
        b"/Type": b"/XObject",
        b"/Subtype": b"/Image",
        b"/Width": str(image.width).encode(),
        b"/Height": str(image.height).encode(),
        b"/BitsPerComponent": b"8",
        b"/ColorSpace": space,
        b"/Filter": b"/FlateDecode",
    }
    return document.add(Raw.stream(entries, flate(image.tobytes(), Effort.PIXELS), compress=False))


def _darkness(plates: dict[str, Image.Image]) -> Image.Image:
    """How dark all plates look together, 255 for black."""
    light = ImageChops.invert(plates["K"])
    chroma = Image.new("L", light.size, 0)
    for plate, share in zip(PROCESS, DARKNESS, strict=False):
        chroma = ImageChops.add(chroma, plates[plate].point(lambda level, share=share: level * share // 1000))
    return ImageChops.invert(ImageChops.multiply(light, ImageChops.invert(chroma)))


def _spots(page: pikepdf.Page) -> dict[str, Space]:
    """The Separation spaces a page and its forms name, by their colorants."""
    finder = SpaceFinder()
    found: dict[str, Space] = {}
    waiting: list[tuple[object, int]] = [(page.resources, 0)]
    while waiting:
        resources, depth = waiting.pop()
        given = entry(resources, "/ColorSpace")
        for key in keys(given):
            space = finder.of(entry(given, key), None)
            if space is not None and space.family == "Separation":
                found.setdefault(space.names[0], space)
        forms = entry(resources, "/XObject")
        if depth < 8:  # noqa: PLR2004 - forms in forms, as deep as anybody nests them
            waiting += [(entry(entry(forms, key), "/Resources"), depth + 1) for key in keys(forms)]
    return found


def _separation(name: str, space: Space, inks: AdInks) -> bytes:
    """A Separation with the inks of its full tint as alternate."""
    full = " ".join(f"{ink:.3f}" for ink in inks.inks(space, (1.0,)))
    written = pikepdf.Name("/" + name).unparse()
    function = f"<< /FunctionType 2 /Domain [ 0 1 ] /C0 [ 0 0 0 0 ] /C1 [ {full} ] /N 1 >>".encode()
    return b"[ /Separation " + written + b" /DeviceCMYK " + function + b" ]"

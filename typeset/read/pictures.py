"""Picture files: where they are, what they are, how large they are. Their pixels stay on disk."""

from __future__ import annotations

import io
import posixpath
from collections.abc import Iterable
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace
from PIL import Image, ImageOps, UnidentifiedImageError

from typeset.catalogue import finding
from typeset.findings import Finding
from typeset.model.drawing import Drawing
from typeset.model.printing import USUAL
from typeset.read.colours import RgbToInks
from typeset.read.near import meant
from typeset.read.pdf_pictures import BrokenPdfError, is_pdf, pdf_seen, pdf_size
from typeset.read.rgb import PressColours
from typeset.repro.opening import MAX_PIXELS, our_limit
from typeset.source import Sources, Span

_EXIF_ORIENTATION: Final = 0x0112
_TURNED: Final = frozenset({5, 6, 7, 8})
# How finely an outline is seen, and what counts as nothing: below this opacity, above this lightness.
_CONTOUR_BANDS: Final = 96
_CONTOUR_WIDTH: Final = 200
_CLEAR: Final = 16
_PAPER: Final = 244
_JPEG_END: Final = b"\xff\xd9"
_TAIL: Final = 4096
# How many kinds of elements a finding names.
_SHOWN: Final = 6
_ENDINGS: Final = (".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp", ".svg", ".pdf")


class PictureFile(Struct, frozen=True):
    """A picture that can be read. ``pixels`` are width and height as it is seen, after any EXIF turn."""

    file: str
    pixels: tuple[int, int]
    kind: str


class SeenDrawings(Struct, frozen=True):
    """Drawings that were read, by their files, and what is to be said of each."""

    drawings: dict[str, Drawing] = field(default_factory=dict)
    told: dict[str, tuple[Finding, ...]] = field(default_factory=dict)


def is_picture_name(name: str) -> bool:
    """Whether a name ends like that of a picture."""
    return name.lower().endswith(_ENDINGS)


class Pictures:
    """Looks up pictures; each file is opened once.

    ``seen`` are those that are drawn with lines and type, their colours in the inks that ``inks_of`` gives.
    """

    def __init__(self, sources: Sources) -> None:
        self.sources = sources
        self._known: dict[str, PictureFile | Finding] = {}
        self.seen = SeenDrawings()
        self.inks_of: RgbToInks = PressColours(sources).inks_of(USUAL)

    @property
    def drawings(self) -> dict[str, Drawing]:
        """The drawings seen so far, by their files."""
        return self.seen.drawings

    @property
    def told(self) -> list[Finding]:
        """What is to be said of the drawings seen so far."""
        return [one for told in self.seen.told.values() for one in told]

    def take_over(self, seen: SeenDrawings) -> None:
        """Have drawings that others saw, who looked at the same sources for the same press."""
        self.seen.drawings.update(seen.drawings)
        self.seen.told.update(seen.told)

    def look(self, name: str, folders: Iterable[str], span: Span) -> PictureFile | Finding:
        """The picture of this name in the first folder that has it, or what is wrong, at ``span``."""
        tried = list(dict.fromkeys(folders))
        for folder in tried:
            file = posixpath.normpath(posixpath.join(folder, name))
            if not file.startswith(("..", "/")) and self.sources.exists(file):
                return self._at(file, span)
        beside = (path for folder in tried for path in self.sources.names(folder))
        near = [posixpath.basename(path) for path in beside if path.lower().endswith(_ENDINGS)]
        return finding(
            "missing-picture",
            span=span,
            file=name,
            tried="、".join(f"{folder}/" for folder in tried),
            **meant(posixpath.basename(name), near),
        )

    def contour(self, file: str, mask: str = "") -> tuple[tuple[int, int], ...]:
        """The outline of a picture that can be read: bands from top to bottom, left and right edge in thousandths.

        What is transparent, or nearly white where nothing is, lies outside; with a ``mask`` what that leaves out. A band without ink is
        (0, 0). A drawing has none: text runs beside its box.
        """
        if file in self.drawings:
            return ()
        data = self.sources.read_bytes(mask or file)
        with pdf_seen(data) if is_pdf(data) else Image.open(io.BytesIO(data)) as opened:
            image = ImageOps.exif_transpose(opened)
            image.thumbnail((_CONTOUR_WIDTH * 4, _CONTOUR_WIDTH * 4))
            if mask:
                ink = image.convert("L").point(lambda shown: 255 if shown > _CLEAR else 0)
            elif image.has_transparency_data:
                ink = image.convert("RGBA").getchannel("A").point(lambda alpha: 255 if alpha > _CLEAR else 0)
            else:
                ink = image.convert("L").point(lambda grey: 255 if grey < _PAPER else 0)
            ink = ink.resize((_CONTOUR_WIDTH, _CONTOUR_BANDS), Image.Resampling.BOX)
        bands = (ink.crop((0, band, _CONTOUR_WIDTH, band + 1)).getbbox() for band in range(_CONTOUR_BANDS))
        return tuple(
            (0, 0) if box is None else (box[0] * 1000 // _CONTOUR_WIDTH, box[2] * 1000 // _CONTOUR_WIDTH)
            for box in bands
        )

    def _at(self, file: str, span: Span) -> PictureFile | Finding:
        if file not in self._known:
            self._known[file] = self._drawing(file, span) or _open(self.sources, file, span)
        known = self._known[file]
        if isinstance(known, Finding):
            return replace(known, span=span)
        return known

    def _drawing(self, file: str, span: Span) -> PictureFile | Finding | None:
        """A picture drawn with lines and type; None for any other."""
        if not file.lower().endswith(".svg"):
            return None
        from typeset.read.svg import BrokenSvgError, is_svg, read_svg

        data = self.sources.read_bytes(file)
        if not is_svg(data):
            return _unreadable(file, span, "不是 SVG", "it is not SVG")
        try:
            read = read_svg(data, self.inks_of)
        except BrokenSvgError as error:
            zh, en, line = error.args
            return _unreadable(file, span, f"第 {line} 行：{zh}", f"line {line}: {en}")
        except (ArithmeticError, IndexError, ValueError):
            # Numbers that are none, too few of them, or beyond all measure, wherever in the drawing they stand.
            return _unreadable(file, span, "里面有不能用的数", "it holds numbers that cannot be used")
        self.seen.drawings[file] = read.drawing
        told: list[Finding] = []
        if read.left_out:
            told.append(_left_out(file, read.left_out))
        if read.converted:
            told.append(finding("drawing-separated", span=Span(file), file=file, amount=read.converted))
        self.seen.told[file] = tuple(told)
        size = (max(read.drawing.width // 100, 1), max(read.drawing.height // 100, 1))
        return PictureFile(file, size, "SVG")


def _left_out(file: str, elements: tuple[tuple[str, int], ...]) -> Finding:
    names = list(dict.fromkeys(name for name, _ in elements))
    shown = ", ".join(names[:_SHOWN]) + (" …" if len(names) > _SHOWN else "")
    return finding("svg-left-out", span=Span(file, elements[0][1], 1), amount=len(elements), elements=shown)


def _open(sources: Sources, file: str, span: Span) -> PictureFile | Finding:
    try:
        data = sources.read_bytes(file)
        if is_pdf(data):
            return PictureFile(file, pdf_size(data), "PDF")
        with our_limit():
            return _measured(file, data, span)
    except BrokenPdfError as error:
        return _unreadable(file, span, *error.args)
    except Image.DecompressionBombError:
        return finding("picture-too-large", span=span, file=file, limit=MAX_PIXELS // 1_000_000)
    except UnidentifiedImageError:
        return _unreadable(file, span, "不是图片", "it is no picture")
    # Pillow's plugins raise whatever their parsing stumbles over; all of it means the file is broken.
    except Exception as error:
        if "truncated" in str(error):
            return _unreadable(file, span, "文件不完整", "it is truncated")
        return _unreadable(file, span, "文件已损坏", "it is damaged")


def _unreadable(file: str, span: Span, zh: str, en: str) -> Finding:
    return finding("unreadable-picture", span=span, file=file, reason_zh=zh, reason_en=en)


def _measured(file: str, data: bytes, span: Span) -> PictureFile | Finding:
    with Image.open(io.BytesIO(data)) as image:
        width, height = image.size
        if width * height > MAX_PIXELS:
            return finding("picture-too-large", span=span, file=file, limit=MAX_PIXELS // 1_000_000)
        kind = image.format or ""
        if kind == "PNG":
            image.verify()
            return PictureFile(file, (width, height), kind)
        turned = image.getexif().get(_EXIF_ORIENTATION) in _TURNED
        if kind != "JPEG" or _JPEG_END not in data[-_TAIL:]:
            image.load()
    return PictureFile(file, (height, width) if turned else (width, height), kind)

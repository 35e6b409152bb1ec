"""PDF files as pictures: their first page, placed as it is; its size is that of its trim box."""

from __future__ import annotations

import io
from typing import Final

from PIL import Image

# A vector picture has no pixels; its size is told in tenths of a point.
_TENTHS: Final = 10
_QUARTER: Final = 90
# Pixels of the longer side of a page whose contour is looked for.
_SEEN: Final = 800


class BrokenPdfError(ValueError):
    """A PDF that cannot be placed; ``args`` are the reason in Chinese and in English."""


def is_pdf(data: bytes) -> bool:
    """Whether a file begins as a PDF does."""
    return data[:1024].lstrip().startswith(b"%PDF-")


def pdf_size(data: bytes) -> tuple[int, int]:
    """Width and height of the first page as it is seen, in tenths of a point.

    Raises:
        BrokenPdfError: when the file is locked, damaged, has no page, or one that takes too long to draw.
    """
    import pikepdf

    from typeset.plates import Document

    try:
        with pikepdf.open(io.BytesIO(data)) as document:
            if not len(document.pages):
                raise BrokenPdfError("里面没有页", "it has no page")
            page = document.pages[0]
            if not Document(document).take_apart(page.obj).drawable:
                raise BrokenPdfError(
                    "内容太多、太深或绕成了圈", "there is too much in it, or it runs in a circle"
                )
            left, bottom, right, top = (float(edge) for edge in page.trimbox)
            turned = int(page.rotation) // _QUARTER % 2
    except pikepdf.PasswordError as error:
        raise BrokenPdfError("有密码，打不开", "it is locked with a password") from error
    except (pikepdf.PdfError, ValueError, TypeError, AttributeError, KeyError) as error:
        if isinstance(error, BrokenPdfError):
            raise
        raise BrokenPdfError("文件已损坏", "it is damaged") from error
    width, height = abs(right - left) * _TENTHS, abs(top - bottom) * _TENTHS
    if width < 1 or height < 1:
        raise BrokenPdfError("页面没有大小", "its page has no size")
    return (round(height), round(width)) if turned else (round(width), round(height))


def pdf_pages(data: bytes) -> int:
    """How many pages a PDF has that can be placed."""
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as document:
        return len(document.pages)


def pdf_seen(data: bytes) -> Image.Image:
    """The first page as a small picture, clear where nothing is drawn: for its contour."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        page = document[0]
        scale = _SEEN / max(page.get_width(), page.get_height(), 1)
        seen: Image.Image = page.render(
            scale=scale, fill_color=(255, 255, 255, 0), rev_byteorder=True
        ).to_pil()
        return seen
    finally:
        document.close()

"""Pictures made soon are the pictures they were made of."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from typeset.render.plain_png import plain_png


@pytest.mark.parametrize("mode", ["L", "RGB"])
@pytest.mark.parametrize("size", [(1, 1), (7, 3), (300, 513)])
def test_what_is_written_is_read(mode: str, size: tuple[int, int]) -> None:
    picture = Image.effect_mandelbrot(size, (-2, -1, 1, 1), 20).convert(mode)
    with Image.open(io.BytesIO(plain_png(picture))) as read:
        read.load()
        assert (read.format, read.mode, read.size) == ("PNG", mode, size)
        assert read.tobytes() == picture.tobytes()


def test_a_picture_that_is_no_grey_and_no_rgb_is_refused() -> None:
    with pytest.raises(KeyError):
        plain_png(Image.new("CMYK", (1, 1)))

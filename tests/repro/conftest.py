"""Pictures made by hand: a test chart, and files of any kind."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from PIL import Image

from typeset.repro import Wanted

Saved = Callable[..., bytes]


@pytest.fixture(scope="session")
def wanted() -> Wanted:
    return Wanted()


def saved_as(image: Image.Image, kind: str, **options: object) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


@pytest.fixture(scope="session")
def saved() -> Saved:
    """``saved(image, "PNG", **options)``: the bytes of a file."""
    return saved_as


def make_chart() -> Image.Image:
    """A grey ramp, patches of twelve hues in three depths, and gradients as of a photograph; 240 by 180 pixels."""
    chart = Image.new("RGB", (240, 180), "white")
    for step in range(24):
        chart.paste((step * 255 // 23,) * 3, (step * 10, 0, step * 10 + 10, 30))
    for row, (saturation, value) in enumerate(((255, 255), (255, 150), (110, 230))):
        for hue in range(12):
            patch = Image.new("HSV", (20, 20), (hue * 255 // 12, saturation, value)).convert("RGB")
            chart.paste(patch, (hue * 20, 30 + row * 20))
    ramp = Image.linear_gradient("L")
    skies = ((135, 190, 235), (60, 90, 40)), ((240, 200, 170), (90, 50, 35)), ((250, 240, 60), (40, 20, 90))
    for column, ends in enumerate(skies):
        first, last = (Image.new("RGB", (256, 256), colour) for colour in ends)
        chart.paste(Image.composite(last, first, ramp).resize((80, 90)), (column * 80, 90))
    return chart


@pytest.fixture(scope="session")
def chart() -> Image.Image:
    return make_chart()

"""Pictures of pages that only an eye can judge: each was looked at before it was accepted.

``pytest --accept tests/test_page_images.py`` draws them anew; CI refuses the flag. What differs is left beside the test's
temporary files: the expected page in green, the one found in red.
"""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from typeset.cli import main
from typeset.render.png import page_images

HERE = Path(__file__).parent
EDITIONS = HERE / "golden" / "editions"
IMAGES = HERE / "golden" / "images"
CASES = (
    "advertisement",
    "boxed-vertical-headline",
    "captions",
    "chart-svg",
    "drop-cap",
    "gallery",
    "headline-edges-by-ink",
    "headline-in-the-middle",
    "headline-reversed",
    "headline-vertical-reversed",
    "index",
    "jump-twice",
    "marks-in-a-line",
    "masthead-and-ears",
    "ornament-box",
    "picture-between-columns",
    "picture-contour",
    "quote-and-box",
    "round-box",
    "rows-given-back",
    "series-and-slogan",
    "spread",
    "table-across",
    "table-head-repeated",
    "thick-and-thin-rules",
    "thread-L",
    "thread-U",
    "tint-under-a-story",
    "vertical-box",
    "wave-box",
)
# Pixels that differ by more than this are counted, and so many of a thousand may: renderers smooth edges in their own way.
_FAR = 64
_MOST = 1.5


def drawn(case: str, folder: Path) -> Image.Image:
    """All pages of a golden edition side by side, at 72 dots an inch."""
    main(["build", str(EDITIONS / case), "--quiet", "--fail-on", "never", "-o", str(folder)])
    pages = page_images((folder / "edition.pdf").read_bytes(), dpi=72)
    images = [Image.open(io.BytesIO(page)).convert("RGB") for page in pages]
    sheet = Image.new("RGB", (sum(i.width for i in images), max(i.height for i in images)), "white")
    left = 0
    for image in images:
        sheet.paste(image, (left, 0))
        left += image.width
    return sheet


def share_of_difference(one: Image.Image, other: Image.Image) -> float:
    """How many of a thousand pixels differ by more than smoothing does."""
    if one.size != other.size:
        return 1000.0
    far = ImageChops.difference(one, other).convert("L").point(lambda value: 255 if value > _FAR else 0)
    return far.histogram()[255] * 1000 / (one.width * one.height)


@pytest.mark.parametrize("case", CASES)
def test_page_looks_as_it_was_accepted(case: str, tmp_path: Path, *, accept: bool) -> None:
    found, path = drawn(case, tmp_path), IMAGES / f"{case}.png"
    if accept:
        if os.environ.get("CI"):
            pytest.fail("CI does not accept new pictures")
        found.quantize(64).save(path, optimize=True)
    expected = Image.open(path).convert("RGB")
    share = share_of_difference(found, expected)
    if share > _MOST:
        green, red = expected.convert("L"), found.convert("L").resize(expected.size)
        Image.merge("RGB", (green, red, green)).save(tmp_path / f"{case}-difference.png")
    assert share <= _MOST, f"{case}: {share:.2f} ‰ of the pixels differ; see {tmp_path}"


def test_a_rule_that_is_missing_is_seen(tmp_path: Path) -> None:
    page = drawn("wave-box", tmp_path)
    spoiled = page.copy()
    spoiled.paste("white", (0, 0, page.width // 4, page.height))
    assert share_of_difference(page, page) == 0
    assert share_of_difference(page, spoiled) > _MOST

"""The most ink that can lie on a page is never told too low, and ``check`` loads no PDF library for telling it."""

from __future__ import annotations

import datetime
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from typeset import press
from typeset.model.layout import Rect
from typeset.model.placed import PlacedPage, PlacedPicture, Tint
from typeset.model.style import Colour
from typeset.plates import ink_coverage, separations
from typeset.press.inkbound import most_on, most_possible
from typeset.press.reproduction import Reproduction
from typeset.render.pdf import Metadata, PdfRenderer
from typeset.standing import StandingResults
from typeset.units import MM

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "editions" / "2026-11-22"
# Colours are not converted in proportion: a small picture may have a little less ink than the large one has on the mean.
DOUBT = 10
SQUARE = round(15 * MM)
WHOLE = Rect(0, 0, 300_000, 300_000)
HALF = Rect(0, 0, 150_000, 300_000)


@pytest.mark.slow
def test_the_bound_is_above_what_is_weighed() -> None:
    loaded = press.load(SAMPLE)
    issue = press.set_pages(loaded)
    ready = Reproduction(loaded.sources)
    for page in (one for one in issue.pages if one.number in {1, 5, 7, 8}):
        printing = loaded.edition.pages[page.number - 1].printing
        renderer = PdfRenderer(
            Metadata(title="", date=datetime.date(2000, 1, 1), standard=printing.standard),
            repro=ready.wanted(printing),
            prepared=ready.pictures,
        )
        pdf = renderer.render([page], loaded.faces, loaded.sources.read_bytes)
        weighed = ink_coverage(separations(pdf, 0, 40), 15.0).most * 100
        bound = most_possible(page, SQUARE, lambda placed, p=printing: ready.inks_of(placed, p))  # type: ignore[misc]
        assert weighed <= bound + DOUBT, page.number
        # It would be of no use if it were far above.
        assert bound < weighed + 80, page.number


def bound(*items: Tint | PlacedPicture, inks: Image.Image | None = None) -> float:
    return most_possible(PlacedPage(1, 300_000, 300_000, 0, items), SQUARE, lambda _: inks)


def test_what_covers_a_square_hides_what_is_under_it() -> None:
    heavy, light = Tint(WHOLE, Colour(1000, 1000, 500, 0)), Tint(WHOLE, Colour(0, 0, 0, 200))
    assert bound(heavy) == pytest.approx(250)
    assert bound(heavy, light) == pytest.approx(20)
    assert bound(light, heavy) == pytest.approx(250)
    # Of a cell that is covered in part, what is under it counts whole.
    assert bound(heavy, Tint(HALF, Colour(0, 0, 0, 200))) == pytest.approx(250, abs=10)


def test_a_picture_counts_by_what_is_seen_of_it() -> None:
    inks = Image.new("CMYK", (100, 100), (0, 0, 0, 0))
    inks.paste((255, 255, 255, 0), (0, 0, 50, 100))
    assert bound(PlacedPicture("a", WHOLE, WHOLE), inks=inks) == pytest.approx(300, abs=1)
    right = Rect(150_000, 0, 150_000, 300_000)
    assert bound(PlacedPicture("a", WHOLE, right), inks=inks) == pytest.approx(0, abs=1)


def test_of_what_nobody_knows_all_ink_is_taken() -> None:
    assert bound(PlacedPicture("ad.pdf", WHOLE, WHOLE)) == pytest.approx(400)


def test_check_loads_no_pdf_library() -> None:
    code = (
        "import sys; from typeset.cli import main; "
        f"status = main(['check', {str(SAMPLE)!r}, '--quiet', '--format', 'json']); "
        "loaded = {'reportlab', 'pikepdf', 'pypdfium2'} & set(sys.modules); "
        "sys.exit(f'{status} {loaded}' if status or loaded else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_bound_is_told_again_of_the_same_page_and_pictures_only() -> None:
    standing, looked = StandingResults(), Image.new("CMYK", (4, 4), (255, 255, 0, 0))
    page = PlacedPage(1, 300_000, 300_000, 0, (PlacedPicture("a.tif", WHOLE, WHOLE),))
    assert standing.of(most_on, page, 150, SQUARE, looked) == pytest.approx(200)
    assert standing.of(most_on, page, 250, SQUARE, looked) == 0.0
    other = Image.new("CMYK", (4, 4), (255, 204, 0, 0))
    assert standing.of(most_on, page, 150, SQUARE, other) == pytest.approx(180)
    assert standing.of(most_on, page, 150, SQUARE, looked) == pytest.approx(200)

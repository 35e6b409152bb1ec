"""Colours and pictures of an issue from its files to its plates: profiles, masks, ink over the limit, what is told."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from golden_issue import Issue
from PIL import Image, ImageDraw

from typeset.plates import separations
from typeset.repro import bundled

ROOT = Path(__file__).parents[2]
ADVERTS = ROOT / "tests" / "render" / "placed"


@pytest.fixture
def issue(tmp_path: Path) -> Callable[[str], Issue]:
    return lambda case: Issue(tmp_path, case)


def png(image: Image.Image) -> bytes:
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


def intent(pdf: bytes) -> dict[str, str]:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        (one,) = document.Root.OutputIntents
        return {key: str(value) for key, value in one.items() if not isinstance(value, pikepdf.Stream)}


def test_pictures_of_screens_are_in_ink_and_told_of(issue: Callable[[str], Issue]) -> None:
    made = issue("picture-contour")
    assert made.build() == 0
    (told,) = made.told("picture-separated")
    assert told["severity"] == "info"
    assert told["page"] == 1
    assert told["file"].endswith("story.md")
    assert b"/DeviceRGB" not in made.page()
    assert b"/DeviceCMYK" in made.page()


def test_the_plant_s_own_profile_is_used_and_embedded(issue: Callable[[str], Issue]) -> None:
    made = issue("gallery")
    profile = made.folder.parents[1] / "layouts" / "plant.icc"
    profile.write_bytes(bundled().data)
    made.house("print: {condition: Plant 3, profile: layouts/plant.icc}")
    assert made.build() == 0
    said = intent(made.page())
    assert said["/OutputConditionIdentifier"] == "Plant 3"
    assert "/RegistryName" not in said
    with pikepdf.open(io.BytesIO(made.page())) as document:
        assert document.Root.OutputIntents[0].DestOutputProfile.read_bytes() == bundled().data


@pytest.mark.parametrize(
    ("content", "code"),
    [(None, "missing-profile"), (b"no profile", "bad-profile"), (b"\0" * 200, "bad-profile")],
)
def test_a_profile_that_cannot_be_used_is_told(
    issue: Callable[[str], Issue], content: bytes | None, code: str, capfd: pytest.CaptureFixture[str]
) -> None:
    made = issue("gallery")
    if content is not None:
        (made.folder.parents[1] / "layouts" / "plant.icc").write_bytes(content)
    made.house("print: {profile: layouts/plant.icc}")
    assert made.build() == 2
    assert code in "".join(capfd.readouterr())
    assert not (made.folder / "out" / "pages").exists()


def test_the_bundled_profile_claims_no_registered_condition(issue: Callable[[str], Issue]) -> None:
    made = issue("gallery")
    assert made.build("--standard", "pdfx-4") == 0
    said = intent(made.page())
    assert said["/OutputConditionIdentifier"] == "Custom"
    assert "not IFRA26" in said["/Info"]
    assert "/RegistryName" not in said


def test_a_page_with_too_much_ink_is_refused_and_weighed_on_its_plates(issue: Callable[[str], Issue]) -> None:
    made = issue("headline-reversed")
    with (made.folder / "edition.yaml").open("a", encoding="utf-8") as edition:
        edition.write(
            "\nstyles: {headline: {colour: 白, background: cmyk(80 80 80 0), background_over: width}}\n"
        )
    assert made.build() == 0
    made.house("print: {ink_limit: 100%, ink_square: 5mm}")
    assert made.build() == 1
    (told,) = made.told("page-over-ink-limit")
    assert told["severity"] == "error"
    assert 100 < told["amount"] <= 240
    assert not (made.folder / "out" / "pages" / "01.pdf").exists()
    # A larger square has paper in it as well.
    made.house("print: {ink_limit: 200%, ink_square: 60mm}")
    assert made.build() == 0


def test_what_is_outside_a_mask_is_not_printed(issue: Callable[[str], Issue]) -> None:
    made = issue("picture-in-columns")
    story = next((made.folder / "stories").glob("*.md"))
    name = re.search(r"!\[[^\]]*\]\(([^)]+)\)", story.read_text(encoding="utf-8"))
    assert name is not None
    picture = next(made.folder.rglob(name[1]))
    size = (600, 400)
    picture.write_bytes(png(Image.new("RGB", size, (200, 30, 30))))
    mask = Image.new("L", size, 0)
    ImageDraw.Draw(mask).ellipse((150, 50, 450, 350), fill=255)
    (picture.parent / "mask.png").write_bytes(png(mask))
    made.build()
    whole = separations(made.page(), 0, 36).coverage()["M"]
    text = story.read_text(encoding="utf-8")
    place = text.index("(" + name[1] + ")") + len(name[1]) + 2
    braces = text[place : place + 1] == "{"
    story.write_text(
        text[:place]
        + ("{mask=mask.png " + text[place + 1 :] if braces else "{mask=mask.png}" + text[place:]),
        encoding="utf-8",
    )
    made.build()
    assert made.told("picture-masked")
    cut = separations(made.page(), 0, 36).coverage()["M"]
    assert 0.15 < cut / whole < 0.45  # the ellipse has 29 % of the picture


def test_a_mask_that_is_a_drawing_is_refused(
    issue: Callable[[str], Issue], capfd: pytest.CaptureFixture[str]
) -> None:
    made = issue("picture-in-columns")
    story = next((made.folder / "stories").glob("*.md"))
    (story.parent / "m.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>')
    text = story.read_text(encoding="utf-8")
    story.write_text(
        re.sub(r"(!\[[^\]]*\]\([^)]+\))(\{)?", r"\1{mask=m.svg ", text, count=1), encoding="utf-8"
    )
    assert made.build() == 2
    assert "mask-not-pixels" in "".join(capfd.readouterr())


def test_a_placed_advertisement_is_in_ink(issue: Callable[[str], Issue]) -> None:
    made = issue("advertisement")
    edition = (made.folder / "edition.yaml").read_text(encoding="utf-8")
    names = re.findall(r"[\w.-]+\.(?:jpg|png|svg|pdf)", edition)
    assert names
    (made.folder / "ads").mkdir(exist_ok=True)
    (made.folder / "ads" / "t.pdf").write_bytes((ADVERTS / "typst.pdf").read_bytes())
    made.change("edition.yaml", names[0], "t.pdf")
    made.build("--fail-on", "never")
    assert b"/DeviceRGB" not in made.page()
    assert b"/Group" not in made.page()

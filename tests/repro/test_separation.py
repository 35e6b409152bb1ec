"""Colours through profiles: as others convert them, within the ink limit, blacks black."""

from __future__ import annotations

import io
import shutil
import subprocess
from itertools import product

import pytest
from PIL import Image, ImageCms

from typeset.repro import (
    ColourConverter,
    Did,
    Intent,
    PressProfile,
    Wanted,
    bundled,
    converted,
    limited,
    most_ink,
    most_mean_ink,
    prepare,
)
from typeset.repro.newsprint.build import SOURCE
from typeset.repro.newsprint.colour import difference
from typeset.repro.newsprint.fit import absolute_lab
from typeset.repro.profiles import opened_profile
from typeset.repro.separating import Separator


def did(picture) -> list[Did]:
    return [change.did for change in picture.changes]


def labs(image: Image.Image):
    data = image.tobytes()
    pixels = [tuple(v / 255 for v in data[i : i + 4]) for i in range(0, len(data), 4)]
    return absolute_lab(pixels, bundled().data)


def mean_difference(one: Image.Image, other: Image.Image) -> float:
    assert one.size == other.size
    found = [difference(a, b) for a, b in zip(labs(one), labs(other), strict=True)]
    return sum(found) / len(found)


def pixels_of(picture) -> Image.Image:
    mode = {"DeviceCMYK": "CMYK", "DeviceGray": "L"}[picture.space]
    if not picture.is_jpeg:
        return Image.frombytes(mode, (picture.width, picture.height), picture.samples)
    image = Image.open(io.BytesIO(picture.data))
    image.load()
    return image


def by_ghostscript(chart: Image.Image, folder, intent: int, bpc: int) -> Image.Image:
    """The chart on a page of its size, drawn for the newsprint profile."""
    wide, high = chart.size
    (folder / "press.icc").write_bytes(bundled().data)
    head = f"<< /PageSize [{wide} {high}] >> setpagedevice {wide} {high} scale\n"
    image = f"{wide} {high} 8 [{wide} 0 0 -{high} 0 {high}] {{currentfile {3 * wide} string readhexstring pop}} false 3 colorimage\n"
    (folder / "chart.ps").write_text(head + image + chart.tobytes().hex() + "\nshowpage\n", encoding="ascii")
    options = [
        "-sDEVICE=tiff32nc",
        "-r72",
        "-sOutputICCProfile=press.icc",
        f"-dRenderIntent={intent}",
        f"-dBlackPtComp={bpc}",
    ]
    gs = ["gs", "-q", "-dBATCH", "-dNOPAUSE", "-dNOINTERPOLATE", "--permit-file-read=.", *options]
    subprocess.run([*gs, "-sOutputFile=out.tif", "chart.ps"], cwd=folder, check=True)
    with Image.open(folder / "out.tif") as made:
        made.load()
        return made


@pytest.mark.skipif(
    shutil.which("gs") is None, reason="ghostscript, which converts the chart as well, is not installed"
)
@pytest.mark.parametrize(
    ("wanted", "intent", "bpc"),
    [(Wanted(), 1, 1), (Wanted(intent=Intent.PERCEPTUAL), 0, 0)],
    ids=["relative with black-point compensation", "perceptual"],
)
def test_the_chart_comes_out_as_ghostscript_makes_it(wanted, intent, bpc, chart, saved, tmp_path):
    theirs = by_ghostscript(chart, tmp_path, intent, bpc)
    photograph, _ = Separator(wanted).separated(chart, b"", line_art=False)
    drawing = pixels_of(prepare(saved(chart, "PNG"), wanted))
    as_jpeg = pixels_of(prepare(saved(chart, "JPEG", quality=98, subsampling=0), wanted))
    assert mean_difference(photograph, theirs) < 0.5
    assert mean_difference(drawing, theirs) < 2
    assert mean_difference(as_jpeg, theirs) < 2


@pytest.mark.skipif(
    shutil.which("cctiff") is None,
    reason="argyll's cctiff, which converts the chart as well, is not installed",
)
def test_the_chart_comes_out_as_argyll_makes_it(chart, tmp_path):
    wanted = Wanted(bpc=False)
    (tmp_path / "press.icc").write_bytes(bundled().data)
    chart.save(tmp_path / "in.tif")
    command = ["cctiff", "-ir", str(SOURCE), "-ir", "press.icc", "in.tif", "out.tif"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    ours, _ = Separator(wanted).separated(chart, b"", line_art=False)
    with Image.open(tmp_path / "out.tif") as theirs:
        assert mean_difference(ours, theirs) < 2


# -- inks --------------------------------------------------------------------------------------------------------------


def cmyk(*colours: tuple[int, int, int, int]) -> Image.Image:
    return Image.frombytes("CMYK", (len(colours), 1), bytes(round(2.55 * v) for c in colours for v in c))


def percents(image: Image.Image) -> list[tuple[int, ...]]:
    data = [round(v / 2.55) for v in image.tobytes()]
    return [tuple(data[i : i + 4]) for i in range(0, len(data), 4)]


@pytest.mark.parametrize("limit", [180, 220, 240])
def test_the_ink_limit_holds_on_every_combination_of_inks(limit):
    levels = (0, 5, 25, 50, 75, 95, 100)
    image = cmyk(*product(levels, repeat=4))
    made = limited(image, limit)
    before, after = percents(image), percents(made)
    assert most_ink(image) == 400
    assert limit - 2 <= most_ink(made) <= limit
    for old, new in zip(before, after, strict=True):
        if sum(old) <= limit:
            assert new == old
        else:
            assert sum(new) >= limit - 4, (old, new)
            assert new[3] >= old[3]
            assert all(n <= o for n, o in zip(new[:3], old[:3], strict=True))
            # Inks stay in the order they were in: the hue is kept.
            assert all((new[i] <= new[j] + 1) for i, j in product(range(3), repeat=2) if old[i] <= old[j])


def test_grey_in_three_inks_becomes_black_before_colours_are_scaled():
    assert percents(limited(cmyk((100, 100, 100, 100)), 220)) == [(40, 40, 40, 100)]
    # 40 too much: 20 of each of three inks become 20 of black.
    assert percents(limited(cmyk((90, 80, 90, 0)), 220)) == [(70, 60, 70, 20)]
    (c, m, y, k) = percents(limited(cmyk((100, 100, 0, 100)), 220))[0]
    assert (c, m, y, k) == (60, 60, 0, 100)


def test_ink_is_summed_beyond_what_eight_bits_hold():
    image = cmyk((100, 100, 100, 100), (0, 0, 0, 0), (0, 0, 0, 0), (0, 0, 0, 0))
    assert most_ink(image) == 400
    # Half of 255 is no whole level.
    assert 200 <= most_mean_ink(image, 2) <= 201
    assert most_ink(Image.new("L", (3, 3), 255)) == 0
    assert most_ink(Image.new("1", (3, 3), 0)) == 100


@pytest.mark.parametrize("kind", ["TIFF", "JPEG"])
def test_a_picture_above_the_limit_is_brought_below_it(kind, saved, wanted):
    image = Image.merge("CMYK", [Image.linear_gradient("L").rotate(90 * i) for i in range(4)])
    image.paste((255, 255, 255, 255), (0, 0, 64, 64))
    picture = prepare(saved(image, kind), wanted)
    assert did(picture) == [Did.INK_REDUCED]
    (change,) = picture.changes
    assert (change.before, change.after) == (400, 220)
    assert picture.most_ink <= 220
    # What a reader of the file sees, not only what was meant.
    assert 200 <= most_ink(pixels_of(picture)) <= 220


def test_saturated_colours_and_deep_black_stay_within_the_limit(saved, wanted):
    hues = Image.new("HSV", (256, 64))
    hues = Image.merge(
        "HSV",
        (
            Image.linear_gradient("L").rotate(90).resize((256, 64)),
            Image.new("L", (256, 64), 255),
            Image.linear_gradient("L").resize((256, 64)),
        ),
    )
    for kind in ("PNG", "JPEG"):
        picture = prepare(saved(hues.convert("RGB"), kind), wanted)
        assert most_ink(pixels_of(picture)) <= 220


# -- blacks and greys ----------------------------------------------------------------------------------------------------


def screenshot() -> Image.Image:
    """Black type on white, smoothed, with a red line."""
    image = Image.new("RGB", (120, 60), "white")
    image.paste((0, 0, 0), (10, 10, 40, 40))
    image.paste((128, 128, 128), (40, 10, 42, 40))
    image.paste((220, 20, 20), (60, 10, 100, 20))
    return image


def test_greys_of_a_screenshot_are_black_ink_alone(saved, wanted):
    picture = prepare(saved(screenshot(), "PNG"), wanted)
    assert not picture.is_jpeg
    made = pixels_of(picture)
    assert made.getpixel((20, 20)) == (0, 0, 0, 255)
    assert made.getpixel((0, 0)) == (0, 0, 0, 0)
    c, m, y, k = made.getpixel((40, 20))
    assert (c, m, y) == (0, 0, 0)
    assert 100 < k < 160
    c, m, y, k = made.getpixel((80, 15))
    assert min(m, y) > 150 > c


def test_greys_of_a_photograph_have_no_cast(wanted, chart):
    made, _ = Separator(wanted).separated(chart, b"", line_art=False)
    ramp = made.crop((0, 15, 240, 16))
    for _, a, b in labs(ramp):
        # Between the paper (0.9, 5.2) and three inks (0.1, 0.4).
        assert -2 < a < 3
        assert -2 < b < 8


def test_a_grey_photograph_saved_as_rgb_becomes_black_ink(saved, wanted):
    grey = Image.linear_gradient("L")
    picture = prepare(saved(grey.convert("RGB"), "JPEG", quality=98), wanted)
    assert picture.space == "DeviceGray"
    assert did(picture) == [Did.FROM_RGB]
    low, high = pixels_of(picture).getextrema()
    assert (low, high) == (0, 255)


def test_a_black_only_page_has_black_only(saved, chart):
    wanted = Wanted(grey=True)
    for data in (
        saved(chart, "JPEG"),
        saved(chart, "PNG"),
        saved(chart.convert("CMYK"), "TIFF"),
        saved(chart.convert("CMYK"), "JPEG"),
    ):
        picture = prepare(data, wanted)
        assert picture.space == "DeviceGray"
        assert did(picture) == [Did.TURNED_GREY]
    made = pixels_of(prepare(saved(chart, "PNG"), wanted))
    ramp = [made.getpixel((10 * i + 5, 15)) for i in range(24)]
    assert ramp == sorted(ramp)
    assert (ramp[0], ramp[-1]) == (0, 255)
    # A yellow is light, a blue is dark.
    assert made.getpixel((45, 40)) > 200
    assert made.getpixel((165, 40)) < 120


def test_black_ink_keeps_its_numbers_when_cmyk_is_turned_grey(saved):
    ramp = cmyk(*((0, 0, 0, k) for k in range(0, 101, 5)))
    made = pixels_of(prepare(saved(ramp, "TIFF"), Wanted(grey=True)))
    for k, level in zip(range(0, 101, 5), made.tobytes(), strict=True):
        assert abs((255 - level) / 2.55 - k) <= 2


@pytest.mark.parametrize("intent", list(Intent))
def test_colours_of_documents(intent):
    converter = ColourConverter(Wanted(intent=intent))
    assert converter.converted(0, 0, 0) == (0, 0, 0, 1000)
    assert converter.converted(255, 255, 255) == (0, 0, 0, 0)
    c, m, y, k = converter.converted(128, 128, 128)
    assert (c, m, y) == (0, 0, 0)
    assert 450 < k < 600
    c, m, y, k = converter.converted(230, 0, 18)
    assert min(m, y) > 700
    assert max(c, k) < 200
    assert all(sum(converter.converted(*rgb)) <= 2200 for rgb in product((0, 90, 180, 255), repeat=3))


def test_one_colour_is_as_the_converter_has_it():
    assert converted(10, 60, 200, Wanted()) == ColourConverter(Wanted()).converted(10, 60, 200)
    assert converted(200, 60, 10, Wanted(grey=True))[:3] == (0, 0, 0)
    assert sum(converted(40, 0, 40, Wanted(ink_limit=150))) <= 1500


# -- profiles in pictures --------------------------------------------------------------------------------------------------


def wide_gamut(*, red_and_green_swapped: bool = False) -> bytes:
    """An RGB profile that is not sRGB: one whose reds are greens, made from the bytes of sRGB."""
    data = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    if red_and_green_swapped:
        red, green = data.index(b"rXYZ"), data.index(b"gXYZ")
        data[red : red + 4], data[green : green + 4] = b"gXYZ", b"rXYZ"
    return bytes(data)


def test_an_embedded_rgb_profile_is_honoured(saved, wanted):
    green = Image.new("RGB", (8, 8), (0, 200, 0))
    plain = pixels_of(prepare(saved(green, "PNG"), wanted)).getpixel((0, 0))
    tagged = pixels_of(prepare(saved(green, "PNG", icc_profile=wide_gamut()), wanted)).getpixel((0, 0))
    swapped = prepare(saved(green, "PNG", icc_profile=wide_gamut(red_and_green_swapped=True)), wanted)
    assert tagged == pytest.approx(plain, abs=1)
    c, m, _, _ = pixels_of(swapped).getpixel((0, 0))
    assert m > 150 > c
    assert swapped.changes[0].source.startswith("sRGB")


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
@pytest.mark.parametrize(
    "profile", [b"nonsense", wide_gamut()[:400], b""], ids=["nonsense", "cut off", "none"]
)
def test_a_broken_profile_is_not_used_and_told(mode, profile, saved, wanted):
    image = screenshot().convert(mode)
    options = {"icc_profile": profile} if profile else {}
    broken, plain = prepare(saved(image, "TIFF", **options), wanted), prepare(saved(image, "TIFF"), wanted)
    assert broken.samples == plain.samples
    assert (did(broken)[:1] == [Did.PROFILE_IGNORED]) == bool(profile)


def test_a_profile_of_another_kind_of_colours_is_not_used(saved, wanted):
    picture = prepare(saved(screenshot().convert("L"), "TIFF", icc_profile=wide_gamut()), wanted)
    assert did(picture) == [Did.PROFILE_IGNORED]


def foreign() -> bytes:
    """The newsprint profile under another name: a press that is not ours."""
    data = bundled().data
    return data.replace(b"typeset newsprint", b"another newspaper")


def test_cmyk_of_another_press_keeps_its_numbers_within_the_limit(saved, wanted):
    assert PressProfile.read(foreign()).name != wanted.profile.name
    image = cmyk((10, 20, 30, 40), (0, 0, 0, 100))
    picture = prepare(saved(image, "TIFF", icc_profile=foreign()), wanted)
    assert picture.changes == ()
    assert percents(pixels_of(picture)) == percents(image)


def test_cmyk_of_another_press_above_the_limit_is_separated_anew(saved, wanted):
    image = cmyk((80, 70, 70, 60), (0, 0, 0, 100), (0, 0, 0, 30), (20, 0, 0, 0))
    picture = prepare(saved(image, "TIFF", icc_profile=foreign()), wanted)
    assert did(picture) == [Did.FROM_CMYK]
    assert picture.most_ink <= 220
    made = pixels_of(picture)
    assert percents(made)[1:3] == [(0, 0, 0, 100), (0, 0, 0, 30)]
    # Untagged, or tagged with our own, it is only reduced.
    for options in ({}, {"icc_profile": bundled().data}):
        assert did(prepare(saved(image, "TIFF", **options), wanted)) == [Did.INK_REDUCED]


def test_grey_with_a_profile_is_as_light_as_it_was(saved, wanted):
    profile = grey_profile(gamma=1.0)
    image = Image.new("L", (4, 4), 55)
    picture = prepare(saved(image, "TIFF", icc_profile=profile), wanted)
    assert did(picture) == [Did.FROM_GREY]
    # Linear 55 is as light as sRGB 128.
    level = pixels_of(picture).getpixel((0, 0))
    neutral = converted(128, 128, 128, wanted)[3]
    assert level == pytest.approx(255 - neutral * 255 / 1000, abs=3)


def grey_profile(gamma: float) -> bytes:
    """A grey profile of version 2 written by hand (ICC.1:2001-04): white point, one curve, a name."""
    name = b"grey by hand\0"
    desc = b"desc" + bytes(4) + len(name).to_bytes(4, "big") + name + bytes(78)
    white = b"XYZ " + bytes(4) + b"".join(round(v * 65536).to_bytes(4, "big") for v in (0.9642, 1.0, 0.8249))
    curve = b"curv" + bytes(4) + (1).to_bytes(4, "big") + round(gamma * 256).to_bytes(2, "big")
    tags, body, at = b"", b"", 128 + 4 + 3 * 12
    for sign, data in ((b"desc", desc), (b"wtpt", white), (b"kTRC", curve)):
        tags += sign + (at + len(body)).to_bytes(4, "big") + len(data).to_bytes(4, "big")
        body += data + bytes(-len(data) % 4)
    size = at + len(body)
    head = bytearray(128)
    head[0:4] = size.to_bytes(4, "big")
    head[8:12] = bytes((2, 0x20, 0, 0))
    head[12:24] = b"mntrGRAYXYZ "
    head[36:40] = b"acsp"
    head[68:80] = white[8:]
    return bytes(head) + (3).to_bytes(4, "big") + tags + body


def test_a_profile_is_written_once_however_many_colours_are_converted(monkeypatch: pytest.MonkeyPatch):
    written: list[object] = []
    real = ImageCms.core.profile_tobytes
    monkeypatch.setattr(ImageCms.core, "profile_tobytes", lambda one: written.append(one) or real(one))
    converter = ColourConverter(Wanted())
    for level in range(100):
        converter.converted(level, 255 - level, 40)
    assert len(written) <= 1


def test_the_bytes_of_a_profile_are_those_of_the_library():
    assert (
        opened_profile(bundled().data).tobytes()
        == ImageCms.ImageCmsProfile(io.BytesIO(bundled().data)).tobytes()
    )

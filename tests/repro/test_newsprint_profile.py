"""The bundled profile is what it says, and comes out of its script to the byte."""

import io
import shutil
import struct
import sys
from itertools import product

import pytest
from PIL import Image, ImageCms

from typeset.repro import BrokenProfileError, PressProfile, bundled, most_ink
from typeset.repro.newsprint.__main__ import main
from typeset.repro.newsprint.aims import HALF_TONES, SOLIDS, TONE_INCREASE
from typeset.repro.newsprint.build import DATE, NAME, patches, profile
from typeset.repro.newsprint.colour import difference, to_lab, to_xyz
from typeset.repro.newsprint.fit import absolute_lab, fit_of_model, measured
from typeset.repro.newsprint.model import INKS, Newsprint, solids

# Sharma, Wu and Dalal (2005), table 1, pairs 1, 4, 7, 10, 13, 16, 17, 19, 25, 29, 34.
SHARMA = [
    ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
    ((50, -1.3802, -84.2814), (50, 0, -82.7485), 1.0000),
    ((50, 0, 0), (50, -1, 2), 2.3669),
    ((50, 2.49, -0.001), (50, -2.49, 0.0010), 7.1792),
    ((50, 2.49, -0.001), (50, -2.49, 0.0012), 7.2195),
    ((50, -0.001, 2.49), (50, 0.0011, -2.49), 4.7461),
    ((50, 2.5, 0), (50, 0, -2.5), 4.3065),
    ((50, 2.5, 0), (61, -5, 29), 22.8977),
    ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ((22.7233, 20.0904, -46.694), (23.0331, 14.973, -42.5619), 2.0373),
    ((2.0776, 0.0795, -1.135), (0.9033, -0.0636, -0.5514), 0.9082),
]


def amounts_of(inks: str) -> tuple[float, ...]:
    return tuple(1.0 if ink in inks else 0.0 for ink in INKS)


@pytest.mark.parametrize(("one", "other", "wanted"), SHARMA)
def test_differences_are_those_published(one, other, wanted):
    assert difference(one, other) == pytest.approx(wanted, abs=1e-4)
    assert difference(other, one) == pytest.approx(wanted, abs=1e-4)


def test_the_model_gives_the_aims_back():
    model = Newsprint()
    for inks, lab in SOLIDS.items():
        assert difference(model.lab(amounts_of(inks)), lab) < 0.01
    for ink, lightness in HALF_TONES.items():
        half = tuple(a / 2 for a in amounts_of(ink))
        assert model.lab(half)[0] == pytest.approx(lightness, abs=0.01)
    paper, solid, half = (to_xyz(model.lab((0.0, 0.0, 0.0, k)))[1] for k in (0, 1, 0.5))
    assert (paper - half) / (paper - solid) - 0.5 == pytest.approx(TONE_INCREASE, abs=0.005)


def test_what_is_estimated_lies_between_what_is_published():
    estimated = {inks: lab for inks, lab in solids().items() if inks not in SOLIDS}
    assert len(estimated) == 6
    assert all(31.9 <= lab[0] < 36.8 for lab in estimated.values())
    # Colours keep their hues under black.
    assert estimated["MK"][1] > 5
    assert estimated["CK"][2] < estimated["MK"][2] < estimated["YK"][2]


def test_patches_cover_the_inks_once():
    made = list(patches())
    assert len(made) == len(set(made))
    assert {(0.0,) * 4, (1.0,) * 4, (0.0, 0.0, 0.0, 0.5)} <= set(made)


def test_the_fit_is_counted_over_patches_of_any_order():
    model = Newsprint()
    lines = [
        "BEGIN_DATA_FORMAT",
        "LAB_L LAB_A LAB_B CMYK_K CMYK_Y CMYK_M CMYK_C",
        "END_DATA_FORMAT",
        "BEGIN_DATA",
    ]
    for k, c in product((0, 50, 100), (0, 100)):
        lab = model.lab((c / 100, 0.0, 0.0, k / 100))
        lines.append(f"{lab[0] + (3 if k == 100 and c else 0):.6f} {lab[1]:.6f} {lab[2]:.6f} {k} 0 0 {c}")
    fit = fit_of_model(measured("\n".join([*lines, "END_DATA"])))
    assert fit.patches == 6
    assert fit.at == (1.0, 0.0, 0.0, 1.0)
    assert fit.mean == pytest.approx(fit.most / 6, abs=1e-3)
    assert fit.most > 2


def test_the_bundled_file_says_what_it_is():
    press = bundled()
    opened = ImageCms.ImageCmsProfile(io.BytesIO(press.data)).profile
    assert (press.name, press.space) == (NAME, "CMYK")
    assert "IFRA26" in press.name.split("not ")[1]
    assert (opened.device_class, opened.xcolor_space.strip()) == ("prtr", "CMYK")
    assert opened.connection_space.strip() == "Lab"
    assert opened.version < 3
    assert "MIT" in opened.copyright
    assert press.data[24:36] == DATE
    assert struct.unpack(">I", press.data[:4]) == (len(press.data),)


def test_the_bundled_profile_is_the_model():
    model = Newsprint()
    made = [p for p in patches() if sum(p) <= 2.2]
    found = [
        difference(lab, model.lab(amounts))
        for lab, amounts in zip(absolute_lab(made, bundled().data), made, strict=True)
    ]
    assert sum(found) / len(found) < 0.6
    assert max(found) < 2


@pytest.mark.parametrize(
    ("intent", "flags"),
    [(0, 0), (1, int(ImageCms.Flags.BLACKPOINTCOMPENSATION)), (1, 0), (2, 0)],
    ids=["perceptual", "relative with bpc", "relative", "saturation"],
)
def test_no_rgb_colour_gets_more_than_220_percent(intent, flags):
    steps = [round(i * 255 / 40) for i in range(41)]
    grid = Image.frombytes("RGB", (41 * 41, 41), bytes(v for rgb in product(steps, repeat=3) for v in rgb))
    press = ImageCms.ImageCmsProfile(io.BytesIO(bundled().data))
    transform = ImageCms.buildTransform(
        ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")),
        press,
        "RGB",
        "CMYK",
        renderingIntent=ImageCms.Intent(intent),
        flags=ImageCms.Flags(flags),
    )
    made = transform.apply(grid)
    assert 180 < most_ink(made) <= 220
    assert made.getchannel("K").getextrema()[1] <= round(0.96 * 255)


def test_greys_are_mainly_black_ink_from_the_middle_down():
    press = ImageCms.ImageCmsProfile(io.BytesIO(bundled().data))
    transform = ImageCms.buildTransform(
        ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")), press, "RGB", "CMYK"
    )
    for level in (32, 64, 96, 128):
        c, m, y, k = transform.apply(Image.new("RGB", (1, 1), (level,) * 3)).tobytes()
        assert k > c + m + y, level


@pytest.mark.parametrize("data", [b"", b"x" * 200, bytes(36) + b"acsp" + bytes(200)])
def test_what_is_no_profile_is_refused(data):
    with pytest.raises(BrokenProfileError) as caught:
        PressProfile.read(data)
    assert len(caught.value.args) == 2


def test_a_profile_of_a_screen_is_no_profile_of_a_press():
    with pytest.raises(BrokenProfileError, match="mntr"):
        PressProfile.read(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())


@pytest.mark.slow
@pytest.mark.skipif(
    shutil.which("colprof") is None, reason="argyll's colprof, which makes the profile, is not installed"
)
def test_making_it_again_gives_the_same_bytes():
    assert profile() == bundled().data


def test_lab_and_xyz_are_inverse():
    for lab in ((50.0, 20.0, -30.0), (3.0, 1.0, 1.0), (100.0, 0.0, 0.0)):
        assert to_lab(to_xyz(lab)) == pytest.approx(lab, abs=1e-9)


def test_the_script_prints_the_fit(tmp_path, capsys, monkeypatch):
    model = Newsprint()
    lines = [
        "BEGIN_DATA_FORMAT",
        "CMYK_C CMYK_M CMYK_Y CMYK_K LAB_L LAB_A LAB_B",
        "END_DATA_FORMAT",
        "BEGIN_DATA",
    ]
    for c in (0, 50, 100):
        lines.append(f"{c} 0 0 0 " + " ".join(f"{v:.6f}" for v in model.lab((c / 100, 0.0, 0.0, 0.0))))
    file = tmp_path / "measured.ti3"
    file.write_text("\n".join([*lines, "END_DATA"]), encoding="ascii")
    monkeypatch.setattr(sys, "argv", ["newsprint", "--check", str(file)])
    main()
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith("model: 3 patches, mean dE00 0.00, maximum 0.00")
    assert second.startswith("profile (A2B): 3 patches, mean dE00 0.")

"""Rules about pictures and advertisements, judged on pages that were set."""

from __future__ import annotations

import pytest
from judging import judge, picture, sentences
from msgspec.structs import replace
from paper import HERE, frame, paper, story

from typeset.checks.focus import clearance
from typeset.faces import FaceBook
from typeset.model.edition import Edition, Placement
from typeset.model.layout import FrameKind, FrameSpec, Rect
from typeset.model.placed import PlacedPicture
from typeset.model.story import Aside, AsideKind, Gallery, Picture
from typeset.model.verdict import State


def shown(*pictures: Picture, gallery: Gallery | None = None, columns: tuple[int, int] = (1, 4)) -> Edition:
    copy = replace(story("s", list(sentences(6))), pictures=pictures)
    if gallery is not None:
        copy = replace(copy, asides=(Aside(AsideKind.GALLERY, (), HERE, gallery=gallery),))
    return paper({1: [frame("lead", columns, (1, 24))]}, {(1, "lead"): copy})


def test_a_photograph_without_a_caption_is_told_once_a_story(faces: FaceBook) -> None:
    (found,) = judge(shown(picture(), picture("b.jpg", columns=(1, 1))), faces, "captions").found
    assert (found.code, found.page, found.frame, found.story) == ("caption-missing", 1, "lead", "s")
    assert (found.amount, dict(found.facts)["file"], found.span) == (2, "a.jpg", HERE)


@pytest.mark.parametrize(
    "quiet",
    [
        picture(caption="清晨的汀溪口。"),
        picture(credit="方知远　图"),
        picture(credit="漫画：王某"),
        picture(credit="本报制图"),
        picture(kind="SVG"),
        picture(contour=((0, 1000),)),
        picture(mask="m.png"),
    ],
)
def test_what_needs_no_caption_is_not_told(faces: FaceBook, quiet: Picture) -> None:
    assert judge(shown(quiet), faces, "captions").state is State.PASSED


@pytest.mark.parametrize("credit", ["王某　摄", "资料图片", "新华社供图", "视觉中国图库"])
def test_a_credit_of_a_photograph_is_no_caption(faces: FaceBook, credit: str) -> None:
    assert judge(shown(picture(credit=credit)), faces, "captions").codes == ["caption-missing"]


def test_a_caption_for_all_pictures_of_a_gallery_is_enough(faces: FaceBook) -> None:
    two = (picture(), picture("b.jpg", caption="二"))
    assert judge(shown(gallery=Gallery(two)), faces, "captions").codes == ["caption-missing"]
    assert judge(shown(gallery=Gallery(two, caption="晚归。")), faces, "captions").codes == []


def test_stories_without_pictures_have_no_captions_to_judge(faces: FaceBook) -> None:
    assert judge(shown(), faces, "captions").state is State.NOT_RUN


TALL = (400, 3000)


def test_a_picture_cut_close_to_its_focus_is_told(faces: FaceBook) -> None:
    strip = picture(pixels=TALL, focus=(500, 300), rows=4, columns=(1, 2))
    (found,) = judge(shown(strip), faces, "picture-focus").found
    assert (found.code, found.page, found.story, found.unit) == ("focus-cropped", 1, "s", "percent")
    assert found.amount is not None
    assert 0 <= found.amount < 10


def test_a_picture_with_room_round_its_focus_is_not(faces: FaceBook) -> None:
    wide = picture(pixels=(1000, 700), focus=(500, 300), rows=8, columns=(1, 2))
    assert judge(shown(wide), faces, "picture-focus").state is State.PASSED


def test_the_edge_of_the_picture_itself_is_no_cut(faces: FaceBook) -> None:
    corner = picture(pixels=(1000, 700), focus=(0, 20), rows=8, columns=(1, 2))
    assert judge(shown(corner), faces, "picture-focus").state is State.PASSED


def test_pictures_that_name_no_focus_are_not_judged(faces: FaceBook) -> None:
    assert judge(shown(picture(pixels=TALL, rows=4)), faces, "picture-focus").state is State.NOT_RUN


@pytest.mark.parametrize(("focus", "told"), [((500, 450), ["focus-cropped"]), ((250, 450), [])])
def test_the_fold_cuts_a_picture_that_lies_over_it(
    faces: FaceBook, focus: tuple[int, int], told: list[str]
) -> None:
    banner = replace(frame("banner", (1, 8), (1, 20)), spread=True)
    over = picture(pixels=(1000, 300), focus=focus, columns=(3, 6))
    copy = replace(story("s", list(sentences(6))), pictures=(over,))
    edition = paper({1: [], 2: [banner], 3: [], 4: []}, {(2, "banner"): copy})
    assert judge(edition, faces, "picture-focus").codes == told


@pytest.mark.parametrize(
    ("clip", "focus", "clear"),
    [
        (Rect(0, 0, 1000, 1000), (0, 0), 100),
        (Rect(0, 0, 1000, 500), (500, 400), 10),
        (Rect(0, 0, 1000, 500), (500, 600), -10),
        (Rect(200, 0, 800, 1000), (250, 500), 5),
        (Rect(200, 300, 400, 400), (400, 500), 20),
    ],
)
def test_how_much_is_seen_between_the_focus_and_a_cut(clip: Rect, focus: tuple[int, int], clear: int) -> None:
    assert clearance(PlacedPicture("p", Rect(0, 0, 1000, 1000), clip), focus) == clear


def advertised(frame: FrameSpec, *ads: Picture) -> Edition:
    edition = paper({1: [frame]}, {})
    placed = Placement(frame.name, (), HERE, ads=ads)
    return replace(edition, pages=(replace(edition.pages[0], placements=(placed,)),))


AD = replace(frame("ad", (1, 4), (1, 10), FrameKind.AD), label="广告")


def test_an_advertisement_with_another_label_is_told(faces: FaceBook) -> None:
    ads = (picture("bank.png"), picture("fair.png"))
    (found,) = judge(advertised(replace(AD, label="推广"), *ads), faces, "ads-marked").found
    assert (found.code, found.page, found.frame, found.amount) == ("ad-unmarked", 1, "ad", 2)
    assert dict(found.facts) == {"label": "推广"}


@pytest.mark.parametrize("label", ["广告", "公益广告"])
def test_an_advertisement_that_is_marked_is_not(faces: FaceBook, label: str) -> None:
    assert judge(advertised(replace(AD, label=label), picture()), faces, "ads-marked").state is State.PASSED


def test_the_label_of_an_advertisement_over_the_fold_is_on_the_facing_page(faces: FaceBook) -> None:
    wide = replace(AD, columns=(1, 8), spread=True)
    edition = paper({1: [], 2: [wide], 3: [], 4: []}, {})
    placed = replace(edition.pages[1], placements=(Placement("ad", (), HERE, ads=(picture(),)),))
    edition = replace(edition, pages=(edition.pages[0], placed, *edition.pages[2:]))
    assert judge(edition, faces, "ads-marked").state is State.PASSED


def test_without_advertisements_none_is_judged(faces: FaceBook) -> None:
    assert judge(advertised(AD), faces, "ads-marked").state is State.NOT_RUN

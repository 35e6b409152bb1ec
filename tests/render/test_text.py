from typeset.model.layout import Rect
from typeset.model.placed import (
    Dot,
    GlyphRun,
    LineStyle,
    Modules,
    Outline,
    Path,
    PlacedPage,
    PlacedPicture,
    Purpose,
    Rule,
    Tint,
)
from typeset.model.style import BLACK, WHITE, Colour
from typeset.render.text import TextRenderer

RUN = GlyphRun(
    face="宋",
    size=9_750,
    y=120_500,
    glyphs=(7, 8, 9),
    xs=(36_000, 45_750, 55_505),
    texts=("昨", "天", "”"),
    colour=BLACK,
    purpose=Purpose.BODY,
)
TURNED = GlyphRun(
    face="黑",
    size=20_000,
    y=-1_250,
    glyphs=(5,),
    xs=(10,),
    texts=('"',),
    colour=Colour(0, 1000, 805, 0),
    purpose=Purpose.HEAD,
    stretch=850,
    turned=True,
)
PAGE = PlacedPage(
    number=3,
    width=1_105_512,
    height=1_539_213,
    bleed=8_504,
    items=(
        RUN,
        TURNED,
        Rule(0, 100_000, 200_000, 100_000, 500, BLACK),
        Rule(5_000, 1_000, 5_000, 9_000, 1_000, WHITE, LineStyle.DOTTED),
        Tint(Rect(1_000, 2_000, 3_000, 4_000), Colour(k=100)),
        PlacedPicture("pictures/图.jpg", Rect(0, 0, 40_000, 30_000), Rect(0, 0, 40_000, 20_000)),
        PlacedPicture("b.png", Rect(0, 0, 40_000, 30_000), Rect(0, 0, 40_000, 30_000)),
        PlacedPicture("c.png", Rect(0, 0, 9_000, 9_000), Rect(0, 0, 9_000, 9_000), "\ufffc"),
        Dot(5_000, 6_000, 1_080, BLACK),
        Path((Outline((0, 0), (((9_000, 0),), ((9_000, 1), (2, 5_000), (0, 5_000)))),), BLACK, 500),
        Path((Outline((1_000, 2_000), (((3_000, 2_000),),), closed=False),), WHITE),
        Modules(Rect(0, 0, 10_000, 10_000), ("10", "01"), BLACK),
    ),
)


def lines(renderer: TextRenderer) -> list[str]:
    return renderer.render([PAGE], None, None).decode().splitlines()


def test_every_item_has_its_line():
    assert lines(TextRenderer()) == [
        "page 3 1105.512x1539.213 bleed 8.504",
        'text 宋 9.750 y=120.500 x=36.000..55.505 "昨天”" k body',
        'text 黑 20.000 y=-1.250 x=0.010..0.010 "\\"" m100+y80.5 head stretch=850 turned',
        "rule 0.000,100.000 - 200.000,100.000 w=0.500 solid k",
        "rule 5.000,1.000 - 5.000,9.000 w=1.000 dotted white",
        "tint 1.000,2.000 3.000x4.000 k10",
        'picture "pictures/图.jpg" 0.000,0.000 40.000x30.000 clip 0.000,0.000 40.000x20.000',
        'picture "b.png" 0.000,0.000 40.000x30.000',
        'picture "c.png" 0.000,0.000 9.000x9.000 inline',
        "dot 5.000,6.000 d=1.080 k",
        "path 1 of 2 in 0.000,0.000 9.000x5.000 7e012abb w=0.500 k",
        "path 1 of 1 in 1.000,2.000 2.000x0.000 9adf3ca9 filled white",
        "modules 0.000,0.000 10.000x10.000 2x2 29472d95 k",
    ]


def test_detail_gives_every_x_and_the_modules():
    got = lines(TextRenderer(detail=True))
    assert got[2] == "  x 36.000 45.750 55.505"
    assert got[-2:] == ["  10", "  01"]
    assert "  0.000,0.000 l 9.000,0.000 c 9.000,0.001 0.002,5.000 0.000,5.000 h" in got
    assert "  1.000,2.000 l 3.000,2.000" in got


def test_glyph_ids_only_when_wanted():
    assert "  glyphs 7 8 9" in lines(TextRenderer(glyph_ids=True))
    assert not any("glyphs" in line for line in lines(TextRenderer(detail=True)))


def test_a_run_without_glyphs_is_shown_too():
    empty = GlyphRun("宋", 9_750, 1_000, (), (), (), BLACK, Purpose.BODY)
    page = PlacedPage(1, 1_000, 1_000, 0, (empty,))
    assert TextRenderer().lines(page)[1] == 'text 宋 9.750 y=1.000 empty "" k body'

"""Makes ``tests/square.ttf``, a face of squares whose metrics can be done in the head.

Every Han character is a solid square one em wide, Latin letters, digits and ASCII marks are half an em wide, the
space a quarter. Chinese marks are one em wide with their ink in the half where it belongs, dashes and ellipses fill
it. Their vertical forms stand in the upper or lower half, or go down the column. Golden tests that use this face do not change when a bundled font does.

Run it as ``python tests/make_square_face.py``; the same script gives the same bytes.
"""

from __future__ import annotations

from pathlib import Path
from string import ascii_letters, digits, punctuation
from typing import Final

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib.tables._g_l_y_f import Glyph

HERE: Final = Path(__file__).parent

HAN: Final = (
    "一丁七万三上下不与东中为主丽了二云五些交京人今他代以们件任会伟住作你使來来便保信做停元先光克全公六兰关其兴具养内"
    "农冬分则刚创初利别到制前力办加务动助努化北区十千午华单南博卫厅历县去又友双发变口古句只可台史号合同名后向吗否员和"
    "品哥四回因国图在地场城基境墙声处外多夜大天太头好如妇字学安实客家容对导小少尔就局层居展山岁工己已市布师希干年广府"
    "度建开张当形影往得心志思息情想意感成我战所手才打批技把报接推提改政教数文新方施日旧早时明星是晚景更最月有服期木本"
    "未机李村来条板果某标校样根桥梁正步民气水江没治法活流海深清温港游湖演点热然爱版特王现班球理生用田由电男画界白百的"
    "目直相省看真着知短码研社神票福科种程空突立站童第等筑管系约级纪线组经结统继续网美老者而联聚育能自至色节花英范荐落"
    "行表衣西要见观规览计记讯论设访证评识词话语说请读调谈负责质费资走起越路身转车轮载近还进远连述追送适选通造道部都里"
    "重量金钟铁银镇长门问闻间队防阳阿际陈院除险随隔雨雪需青非面页项须领题风飞食首香马高黄黑齐龙〇"
)
LEFT: Final = "，。、；：！？”’）》】」』〕〉｝］．"
RIGHT: Final = "“‘（《【「『〔〈｛［"
MIDDLE: Final = "·・～－"
FULL: Final = "—…⸺⋯─■□▲△●○◆◇★☆▶▷※①②③④⑤⑥⑦⑧⑨⑩％＋＝／〓○"
SPACES: Final = {" ": 250, "\u00a0": 250, "\u3000": 1000}

EM: Final = 1000
HALF: Final = 500
ASCENT: Final = 880
MADE: Final = 3_800_000_000  # seconds since 1904, as font files count
UPRIGHT: Final = LEFT + RIGHT + "—…⋯─～－"
WIDE: Final = {"⸺": 2000}


def box(left: int, bottom: int, right: int, top: int) -> Glyph:
    """A filled rectangle."""
    pen = TTGlyphPen(None)
    pen.moveTo((left, bottom))
    for corner in ((left, top), (right, top), (right, bottom)):
        pen.lineTo(corner)
    pen.closePath()
    return pen.glyph()


def blank() -> Glyph:
    """A glyph without ink."""
    return TTGlyphPen(None).glyph()


def drawn(char: str) -> tuple[int, Glyph]:
    """The advance and outline of a character."""
    if char in SPACES:
        return SPACES[char], blank()
    if char in LEFT:
        return EM, box(50, -70, 400, 280)
    if char in RIGHT:
        return EM, box(600, -70, 950, 780)
    if char in MIDDLE:
        return EM, box(400, 280, 600, 480)
    if char in FULL:
        width = WIDE.get(char, EM)
        return width, box(0, 330, width, 430)
    if char.isascii():
        return HALF, box(50, 0, 450, 700 if char.isalnum() else 200)
    return EM, box(50, -70, 950, 830)


def drawn_upright(char: str) -> Glyph:
    """The outline of a mark in vertical setting."""
    if char in LEFT:
        return box(600, 530, 950, 830)
    if char in RIGHT:
        return box(50, -70, 950, 230)
    return box(450, -120, 550, 880)


def characters() -> list[str]:
    """All characters of the face, by code point."""
    western = ascii_letters + digits + punctuation
    return sorted(set(western) | set(HAN) | set(LEFT) | set(RIGHT) | set(MIDDLE) | set(FULL) | set(SPACES))


def make(path: Path) -> None:
    """Write the face."""
    names = {char: f"u{ord(char):04X}" for char in characters()}
    shapes = {".notdef": (EM, box(0, -120, EM, 880))} | {names[char]: drawn(char) for char in names}
    upright = {names[char]: f"{names[char]}.vert" for char in UPRIGHT}
    shapes |= {upright[names[char]]: (EM, drawn_upright(char)) for char in UPRIGHT}
    builder = FontBuilder(EM, isTTF=True)
    builder.setupGlyphOrder(list(shapes))
    builder.setupCharacterMap({ord(char): name for char, name in names.items()})
    builder.setupGlyf({name: glyph for name, (_, glyph) in shapes.items()})
    glyf = builder.font["glyf"]
    builder.setupHorizontalMetrics(
        {name: (width, getattr(glyf[name], "xMin", 0)) for name, (width, _) in shapes.items()}
    )
    builder.setupVerticalMetrics(
        {name: (EM, ASCENT - getattr(glyf[name], "yMax", ASCENT)) for name in shapes}
    )
    builder.setupHorizontalHeader(ascent=ASCENT, descent=ASCENT - EM)
    builder.setupVerticalHeader(ascent=HALF, descent=-HALF)
    builder.setupNameTable({"familyName": "Square", "styleName": "Regular", "psName": "Square-Regular"})
    builder.setupOS2(
        sTypoAscender=ASCENT, sTypoDescender=ASCENT - EM, sTypoLineGap=0, fsType=0, sCapHeight=700
    )
    forms = "\n".join(f"sub {plain} by {form};" for plain, form in sorted(upright.items()))
    builder.addOpenTypeFeatures(
        f"languagesystem DFLT dflt; languagesystem hani dflt; feature vert {{ {forms} }} vert;"
    )
    builder.setupPost(keepGlyphNames=False)
    # Fixed dates: the file is committed, and must not differ from one making to the next.
    builder.updateHead(created=MADE, modified=MADE)
    builder.font.recalcTimestamp = False
    builder.save(path)


if __name__ == "__main__":
    make(HERE / "square.ttf")

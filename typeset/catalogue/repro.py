"""Findings about what was done to pictures for the press, and about pictures that are too coarse for it (T34x)."""

from __future__ import annotations

from typing import Final

from typeset.catalogue.entry import Entry
from typeset.findings import Severity

ENTRIES: Final[tuple[Entry, ...]] = (
    Entry(
        id="T341",
        code="picture-separated",
        severity=Severity.INFO,
        zh="图片 {file}：{source} 已按“{profile}”分色",
        en="picture {file}: {source} was separated for “{profile}”",
        why_zh="印刷机只有油墨，没有 RGB。屏幕上最鲜的颜色新闻纸印不出，分色时换成最近的；线条图和截屏里的灰、黑只用黑墨。",
        why_en="A press has inks and no RGB. The brightest colours of a screen cannot be printed on newsprint and become the nearest that "
        "can; greys of drawings and screenshots become black ink alone.",
    ),
    Entry(
        id="T342",
        code="picture-resampled",
        severity=Severity.INFO,
        zh="图片 {file} 在版上有 {before} ppi，已减到 {after} ppi",
        en="picture {file} has {before} ppi in its place and was brought down to {after} ppi",
        why_zh="新闻纸的网线印不出更细的东西，多出的像素只让文件变大。不到 1.5 倍的不动。",
        why_en="The screen of a newspaper shows nothing finer; more pixels only make the file larger. Up to one and a half times as many are left.",
    ),
    Entry(
        id="T343",
        code="picture-ink-reduced",
        severity=Severity.WARNING,
        zh="图片 {file} 的总墨量到 {before}%，已减到 {after}%",
        en="picture {file} had up to {before}% of ink and was brought down to {after}%",
        hint_zh="请供图的人按新闻纸的特性文件重新分色，或交 RGB",
        hint_en="ask for the picture separated for newsprint, or in RGB",
        why_zh="新闻纸吸不了那么多墨：不干、透印、蹭脏。减墨先用黑替换三色里的灰，再同比减三色；暗处的层次会变。",
        why_en="Newsprint cannot take so much ink: it does not dry, shows through and sets off. Grey in the three colours is replaced with black "
        "first, then they are scaled down together; shadows may look otherwise.",
    ),
    Entry(
        id="T344",
        code="picture-flattened",
        severity=Severity.INFO,
        zh="图片 {file} 有透明，已处理：{how_zh}",
        en="picture {file} is transparent; {how_en}",
        why_zh="PDF/X-1a 不许透明，透明的地方铺在纸白上；PDF/X-4 用软蒙版保留。",
        why_en="PDF/X-1a knows no transparency, so that pictures are laid on white paper; PDF/X-4 keeps it as a soft mask.",
    ),
    Entry(
        id="T345",
        code="picture-profile-ignored",
        severity=Severity.WARNING,
        zh="图片 {file} 里的颜色特性文件坏了或与图片不符，没有采用",
        en="the colour profile in picture {file} is damaged or not of its kind, and was not used",
        hint_zh="在图像软件里重新指定特性文件再存一次",
        hint_en="assign a profile in an image editor and save it again",
        why_zh="没有可用的特性文件时，RGB 当作 sRGB，灰当作黑墨，CMYK 当作已按本印刷条件分色。",
        why_en="Without one RGB is taken as sRGB, grey as black ink, and CMYK as separated for this press.",
    ),
    Entry(
        id="T346",
        code="picture-coarse",
        severity=Severity.WARNING,
        zh="图片 {file} 在版上只有 {found} ppi，不到 {least} ppi",
        en="picture {file} has only {found} ppi in its place, less than {least} ppi",
        hint_zh="换一张像素更多的，或把它排小\n{cure_zh}",
        hint_en="take one with more pixels, or place it smaller\n{cure_en}",
        why_zh="照片宜有 200 ppi，150 以下发虚，100 以下看得出方块；一位的线条图宜有 800 ppi 以上，550 以下有锯齿（GWG 2022）。",
        why_en="Photographs should have 200 ppi; below 150 they are soft, below 100 pixels are seen. Line art of one bit should have 800, "
        "and shows steps below 550 (GWG 2022).",
    ),
    Entry(
        id="T347",
        code="picture-turned-grey",
        severity=Severity.INFO,
        zh="图片 {file} 在黑白版上，已转成灰",
        en="picture {file} stands on a page with black ink only and was turned grey",
        why_zh="黑白版只有黑版，彩色按看上去的明暗转成黑墨。",
        why_en="Such a page has one plate; colours become black ink by how light they look.",
    ),
    Entry(
        id="T348",
        code="picture-sixteen-bits",
        severity=Severity.INFO,
        zh="图片 {file} 每通道 16 位，已减到 8 位",
        en="picture {file} has 16 bits a channel and was brought down to 8",
        why_zh="印刷分不出 8 位以上的差别，制版的文件也只用 8 位。",
        why_en="A press cannot show what 8 bits do not hold, and plates are made from 8.",
    ),
    Entry(
        id="T349",
        code="picture-masked",
        severity=Severity.INFO,
        zh="图片 {file} 已按蒙版去底",
        en="picture {file} was cut out by its mask",
        why_zh="蒙版是一张灰度图，白的地方显示，黑的地方不显示。",
        why_en="A mask is a grey picture: what is white in it is shown, what is black is not.",
    ),
    Entry(
        id="T352",
        code="mask-not-pixels",
        severity=Severity.ERROR,
        zh="蒙版 {file} 不是像素图",
        en="the mask {file} is no picture of pixels",
        hint_zh="蒙版用灰度的 PNG、TIFF 或 JPEG：白的地方显示，黑的地方不显示",
        hint_en="a mask is a grey PNG, TIFF or JPEG: white is shown, black is not",
        why_zh="退底的轮廓由另一张灰度图给出。",
        why_en="The outline of a cut-out picture is given by another, grey one.",
    ),
)

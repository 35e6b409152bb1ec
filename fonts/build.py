"""Cuts the bundled faces from the fonts of Debian packages and writes their manifest.

Run it as ``python fonts/build.py`` where fonts-noto-cjk, fonts-noto-cjk-extra, fonts-lxgw-wenkai,
texlive-lang-chinese and unicode-data are installed; ``--fandol FILE.deb`` takes FandolFang out of a downloaded
texlive-lang-chinese package instead. The same packages give the same bytes.

What is done to each font, and why:

* it is cut down to the characters of a newspaper (:mod:`charset`), without hints, which a press does not use;
* of its features those stay that Chinese setting asks for;
* Chinese marks that share their code points with Western ones (— “ ” ‘ ’ ·) become one em wide, as they are in
  Chinese copy, whatever the font's default was; ``pwid`` still gives the Western ones where the font has them;
* it is given a name of its own, because the owners of some fonts reserve theirs for the unchanged font.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import uharfbuzz as hb
from charset import gb2312_hanzi, newspaper_characters, table_of_general_hanzi
from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from licences import licence_text

HERE: Final = Path(__file__).parent
NOTO: Final = Path("/usr/share/fonts/opentype/noto")
KAI: Final = Path("/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf")
FANG: Final = Path("usr/share/texlive/texmf-dist/fonts/opentype/public/fandol/FandolFang-Regular.otf")
FEATURES: Final = frozenset(
    (
        "ccmp",
        "calt",
        "liga",
        "locl",
        "vert",
        "vrt2",
        "fwid",
        "pwid",
        "hwid",
        "kern",
        "halt",
        "vhal",
        "palt",
        "vkrn",
    )
)
EM: Final = 1000
WINDOWS: Final = 3
ENGLISH: Final = 0x409
NAMES_KEPT: Final = frozenset((0, 5, 7, 8, 9, 11, 12, 13, 14))

OPENING: Final = "“‘"
CLOSING: Final = "”’"


@dataclass(frozen=True, slots=True)
class Recipe:
    """What one bundled face is cut from: ``family`` is the name of the wanted face within ``source``.

    Characters that the font draws wrong are left out, to come from its fallback.
    """

    role: str
    file: str
    name: str
    source: Path
    family: str
    package: str
    licence: str
    fallback: tuple[str, ...]
    wrong: str = ""


RECIPES: Final = (
    Recipe("宋", "Song.otf", "Typeset Song", NOTO / "NotoSerifCJK-Regular.ttc", "Noto Serif CJK SC", "fonts-noto-cjk", "noto", ("黑", "楷")),
    Recipe("小标宋", "Xiaobiaosong.otf", "Typeset Xiaobiaosong", NOTO / "NotoSerifCJK-Bold.ttc", "Noto Serif CJK SC", "fonts-noto-cjk", "noto", ("大标宋", "宋")),
    Recipe("大标宋", "Dabiaosong.otf", "Typeset Dabiaosong", NOTO / "NotoSerifCJK-Black.ttc", "Noto Serif CJK SC", "fonts-noto-cjk-extra", "noto", ("小标宋", "宋")),
    Recipe("黑", "Hei.otf", "Typeset Hei", NOTO / "NotoSansCJK-Medium.ttc", "Noto Sans CJK SC", "fonts-noto-cjk-extra", "noto", ("粗黑", "宋")),
    Recipe("粗黑", "Cuhei.otf", "Typeset Cuhei", NOTO / "NotoSansCJK-Black.ttc", "Noto Sans CJK SC", "fonts-noto-cjk-extra", "noto", ("黑", "宋")),
    Recipe("楷", "Kai.ttf", "Typeset Kai", KAI, "LXGW WenKai", "fonts-lxgw-wenkai", "lxgw-wenkai", ("宋",)),
    Recipe("仿宋", "Fangsong.otf", "Typeset Fangsong", Path("/") / FANG, "FandolFang", "texlive-lang-chinese", "fandol", ("宋",), wrong="￥"),  # it draws a dollar
)  # fmt: skip

LICENCES: Final[Mapping[str, str]] = {
    "noto": "OFL-1.1",
    "lxgw-wenkai": "OFL-1.1",
    "fandol": "GPL-3.0-only WITH Font-exception-2.0",
}


@dataclass(frozen=True, slots=True)
class Cut:
    """A finished face."""

    recipe: Recipe
    data: bytes
    version: str
    copyright: str
    characters: frozenset[int]


def main() -> None:
    """Make the faces, the licences and ``fonts.yaml`` beside this file."""
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("--fandol", type=Path, help="a texlive-lang-chinese .deb to take FandolFang from")
    options.add_argument("--into", type=Path, default=HERE, help="the folder to write to")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path("/")
        if chosen.fandol is not None:
            root = Path(folder)
            subprocess.run(["dpkg-deb", "-x", chosen.fandol, folder], check=True)
        cuts = tuple(cut(r, root, package_version(r.package, chosen.fandol)) for r in RECIPES)
        write_licences(chosen.into / "licences", cuts, root)
    for one in cuts:
        (chosen.into / one.recipe.file).write_bytes(one.data)
    table = "".join(map(chr, sorted(table_of_general_hanzi())))
    (chosen.into / "tgh.txt").write_text(table + "\n", encoding="utf-8")
    (chosen.into / "fonts.yaml").write_text(manifest(cuts), encoding="utf-8")
    check_fallbacks(cuts)
    sys.stdout.write(report(cuts))


def package_version(package: str, fandol: Path | None) -> str:
    """The version of an installed Debian package, or of the downloaded one."""
    if package == "texlive-lang-chinese" and fandol is not None:
        command = ["dpkg-deb", "-f", str(fandol), "Version"]
    else:
        command = ["dpkg-query", "-W", "-f", "${Version}", package]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def cut(recipe: Recipe, root: Path, version: str) -> Cut:
    """Cut one face."""
    path = root / FANG if recipe.licence == "fandol" else recipe.source
    face = face_by_name(path.read_bytes(), recipe.family)
    font = TTFont(
        io.BytesIO(subset(face, newspaper_characters() - frozenset(map(ord, recipe.wrong)))),
        recalcTimestamp=False,
        recalcBBoxes=False,
    )
    widen_marks(font)
    if "glyf" in font:
        finish_truetype(font)
    rename(font, recipe)
    out = io.BytesIO()
    font.save(out)
    made = hb.Face(out.getvalue())
    return Cut(recipe, out.getvalue(), version, str(face.get_name(0)), frozenset(made.unicodes))


def face_by_name(data: bytes, family: str) -> hb.Face:
    """The face of this family in a font file or collection; the order of a collection is nobody's promise."""
    for index in range(hb.Face(data).count):
        face = hb.Face(data, index)
        if family in {face.get_name(16), face.get_name(1)}:
            return face
    raise SystemExit(f"no face {family}")


def subset(face: hb.Face, characters: frozenset[int]) -> bytes:
    """The face with these characters and our features only."""
    wanted = hb.SubsetInput()
    wanted.unicode_set.update(characters)
    wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE
    features = wanted.layout_feature_tag_set
    features.clear()
    features.update(hb_tag(tag) for tag in FEATURES)
    wanted.name_id_set.update(NAMES_KEPT)
    wanted.drop_table_tag_set.update(hb_tag(tag) for tag in ("BASE", "gasp"))
    made = hb.subset(face, wanted)
    return bytes(made.blob.data)


def hb_tag(text: str) -> int:
    """An OpenType tag as HarfBuzz keeps it in sets."""
    return int.from_bytes(text.encode("ascii"), "big")


def widen_marks(font: TTFont) -> None:
    """Give — and · the glyphs of their one-em twins ― and ・, where the font's own are narrower."""
    widths = font["hmtx"]
    for mark, twin in (("—", "―"), ("·", "・")):
        map_to = font.getBestCmap().get(ord(twin))
        if map_to is not None and widths[font.getBestCmap()[ord(mark)]][0] != EM:
            remap(font, {ord(mark): map_to})


def remap(font: TTFont, glyphs: Mapping[int, str]) -> None:
    """Let code points be shown by these glyphs."""
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap.update(glyphs)


def finish_truetype(font: TTFont) -> None:
    """What LXGW WenKai lacks: one-em quotation marks, a joined dash, and vertical forms of the dash and quotes."""
    names = dict(font.getBestCmap())
    narrow = {mark: names[ord(mark)] for mark in OPENING + CLOSING}
    vertical = vertical_forms(font)
    wide = {mark: f"{narrow[mark]}.wide" for mark in narrow}
    for mark, name in narrow.items():
        add_widened(font, name, wide[mark], at_right=mark in OPENING)
    remap(font, {ord(mark): name for mark, name in wide.items()})
    upright = {"—": "︱", "“": "﹃", "”": "﹄", "‘": "﹁", "’": "﹂"}
    for mark, form in upright.items():
        vertical[wide.get(mark) or names[ord(mark)]] = names[ord(form)]
    lines = [
        "languagesystem DFLT dflt;",
        "languagesystem hani dflt;",
        "languagesystem kana dflt;",
        "languagesystem latn dflt;",
        # Only horizontal setting applies `liga`, so the vertical dash keeps its two halves.
        f"feature liga {{ sub {names[0x2014]} {names[0x2014]} by {names[0x2E3A]}; }} liga;",
        *feature("pwid", {wide[mark]: name for mark, name in narrow.items()}),
        *feature("vert", vertical),
    ]
    addOpenTypeFeaturesFromString(font, "\n".join(lines))


def vertical_forms(font: TTFont) -> dict[str, str]:
    """The single substitutions of the font's own ``vert`` feature."""
    gsub = font["GSUB"].table
    lookups = {
        index
        for record in gsub.FeatureList.FeatureRecord
        if record.FeatureTag == "vert"
        for index in record.Feature.LookupListIndex
    }
    forms: dict[str, str] = {}
    for index in sorted(lookups):
        for part in gsub.LookupList.Lookup[index].SubTable:
            forms.update(getattr(part, "ExtSubTable", part).mapping)
    return forms


def feature(tag: str, forms: Mapping[str, str]) -> Iterable[str]:
    """A feature of single substitutions in feature-file syntax."""
    yield f"feature {tag} {{"
    for plain, form in sorted(forms.items()):
        yield f"  sub {plain} by {form};"
    yield f"}} {tag};"


def add_widened(font: TTFont, narrow: str, name: str, *, at_right: bool) -> None:
    """Add a one-em copy of a mark, its ink in the half it belongs to in Chinese."""
    width, bearing = font["hmtx"][narrow]
    shift = EM - width if at_right else 0
    pen = TTGlyphPen(font.getGlyphSet())
    font.getGlyphSet()[narrow].draw(TransformPen(pen, (1, 0, 0, 1, shift, 0)))
    glyph = pen.glyph()
    font.setGlyphOrder([*font.getGlyphOrder(), name])
    font["glyf"][name] = glyph
    glyph.recalcBounds(font["glyf"])
    font["hmtx"][name] = (EM, bearing + shift)
    font["vmtx"][name] = font["vmtx"][narrow]
    font["maxp"].numGlyphs = len(font.getGlyphOrder())


def rename(font: TTFont, recipe: Recipe) -> None:
    """Give the face its own name, keep its owners' notices, and say what it was made from."""
    table = font["name"]
    table.names = [
        n for n in table.names if n.nameID in NAMES_KEPT and (n.platformID, n.langID) == (WINDOWS, ENGLISH)
    ]
    post_script = recipe.name.replace(" ", "") + "-Regular"
    version = table.getDebugName(5)
    values = {
        1: recipe.name,
        2: "Regular",
        3: f"{version};{post_script}",
        4: recipe.name,
        6: post_script,
        10: f"Cut from {recipe.family} ({recipe.source.stem}) for the newspaper engine typeset; not the original font.",
    }
    if recipe.licence == "fandol":
        values[13] = "GNU General Public License, version 3, with the GPL font exception"
    for number, text in values.items():
        table.setName(text, number, WINDOWS, 1, ENGLISH)
    if "CFF " in font:
        fonts: Any = font["CFF "].cff
        fonts.fontNames[0] = post_script
        fonts[0].rawDict["FullName"] = recipe.name
        fonts[0].rawDict["FamilyName"] = recipe.name
    font["post"].formatType = 3.0


def write_licences(folder: Path, cuts: Iterable[Cut], root: Path) -> None:
    """Write the licence of every font, with its owners' copyright notices."""
    folder.mkdir(exist_ok=True)
    notices: dict[str, list[str]] = {}
    for one in cuts:
        known = notices.setdefault(one.recipe.licence, [])
        known.extend(line for line in [one.copyright.strip()] if line not in known)
    for name, lines in notices.items():
        (folder / f"{name}.txt").write_text(licence_text(name, lines, root), encoding="utf-8")


def manifest(cuts: Iterable[Cut]) -> str:
    """``fonts.yaml``: one face a line, so that a changed face is one changed line."""
    lines = ["# Written by fonts/build.py; do not edit.", "faces:"]
    for one in cuts:
        r = one.recipe
        facts = {
            "file": r.file,
            "index": "0",
            "licence": LICENCES[r.licence],
            "licence_file": f"licences/{r.licence}.txt",
            "package": r.package,
            "version": f'"{one.version}"',
            "sha256": hashlib.sha256(one.data).hexdigest(),
            "fallback": f"[{', '.join(r.fallback)}]",
        }
        lines.append(f"  {r.role}: {{{', '.join(f'{key}: {value}' for key, value in facts.items())}}}")
    return "\n".join(lines) + "\n"


def check_fallbacks(cuts: Iterable[Cut]) -> None:
    """Make sure that every role can show, in the end, what any face can show."""
    by_role = {one.recipe.role: one for one in cuts}
    everything = frozenset().union(*(one.characters for one in by_role.values()))
    for role in by_role:
        seen, waiting = {role}, [role]
        while waiting:
            fresh = [r for r in by_role[waiting.pop()].recipe.fallback if r not in seen]
            seen.update(fresh)
            waiting.extend(fresh)
        reached = frozenset().union(*(by_role[r].characters for r in seen))
        if reached != everything:
            raise SystemExit(f"{role} cannot show {len(everything - reached)} characters of other faces")


def report(cuts: Iterable[Cut]) -> str:
    """How much of the two standard character sets each face covers, and how big it is."""
    general, gb = table_of_general_hanzi(), gb2312_hanzi()
    lines = [
        f"{one.recipe.role}\t{len(one.data):,} bytes\t"
        f"{len(general & one.characters)} of {len(general)} general\t"
        f"{len(gb & one.characters)} of {len(gb)} GB 2312\t{len(one.characters)} characters"
        for one in cuts
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
